import Certificate
import ClinicalText
import Coding
import ICD10CM
import Testing

/// Sites that share one diagnosis (Guidelines I.C.13.a): the certificate names the rule and the words of each site.
@Suite(.enabled(if: InstalledBooks.main != nil, "no code book is installed"))
struct SharedSiteProofTests {
  private struct Case {
    let text: String
    let kind: EncounterContext.Kind?
    let certificate: CodingCertificate
    let verifier: Verifier

    init(_ text: String, _ kind: EncounterContext.Kind?) throws {
      let book = try #require(InstalledBooks.main)
      (self.text, self.kind) = (text, kind)
      certificate = try Coder(book: book).codeWithCertificate(Document(text), in: EncounterContext(kind: kind))
        .certificate
      verifier = try Verifier(book: book)
    }

    func refuses(_ change: (inout CodingCertificate) -> Void) -> Bool {
      var copy = certificate
      change(&copy)
      copy.rejections.sort()
      return copy != certificate && !verifier.failures(of: copy.canonicalBytes(), note: Array(text.utf8)).isEmpty
    }

    /// The words that steps of a rule cite.
    func words(_ rule: String) -> Set<String> {
      Set(
        certificate.assignments.flatMap(\.steps).filter { $0.rule == rule }.map { step in
          step.spans.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }.joined(separator: " + ")
        })
    }
  }

  @Test(
    arguments: [
      ("Osteoarthritis of the right hip and left knee.", nil, ["right hip", "left knee"]),
      ("Right hip and left knee osteoarthritis", .problem, ["Right hip", "left knee"]),
      ("Right shoulder and elbow pain.", nil, ["Right shoulder", "Right + elbow"]),
      ("Pain in the left shoulder and lumbar spine", .problem, ["left shoulder", "left + lumbar spine"]),
    ] as [(String, EncounterContext.Kind?, Set<String>)])
  func `each site has a step with its words, and none can be left out, moved or exchanged`(
    _ text: String, _ kind: EncounterContext.Kind?, _ sites: Set<String>
  ) throws {
    let answer = try Case(text, kind)
    #expect(answer.verifier.failures(of: answer.certificate, note: Array(text.utf8)) == [])
    #expect(answer.words("each-site") == sites)
    for index in answer.certificate.assignments.indices {
      let step = try #require(
        answer.certificate.assignments[index].steps.firstIndex { $0.rule == "each-site" }, "\(text)")
      #expect(answer.refuses { $0.assignments.remove(at: index) }, "an assignment is dropped")
      #expect(answer.refuses { $0.assignments[index].steps.remove(at: step) }, "the step is dropped")
      #expect(
        answer.refuses {
          let other = $0.assignments[(index + 1) % $0.assignments.count].steps[step].spans
          $0.assignments[index].steps[step].spans = other
        }, "the words of the other site")
      #expect(answer.refuses { $0.assignments[index].steps[step].spans = [] }, "no words")
      #expect(answer.refuses { $0.assignments[index].steps[step].rule = "sites-together" }, "another rule")
    }
  }

  @Test(arguments: [
    "Osteoarthritis of the right knee.", "Fractures of the left 4th, 5th and 6th ribs.",
    "Osteopenia of the spine and hip.",
  ])
  func `one site, or one code for several, is not coded one by one`(_ text: String) throws {
    let answer = try Case(text, nil)
    #expect(answer.verifier.failures(of: answer.certificate, note: Array(text.utf8)) == [])
    #expect(answer.words("each-site").isEmpty)
  }

  @Test
  func `a code of several sites names the rule`() throws {
    let answer = try Case("Fractures of the left 4th, 5th and 6th ribs.", nil)
    #expect(answer.certificate.assignments.map { $0.code?.description } == ["S22.42XA"])
    #expect(answer.words("sites-together") == ["left 4th, 5th and 6th ribs"])
    let step = answer.certificate.assignments[0].steps.firstIndex { $0.rule == "sites-together" }
    let index = try #require(step)
    #expect(answer.refuses { $0.assignments[0].steps[index].rule = "each-site" })
    #expect(answer.refuses { $0.assignments[0].steps.remove(at: index) })
  }
}

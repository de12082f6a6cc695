import Billing
import ClinicalText
import Coding
import Foundation
import ICD10CM
import Interchange
import Testing

@Suite struct VisitTests {
  // MARK: Weighing

  private static func evidence(_ signs: [DecisionSign]) -> DecisionMaking {
    DecisionMaking(signs.enumerated().map { DecisionMaking.Evidence($1, subject: "\($0)") })
  }

  @Test(
    arguments: [
      ([], DecisionLevel.straightforward), ([.minorProblem], .straightforward), ([.minorProblem, .minorProblem], .low),
      ([.stableChronic], .low), ([.acuteProblem], .low), ([.stableChronic, .stableChronic], .moderate),
      ([.worseChronic], .moderate), ([.newUncertain], .moderate), ([.threat], .high),
    ] as [([DecisionSign], DecisionLevel)])
  func `problems`(_ signs: [DecisionSign], _ level: DecisionLevel) {
    #expect(Self.evidence(signs).level(of: .problems) == level)
  }

  @Test(
    arguments: [
      ([], DecisionLevel.straightforward), ([.test], .straightforward), ([.test, .test], .low), ([.historian], .low),
      ([.test, .test, .externalNote], .moderate), ([.test, .test, .historian], .moderate),
      ([.interpretation], .moderate),
      ([.discussion], .moderate), ([.interpretation, .discussion], .high),
      ([.test, .test, .test, .interpretation], .high),
    ] as [([DecisionSign], DecisionLevel)])
  func `data`(_ signs: [DecisionSign], _ level: DecisionLevel) {
    #expect(Self.evidence(signs).level(of: .data) == level)
  }

  @Test(
    arguments: [
      ([], DecisionLevel.straightforward), ([.minimalRisk], .straightforward), ([.lowRisk], .low),
      ([.minorSurgery], .low), ([.minorSurgery, .riskFactor], .moderate), ([.prescription], .moderate),
      ([.majorSurgery], .moderate), ([.majorSurgery, .riskFactor], .high), ([.hospital], .high),
      ([.riskFactor], .straightforward),
    ] as [([DecisionSign], DecisionLevel)])
  func `risk`(_ signs: [DecisionSign], _ level: DecisionLevel) {
    #expect(Self.evidence(signs).level(of: .risk) == level)
  }

  @Test(
    arguments: [
      ([DecisionSign.threat], "99202", "99212"), ([.stableChronic, .prescription], "99203", "99213"),
      ([.worseChronic, .prescription], "99204", "99214"), ([.threat, .hospital], "99205", "99215"),
      ([.threat, .interpretation, .lowRisk], "99204", "99214"),
    ] as [([DecisionSign], String, String)])
  func `two of three elements decide`(_ signs: [DecisionSign], _ new: String, _ known: String) {
    let visit = Self.evidence(signs)
    #expect(visit.level.visit(isNew: true) == new)
    #expect(visit.level.visit(isNew: false) == known)
  }

  @Test func `one thing counts once`() {
    let twice = DecisionMaking([.init(.test, subject: "MRI"), .init(.test, subject: "MRI", start: 9)])
    #expect(twice.evidence.count == 1)
    #expect(twice.absent == [.problems, .risk])
  }

  // MARK: Reading

  private static let coder: Coder? = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "/root") + "/.local/share"
    let folder = environment["OSTEON_BOOKS"] ?? data + "/osteon/books"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let books = names.filter { $0.hasSuffix(".book") }.compactMap { try? Book(path: folder + "/" + $0) }
    return books.max { $0.edition.effectiveFrom < $1.edition.effectiveFrom }.flatMap { try? Coder(book: $0) }
  }()

  private func read(_ text: String) throws -> DecisionMaking {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    let table = try Data(contentsOf: package.appendingPathComponent("Knowledge/visits/signs.tsv"))
    let coder = try #require(Self.coder)
    let document = Document(text)
    return VisitReader(try DecisionSigns(Array(table), file: "signs.tsv")).read(
      document, coder.code(document), book: coder.book)
  }

  @Test(.enabled(if: coder != nil))
  func `a note is read with its words`() throws {
    let visit = try read(
      """
      History of present illness: 67-year-old woman with worsening right knee pain.
      Medications: meloxicam.
      Assessment: Primary osteoarthritis, right knee. Postmenopausal osteoporosis.
      Plan: X-rays of the right knee were reviewed, MRI ordered. Start alendronate 70 mg weekly. Physical therapy.
      """)
    #expect(visit.level(of: .problems) == .moderate)
    #expect(visit.evidence.filter { $0.sign == .stableChronic }.map { $0.subject.prefix(3) } == ["M17", "M81"])
    #expect(visit.evidence.filter { $0.sign == .test }.map(\.subject) == ["plain film", "MRI"])
    #expect(visit.evidence.filter { $0.sign == .prescription }.map(\.subject) == ["alendronate"])
    #expect(visit.level == .moderate)
  }

  @Test(
    .enabled(if: coder != nil),
    arguments: [
      "Plan: no MRI is needed.", "Past surgical history: emergency surgery.", "Medications: alendronate.",
      "Family history: mother on alendronate.", "Return if fever and chills develop.",
    ])
  func `what is denied, past, another's or only possible does not count`(_ text: String) throws {
    #expect(try read(text).evidence.isEmpty)
  }

  @Test(arguments: ["sign\tsubject\tphrases\nluck\t\tx\n", "h\ntest\tx\n", "h\ntest\tx\t | \n"])
  func `a wrong table is refused`(_ text: String) {
    #expect(throws: TableError.self) { try DecisionSigns(Array(text.utf8), file: "t.tsv") }
  }
}

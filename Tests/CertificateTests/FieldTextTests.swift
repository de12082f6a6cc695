import Certificate
import ClinicalText
import Coding
import ICD10CM
import Testing

/// What clinicians and surveillance staff write: engine and verifier must agree on all of it.
@Suite(.enabled(if: InstalledBooks.main != nil, "no code book is installed"))
struct FieldTextTests {
  private func failures(
    _ text: String, _ kind: EncounterContext.Kind?, change: (inout CodingCertificate) -> Void = { _ in }
  ) throws -> [String] {
    let book = try #require(InstalledBooks.main)
    let document = Document(text)
    var certificate = try Coder(book: book).codeWithCertificate(document, in: EncounterContext(kind: kind)).certificate
    change(&certificate)
    return try Verifier(book: book).failures(of: certificate.canonicalBytes(), note: document.bytes).map(\.description)
  }

  @Test(arguments: [
    // Two terms of the same words
    "Nondisp avulsion fx unsp ischium, subs for fx w nonunion",
    "Contus/lac/hem crblm w LOC of unsp duration, sequela",
    "Fx femur fol insrt ortho implnt/prosth/bone plt, unsp leg",
    "Age-rel osteopor w crnt path fx, l ank/ft, 7thP",
    // Places that count alike, and sites around sites
    "Subluxation of MCP joint of left thumb, sequela",
    "Oth fracture of shaft of left ulna, init for opn fx type I/2",
    "Unstbl burst fx second lum vert, subs for fx w delay heal",
    // Words misspelt, run together, or with the number of their type
    "Angiooedema", "SPG20", "ANKLE SPRAINTYPE", "ostearthritis right knee",
    // Both sides of a line, and a vague line
    "Bilateral distal radius fractures", "right and left knee contusion",
    "Climacteric arthritis, pelvic region and thigh",
  ])
  func `lines`(_ text: String) throws {
    #expect(try failures(text, .problem) == [], "\(text)")
  }

  @Test(arguments: [
    "12 YO M HOLDING FIREWORK WHEN IT EXPLODED. DX OPEN FRACTURE RT WRIST",
    "28 YOM BLEW UP HAND. DX: PARTIAL AMPUTATION L FIRST DIGIT, FIREWORKS INJURY L HAND.",
    "31 YOM FELL. DX: OPEN 2/5 METACARPAL FX, RADIAL HEAD FX",
    "21 YOM WITH TRAUMA TO CHEST AND ABDOMEN, FIREWORK EXPLODED WITH MULTIPLE INJURIES. DX: PENETRATING TRAUMA.",
    "34 YOF FELL >>LAC R INDEX/RING FINGERS, HAND CONTUSION & WRIST SPRAIN",
  ])
  func `triage narratives`(_ text: String) throws {
    #expect(try failures(text, nil) == [], "\(text)")
  }

  @Test
  func `an item of an injury list cannot take words of another`() throws {
    let text = "9 YOF FELL. DX: LAC R INDEX FINGER, FX 4TH METACARPAL LEFT HAND"
    #expect(try failures(text, nil) == [])
    let moved = try failures(text, nil) { certificate in
      guard certificate.assignments.count > 1 else { return }
      certificate.assignments[1].steps[0].spans.insert(certificate.assignments[0].steps[0].spans[0], at: 0)
      certificate.assignments[1].span = certificate.assignments[0].span.union(certificate.assignments[1].span)
    }
    #expect(!moved.isEmpty)
  }
}

import Certificate
import ClinicalText
import Coding
import ICD10CM
import Testing

/// Diagnoses that several sites share, and terms that stand for several diagnoses.
@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct SharedSitesTests {
  @Test(arguments: [nil, EncounterContext.Kind.problem])
  func `each site has its code, in the order of the text, and the proof of each holds`(
    _ kind: EncounterContext.Kind?
  ) throws {
    let book = try #require(InstalledBook.newest)
    let coder = try Coder(book: book)
    let lines = try DiagnosisLines.table("shared-sites.tsv")
    #expect(lines.count >= 30)
    for line in lines {
      let document = Document(line.text + (kind == nil ? "." : ""))
      let context = EncounterContext(kind: kind)
      let (note, certificate) = coder.codeWithCertificate(document, in: context)
      let codes = note.assignments.map { book.code(of: $0.node).description }
      #expect(Set(codes) == Set(line.codes), "\(line.text): \(codes), not \(line.codes)")
      #expect(codes.count == line.codes.count)
      let failures = try Verifier(book: book).failures(of: certificate, note: document.bytes)
      #expect(failures.isEmpty, "\(line.text): \(failures)")
    }
  }

  @Test(arguments: [
    "No fracture of the radius and ulna.", "Denies pain in the right hip and left knee.",
    "Mother had osteoarthritis of the hip and knee.",
  ])
  func `what is denied or another person's is so for every site`(_ text: String) throws {
    let coder = try Coder(book: #require(InstalledBook.newest))
    #expect(coder.code(Document(text)).assignments.isEmpty)
  }

  @Test(arguments: [
    ("Osteoarthritis of the hip and knee pain.", ["M16.10", "M25.569"]),
    ("Rotator cuff tear and biceps tendinitis, left shoulder.", ["M75.102", "M75.22"]),
    ("Bimalleolar fracture left ankle with syndesmotic injury.", ["S82.842A", "S93.432A"]),
  ])
  func `two diagnoses keep their own sites, and a vague one is kept beside another of its category`(
    _ text: String, _ expected: [String]
  ) throws {
    let book = try #require(InstalledBook.newest)
    let note = try Coder(book: book).code(Document(text))
    #expect(note.assignments.map { book.code(of: $0.node).description } == expected)
  }
}

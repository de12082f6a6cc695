import Certificate
import ClinicalText
import Coding
import ICD10CM
import Testing

/// Notes of an orthopaedic clinic in everyday wording. Rows "as labelled" were labelled before the engine first read them;
/// the others were changed on review to its answer, or written for it, and guard against regressions only.
@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct ClinicNotesTests {
  @Test func `each note has its codes, the first one first, and the proof of each holds`() throws {
    let book = try #require(InstalledBook.newest)
    let coder = try Coder(book: book)
    let notes = try DiagnosisLines.table("clinic-notes.tsv")
    #expect(notes.count >= 250)
    for row in notes {
      let document = Document(row.text.replacing("\\n", with: "\n"))
      let (note, certificate) = coder.codeWithCertificate(document, in: EncounterContext())
      let codes = note.assignments.map { book.code(of: $0.node).description }
      #expect(Set(codes) == Set(row.codes) && codes.count == row.codes.count, "\(row.text): \(codes)")
      #expect(codes.first == row.codes.first, "\(row.text): \(codes)")
      let failures = try Verifier(book: book).failures(of: certificate, note: document.bytes)
      #expect(failures.isEmpty, "\(row.text): \(failures)")
    }
  }

  @Test(arguments: [
    ("Assessment: infected total hip arthroplasty.", "T84.50XA"),
    ("Assessment: L TKA prosthetic joint infection.", "T84.54XA"),
    ("Assessment: aseptic loosening, R TKA.", "T84.032A"),
    ("Assessment: fracture of proximal phalanx of left finger.", "S62.619A"),
    ("Assessment: jersey finger, left.", "S66.119A"),
  ])
  func `a side or finger that is not documented is not guessed`(_ text: String, _ code: String) throws {
    let book = try #require(InstalledBook.newest)
    let note = try Coder(book: book).code(Document(text))
    #expect(note.assignments.first.map { book.code(of: $0.node).description } == code)
  }
}

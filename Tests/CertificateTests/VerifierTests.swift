import Certificate
import ClinicalText
import Coding
import ICD10CM
import Testing

@Suite(.enabled(if: InstalledBooks.main != nil, "no code book is installed"))
struct VerifierTests {
  private func refused(_ notes: [DevelopmentNotes.Note], kind: EncounterContext.Kind? = nil) throws -> [String] {
    let book = try #require(InstalledBooks.main)
    let coder = try Coder(book: book)
    let verifier = try Verifier(book: book)
    return notes.flatMap { note in
      let context = EncounterContext(setting: note.isInpatient ? .inpatient : .outpatient, kind: kind)
      let document = Document(note.text)
      let certificate = coder.codeWithCertificate(document, in: context).certificate
      return verifier.failures(of: certificate.canonicalBytes(), note: document.bytes).map { "\(note.id): \($0)" }
    }
  }

  @Test
  func `every certificate of the project's own notes holds`() throws {
    #expect(DevelopmentNotes.own.count >= 80)
    #expect(try refused(DevelopmentNotes.own) == [])
  }

  @Test(.enabled(if: !DevelopmentNotes.labelled.isEmpty, "the shared development sets are absent"))
  func `certificates of the labelled notes hold`() throws {
    #expect(try refused(DevelopmentNotes.labelled.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)) == [])
  }

  /// A sample; `osteon prove` runs whole sets.
  @Test(
    .enabled(if: !DevelopmentNotes.labelled.isEmpty, "the shared development sets are absent"),
    arguments: ["visits", "cases-dev", "ortho-text-unlabelled"])
  func `certificates of long notes hold`(_ name: String) throws {
    let notes = DevelopmentNotes.bench(name)
    #expect(try refused(stride(from: 0, to: notes.count, by: 12).map { notes[$0] }) == [])
  }

  @Test(
    .enabled(if: !DevelopmentNotes.labelled.isEmpty, "the shared development sets are absent"),
    arguments: ["old-descriptions", "synonyms"])
  func `certificates of problem-list lines hold`(_ name: String) throws {
    let notes = DevelopmentNotes.bench(name)
    #expect(try refused(stride(from: 0, to: notes.count, by: 6).map { notes[$0] }, kind: .problem) == [])
  }

  @Test(arguments: ["", " ", "\n", "No fracture.", "\u{FFFD}", "Osteopenia", "(((((((", "1. 2. 3."])
  func `any text has a certificate that holds`(_ text: String) throws {
    let note = DevelopmentNotes.Note(id: text, text: text, isInpatient: false)
    #expect(try refused([note]) == [])
    #expect(try refused([note], kind: .problem) == [])
  }

  @Test
  func `another note is refused`() throws {
    let book = try #require(InstalledBooks.main)
    let coder = try Coder(book: book)
    let certificate = coder.codeWithCertificate(Document("Osteoarthritis of the right knee.")).certificate
    let verifier = try Verifier(book: book)
    #expect(verifier.failures(of: certificate, note: Array("Osteoarthritis of the right knee.".utf8)) == [])
    for other in ["Osteoarthritis of the left knee.", "Osteoarthritis of the right knee. ", ""] {
      #expect(verifier.failures(of: certificate, note: Array(other.utf8)).map(\.code) == [.input])
    }
  }

  @Test
  func `a date outside the edition is refused unless the edition was forced`() throws {
    let book = try #require(InstalledBooks.main)
    let coder = try Coder(book: book)
    let document = Document("Osteoarthritis of the right knee.")
    let verifier = try Verifier(book: book)
    var certificate = coder.codeWithCertificate(document, date: book.edition.effectiveFrom).certificate
    #expect(verifier.failures(of: certificate, note: document.bytes) == [])
    certificate.settings.isEditionForced = true
    #expect(verifier.failures(of: certificate, note: document.bytes).map(\.code) == [.settings])
    certificate.settings.date = Day(year: 1999, month: 1, day: 1)
    #expect(verifier.failures(of: certificate, note: document.bytes) == [])
    certificate.settings.isEditionForced = false
    #expect(verifier.failures(of: certificate, note: document.bytes).map(\.code) == [.settings])
  }
}

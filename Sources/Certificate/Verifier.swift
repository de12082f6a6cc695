import ClinicalText
import Crypto
import Findings
public import ICD10CM

/// Checks certificates against a note and a book, without the engine that wrote them.
///
/// ```swift
/// let failures = try Verifier(book: book).failures(of: certificateBytes, note: noteBytes)
/// ```
///
/// What it proves, and what not, is said in `Documentation/certificate.md`.
public struct Verifier: Sendable {
  /// The edition in use.
  public let book: Book

  /// Throws `BookError` where a block that checking needs is altered or absent.
  public init(book: Book) throws(BookError) {
    try book.touch(.coding)
    self.book = book
  }

  /// Everything that does not hold of a certificate in its canonical bytes; empty where all of it holds.
  public func failures(of certificate: [UInt8], note: [UInt8]) -> [VerificationFailure] {
    do {
      return failures(of: try CodingCertificate(canonicalBytes: certificate), note: note)
    } catch {
      return [VerificationFailure(.form, error.message, at: "byte \(error.byte)")]
    }
  }

  /// Everything that does not hold of a certificate; empty where all of it holds.
  public func failures(of certificate: CodingCertificate, note: [UInt8]) -> [VerificationFailure] {
    let failures = HeaderCheck(certificate: certificate, note: note, book: book).failures()
    // Without the right note, book and settings no other check means anything.
    guard failures.isEmpty else { return failures }
    // Names of words are asked for only where a line is coded as a whole; without them its 7th character fails.
    let isProblem = certificate.settings.kind == "problem"
    try? book.touch(.search)
    let findings = Findings(Document(note), book: book, isProblemLine: isProblem)
    let reading = NoteReading(
      findings, book: book, isProblem: isProblem, isOutpatient: certificate.settings.setting == "outpatient")
    let file = CaseFile(certificate: certificate, reading: reading)
    return AccountingCheck(file: file).failures() + DerivationCheck(file: file).failures()
      + RejectionCheck(file: file).failures() + CodeSetCheck(file: file).failures()
      + QueryCheck(file: file).failures()
  }
}

extension Verifier {
  /// Every rule that the verifier knows, with its source.
  public static var rules: [(id: String, source: String)] { RuleTable.all.map { ($0.id, $0.source) } }
  /// Those that a step may name.
  public static var stepRules: [(id: String, source: String)] {
    RuleTable.all.filter { $0.step != nil || $0.lineStep != nil }.map { ($0.id, $0.source) }
  }
  /// Those that a rejection may name.
  public static var reasons: [(id: String, source: String)] {
    RuleTable.all.filter { $0.step == nil && $0.lineStep == nil || $0.withdrawal != nil }.map { ($0.id, $0.source) }
  }
}

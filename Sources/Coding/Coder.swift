public import ClinicalText
import Findings
public import ICD10CM

/// Codes documents after one book.
///
/// ```swift
/// let coder = try Coder(book: Book(path: "2027.book"))
/// let note = coder.code(Document("Osteopenia of the lumbar spine and left femoral neck."))
/// print(note.assignments.map { coder.book.code(of: $0.node) })  // [M85.89]
/// ```
public struct Coder: Sendable {
  /// The edition in use.
  public let book: Book
  let special: SpecialWords

  /// Throws `BookError` where a block that coding needs is altered or absent.
  public init(book: Book) throws(BookError) {
    try book.touch(.coding)
    self.book = book
    special = SpecialWords(book)
  }

  /// Codes one document.
  public func code(_ document: Document, in context: EncounterContext = EncounterContext()) -> CodedNote {
    let findings = Findings(document, book: book, crossesCommas: context.kind == .problem)
    var session = CodingSession(coder: self, findings: findings, context: context)
    return session.run()
  }
}

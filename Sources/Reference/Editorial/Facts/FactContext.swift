import ClinicalText
import Coding
import ICD10CM

/// What checks compare with: the edition that a page is written for, the one before it, the engine, and the tables of
/// the billing side.
struct FactContext: Sendable {
  let book: Book
  /// The edition before, for statements on changes; `nil` where none is installed.
  let older: Book?
  /// The engine; `nil` where only the book is asked.
  let coder: Coder?
  let billing: any BillingFacts

  init(book: Book, older: Book?, billing: any BillingFacts) throws(BookError) {
    self.book = book
    self.older = older
    self.billing = billing
    coder = try Coder(book: book)
    try book.touch(.lookup + [.indexEntries])
    try older?.touch(.lookup)
  }

  /// Compares with a book alone; `nil` where it is altered.
  init?(book: Book) {
    guard (try? book.touch(.lookup + [.indexEntries])) != nil else { return nil }
    self.book = book
    (older, coder, billing) = (nil, nil, NoBillingFacts())
  }

  /// The row of a code, or the outcome that says the edition has none.
  func row(_ code: Code) -> Result<NodeID, MissingCode> {
    book.node(code).map { .success($0) } ?? .failure(MissingCode(code: code, edition: book.edition.name))
  }

  struct MissingCode: Error {
    let code: Code
    let edition: String
    var outcome: FactOutcome {
      .fails(
        .unknownCode, "\(code) is not in edition \(edition)",
        remedy: "look it up with 'osteon search', or name the edition that has it")
    }
  }

  /// Runs a check on the row of a code.
  func on(_ code: Code, _ check: (NodeID) -> FactOutcome) -> FactOutcome {
    switch row(code) {
    case .success(let node): check(node)
    case .failure(let missing): missing.outcome
    }
  }

  /// The codes that the engine assigns to a statement, in order of code; `nil` without the engine.
  func codes(of statement: String) -> [Code]? {
    guard let note = coder?.code(Document(statement)) else { return nil }
    return note.assignments.map { book.code(of: $0.node) }.sorted()
  }
}

extension String {
  /// Lower-case letters and digits with single spaces between; what two wordings are compared by.
  var comparable: String {
    lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }
}

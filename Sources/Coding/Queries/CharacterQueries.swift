import BoneDensity
import ClinicalText
import Findings
import ICD10CM

/// Questions about characters of a code that nothing in the note decided: side, site, type.
struct CharacterQueries {
  let coder: Coder
  let document: Document
  private var book: Book { coder.book }

  init(coder: Coder, document: Document) {
    self.coder = coder
    self.document = document
  }

  func queries(for note: CodedNote) -> [Query] {
    note.assignments.filter { !$0.isCause && !$0.isStatus }.flatMap {
      queries($0, isBoneReport: !note.density.measurements.isEmpty)
    }
  }

  /// Diseases whose kind changes what is done; an unspecified pain or deficiency is as much as there is to say.
  private static let typed: CodeFamily = "M00-M24 M40-M51 M60-M78 M80-M82 M84-M99 S00-T34 Q65-Q79 E21.3 E24.9"
  private static let staged: CodeFamily = "N18.9"
  /// Their own row is the unspecified one, whatever words led to it.
  private static let typedByTitle: CodeFamily = "E21.3 E24.9 M84.750"

  private func queries(_ assignment: Assignment, isBoneReport: Bool) -> [Query] {
    let row = book.stem(of: assignment.node)
    guard let parent = book.parent(of: row) else { return [] }
    let title = book.title(of: row).lowercased()
    guard title.contains("unspecified") else { return [] }
    let words = document.text(assignment.span)
    let siblings = book.children(of: parent)
    let sided = siblings.filter { isSided($0) }
    if !sided.isEmpty, !isSided(row) {
      let side = Query(
        .side,
        "The note documents “\(words)” without a side. Which side is affected: right, left, both, other, or unable to determine?",
        spans: [assignment.span], searched: "left, right, bilateral: the diagnosis, its sentence, and the whole note",
        answers: sided.map { Query.Answer(sideName($0), seventh(below: $0, like: assignment.node)) })
      return [side] + (Self.typedByTitle.contains(book.code(of: row)) ? [typeQuery(assignment, row, siblings)] : [])
    }
    let isOpen = assignment.isUnspecific || Self.typedByTitle.contains(book.code(of: row))
    guard isOpen else { return [] }
    let isSite = title.contains("unspecified site") || title.contains("site unspecified")
    let code = book.code(of: row)
    guard isSite || Self.typed.contains(code) || Self.staged.contains(code) && !isBoneReport else { return [] }
    guard siblings.contains(where: { $0 != row }) else { return [] }
    guard isSite else { return [typeQuery(assignment, row, siblings)] }
    return [
      Query(
        .site,
        "The note documents “\(words)” without naming the part of the body. Which part or parts are affected, or are you unable to determine this?",
        spans: [assignment.span], searched: "words that part the siblings of \(code)",
        answers: answers(assignment, row, siblings))
    ]
  }

  private func typeQuery(_ assignment: Assignment, _ row: NodeID, _ siblings: [NodeID]) -> Query {
    Query(
      .type,
      "The note documents “\(document.text(assignment.span))” without further description. Can its kind be described more closely, in your clinical judgment, or are you unable to determine this?",
      spans: [assignment.span], searched: "words that part the siblings of \(book.code(of: row))",
      answers: answers(assignment, row, siblings))
  }

  private func answers(_ assignment: Assignment, _ row: NodeID, _ siblings: [NodeID]) -> [Query.Answer] {
    siblings.filter { $0 != row }.prefix(12).map { sibling in
      Query.Answer(book.title(of: sibling), seventh(below: sibling, like: assignment.node))
    }
  }

  /// The row below `stem` with the 7th character of `like`.
  private func seventh(below stem: NodeID, like: NodeID) -> NodeID? {
    guard !book.isBillable(stem) else { return stem }
    guard book.isSeventhCharacterCode(like) else { return nil }
    let character = book.code(of: like)[6]
    return book.children(of: stem).first { book.code(of: $0).count == 7 && book.code(of: $0)[6] == character }
  }

  private func isSided(_ node: NodeID) -> Bool {
    let title = " " + book.title(of: node).lowercased() + " "
    return title.contains(" right ") || title.contains(" left ") || title.contains("bilateral ")
  }

  private func sideName(_ node: NodeID) -> String {
    let title = book.title(of: node).lowercased()
    return title.contains("bilateral") ? "both" : title.contains("right") ? "right" : "left"
  }
}

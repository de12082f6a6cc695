import ClinicalText
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
    note.assignments.filter { !$0.isCause && !$0.isStatus }.compactMap(query)
  }

  private func query(_ assignment: Assignment) -> Query? {
    let row = stem(of: assignment.node)
    guard let parent = book.parent(of: row) else { return nil }
    let words = document.text(assignment.span)
    let title = book.title(of: row).lowercased()
    let siblings = book.children(of: parent)
    let sided = siblings.filter { isSided($0) }
    if title.contains("unspecified"), !sided.isEmpty, !isSided(row) {
      return Query(
        .side,
        "The note documents “\(words)” without a side. Which side is affected: right, left, both, other, or unable to determine?",
        spans: [assignment.span], searched: "left, right, bilateral: the diagnosis, its sentence, and the whole note",
        answers: sided.map { Query.Answer(sideName($0), seventh(below: $0, like: assignment.node)) })
    }
    guard assignment.isUnspecific, title.contains("unspecified") else { return nil }
    let isSite = title.contains("unspecified site") || title.contains("site unspecified")
    let answers = siblings.filter { $0 != row }.prefix(12).map { sibling in
      Query.Answer(book.title(of: sibling), seventh(below: sibling, like: assignment.node))
    }
    guard !answers.isEmpty else { return nil }
    return Query(
      isSite ? .site : .type,
      isSite
        ? "The note documents “\(words)” without naming the part of the body. Which part or parts are affected, or are you unable to determine this?"
        : "The note documents “\(words)” without further description. Can its kind be described more closely, in your clinical judgment, or are you unable to determine this?",
      spans: [assignment.span], searched: "words that part the siblings of \(book.code(of: row))",
      answers: Array(answers))
  }

  /// The row without its 7th character.
  private func stem(of node: NodeID) -> NodeID {
    book.isSeventhCharacterCode(node) ? book.parent(of: node) ?? node : node
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

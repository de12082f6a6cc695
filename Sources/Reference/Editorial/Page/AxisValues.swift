import ICD10CM

/// The values of one code that a family page's placeholders stand for, read from the book's titles.
struct AxisValues {
  private let book: Book
  private let node: NodeID
  private let family: Code

  /// The values of a row; `family` is the prefix that the page covers.
  init(_ node: NodeID, family: Code, in book: Book) {
    (self.book, self.node, self.family) = (book, node, family)
  }

  /// The value of a placeholder; `nil` where the code has none.
  func value(of placeholder: EditorialFile.Placeholder) -> String? {
    switch placeholder {
    case .code: return book.code(of: node).description
    case .title: return book.title(of: node)
    case .seventh: return book.isSeventhCharacterCode(node) ? book.seventhCharacterMeaning(node) : nil
    case .side: return side
    case .displacement:
      let first = words(of: base).first?.lowercased()
      return first == "displaced" || first == "nondisplaced" ? first : nil
    case .site: return site
    }
  }

  private var base: NodeID { book.stem(of: node) }

  private func words(of node: NodeID) -> [Substring] {
    book.title(of: node).split { $0 == " " || $0 == "," }
  }

  /// Right, left, both sides, or an unspecified side: the last only where a row beside it names one.
  private var side: String? {
    for level in book.ancestors(of: base) where book.code(of: level).count > family.count {
      let words = words(of: level).map { $0.lowercased() }
      if words.contains("right") { return "right" }
      if words.contains("left") { return "left" }
      if words.contains("bilateral") { return "both sides" }
      guard words.contains("unspecified"), let parent = book.parent(of: level) else { continue }
      let sided = book.children(of: parent).contains { beside in
        let other = self.words(of: beside).map { $0.lowercased() }
        return other.count == words.count
          && zip(words, other).allSatisfy { $0 == $1 || ($0 == "unspecified" && $1 == "right") }
      }
      if sided { return "unspecified side" }
    }
    return nil
  }

  /// What parts the row's group from the groups beside it, below the family and above the side: the words that their
  /// titles do not share at the beginning or at the end.
  private var site: String? {
    for level in book.ancestors(of: base).reversed() where book.code(of: level).count > family.count {
      guard let parent = book.parent(of: level) else { continue }
      let siblings = book.children(of: parent).map { words(of: $0) }
      guard siblings.count > 1 else { continue }
      let own = words(of: level)
      let shortest = siblings.map(\.count).min() ?? 0
      var start = 0
      while start < shortest, siblings.allSatisfy({ $0[start] == own[start] }) { start += 1 }
      var end = 0
      while end < shortest - start, siblings.allSatisfy({ $0[$0.count - 1 - end] == own[own.count - 1 - end] }) {
        end += 1
      }
      let rest = own[start..<(own.count - end)].joined(separator: " ")
      if !rest.isEmpty, !["right", "left", "bilateral"].contains(own[start].lowercased()) { return rest }
    }
    return nil
  }
}

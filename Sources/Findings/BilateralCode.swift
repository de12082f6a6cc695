package import ICD10CM

/// The code of a condition on both sides, where the code set has one for it beside those of the right and the left.
package struct BilateralCode {
  private let book: Book
  private let right, left, bilateral: WordID
  private let sides: Set<WordID>

  package init(_ book: Book) {
    self.book = book
    right = book.word("right")
    left = book.word("left")
    bilateral = book.word("bilateral")
    sides = [right, left, bilateral, book.word("unilateral")]
  }

  /// The row titled "bilateral …" that says of both sides what two codes say of the right and of the left (Guidelines
  /// I.B.13); `nil` where the two are not such a pair, or each side is coded for itself.
  package func node(for first: NodeID, and second: NodeID) -> NodeID? {
    guard book.code(of: first).category == book.code(of: second).category, isPair(first, second) else { return nil }
    let condition = words(first)
    guard words(second) == condition else { return nil }
    for row in book.ancestors(of: first) where book.code(of: row).count > 3 {
      guard let parent = book.parent(of: row) else { break }
      let found = book.children(of: parent).first {
        book.isBillable($0) && book.title(of: $0, has: bilateral) && words($0) == condition
      }
      if let found { return found }
    }
    return nil
  }

  private func isPair(_ first: NodeID, _ second: NodeID) -> Bool {
    book.title(of: first, has: right) && book.title(of: second, has: left)
      || book.title(of: first, has: left) && book.title(of: second, has: right)
  }

  private func words(_ node: NodeID) -> Set<WordID> { book.titleWords(of: node).subtracting(sides) }
}

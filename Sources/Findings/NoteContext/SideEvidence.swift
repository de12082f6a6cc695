package import ClinicalText

/// A side with the words that name it.
package struct SideEvidence: Sendable {
  package var side: Side
  package var tokens: Range<Int>
  package var nearness: Nearness

  package init(side: Side, tokens: Range<Int>, nearness: Nearness) {
    (self.side, self.tokens, self.nearness) = (side, tokens, nearness)
  }
}

/// Every side that a document names, and the nearest to a mention.
package struct SideFinder: Sendable {
  private let sides: [(side: Side, tokens: Range<Int>)]
  private let document: Document

  package init(_ document: Document) {
    self.document = document
    var sides: [(side: Side, tokens: Range<Int>)] = []
    var index = 0
    while index < document.tokens.count {
      if let found = document.side(at: index) {
        sides.append(found)
        index = max(index + 1, found.tokens.upperBound)
      } else {
        index += 1
      }
    }
    self.sides = sides
  }

  /// The side of a mention: named inside it, in its part of the sentence, in the sentence, else in the whole document
  /// where that names only one side.
  package func side(of mention: Range<Int>, clause: Range<Int>, sentence: Range<Int>) -> SideEvidence? {
    if let found = side(in: clause, near: mention) {
      return SideEvidence(side: found.side, tokens: found.tokens, nearness: .clause)
    }
    if let found = side(in: sentence, near: mention) {
      return SideEvidence(side: found.side, tokens: found.tokens, nearness: .sentence)
    }
    guard let first = sides.first, sides.allSatisfy({ $0.side == first.side }) else { return nil }
    return SideEvidence(side: first.side, tokens: first.tokens, nearness: .document)
  }

  /// The side of a mention from its own sentence only.
  package func nearSide(of mention: Range<Int>, clause: Range<Int>, sentence: Range<Int>) -> SideEvidence? {
    if let found = side(in: clause, near: mention) {
      return SideEvidence(side: found.side, tokens: found.tokens, nearness: .clause)
    }
    if let found = side(in: sentence, near: mention) {
      return SideEvidence(side: found.side, tokens: found.tokens, nearness: .sentence)
    }
    return nil
  }

  /// The side that all statements in these ranges name; `nil` where none does or they differ.
  package func onlySide(in ranges: [Range<Int>]) -> SideEvidence? {
    var only: (side: Side, tokens: Range<Int>)?
    for range in ranges {
      for side in sides[firstIndex(at: range.lowerBound)...] {
        guard side.tokens.lowerBound < range.upperBound else { break }
        if let only, only.side != side.side { return nil }
        if only == nil { only = side }
      }
    }
    return only.map { SideEvidence(side: $0.side, tokens: $0.tokens, nearness: .document) }
  }

  private func firstIndex(at token: Int) -> Int {
    var low = 0
    var high = sides.count
    while low < high {
      let middle = (low + high) / 2
      if sides[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The nearest side; both where left and right stand in the range.
  private func side(in range: Range<Int>, near mention: Range<Int>) -> (side: Side, tokens: Range<Int>)? {
    var nearest: (side: Side, tokens: Range<Int>)?
    var distance = Int.max
    for side in sides[firstIndex(at: range.lowerBound)...] {
      guard side.tokens.lowerBound < range.upperBound else { break }
      let gap =
        side.tokens.upperBound <= mention.lowerBound
        ? mention.lowerBound - side.tokens.upperBound : max(0, side.tokens.lowerBound - mention.upperBound)
      if gap < distance { (nearest, distance) = (side, gap) }
    }
    return nearest
  }
}

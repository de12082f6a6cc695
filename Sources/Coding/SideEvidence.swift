import ClinicalText

/// A side with the words that name it.
struct SideEvidence: Sendable {
  var side: Side
  var tokens: Range<Int>
  var nearness: Nearness
}

/// Every side that a document names, and the nearest to a mention.
struct SideFinder {
  private let sides: [(side: Side, tokens: Range<Int>)]
  private let document: Document

  init(_ document: Document) {
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
  func side(of mention: Range<Int>, clause: Range<Int>, sentence: Range<Int>) -> SideEvidence? {
    if let found = side(in: clause, near: mention) {
      return SideEvidence(side: found.side, tokens: found.tokens, nearness: .clause)
    }
    if let found = side(in: sentence, near: mention) {
      return SideEvidence(side: found.side, tokens: found.tokens, nearness: .sentence)
    }
    guard let first = sides.first, sides.allSatisfy({ $0.side == first.side }) else { return nil }
    return SideEvidence(side: first.side, tokens: first.tokens, nearness: .document)
  }

  /// The nearest side; both where left and right stand in the range.
  private func side(in range: Range<Int>, near mention: Range<Int>) -> (side: Side, tokens: Range<Int>)? {
    var nearest: (side: Side, tokens: Range<Int>)?
    var distance = Int.max
    for side in sides {
      guard side.tokens.lowerBound >= range.lowerBound else { continue }
      guard side.tokens.lowerBound < range.upperBound else { break }
      let gap =
        side.tokens.upperBound <= mention.lowerBound
        ? mention.lowerBound - side.tokens.upperBound : max(0, side.tokens.lowerBound - mention.upperBound)
      if gap < distance { (nearest, distance) = (side, gap) }
    }
    return nearest
  }
}

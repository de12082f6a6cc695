package import ClinicalText

/// Which part of a sentence belongs to which mention.
///
/// Between two mentions the words belong to the first as far as the last comma or conjunction, the rest to the second;
/// without such a mark, to the first where a preposition goes on from it ("osteopenia of the spine"), else to the second.
package struct Clauses {
  private static let prepositions: WordSet = "of in at involving affecting to on over about within"
  private static let conjunctions: WordSet = "and with or but as plus"

  let document: Document

  package init(document: Document) { self.document = document }

  /// The clause of each mention of a sentence, in order.
  package func clauses(of mentions: [Mention], in sentence: Range<Int>) -> [Range<Int>] {
    var starts: [Int] = [sentence.lowerBound]
    for (first, second) in zip(mentions, mentions.dropFirst()) {
      starts.append(split(first.tokens.upperBound, second.tokens.lowerBound))
    }
    return starts.enumerated().map { index, start in
      start..<max(start, index + 1 < starts.count ? starts[index + 1] : sentence.upperBound)
    }
  }

  private func split(_ start: Int, _ end: Int) -> Int {
    guard start < end else { return max(start, end) }
    var depth = 0
    for index in (start..<end).reversed() {
      // What is bracketed behind a diagnosis belongs to it whole.
      if document.tokens[index].mark == UInt8(ascii: ")") { depth += 1 }
      if document.tokens[index].mark == UInt8(ascii: "(") { depth = max(0, depth - 1) }
      if depth == 0, isSeparator(index) { return index }
    }
    return Self.prepositions.contains(document.tokens[start].hash) ? end : start
  }

  private func isSeparator(_ index: Int) -> Bool {
    let token = document.tokens[index]
    switch token.kind {
    case .word: return Self.conjunctions.contains(token.hash)
    case .punctuation: return [0x2C, 0x3B, 0x3A, 0x2E, 0x26, 0x2B].contains(token.mark)
    case .number, .lineBreak: return false
    }
  }
}

public import ClinicalText
import Findings
public import ICD10CM

/// A problem-list line, read as one diagnosis.
extension NoteReading {
  /// The whole line, from its first token to its last.
  public var line: ByteSpan { document.span(of: 0..<document.tokens.count) }

  /// The words of the line that are words of a row or of a row above it, ascending.
  public func lineCitation(of node: NodeID) -> [ByteSpan] { lineTokens(of: node).map { document.span(of: $0) } }

  func lineTokens(of node: NodeID) -> [Range<Int>] {
    let words = rowWords(node)
    var found: Set<Range<Int>> = []
    for evidence in findings.evidence where words.contains(evidence.word) { found.insert(evidence.tokens) }
    for index in document.tokens.indices {
      if let side = document.side(at: index), words.contains(sideWord(side.side)) { found.insert(side.tokens) }
    }
    return found.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// The words that part a row from its siblings and that the line does not say, by the wording that has fewest.
  func lineMissing(_ node: NodeID) -> Int {
    let said = Set(findings.evidence.map(\.word))
    var best = Int.max
    book.forEachWording(of: node) { wording in
      var missing = 0
      for index in 0..<wording.count where wording[index].isDistinguishing && !wording[index].isNegated {
        let word = wording[index].word
        if !said.contains(word), !special.isFiller(word), word != special.unspecified, word != special.other {
          missing += 1
        }
      }
      best = min(best, missing)
    }
    return best == Int.max ? 0 : best
  }

  func sideWord(_ side: Side) -> WordID {
    switch side {
    case .left: special.left
    case .right: special.right
    case .bilateral: special.bilateral
    }
  }

  private func rowWords(_ node: NodeID) -> Set<WordID> {
    var words: Set<WordID> = []
    for level in book.ancestors(of: node) {
      book.forEachWording(of: level) { wording in
        for index in 0..<wording.count { words.insert(wording[index].word) }
      }
    }
    words.remove(.none)
    return words
  }
}

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
    let family = book.ancestors(of: node)
    for mention in findings.mentions where leads(mention, to: family) { found.insert(mention.tokens) }
    for index in document.tokens.indices {
      if found.isEmpty || !found.contains(where: { $0.contains(index) }), resembles(index, words) {
        found.insert(index..<index + 1)
      }
      if let side = document.side(at: index), words.contains(sideWord(side.side)) { found.insert(side.tokens) }
    }
    return found.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// Whether a term of the line leads to one of the rows.
  private func leads(_ mention: Mention, to rows: [NodeID]) -> Bool {
    (0..<book.rowCount(ofTermList: mention.termList)).contains { number in
      let row = book.row(number, ofTermList: mention.termList)
      return row.targets.contains { target in rows.contains(target) }
    }
  }

  /// Whether a word of the line is another form of a word of the row: they begin with the same four letters or more,
  /// and with most of the shorter one.
  private func resembles(_ index: Int, _ words: Set<WordID>) -> Bool {
    guard document.tokens[index].kind == .word, document.tokens[index].length >= 4 else { return false }
    let written = document.bytes[document.tokens[index].span.range].map { $0 | 0x20 }
    return words.contains { word in
      let name = Array(book.name(of: word).utf8)
      let common = zip(name, written).prefix { $0 == $1 }.count
      return common >= 4 && 4 * common >= 3 * min(name.count, written.count)
    }
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

public import ClinicalText
import Findings
public import ICD10CM

/// A problem-list line, read as one diagnosis.
extension NoteReading {
  /// The whole line, from its first token to its last.
  public var line: ByteSpan { document.span(of: 0..<document.tokens.count) }

  /// The span and words of a proof that a line, or an item of an injury list inside `span`, is a row: in a problem line
  /// the whole line, else from the first word that is one of the row or of a row above it to the last.
  ///
  /// - Parameter site: Which of the sites that share the diagnosis of a problem line; `nil` for the line as it stands.
  public func lineProof(
    of node: NodeID, in span: ByteSpan, isProblem: Bool, site: Int? = nil
  ) -> (span: ByteSpan, words: [ByteSpan]) {
    let words = lineTokens(of: node, in: isProblem ? line : span, without: hidden(site: site)).map {
      document.span(of: $0)
    }
    guard !isProblem, let first = words.first else { return (line, words) }
    return (words.dropFirst().reduce(first) { $0.union($1) }, words)
  }

  /// Whether the span can hold a line that is coded as a whole: a problem line; in a note of the length of a triage
  /// narrative, what lies behind a mark of its diagnoses, with the site named before it.
  func isLine(_ span: ByteSpan, isProblem: Bool) -> Bool {
    if isProblem { return span == line }
    guard document.bytes.count <= 1500, let tokens = document.tokenRange(of: span), document.span(of: tokens) == span
    else {
      return false
    }
    return document.tokens.indices.contains { index in
      let token = document.tokens[index]
      let bytes = document.bytes[token.span.range]
      let isMark = token.kind == .word && token.isAllCapitals && bytes.suffix(2).elementsEqual("DX".utf8)
      return index < tokens.upperBound && (isMark || token.mark == UInt8(ascii: ">"))
    }
  }

  /// The tokens that are passed over where a problem line is read for one of the sites that share its diagnosis.
  func hidden(site: Int?) -> Set<Int> {
    guard let site, let row = context.lineSites, row.sites.indices.contains(site) else { return [] }
    return row.hidden(for: row.sites[site])
  }

  func lineTokens(of node: NodeID, in span: ByteSpan, without hidden: Set<Int> = []) -> [Range<Int>] {
    guard let range = document.tokenRange(of: span) else { return [] }
    let words = rowWords(node)
    var found: Set<Range<Int>> = []
    func add(_ tokens: Range<Int>) {
      if range.contains(tokens), !tokens.contains(where: hidden.contains) { found.insert(tokens) }
    }
    for evidence in findings.evidence where words.contains(evidence.word) { add(evidence.tokens) }
    let family = book.ancestors(of: node)
    if let first = hidden.min() {
      // "Neck and low back pain", read for the neck: the term is "neck pain".
      let sentence = findings.reread(
        sentence: document.sentenceIndex(ofToken: first), without: hidden, book: book)
      for mention in sentence.mentions where leads(mention, to: family) {
        for index in mention.tokens { add(index..<index + 1) }
      }
    } else {
      for mention in findings.mentions where leads(mention, to: family) { add(mention.tokens) }
    }
    for index in range where !hidden.contains(index) {
      if found.isEmpty || !found.contains(where: { $0.contains(index) }), resembles(index, words) {
        found.insert(index..<index + 1)
      }
      if let side = document.side(at: index), words.contains(sideWord(side.side)) { add(side.tokens) }
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
  /// and with half of the shorter one.
  private func resembles(_ index: Int, _ words: Set<WordID>) -> Bool {
    guard document.tokens[index].kind == .word, document.tokens[index].length >= 4 else { return false }
    let written = document.bytes[document.tokens[index].span.range].map { $0 | 0x20 }
    return words.contains { word in
      let name = Array(book.name(of: word).utf8)
      let common = zip(name, written).prefix { $0 == $1 }.count
      return common >= 4 && 2 * common >= min(name.count, written.count)
    }
  }

  /// The words that part a row from its siblings and that the line does not say, by the wording that has fewest.
  func lineMissing(_ node: NodeID, in span: ByteSpan, without hidden: Set<Int> = []) -> Int {
    let range = document.tokenRange(of: span) ?? 0..<0
    let evidence = findings.evidence.filter { evidence in
      range.contains(evidence.tokens) && !evidence.tokens.contains(where: hidden.contains)
    }
    let said = Set(evidence.map(\.word))
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
    book.wordingWords(of: book.ancestors(of: node)).subtracting([.none])
  }
}

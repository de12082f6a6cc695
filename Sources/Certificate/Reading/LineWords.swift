public import ClinicalText
package import Findings
package import ICD10CM

/// A line of diagnoses, read as one diagnosis.
extension NoteReading {
  /// The whole line, from its first token to its last.
  public var line: ByteSpan { document.span(of: 0..<document.tokens.count) }

  /// Every way to read lines of diagnoses: a problem line and what it says of each of the sites that share its diagnosis;
  /// in a note of the length of a triage narrative, the items of its injury list.
  func lineReadings(isProblem: Bool) -> [LineReading] {
    if isProblem { return context.lineReadings }
    return InjuryList(findings, isWord: { book.word(hash: $0.hash) != .none })?.readings ?? []
  }

  /// The span and words of a proof that a line is a row: of a problem line the whole, else from the first word that is one
  /// of the row or of a row above it to the last. There is no span where there are no words.
  package func lineProof(
    of node: NodeID, in reading: LineReading, isProblem: Bool
  ) -> (span: ByteSpan?, words: [ByteSpan]) {
    let words = LineWords(reading, in: self).tokens(of: node).map { document.span(of: $0) }
    guard !isProblem else { return (line, words) }
    return (words.dropFirst().reduce(words.first) { $0?.union($1) }, words)
  }

  func sideWord(_ side: Side) -> WordID {
    switch side {
    case .left: special.left
    case .right: special.right
    case .bilateral: special.bilateral
    }
  }
}

/// What one reading of a line says.
struct LineWords {
  let reading: LineReading
  private let note: NoteReading
  private let tokens: Set<Int>
  private let mentions: [Mention]
  /// The words that the line says.
  let evidence: [Evidence]

  private var document: Document { note.document }
  private var book: Book { note.book }

  init(_ reading: LineReading, in note: NoteReading) {
    self.reading = reading
    self.note = note
    let tokens = Set(reading.tokens)
    self.tokens = tokens
    var mentions = note.findings.mentions
    var evidence = note.findings.evidence
    // "Neck and low back pain", read for the neck: the term is "neck pain". A word misspelt is read as what it may be, and
    // what stands for other words ("fx") may with its neighbours stand for others again ("fracture follow-up").
    let meanings = UnknownWords(note.document, book: note.book).meanings(of: reading.tokens)
    let sentences = Set(reading.tokens.map { note.document.sentenceIndex(ofToken: $0) })
    for index in sentences.sorted() {
      let sentence = note.document.sentences[index].tokens
      let hidden = Set(sentence.filter { !tokens.contains($0) })
      let said = note.findings.reread(
        sentence: index, without: hidden, meanings: meanings, rounds: 3, book: note.book)
      if reading.site != nil { mentions.removeAll { $0.sentence == index } }
      mentions += said.mentions
      evidence += said.evidence
    }
    self.mentions = mentions.filter { $0.tokens.contains(where: tokens.contains) }
    self.evidence = evidence.filter { $0.tokens.allSatisfy(tokens.contains) }
  }

  /// The words of the line that are words of a row or of a row above it.
  func tokens(of node: NodeID) -> [Range<Int>] {
    let words = book.wordingWords(of: book.ancestors(of: node)).subtracting([.none])
    var found: Set<Range<Int>> = []
    for evidence in evidence where words.contains(evidence.word) { found.insert(evidence.tokens) }
    let family = book.ancestors(of: node)
    for mention in mentions where leads(mention, to: family) {
      if mention.tokens.allSatisfy(tokens.contains) {
        found.insert(mention.tokens)
      } else if reading.site != nil {
        for index in mention.tokens where tokens.contains(index) { found.insert(index..<index + 1) }
      }
    }
    for index in reading.tokens {
      if !found.contains(where: { $0.contains(index) }), resembles(index, words) { found.insert(index..<index + 1) }
      if let side = document.side(at: index), words.contains(note.sideWord(side.side)),
        side.tokens.allSatisfy(tokens.contains)
      {
        found.insert(side.tokens)
      }
    }
    if found.isEmpty { found = rewrittenTerms(leadingTo: family) }
    return found.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// Places whose words, in the book's wording, are a term that leads to one of the rows: "lac" has rows of its own, and
  /// stands for "laceration" besides.
  private func rewrittenTerms(leadingTo rows: [NodeID]) -> Set<Range<Int>> {
    let leading = evidence.filter { evidence in
      evidence.breadth == 0
        && book.terms(startingWith: evidence.word).map { leads(book.termList($0), to: rows) } ?? false
    }
    return Set(leading.map(\.tokens))
  }

  /// Whether a term of the line leads to one of the rows.
  private func leads(_ mention: Mention, to rows: [NodeID]) -> Bool { leads(mention.termList, to: rows) }

  private func leads(_ termList: Int, to rows: [NodeID]) -> Bool {
    (0..<book.rowCount(ofTermList: termList)).contains { number in
      let row = book.row(number, ofTermList: termList)
      return row.targets.contains { target in rows.contains(target) }
    }
  }

  /// Whether the tokens name a side and no more.
  func isSide(_ tokens: Range<Int>) -> Bool {
    document.side(at: tokens.lowerBound).map { $0.tokens.contains(tokens) || tokens == $0.tokens } ?? false
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

  /// Whether the line says "both", or right and left.
  var namesBothSides: Bool {
    // "Knee, both": behind its site the word stands for both sides only in a line.
    if reading.tokens.contains(where: { Self.both.contains(document.tokens[$0].hash) }) { return true }
    let sides = Set(reading.tokens.compactMap { document.side(at: $0)?.side })
    return sides.contains(.bilateral) || sides.isSuperset(of: [.right, .left])
  }

  private static let both: WordSet = "both bilateral bilaterally"

  /// The words that part a row from its siblings and that the line does not say, by the wording that has fewest.
  ///
  /// - Parameter passed: Words that are passed over.
  func missing(_ node: NodeID, passing passed: Set<WordID> = []) -> Int {
    let said = Set(evidence.map(\.word))
    let special = note.special
    var best = Int.max
    book.forEachWording(of: node) { wording in
      var missing = 0
      for index in 0..<wording.count where wording[index].isDistinguishing && !wording[index].isNegated {
        let word = wording[index].word
        if !said.contains(word), !passed.contains(word), !special.isFiller(word), word != special.unspecified,
          word != special.other
        {
          missing += 1
        }
      }
      best = min(best, missing)
    }
    return best == Int.max ? 0 : best
  }
}

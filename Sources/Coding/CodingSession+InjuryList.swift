import ClinicalText
import Findings
import ICD10CM

/// Emergency-department shorthand: a story of a few lines and, behind "DX", the injuries one after another ("DX: LAC L
/// INDEX FINGER, FX 4TH METACARPAL").
///
/// Each item of such a list is a problem line. The site of an item that names none is the one named last before it. The
/// list is the conclusion: it goes before the story (Guidelines IV.G).
extension CodingSession {
  private static let mark = WordHash.of("dx")
  private static let joining: WordSet = "and with w plus"
  /// What follows in surveillance narratives is no diagnosis: the type of product, the fire department, alcohol.
  private static let closing: WordSet = "type bal etoh unknown unk"
  private static let longestNarrative = 1500

  mutating func takeInjuryList() {
    guard document.bytes.count <= Self.longestNarrative, let start = listStart(),
      (try? book.touch(.search)) != nil
    else { return }
    var place = 0
    for item in listItems(from: start) { place += take(item, at: place) }
  }

  /// The token behind the first "DX", also where it is run together with the word before it ("HANDDX"); else behind ">>".
  private func listStart() -> Int? {
    if let mark = document.tokens.indices.first(where: isMark) { return mark + 1 }
    return document.tokens.indices.dropFirst().first { isArrow($0) && isArrow($0 - 1) }.map { $0 + 1 }
  }

  private func isArrow(_ index: Int) -> Bool { document.tokens[index].mark == UInt8(ascii: ">") }

  private func isMark(_ index: Int) -> Bool {
    let token = document.tokens[index]
    guard token.kind == .word, token.isAllCapitals, token.length >= 2 else { return false }
    if token.hash == Self.mark { return true }
    let bytes = document.bytes[token.span.range]
    return book.word(hash: token.hash) == .none && bytes.suffix(2).elementsEqual("DX".utf8)
  }

  private func listItems(from start: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var first = start
    for index in start..<document.tokens.count {
      let token = document.tokens[index]
      let closes = token.kind == .word && Self.closing.contains(token.hash)
      let parts = token.kind == .punctuation && [0x2C, 0x3B, 0x2E, 0x3A, 0x3E].contains(token.mark)
      guard closes || parts || isMark(index) || isDoubleDash(index) else { continue }
      if first < index { result.append(first..<index) }
      first = index + 1
      if closes { return result }
    }
    if first < document.tokens.count { result.append(first..<document.tokens.count) }
    return result
  }

  private func isDoubleDash(_ index: Int) -> Bool {
    let dash = UInt8(ascii: "-")
    return document.tokens[index].mark == dash && index > 0 && document.tokens[index - 1].mark == dash
  }

  /// Codes the parts of an item around "and", "with" or a slash where each names a diagnosis of its own ("HAND FX AND
  /// FINGER AMPUTATIONS"), else the item as a whole or, where that leaves words over, its parts. Returns the number of
  /// codes.
  private mutating func take(_ item: Range<Int>, at place: Int) -> Int {
    let cut = item.dropFirst().dropLast().first { index in
      let token = document.tokens[index]
      return token.kind == .word && Self.joining.contains(token.hash)
        || [UInt8(ascii: "&"), UInt8(ascii: "/")].contains(token.mark)
    }
    let parts = cut.map { (item.lowerBound..<$0, ($0 + 1)..<item.upperBound) }
    if let parts, namesDiagnosis(parts.0), namesDiagnosis(parts.1) { return take(parts, at: place) }
    let whole = fit(item)
    if let parts, (whole?.found.fit.recall ?? 0) < 0.75 { return take(parts, at: place) }
    return whole.map { insert($0, at: place) } ?? 0
  }

  private mutating func take(_ parts: (Range<Int>, Range<Int>), at place: Int) -> Int {
    let count = take(parts.0, at: place)
    return count + take(parts.1, at: place + count)
  }

  /// Whether the tokens name a kind of injury, or a term that leads to a diagnosis.
  private func namesDiagnosis(_ tokens: Range<Int>) -> Bool {
    let lesions = coder.lineWords.lesions
    return tokens.contains { lesions.contains(book.word(hash: document.tokens[$0].hash)) }
      || findings.mentions.contains { mention in
        tokens.contains(mention.tokens)
          && (mention.has(.diagnosis) || mention.has(.title) || mention.has(.inclusionTerm) || mention.has(.index))
      }
  }

  private func fit(_ tokens: Range<Int>) -> FoundLine? {
    var line = ProblemLine(document: document, book: book, words: coder.lineWords, tokens: Array(tokens))
    if line.readings.allSatisfy({ !$0.isSite }), let site = site(before: tokens.lowerBound) {
      line = ProblemLine(document: document, book: book, words: coder.lineWords, tokens: Array(site) + Array(tokens))
    }
    var search = ProblemLineSearch(book: book, line: line, words: coder.lineWords, isInjury: true)
    guard let found = search.run(), isInjuryOrDisease(found.leaf),
      found.fit.explained.contains(where: { index in
        tokens.contains(line.items[index].tokens.lowerBound) && line.items[index].weight > 0.3
          && !line.readings.contains { $0.isSite && $0.items.contains(index) }
      })
    else { return nil }
    return FoundLine(line: line, search: search, found: found)
  }

  /// The words of the site named last before a token, with a side in front of it.
  private func site(before token: Int) -> Range<Int>? {
    let evidence = findings.evidence.last { $0.isSite && $0.breadth == 0 && $0.tokens.upperBound <= token }
    guard let site = evidence?.tokens else { return nil }
    let isSided = site.lowerBound > 0 && document.side(at: site.lowerBound - 1) != nil
    return (site.lowerBound - (isSided ? 1 : 0))..<site.upperBound
  }

  private func isInjuryOrDisease(_ node: NodeID) -> Bool {
    let letter = book.code(of: node)[0]
    return letter < UInt8(ascii: "V")
  }

  private mutating func insert(_ item: FoundLine, at place: Int) -> Int {
    guard let coded = coded(item),
      coded.mention.assertion.isDisjoint(with: [.negated, .uncertain, .hypothetical, .otherExperiencer])
    else { return 0 }
    takeBackAssignments(coveredBy: item.tokens)
    note.assignments.insert(contentsOf: coded.assignments, at: min(place, note.assignments.count))
    return coded.assignments.count
  }
}

import ClinicalText
import Findings
import ICD10CM

/// The injury list of an emergency department is coded item by item: each is a problem line, and the site of one that names
/// none is the one named last before it. The list is the conclusion: it goes before the story (Guidelines IV.G).
extension CodingSession {
  mutating func takeInjuryList() {
    let book = book
    guard let list = InjuryList(findings, isWord: { book.word(hash: $0.hash) != .none }),
      (try? book.touch(.search)) != nil
    else { return }
    var place = 0
    for item in list.items { place += take(item, of: list, at: place) }
  }

  /// Codes the parts of an item around "and", "with" or a slash where each names a diagnosis of its own ("HAND FX AND
  /// FINGER AMPUTATIONS"), else the item as a whole or, where that leaves words over, its parts. Returns the number of
  /// codes.
  private mutating func take(_ item: Range<Int>, of list: InjuryList, at place: Int) -> Int {
    let parts = list.parts(of: item)
    if let parts, namesDiagnosis(parts.0), namesDiagnosis(parts.1) { return take(parts, of: list, at: place) }
    let whole = fit(item, of: list)
    if let parts, (whole?.found.fit.recall ?? 0) < 0.75 { return take(parts, of: list, at: place) }
    return whole.map { insert($0, at: place) } ?? 0
  }

  private mutating func take(_ parts: (Range<Int>, Range<Int>), of list: InjuryList, at place: Int) -> Int {
    let count = take(parts.0, of: list, at: place)
    return count + take(parts.1, of: list, at: place + count)
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

  private func fit(_ tokens: Range<Int>, of list: InjuryList) -> FoundLine? {
    var reading = LineReading(tokens: Array(tokens))
    var line = ProblemLine(document: document, book: book, words: coder.lineWords, reading: reading)
    if line.readings.allSatisfy({ !$0.isSite }), let site = list.site(before: tokens.lowerBound) {
      reading = LineReading(tokens: Array(site) + Array(tokens))
      line = ProblemLine(document: document, book: book, words: coder.lineWords, reading: reading)
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

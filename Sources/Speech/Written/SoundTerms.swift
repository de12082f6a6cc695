/// Terms of the field that a recogniser wrote as it heard them: "planter fashiatis", "astropenia", "ankle losing spondylitis".
///
/// The vocabulary is a plain table (`Resources/vocabulary.tsv`, from the lexicon): a term, and the words that stand beside it
/// in the field's phrases. What was heard is compared by its sounds (`SoundCode`). Three rules, each of which marks what it
/// wrote for confirmation:
/// - a word that is neither a term nor an ordinary word (`Resources/ordinary.txt` has those that sound like a term) becomes
///   the one term that sounds like it;
/// - an ordinary word of which the recogniser was not sure becomes a term that sounds the same where the term's own neighbour
///   stands beside it ("planter fasciitis");
/// - two to four words become one term where it was not sure of them, or where such a neighbour stands beside them.
/// Numbers, levels, sides, negations and units are never part of it, and no prefix or ending that makes another disease or
/// operation is exchanged (hypo- and hyper-, -itis and -osis, -otomy and -ectomy).
enum SoundTerms {
  static func write(_ lexemes: inout [Lexeme]) {
    // Twice, for a word that was put right may be the neighbour of the one before it.
    for _ in 0..<2 { replace(&lexemes, pieces: 1...1, strange) }
    replace(&lexemes, pieces: 2...4, joined)
    replace(&lexemes, pieces: 1...1, besideNeighbour)
  }

  /// A place where words were heard, and what stands beside it.
  private struct Place {
    let words: ArraySlice<Lexeme>
    let heard: [UInt8]
    let before: String
    let after: String

    var confidence: Double { words.map(\.confidence).min() ?? 1 }
    var isUnsure: Bool { confidence < 0.5 }
    var isSure: Bool { confidence >= 0.9 }

    func stands(beside term: TermSounds.Term) -> Bool {
      term.neighbours.contains(before) || term.neighbours.contains(after)
    }
  }

  private static func replace(
    _ lexemes: inout [Lexeme], pieces: ClosedRange<Int>, _ rule: (Place) -> TermSounds.Term?
  ) {
    var index = 0
    while index < lexemes.count {
      defer { index += 1 }
      var end = index
      var heard: [UInt8] = []
      var found: (term: TermSounds.Term, end: Int)?
      for count in 1...pieces.upperBound {
        guard let lexeme = lexemes.at(end), lexeme.kind == .word, lexeme.role == nil,
          small.contains(lexeme.lower) ? count > 1 : isFree(lexeme.lower)
        else { break }
        heard += Array(lexeme.lower.utf8)
        end += 1
        guard heard.allSatisfy({ (0x61...0x7A).contains($0) }) else { break }
        let place = Place(
          words: lexemes[index..<end], heard: heard, before: lexemes.word(index - 1), after: lexemes.word(end))
        if pieces.contains(count), let term = rule(place) { found = (term, end) }
        if let mark = lexemes.at(end), mark.text == "-" || mark.text == "," && pieces.upperBound > 1 && !mark.isSpaced {
          end += 1
        }
      }
      guard let found else { continue }
      var lexeme = lexemes[index]
      let isCapital = lexeme.text.first?.isUppercase ?? false
      let text = found.term.text
      lexeme.rewrite(
        isCapital ? text.prefix(1).uppercased() + text.dropFirst() : text, kind: .word, from: lexemes[index..<found.end]
      )
      lexeme.role = .term
      lexeme.add(.soundsLikeTerm)
      lexemes.replaceSubrange(index..<found.end, with: [lexeme])
    }
  }

  // MARK: Rules

  private static func strange(_ place: Place) -> TermSounds.Term? {
    guard place.heard.count >= 5, !TermSounds.usual.isKnown(place.heard) else { return nil }
    // The less the recogniser believed in it, the farther it may be from a term. What it was sure of has to be spelled alike,
    // too: there are more words than the list has.
    let percent = place.isUnsure ? 22 : place.isSure ? 6 : 16
    if let term = TermSounds.usual.nearest(place.heard, percent: percent, prefer: place.stands) {
      let isAlike = LetterDistance.between(term.letters, place.heard) * 5 <= term.letters.count
      return !place.isSure || isAlike ? term : nil
    }
    guard place.confidence < 0.15 else { return nil }
    let term = TermSounds.usual.nearest(place.heard, percent: 30, prefer: place.stands)
    return term.flatMap { place.stands(beside: $0) ? $0 : nil }
  }

  private static func besideNeighbour(_ place: Place) -> TermSounds.Term? {
    guard place.heard.count >= 5, !place.isSure, TermSounds.usual.isOrdinary(place.heard) else { return nil }
    let term = TermSounds.usual.nearest(place.heard, percent: 8, prefer: place.stands)
    return term.flatMap { place.stands(beside: $0) ? $0 : nil }
  }

  private static func joined(_ place: Place) -> TermSounds.Term? {
    guard place.heard.count >= 5, !place.words.contains(where: { TermSounds.usual.isTerm(Array($0.lower.utf8)) })
    else { return nil }
    // Small words are pieces of a term only where everything fits: "spondylolus, the cis".
    let hasSmall = place.words.contains { small.contains($0.lower) }
    let percent =
      hasSmall ? (place.confidence < 0.3 ? 16 : 9) : place.heard.count < 8 ? 3 : place.confidence < 0.3 ? 18 : 10
    guard let term = TermSounds.usual.nearest(place.heard, percent: percent, prefer: place.stands),
      !hasSmall || term.letters.count >= 12
    else { return nil }
    return place.isUnsure || !hasSmall && place.stands(beside: term) && !place.words.contains(where: isTooShort)
      ? term : nil
  }

  private static func isTooShort(_ word: Lexeme) -> Bool { word.lower.utf8.count < 3 }

  /// "10osynovitis" is tenosynovitis: a number that the recogniser heard in a word.
  static func joinFigures(_ lexemes: inout [Lexeme]) {
    var index = 0
    while index + 1 < lexemes.count {
      defer { index += 1 }
      let (figure, rest) = (lexemes[index], lexemes[index + 1])
      guard figure.kind == .number,
        let name = ["10": "ten", "2": "to", "4": "for", "5": "fi", "1": "one"][figure.text],
        rest.kind == .word, !rest.isSpaced, rest.lower.utf8.count >= 6
      else { continue }
      let heard = Array((name + rest.lower).utf8)
      let term = TermSounds.usual.nearest(heard, percent: 10, prefer: { _ in false })?.text
      guard let text = TermSounds.usual.isTerm(heard) ? String(decoding: heard, as: UTF8.self) : term else { continue }
      var lexeme = figure
      lexeme.rewrite(text, kind: .word, from: [rest])
      lexeme.role = .term
      lexeme.add(.soundsLikeTerm)
      lexemes.replaceSubrange(index...index + 1, with: [lexeme])
    }
  }

  /// Words that may stand inside a term that was heard in pieces, but begin none.
  private static let small: Set<String> = ["the", "to", "for", "at", "us", "is", "a", "in", "on", "this", "of", "it"]

  /// Words that are never a piece of a term: numbers, sides, negations, units, names of levels and the small words of a
  /// sentence.
  private static func isFree(_ word: String) -> Bool { word.utf8.count > 1 && !bound.contains(word) }
  private static let bound: Set<String> = Set(
    """
    el ell es ess see sea cee tee dee score zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand half quarter third first second
    fourth fifth minus plus negative positive point oh percent degrees
    left right bilateral bilaterally both no not without none never denies ruled rule possible probable
    and or with from that these those was were has have had been are her his she they
    milligrams milligram millimeters centimeters grams units weeks week days months years year
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}

/// What is said to the dictation rather than into it: "new paragraph", "scratch that", "impression colon", "comma".
enum DictationCommands {
  /// A piece of a phrase.
  enum Piece: Equatable {
    case text([Lexeme])
    /// A section's heading in capitals, without its colon.
    case heading(String)
    case newLine, newParagraph
    /// Takes back the piece before it.
    case scratch
  }

  private static let layout: [(words: [String], piece: Piece)] = [
    (["new", "paragraph"], .newParagraph), (["next", "paragraph"], .newParagraph), (["new", "line"], .newLine),
    (["next", "line"], .newLine), (["scratch", "that"], .scratch), (["strike", "that"], .scratch),
    (["delete", "that"], .scratch), (["scratched", "that"], .scratch),
  ]

  private static let punctuation: [(words: [String], mark: String)] = [
    (["full", "stop"], "."), (["question", "mark"], "?"), (["open", "parenthesis"], "("), (["open", "paren"], "("),
    (["close", "parenthesis"], ")"), (["close", "paren"], ")"), (["period"], "."), (["comma"], ","), (["colon"], ":"),
    (["semicolon"], ";"), (["hyphen"], "-"), (["slash"], "/"),
  ]

  /// Before these words "period" and "colon" are nouns: "a period of rest", "sigmoid colon", "colon cancer".
  private static let nounBefore: Set<String> = Set(
    """
    a the this that same long short brief global healing recovery postoperative follow-up over menstrual last rest waiting
    sigmoid ascending descending transverse her his of in
    """.split(whereSeparator: \.isWhitespace).map(String.init))
  private static let nounAfter: Set<String> = ["of", "cancer", "cancers", "polyp", "polyps", "screening", "carcinoma"]

  /// Spoken section names and their headings.
  private static let headings: [(words: [String], heading: String)] = {
    let names = """
      history of present illness | past medical history | past surgical history | family history | social history
      review of systems | physical examination | physical exam | assessment and plan | preoperative diagnosis
      postoperative diagnosis | chief complaint | impression | assessment | plan | findings | technique | indication
      indications | comparison | history | medications | allergies | examination | exam | diagnosis | procedure | results
      recommendation | recommendations | anesthesia | complications | disposition | clinical history | imaging
      """
    return names.split(whereSeparator: { $0 == "|" || $0.isNewline }).map {
      let words = $0.split(separator: " ").map(String.init)
      return (words, words.joined(separator: " ").uppercased())
    }.filter { !$0.words.isEmpty }.sorted { $0.words.count > $1.words.count }
  }()

  /// Splits a phrase into its pieces; texts end at the ends of sentences.
  static func pieces(of lexemes: [Lexeme]) -> [Piece] {
    var pieces: [Piece] = []
    var text: [Lexeme] = []
    func flush() {
      if text.contains(where: { $0.kind != .symbol }) { pieces.append(.text(text)) }
      text = []
    }
    var index = 0
    while index < lexemes.count {
      if let (piece, end) = command(
        lexemes, at: index, start: start(of: lexemes[index], after: text.last))
      {
        // The comma that the engine put before a command belongs to it.
        if let last = text.last, last.text == "," || last.text == ";" { text.removeLast() }
        flush()
        pieces.append(piece)
        index = end
        continue
      }
      if let (mark, end) = spokenMark(lexemes, at: index) {
        if let last = text.last, [",", ".", ";", ":"].contains(last.text) { text.removeLast() }
        var lexeme = lexemes[index]
        lexeme.rewrite(mark, kind: .symbol)
        lexeme.isSpaced = mark == "("
        text.append(lexeme)
        index = end
        if lexeme.endsSentence { flush() }
        continue
      }
      text.append(lexemes[index])
      if text.dropLast().last?.text == "(" { text[text.count - 1].isSpaced = false }
      if let last = text.last, last.endsSentence { flush() }
      index += 1
    }
    flush()
    return pieces
  }

  /// Behind a full stop a sentence begins; behind a comma, or where the engine wrote a capital, perhaps a section.
  private static func start(of lexeme: Lexeme, after last: Lexeme?) -> Start {
    guard let last else { return .sentence }
    if last.text == "," { return .clause }
    return lexeme.lower == "impression" && lexeme.text.hasPrefix("I") ? .sentence : .none
  }

  /// What a place in the text begins.
  private enum Start { case sentence, clause, none }

  private static func command(_ lexemes: [Lexeme], at index: Int, start: Start) -> (Piece, Int)? {
    for (words, piece) in layout where matches(words, lexemes, at: index) {
      return (piece, skippingMarks(lexemes, from: index + words.count))
    }
    // "new section impression", "heading plan": named, so no pause or colon is needed.
    var next = index
    for words in [["new", "section"], ["section"], ["heading"]] where matches(words, lexemes, at: index) {
      next = skippingMarks(lexemes, from: index + words.count)
      break
    }
    let isNamed = next > index
    guard isNamed || start != .none else { return nil }
    for (words, heading) in headings where matches(words, lexemes, at: next) {
      let end = next + words.count
      if lexemes.word(end) == "colon" { return (.heading(heading), skippingMarks(lexemes, from: end + 1)) }
      // Behind a comma a name is a heading only if its own sentence ends with it: "minus 2.1, impression. Osteopenia".
      let marks = start == .clause ? [":", "."] : [",", ":", ".", "-", "–"]
      if isNamed || marks.contains(lexemes.at(end)?.text ?? "") {
        return (.heading(heading), skippingMarks(lexemes, from: end))
      }
    }
    return nil
  }

  private static func spokenMark(_ lexemes: [Lexeme], at index: Int) -> (String, Int)? {
    for (words, mark) in punctuation where matches(words, lexemes, at: index) {
      let end = index + words.count
      if ["period", "colon"].contains(words[0]),
        nounBefore.contains(lexemes.word(index - 1)) || nounAfter.contains(lexemes.word(end))
      {
        return nil
      }
      return (mark, [".", ","].contains(mark) || mark == ":" ? skippingMarks(lexemes, from: end) : end)
    }
    return nil
  }

  private static func matches(_ words: [String], _ lexemes: [Lexeme], at index: Int) -> Bool {
    words.indices.allSatisfy { lexemes.word(index + $0) == words[$0] }
  }

  /// Behind the punctuation that the engine put after a command.
  private static func skippingMarks(_ lexemes: [Lexeme], from index: Int) -> Int {
    var next = index
    while let mark = lexemes.at(next), [",", ".", ":", ";", "–", "—"].contains(mark.text) { next += 1 }
    return next
  }
}

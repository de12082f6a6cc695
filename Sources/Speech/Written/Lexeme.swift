/// One word, number or punctuation mark on its way from speech to writing.
struct Lexeme: Hashable {
  enum Kind { case word, number, symbol }

  /// As it will be written.
  var text: String
  /// For comparison.
  var lower: String
  var kind: Kind
  /// Whether white space stands before it.
  var isSpaced: Bool
  /// The least confidence of the words it stands for.
  var confidence: Double
  /// What it is for a person who confirms it.
  var role: WrittenText.Mark.Kind?
  var doubts: [WrittenText.Doubt] = []
  /// A number that was written with its point first: ".8".
  var isBarePoint = false

  init(_ text: String, kind: Kind, isSpaced: Bool, confidence: Double) {
    self.text = text
    lower = text.lowercased()
    self.kind = kind
    self.isSpaced = isSpaced
    self.confidence = confidence
  }

  /// Becomes what several lexemes are written as.
  mutating func rewrite(_ text: String, kind: Kind? = nil, from others: some Sequence<Lexeme> = []) {
    self.text = text
    lower = text.lowercased()
    self.kind = kind ?? self.kind
    for other in others {
      confidence = min(confidence, other.confidence)
      for doubt in other.doubts { add(doubt) }
    }
  }

  mutating func add(_ doubt: WrittenText.Doubt) {
    if !doubts.contains(doubt) { doubts.append(doubt) }
  }

  var isDash: Bool { kind == .symbol && ["-", "–", "—", "−"].contains(text) }
  var isLevel: Bool { role == .level }
  /// A number that is no level.
  var isFigure: Bool { kind == .number && role != .level }
  var hasPoint: Bool { text.utf8.contains(0x2E) }
  var endsSentence: Bool { kind == .symbol && [".", "?", "!"].contains(text) }
}

extension [Lexeme] {
  /// The lexemes of spoken words. A decimal point belongs to its number; a sign or hyphen is a lexeme of its own, for
  /// what it means is found out later.
  init(_ words: [SpokenWord]) {
    self = []
    for word in words { append(word.text, confidence: word.confidence) }
  }

  private mutating func append(_ text: String, confidence: Double) {
    let scalars = Scalars(text)
    var index = 0
    var isSpaced = true
    func isDigit(_ position: Int) -> Bool { scalars[position].map { ("0"..."9").contains($0) } ?? false }
    func isLetter(_ position: Int) -> Bool { scalars[position]?.properties.isAlphabetic ?? false }
    while let scalar = scalars[index] {
      let start = index
      if scalar.properties.isWhitespace {
        index += 1
        isSpaced = true
        continue
      }
      var kind = Lexeme.Kind.symbol
      if isDigit(index) || (scalar == "." && isDigit(index + 1) && isSpaced) {
        kind = .number
        while isDigit(index) || ((scalars[index] == "." || scalars[index] == ",") && isInside(scalars, index)) {
          index += 1
        }
        // 33rd and 2nd are words.
        if isLetter(index), ["st", "nd", "rd", "th"].contains(scalars.text(index..<index + 2).lowercased()),
          !isLetter(index + 2)
        {
          index += 2
          kind = .word
        }
      } else if isLetter(index) {
        kind = .word
        while isLetter(index) || isDigit(index)
          || (scalars[index] == "'" || scalars[index] == "’") && isLetter(index + 1)
        {
          index += 1
        }
      } else {
        index += 1
      }
      var written = scalars.text(start..<index)
      if kind == .number {
        written.removeAll { $0 == "," }
      }
      let isBarePoint = kind == .number && written.hasPrefix(".")
      if isBarePoint { written = "0" + written }
      var lexeme = Lexeme(written, kind: kind, isSpaced: isSpaced, confidence: confidence)
      lexeme.isBarePoint = isBarePoint
      append(lexeme)
      isSpaced = false
    }
  }

  /// Whether a point or comma stands inside a number: a digit after it, for a comma three and no fourth.
  private func isInside(_ scalars: Scalars, _ index: Int) -> Bool {
    func isDigit(_ position: Int) -> Bool { scalars[position].map { ("0"..."9").contains($0) } ?? false }
    guard isDigit(index + 1) else { return false }
    return scalars[index] == "." || (isDigit(index + 2) && isDigit(index + 3) && !isDigit(index + 4))
  }

  /// The text and its marks; `threshold` is the confidence below which a mark has to be confirmed.
  func written(threshold: Double) -> WrittenText {
    var result = WrittenText()
    for lexeme in self {
      if lexeme.isSpaced, !result.text.isEmpty, !result.text.hasSuffix("\n") { result.text += " " }
      let start = result.text.utf8.count
      result.text += lexeme.text
      guard let role = lexeme.role else { continue }
      var doubts = lexeme.doubts
      if lexeme.confidence < threshold { doubts.append(.unsureWords) }
      result.marks.append(
        WrittenText.Mark(
          range: start..<result.text.utf8.count, kind: role, confidence: lexeme.confidence, doubts: doubts))
    }
    return result
  }

  /// The lexeme at an index, or none outside.
  func at(_ index: Int) -> Lexeme? { indices.contains(index) ? self[index] : nil }

  /// The lower-case word at an index, empty outside and for what is no word.
  func word(_ index: Int) -> String {
    guard let lexeme = at(index), lexeme.kind == .word else { return "" }
    return lexeme.lower
  }
}

/// The scalars of a text, with nothing outside.
private struct Scalars {
  private let scalars: [Unicode.Scalar]
  init(_ text: String) { scalars = Array<Unicode.Scalar>(text.unicodeScalars) }
  subscript(index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }
  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)]))
  }
}

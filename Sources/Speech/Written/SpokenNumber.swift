/// Numbers as they are spoken: "seventy two", "one hundred and ten", "one point eight", "zero point eight six two".
enum SpokenNumber {
  /// A number found in lexemes.
  struct Match: Equatable {
    /// As written: `110`, `1.8`.
    var text: String
    /// How many lexemes it takes.
    var count: Int
    /// Whether a decimal point was found where none was spoken or written.
    var isJoined = false
  }

  /// Zero to nineteen.
  static let units: [String: Int] = Dictionary(
    uniqueKeysWithValues: zip(
      """
      zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
      eighteen nineteen
      """.split(separator: " ").map(String.init), 0...19))

  static let tens: [String: Int] = [
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
  ]

  /// "the point", "trigger point": no decimal point.
  private static let nounBeforePoint: Set<String> = [
    "the", "this", "that", "a", "at", "trigger", "end", "pressure", "entry", "starting", "focal", "tender", "pain",
    "west", "match", "some", "which", "each", "every", "any",
  ]

  /// The number that starts at `index`; `nil` where none does.
  static func match(_ lexemes: [Lexeme], at index: Int) -> Match? {
    var text = ""
    var next = index
    if let lexeme = lexemes.at(index), lexeme.isFigure {
      if lexeme.hasPoint { return Match(text: lexeme.text, count: 1) }
      text = lexeme.text
      next += 1
    } else if let (value, end) = integer(lexemes, at: index) {
      text = String(value)
      next = end
    } else {
      guard lexemes.word(index) == "point", !nounBeforePoint.contains(lexemes.word(index - 1)),
        let (digits, end) = fraction(lexemes, at: index + 1)
      else { return nil }
      return Match(text: "0." + digits, count: end - index)
    }
    if ["point", "dot"].contains(lexemes.word(next)), let (digits, end) = fraction(lexemes, at: next + 1) {
      return Match(text: text + "." + digits, count: end - index)
    }
    if let joined = brokenPoint(lexemes, at: next) {
      return Match(
        text: text + "." + joined, count: next + (lexemes.at(next)?.kind == .number ? 1 : 2) - index, isJoined: true)
    }
    return Match(text: text, count: next - index)
  }

  /// "1 .8": a number that starts with its point straight after another.
  private static func brokenPoint(_ lexemes: [Lexeme], at index: Int) -> String? {
    guard let point = lexemes.at(index), point.text == ".", point.isSpaced, let digits = lexemes.at(index + 1),
      digits.kind == .number, !digits.isSpaced, !digits.hasPoint
    else {
      // " .8" alone was read as 0.8 already.
      guard let rest = lexemes.at(index), rest.kind == .number, rest.isSpaced, rest.isBarePoint else { return nil }
      return String(rest.text.dropFirst(2))
    }
    return digits.text
  }

  /// Digits after a decimal point: digits or words of digits, or one number below a hundred ("two point seventy five").
  private static func fraction(_ lexemes: [Lexeme], at index: Int) -> (digits: String, end: Int)? {
    var digits = ""
    var next = index
    while digits.count < 4, let lexeme = lexemes.at(next) {
      if lexeme.kind == .number, !lexeme.hasPoint, lexeme.role == nil, digits.isEmpty || lexeme.text.count == 1 {
        digits += lexeme.text
      } else if lexeme.kind == .word, let digit = digit(lexeme.lower) {
        digits += String(digit)
      } else {
        break
      }
      next += 1
    }
    if digits.isEmpty, let (value, end) = integer(lexemes, at: index), (10..<100).contains(value) {
      return (String(value), end)
    }
    return digits.isEmpty ? nil : (digits, next)
  }

  private static func digit(_ word: String) -> Int? {
    if word == "oh" || word == "o" { return 0 }
    guard let value = units[word], value < 10 else { return nil }
    return value
  }

  /// A whole number in words, up to 999,999.
  static func integer(_ lexemes: [Lexeme], at index: Int) -> (value: Int, end: Int)? {
    guard var (value, next) = belowHundred(lexemes, at: index) else { return nil }
    // "one twenty over eighty": blood pressure, the only place where a hundred is swallowed safely.
    if (1...9).contains(value), let (rest, end) = belowHundred(lexemes, at: next), rest >= 10,
      lexemes.word(end) == "over"
    {
      return (value * 100 + rest, end)
    }
    if lexemes.word(next) == "hundred", (1...99).contains(value) {
      (value, next) = (value * 100, next + 1)
      if let (rest, end) = belowHundred(lexemes, at: lexemes.word(next) == "and" ? next + 1 : next) {
        (value, next) = (value + rest, end)
      }
    }
    if lexemes.word(next) == "thousand", (1...999).contains(value) {
      (value, next) = (value * 1000, next + 1)
      let start = lexemes.word(next) == "and" ? next + 1 : next
      if var (rest, end) = belowHundred(lexemes, at: start) {
        if lexemes.word(end) == "hundred", (1...9).contains(rest) {
          (rest, end) = (rest * 100, end + 1)
          if let (last, stop) = belowHundred(lexemes, at: lexemes.word(end) == "and" ? end + 1 : end) {
            (rest, end) = (rest + last, stop)
          }
        }
        (value, next) = (value + rest, end)
      }
    }
    return (value, next)
  }

  /// "seventy two", "seventy-two", "nineteen", "seven".
  private static func belowHundred(_ lexemes: [Lexeme], at index: Int) -> (value: Int, end: Int)? {
    let word = lexemes.word(index)
    if let unit = units[word] { return (unit, index + 1) }
    guard let ten = tens[word] else { return nil }
    var next = index + 1
    if let dash = lexemes.at(next), dash.text == "-", !dash.isSpaced { next += 1 }
    if let unit = units[lexemes.word(next)], (1...9).contains(unit) { return (ten + unit, next + 1) }
    return (ten, index + 1)
  }
}

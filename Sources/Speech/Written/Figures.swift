/// Spoken numbers become figures where figures are the written form; "one of the", "two part" stay words.
enum Figures {
  /// What a number below ten is counted in or named by, and therefore written as a figure.
  private static let after: Set<String> = Set(
    """
    percent % mg milligram milligrams mcg microgram micrograms gram grams g kg kilograms ml milliliter milliliters cc cm
    centimeter centimeters mm millimeter millimeters inch inches nanograms unit units degree degrees ° week weeks day days
    month months year years hour hours minute minutes tablet tablets times out over x cm² tesla pounds lbs feet
    """.split(whereSeparator: \.isWhitespace).map(String.init))
  private static let before: Set<String> = [
    "grade", "type", "stage", "class", "score", "t-score", "z-score", "minus", "plus", "negative", "schatzker", "weber",
    "garden", "gustilo", "neer", "tonnis", "outerbridge", "salter-harris", "times", "over", "lawrence", "kl", "vitamin",
    "salter", "harris", "week", "day", "month",
  ]
  private static let connections: Set<String> = ["to", "or", "of", "is", "was", "than"]

  static func write(_ lexemes: inout [Lexeme]) {
    var result: [Lexeme] = []
    result.reserveCapacity(lexemes.count)
    var index = 0
    while index < lexemes.count {
      if let count = third(lexemes, at: index) {
        var lexeme = lexemes[index]
        lexeme.rewrite("1/3", kind: .word, from: lexemes[index..<index + count])
        result.append(lexeme)
        index += count
        continue
      }
      guard lexemes[index].role == nil, let match = SpokenNumber.match(lexemes, at: index),
        isWritten(match, lexemes, at: index, previous: result)
      else {
        result.append(lexemes[index])
        index += 1
        continue
      }
      var lexeme = lexemes[index]
      lexeme.rewrite(match.text, kind: .number, from: lexemes[index..<index + match.count])
      lexeme.role = .number
      if match.isJoined { lexeme.add(.splitNumber) }
      result.append(lexeme)
      index += match.count
    }
    lexemes = result
    joinAges(&lexemes)
    joinDensities(&lexemes)
  }

  /// "0.78 1-grams per square centimeter" is 0.781: densitometers print three decimals, and the last one was heard by itself.
  /// Marked, for it is a guess.
  private static func joinDensities(_ lexemes: inout [Lexeme]) {
    var index = 0
    while index + 2 < lexemes.count {
      defer { index += 1 }
      let (number, last) = (lexemes[index], lexemes[index + 1])
      guard number.isFigure, number.text.utf8.count == 4, number.text.dropFirst().hasPrefix("."), last.isFigure,
        last.text.utf8.count == 1
      else { continue }
      let dash = lexemes[index + 2].isDash ? 1 : 0
      guard ["grams", "gram", "g"].contains(lexemes.word(index + 2 + dash)),
        lexemes.word(index + 3 + dash) == "per" || lexemes.at(index + 3 + dash)?.text == "/"
      else { continue }
      lexemes[index].rewrite(number.text + last.text, from: [last])
      lexemes[index].add(.splitNumber)
      lexemes.removeSubrange(index + 1..<index + 2 + dash)
      lexemes[index + 1].isSpaced = true
    }
  }

  /// "70 to year old" is 72: the unit was heard as a word. Marked, for it is a guess.
  private static func joinAges(_ lexemes: inout [Lexeme]) {
    var index = 0
    while index + 2 < lexemes.count {
      defer { index += 1 }
      guard lexemes[index].isFigure, let tens = Int(lexemes[index].text), tens % 10 == 0, (20...90).contains(tens),
        let unit = ["to": 2, "too": 2, "for": 4][lexemes.word(index + 1)],
        ["year", "years"].contains(lexemes.word(index + 2)),
        lexemes[index...].dropFirst(3).prefix(2).contains(where: { $0.lower == "old" })
      else { continue }
      lexemes[index].rewrite(String(tens + unit))
      lexemes[index].add(.splitNumber)
      lexemes.remove(at: index + 1)
    }
  }

  private static func isWritten(_ match: SpokenNumber.Match, _ lexemes: [Lexeme], at index: Int, previous: [Lexeme])
    -> Bool
  {
    if match.count == 1, lexemes[index].kind == .number { return true }
    if match.text.contains(".") { return true }
    guard let value = Int(match.text) else { return false }
    if value >= 10 { return true }
    let end = index + match.count
    var next = lexemes.word(end)
    if next.isEmpty, let dash = lexemes.at(end), dash.text == "-", !dash.isSpaced { next = lexemes.word(end + 1) }
    if after.contains(next) || lexemes.at(end).map({ after.contains($0.text) }) ?? false { return true }
    // "zero to 110", "2 to three weeks": both ends of a range are written alike.
    if ["to", "or"].contains(next), SpokenNumber.match(lexemes, at: end + 1) != nil { return true }
    guard let last = previous.last else { return false }
    if before.contains(last.lower) { return true }
    if connections.contains(last.lower), let earlier = previous.dropLast().last {
      return earlier.isFigure || ["t-score", "z-score", "score", "grade", "stage", "type"].contains(earlier.lower)
    }
    return last.isDash && previous.dropLast().last?.lower.hasSuffix("score") ?? false
  }

  /// "one third radius", "one-third distal radius": the region of interest that densitometers print as 1/3.
  private static func third(_ lexemes: [Lexeme], at index: Int) -> Int? {
    guard ["one", "1"].contains(lexemes[index].lower) else { return nil }
    var next = index + 1
    if let dash = lexemes.at(next), dash.text == "-" { next += 1 }
    guard lexemes.word(next) == "third" else { return nil }
    let following = [lexemes.word(next + 1), lexemes.word(next + 2)]
    guard following.contains(where: { ["radius", "radial", "forearm"].contains($0) }) else { return nil }
    return next + 1 - index
  }
}

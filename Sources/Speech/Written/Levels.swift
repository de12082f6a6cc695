/// Vertebral levels: "L one to L four" is L1-L4, "C five six" is C5-C6, "T-12" is T12.
enum Levels {
  /// Vertebrae and, for C8, the root below the seventh.
  private static let highest: [Character: Int] = ["C": 8, "T": 12, "L": 5, "S": 5]
  private static let names: [String: Character] = [
    "c": "C", "t": "T", "l": "L", "s": "S", "el": "L", "ell": "L", "es": "S", "ess": "S",
    "tee": "T",
  ]
  /// What sounds like C before a number is only believed where a second number follows: "see five six".
  private static let soundsLikeC: Set<String> = ["see", "sea", "cee"]
  private static let joiners: Set<String> = ["to", "through", "thru"]
  /// Behind these a letter is no level: vitamin C, hepatitis C, class C.
  private static let notBefore: Set<String> = [
    "vitamin", "hepatitis", "hep", "class", "type", "grade", "stage", "group",
  ]
  /// After these a bare number is no vertebra: "L1 to 4 weeks".
  private static let notAfter: Set<String> = [
    "week", "weeks", "day", "days", "month", "months", "year", "years", "hour", "hours", "mg",
    "milligrams", "percent",
    "point", "degrees", "hundred", "times", "views", "over", "millimeters", "centimeters",
  ]

  private struct Level: Equatable {
    var letter: Character
    var number: Int
    var text: String { "\(letter)\(number)" }

    /// The level below, over the borders of the regions.
    var below: Level {
      switch (letter, number) {
      case ("C", 7): Level(letter: "T", number: 1)
      case ("T", 12): Level(letter: "L", number: 1)
      case ("L", 5): Level(letter: "S", number: 1)
      default: Level(letter: letter, number: number + 1)
      }
    }
    /// From the skull down.
    var rank: Int { (["C": 0, "T": 20, "L": 40, "S": 60][letter] ?? 0) + number }
  }

  /// "L40.862" is L4 and 0.862, "L12 L4" is L1 to L4: what recognisers run together. Both are marked.
  private static func separate(_ lexemes: [Lexeme]) -> [Lexeme] {
    var result: [Lexeme] = []
    var index = 0
    while index < lexemes.count {
      var lexeme = lexemes[index]
      let digits = Array(lexeme.lower.utf8.dropFirst())
      if lexeme.kind == .word, lexeme.lower.hasPrefix("l"), digits.count == 2,
        (0x31...0x35).contains(digits[0])
      {
        let name = "L" + String(digits[0] - 0x30)
        if digits[1] == 0x30, lexemes.at(index + 1)?.text == ".", let rest = lexemes.at(index + 2),
          rest.isFigure,
          !rest.hasPoint,
          !rest.isSpaced
            || rest.text.count == 3 && ["grams", "gram", "g"].contains(lexemes.word(index + 3))
        {
          lexeme.rewrite(name)
          var figure = rest
          figure.rewrite("0." + rest.text, from: [lexeme])
          figure.isSpaced = true
          figure.add(.splitNumber)
          result += [lexeme, figure]
          index += 3
          continue
        }
        if digits[1] == 0x32, digits[0] == 0x31, lexemes.word(index + 1).hasPrefix("l"),
          ["l3", "l4", "l5", "l40"].contains(lexemes.word(index + 1))
        {
          lexeme.rewrite(name)
          lexeme.add(.splitLevel)
          result.append(lexeme)
          index += 1
          continue
        }
      }
      result.append(lexeme)
      index += 1
    }
    return result
  }

  static func write(_ lexemes: inout [Lexeme]) {
    lexemes = separate(lexemes)
    var result: [Lexeme] = []
    result.reserveCapacity(lexemes.count)
    var index = 0
    while index < lexemes.count {
      guard let (first, after, isSplit) = level(lexemes, at: index) else {
        result.append(lexemes[index])
        index += 1
        continue
      }
      var lexeme = lexemes[index]
      var end = after
      var text = first.text
      if isSplit {
        text += "-" + first.below.text
        lexeme.add(.splitLevel)
      } else if let (second, stop, isGuessed) = partner(of: first, lexemes, at: after) {
        text += "-" + second.text
        end = stop
        if isGuessed { lexeme.add(.guessedRange) }
      }
      lexeme.rewrite(text, kind: .word, from: lexemes[index..<end])
      lexeme.role = .level
      result.append(lexeme)
      index = end
    }
    lexemes = result
  }

  /// The level at an index, the index behind it, and whether it is two neighbours in one number ("C56").
  private static func level(_ lexemes: [Lexeme], at index: Int) -> (Level, Int, isSplit: Bool)? {
    guard let lexeme = lexemes.at(index), lexeme.kind == .word, lexeme.role == nil else {
      return nil
    }
    if notBefore.contains(lexemes.word(index - 1)) { return nil }
    if let letter = lexeme.lower.uppercased().first, let top = highest[letter],
      lexeme.lower.count > 1,
      let digits = Int(lexeme.lower.dropFirst())
    {
      if (1...top).contains(digits) {
        return (Level(letter: letter, number: digits), index + 1, false)
      }
      guard let upper = neighbours(digits), upper < top else { return nil }
      return (Level(letter: letter, number: upper), index + 1, true)
    }
    let isHeardC = soundsLikeC.contains(lexeme.lower)
    guard let letter = isHeardC ? "C" : names[lexeme.lower] else { return nil }
    var next = index + 1
    if let dash = lexemes.at(next), dash.text == "-", !dash.isSpaced { next += 1 }
    guard let number = number(lexemes, at: next) else { return nil }
    guard (1...(highest[letter] ?? 0)).contains(number) else {
      // "C-56": with the hyphen no count of anything.
      guard next == index + 2, lexemes.at(next).map({ !$0.isSpaced }) ?? false, let upper = neighbours(number),
        upper < highest[letter] ?? 0
      else { return nil }
      return (Level(letter: letter, number: upper), next + 1, true)
    }
    if notAfter.contains(lexemes.word(next + 1)) && lexemes.word(next + 1) != "over" { return nil }
    let level = Level(letter: letter, number: number)
    if isHeardC, partner(of: level, lexemes, at: next + 1) == nil { return nil }
    return (level, next + 1, false)
  }

  /// The upper of two neighbours in one number: 56 is 5 and 6.
  private static func neighbours(_ digits: Int) -> Int? {
    digits < 100 && digits > 11 && digits % 10 == digits / 10 + 1 ? digits / 10 : nil
  }

  private static func number(_ lexemes: [Lexeme], at index: Int) -> Int? {
    guard let lexeme = lexemes.at(index) else { return nil }
    if lexeme.kind == .number, !lexeme.hasPoint, lexeme.text.count <= 2 { return Int(lexeme.text) }
    guard lexeme.kind == .word, let value = SpokenNumber.units[lexeme.lower],
      (1...12).contains(value)
    else {
      return nil
    }
    return value
  }

  /// The other end of a range or the neighbour, the index behind it, and whether no word stood between.
  private static func partner(
    of first: Level, _ lexemes: [Lexeme], at index: Int
  ) -> (Level, Int, isGuessed: Bool)? {
    var next = index
    var isJoined = false
    if let joiner = lexemes.at(next) {
      let isMark = joiner.isDash || joiner.text == "/"
      // "L1 two L4": "to" heard as the number, which only a second level after it betrays.
      let isHeardTo =
        ["two", "too", "2"].contains(joiner.lower)
        && level(lexemes, at: next + 1).map { $0.0.rank > first.rank } ?? false
      if isMark || isHeardTo || joiners.contains(joiner.lower) {
        isJoined = true
        next += 1
        if joiner.lower == "through", let article = lexemes.at(next), article.lower == "to" {
          next += 1
        }
      }
    }
    if let (second, after, isSplit) = level(lexemes, at: next), !isSplit, second.rank > first.rank {
      return (second, after, !isJoined && second != first.below)
    }
    guard let bare = number(lexemes, at: next), bare > first.number,
      bare <= highest[first.letter] ?? 0,
      !notAfter.contains(lexemes.word(next + 1)), lexemes.at(next + 1)?.text != "%"
    else { return nil }
    let second = Level(letter: first.letter, number: bare)
    if isJoined { return (second, next + 1, false) }
    // Without a word between only neighbours are believed, and no list ("L one two and three"), no decimal.
    guard second == first.below, lexemes.word(next + 1) != "and",
      !(lexemes.at(next)?.text.isEmpty ?? true)
    else {
      return nil
    }
    return (second, next + 1, false)
  }
}

/// Signs of numbers: "minus 1.8", "negative 1.8", "T-score-1.8", "– 2.7" are -1.8 and -2.7; a range keeps its hyphen.
enum Signs {
  /// After these a hyphen before a decimal is no minus: a density or a level of a vitamin is never negative.
  private static let neverNegative: Set<String> = [
    "bmd", "density", "d", "creatinine", "hemoglobin", "calcium",
  ]

  static func write(_ lexemes: inout [Lexeme]) {
    var result: [Lexeme] = []
    result.reserveCapacity(lexemes.count)
    for var lexeme in lexemes {
      defer { result.append(lexeme) }
      guard lexeme.isFigure, let sign = result.last else { continue }
      let isInScore = score(in: result) != nil
      if let text = signed(lexeme, sign: sign, before: result.dropLast().last, isInScore: isInScore) {
        lexeme.rewrite(text, from: [sign])
        lexeme.isSpaced = true
        result.removeLast()
      }
    }
    lexemes = result
  }

  private static func signed(_ number: Lexeme, sign: Lexeme, before: Lexeme?, isInScore: Bool)
    -> String?
  {
    switch sign.lower {
    case "minus": return "-" + number.text
    case "negative" where number.hasPoint || isInScore: return "-" + number.text
    case "plus", "positive", "+":
      return number.hasPoint || isInScore ? "+" + number.text : nil
    default: break
    }
    guard sign.isDash else { return nil }
    guard let before else { return "-" + number.text }
    let isGlued = !number.isSpaced
    // "L1-L4 -2.7": set off before, glued behind.
    if sign.isSpaced, isGlued, !before.isFigure || number.hasPoint {
      return isMinus(before) ? "-" + number.text : nil
    }
    if before.isFigure {
      // "5 – 10" is a range; between decimals of a score a dash is a sign.
      return number.hasPoint && isInScore && sign.isSpaced && before.lower.hasPrefix("-")
        ? "-" + number.text : nil
    }
    if before.kind == .symbol { return number.hasPoint || isInScore ? "-" + number.text : nil }
    guard isMinus(before), number.hasPoint || isInScore && before.lower.hasSuffix("score") else {
      return nil
    }
    return "-" + number.text
  }

  private static func isMinus(_ before: Lexeme) -> Bool { !neverNegative.contains(before.lower) }

  /// Where the last "T-score" or "Z-score" of the sentence stands.
  private static func score(in lexemes: [Lexeme]) -> Int? {
    var index = lexemes.count - 1
    var steps = 0
    while index >= 0, steps < 14 {
      if lexemes[index].endsSentence { return nil }
      if isScore(lexemes[index]) { return index }
      index -= 1
      steps += 1
    }
    return nil
  }

  private static func isScore(_ lexeme: Lexeme) -> Bool {
    ["t-score", "z-score", "t-scores", "z-scores"].contains(lexeme.lower)
  }

  /// Words that may stand between "T-score" and its whole number.
  private static let beforeScore: Set<String> = ["of", "is", "was", "equals", ":", "=", ","]

  /// Marks the scores that somebody must look at. Nothing is changed: a missing sign is never put in.
  static func examineScores(_ lexemes: inout [Lexeme]) {
    var score: Int?
    for index in lexemes.indices {
      // No bone has a density of 3 g/cm²: the decimal point was lost.
      if lexemes[index].isFigure, isDensity(lexemes, at: index + 1),
        Double(lexemes[index].text).map({ $0 >= 3 }) ?? true
      {
        lexemes[index].add(.implausibleScore)
      }
      if lexemes[index].endsSentence { score = nil }
      if isScore(lexemes[index]) { score = index }
      guard let score, lexemes[index].isFigure, !isMeasure(lexemes.at(index + 1)) else { continue }
      let number = lexemes[index].text
      let isDirect = lexemes[(score + 1)..<index].allSatisfy { beforeScore.contains($0.lower) }
      guard isDirect || lexemes[index].hasPoint, let value = Double(number) else { continue }
      if value != 0, !number.hasPrefix("-"), !number.hasPrefix("+") {
        lexemes[index].add(.scoreWithoutSign)
      }
      if !(-7...6).contains(value) { lexemes[index].add(.implausibleScore) }
    }
  }

  /// "g/cm²", written by the engine or here.
  private static func isDensity(_ lexemes: [Lexeme], at index: Int) -> Bool {
    lexemes.at(index)?.text == "g/cm²"
      || lexemes.word(index) == "g" && lexemes.at(index + 1)?.text == "/" && lexemes.word(index + 2) == "cm"
  }

  /// What stands behind a number that is no score.
  private static func isMeasure(_ lexeme: Lexeme?) -> Bool {
    guard let lexeme else { return false }
    return ["g/cm²", "%", "cm", "mm", "mg", "ng/ml", "g", "years", "year", "g/cm2"].contains(
      lexeme.lower)
  }
}

/// Units behind a figure in the form in which reports print them.
enum Units {
  /// Longest first.
  private static let table: [(words: [String], written: String, isSpaced: Bool)] = [
    (["grams", "per", "square", "centimeter"], "g/cm²", true),
    (["grams", "per", "centimeter", "squared"], "g/cm²", true),
    (["gram", "per", "square", "centimeter"], "g/cm²", true),
    (["grams", "per", "square", "centimeters"], "g/cm²", true),
    (["nanograms", "per", "milliliter"], "ng/mL", true), (["nanogram", "per", "milliliter"], "ng/mL", true),
    (["grams", "per", "deciliter"], "g/dL", true), (["milligrams", "per", "deciliter"], "mg/dL", true),
    (["per", "cent"], "%", false), (["percent"], "%", false), (["milligrams"], "mg", true), (["milligram"], "mg", true),
    (["micrograms"], "mcg", true), (["millimeters"], "mm", true), (["millimeter"], "mm", true),
    (["millimetres"], "mm", true), (["centimeters"], "cm", true), (["centimeter"], "cm", true),
    (["centimetres"], "cm", true), (["milliliters"], "mL", true), (["milliliter"], "mL", true),
    (["kilograms"], "kg", true),
  ]

  static func write(_ lexemes: inout [Lexeme]) {
    var result: [Lexeme] = []
    result.reserveCapacity(lexemes.count)
    var index = 0
    while index < lexemes.count {
      guard result.last?.isFigure ?? false,
        let unit = table.first(where: { matches($0.words, lexemes, at: index) })
      else {
        result.append(lexemes[index])
        index += 1
        continue
      }
      var lexeme = lexemes[index]
      lexeme.rewrite(unit.written, kind: .word)
      lexeme.isSpaced = unit.isSpaced
      result.append(lexeme)
      index += unit.words.count
    }
    lexemes = result
  }

  private static func matches(_ words: [String], _ lexemes: [Lexeme], at index: Int) -> Bool {
    words.indices.allSatisfy { lexemes.word(index + $0) == words[$0] }
  }
}

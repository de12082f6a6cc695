/// Number words by their hash.
enum NumberWords {
  static let minus: Set<UInt64> = Set(["minus", "negative", "neg"].map { WordHash.of($0) })
  static let plus: Set<UInt64> = Set(["plus", "positive"].map { WordHash.of($0) })
  static let point: Set<UInt64> = Set(["point", "dot"].map { WordHash.of($0) })
  static let deviation: Set<UInt64> = Set(["deviation", "deviations", "sd", "sds"].map { WordHash.of($0) })
  static let standard = WordHash.of("standard")
  static let below = WordHash.of("below")
  static let above = WordHash.of("above")
  static let hundred = WordHash.of("hundred")
  static let thousand = WordHash.of("thousand")
  static let and = WordHash.of("and")
  static let oh = WordHash.of("oh")

  static let small: [UInt64: Int] = table(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    0, 1)
  static let tens: [UInt64: Int] = table("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
  static let ordinals: [UInt64: Int] = table(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth
    eighteenth nineteenth twentieth
    """, 1, 1)

  private static func table(_ words: String, _ first: Int, _ step: Int) -> [UInt64: Int] {
    var result: [UInt64: Int] = [:]
    for (index, word) in words.split(whereSeparator: \.isWhitespace).enumerated() {
      result[WordHash.of(word)] = first + index * step
    }
    return result
  }

  /// The digit a word stands for after "point"; "oh" is zero there.
  static func digit(_ hash: UInt64) -> Int? {
    if hash == oh { return 0 }
    guard let value = small[hash], value < 10 else { return nil }
    return value
  }
}

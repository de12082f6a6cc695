/// Number words by their hash.
enum NumberWords {
  static let minus: WordSet = "minus negative neg"
  static let plus: WordSet = "plus positive"
  static let point: WordSet = "point dot"
  static let deviation: WordSet = "deviation deviations sd sds"
  static let standard = WordHash.of("standard")
  static let below = WordHash.of("below")
  static let above = WordHash.of("above")
  static let hundred = WordHash.of("hundred")
  static let thousand = WordHash.of("thousand")
  static let and = WordHash.of("and")
  static let oh = WordHash.of("oh")

  static let small = WordTable(
    counting: """
      zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
      eighteen nineteen
      """, from: 0)
  static let tens = WordTable(counting: "twenty thirty forty fifty sixty seventy eighty ninety", from: 20, by: 10)
  static let ordinals = WordTable(
    counting: """
      first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
      sixteenth seventeenth eighteenth nineteenth twentieth
      """, from: 1)

  /// The digit a word stands for after "point"; "oh" is zero there.
  static func digit(_ hash: UInt64) -> Int? {
    if hash == oh { return 0 }
    guard let value = small[hash], value < 10 else { return nil }
    return value
  }
}

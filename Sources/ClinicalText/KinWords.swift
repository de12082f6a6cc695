/// What stands around a relative who has a disease, and not around one who tells about the patient.
enum KinWords {
  private static let verbs: WordSet =
    """
    has had have with died who whose suffers suffered diagnosed also both history deceased developed sustained
    fractured broke having dx dxd
    """
  private static let copulas: WordSet = "is was are were"
  private static let findings: WordSet = "diagnosed found treated osteoporotic known positive diabetic also both"
  private static let prepositions: WordSet = "in"
  private static let determiners: WordSet =
    "her his their the both a one maternal paternal older younger deceased late my"
  private static let marks = ByteSet(":-(,=/")

  /// Whether what follows the relative is said of the relative.
  static func followsKin(_ index: Int, _ limit: Int, _ tokens: [Token], _ bytes: [UInt8]) -> Bool {
    guard index < limit else { return false }
    let next = tokens[index]
    if verbs.contains(next.hash) || next.kind == .punctuation && marks.contains(next.mark) { return true }
    if copulas.contains(next.hash), index + 1 < limit, findings.contains(tokens[index + 1].hash) { return true }
    // "mother's osteoporosis"
    let kin = tokens[index - 1].span
    return kin.count > 2 && bytes[kin.end - 2] == 0x27
  }

  /// Whether what stands before the relative is said of the relative ("in her mother", "(father)").
  static func precedesKin(_ index: Int, _ lowest: Int, _ tokens: [Token]) -> Bool {
    var before = index - 1
    while before >= lowest, determiners.contains(tokens[before].hash) { before -= 1 }
    guard before >= lowest else { return false }
    if prepositions.contains(tokens[before].hash) { return true }
    return before == index - 1 && (tokens[before].mark == UInt8(ascii: "(") || tokens[before].mark == UInt8(ascii: "-"))
  }

}

import ClinicalText

extension Document {
  /// "Hip fracture: 2.1 %", "2 % hip fracture" is what FRAX prints, not a fracture.
  func isFractureRisk(_ term: Range<Int>) -> Bool {
    guard let last = term.last, last > 0, tokens[last].hash == Self.fracture,
      tokens[last - 1].hash == Self.hip
    else { return false }
    if last > 1, isPercent(last - 2) { return true }
    let number = (last + 1..<min(last + 4, tokens.count)).first { tokens[$0].kind == .number }
    return number.map { isPercent($0 + 1) } ?? false
  }

  private func isPercent(_ index: Int) -> Bool {
    guard index < tokens.count else { return false }
    return tokens[index].mark == UInt8(ascii: "%") || tokens[index].hash == Self.percent
  }

  private static let hip = WordHash.of("hip")
  private static let fracture = WordHash.of("fracture")
  private static let percent = WordHash.of("percent")
}

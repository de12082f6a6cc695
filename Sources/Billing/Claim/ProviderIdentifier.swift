/// A National Provider Identifier: ten digits, the last a check digit.
///
/// Source: 45 CFR 162.406 (ten positions, check digit); CMS, "Requirements for National Provider Identifier (NPI) and
/// NPI Check Digit": Luhn's formula over the prefix 80840 and the identifier, of which the prefix adds 24.
public struct ProviderIdentifier: Hashable, Sendable, CustomStringConvertible {
  /// The ten digits.
  public let description: String

  /// Reads ten digits; `nil` where they are not ten, do not begin with 1 or 2, or the check digit is wrong.
  public init?(_ text: some StringProtocol) {
    let digits = text.utf8.map { Int($0) - 0x30 }
    guard digits.count == 10, digits.allSatisfy({ (0...9).contains($0) }), digits[0] == 1 || digits[0] == 2 else {
      return nil
    }
    guard Self.checkDigit(of: digits.dropLast()) == digits[9] else { return nil }
    description = String(text)
  }

  /// The check digit of nine digits.
  static func checkDigit(of digits: some Sequence<Int>) -> Int {
    var sum = 24
    for (index, digit) in digits.enumerated() {
      let doubled = index % 2 == 0 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return (10 - sum % 10) % 10
  }
}

/// An amount of US dollars, in whole cents: never a binary fraction.
public struct Money: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Largest amount that a claim may hold, in cents (18 digits are X12's limit; this leaves room to add up).
  public static let maximumCents = 99_999_999_999

  /// Cents.
  public let cents: Int

  /// Creates an amount; `nil` beyond `maximumCents` either way.
  public init?(cents: Int) {
    guard (-Self.maximumCents...Self.maximumCents).contains(cents) else { return nil }
    self.cents = cents
  }

  private init(unchecked cents: Int) { self.cents = cents }

  /// Nothing.
  public static let zero = Money(unchecked: 0)

  /// Reads "120", "120.5", "-3.25", ".5"; `nil` for anything else, for a third decimal, and beyond the limit.
  public init?(_ text: some StringProtocol) {
    var digits = Array(text.utf8)
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits.removeFirst() }
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.count
    let whole = digits[..<point]
    let fraction = point < digits.count ? digits[(point + 1)...] : []
    guard whole.count + fraction.count > 0, whole.count <= 10, fraction.count <= 2,
      (whole + fraction).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    var cents = 0
    for digit in whole + fraction { cents = cents * 10 + Int(digit - 0x30) }
    for _ in fraction.count..<2 { cents *= 10 }
    self.init(cents: isNegative ? -cents : cents)
  }

  /// "120.50".
  public var description: String {
    let magnitude = abs(cents)
    let rest = magnitude % 100
    return (cents < 0 ? "-" : "") + "\(magnitude / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
  }

  /// Orders by amount.
  public static func < (a: Money, b: Money) -> Bool { a.cents < b.cents }

  /// The sum; `nil` beyond the limit.
  public static func sum(_ amounts: some Sequence<Money>) -> Money? {
    var total = 0
    for amount in amounts {
      let (sum, overflows) = total.addingReportingOverflow(amount.cents)
      guard !overflows else { return nil }
      total = sum
    }
    return Money(cents: total)
  }
}

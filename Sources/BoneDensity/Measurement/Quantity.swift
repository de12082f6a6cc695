public import ClinicalText

/// A decimal number as it was written, exact, with the words it was read from.
public struct Quantity: Hashable, Sendable {
  /// The number without its point: `-1.28` is `-128`.
  public let digits: Int
  /// How many of the digits stand after the point: 2 for `-1.28`.
  public let fractionDigits: Int
  /// The bytes of the number, sign included.
  public let span: ByteSpan

  /// Creates a number from its digits; `fractionDigits` outside 0...9 is clamped.
  public init(digits: Int, fractionDigits: Int, span: ByteSpan) {
    self.digits = digits
    self.fractionDigits = max(0, min(9, fractionDigits))
    self.span = span
  }

  /// The number times a thousand, further digits cut off: the unit in which every threshold is compared.
  public var thousandths: Int {
    var result = digits
    var places = fractionDigits
    while places > 3 {
      result /= 10
      places -= 1
    }
    while places < 3 {
      result = result.multipliedReportingOverflow(by: 10).partialValue
      places += 1
    }
    return result
  }

  /// The nearest binary fraction; for display and interchange only.
  public var value: Double {
    var scale = 1.0
    for _ in 0..<fractionDigits { scale *= 10 }
    return Double(digits) / scale
  }

  /// Whether the two stand for the same number, however written (`-1.3` and `-1.30`).
  public func equals(_ other: Quantity) -> Bool { thousandths == other.thousandths }
}

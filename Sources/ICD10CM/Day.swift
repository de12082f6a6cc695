/// A calendar day, for effective dates and dates of service. No time zone, no clock.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Year, month (1–12), day (1–31).
  public let year: Int, month: Int, day: Int

  /// Creates a day; `nil` where the calendar has none such.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `YYYY-MM-DD` (a time after it is ignored) or `YYYYMMDD`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8.prefix(10))
    let digits: [UInt8]
    if bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") {
      digits = Array(bytes[0..<4] + bytes[5..<7] + bytes[8..<10])
    } else if text.utf8.count == 8 {
      digits = bytes
    } else {
      return nil
    }
    guard digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    func value(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    self.init(year: value(0..<4), month: value(4..<6), day: value(6..<8))
  }

  /// Orders by time.
  public static func < (a: Day, b: Day) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  /// `YYYY-MM-DD`.
  public var description: String {
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }
}

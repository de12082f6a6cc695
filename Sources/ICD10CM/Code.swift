/// An ICD-10-CM code: three to seven characters, kept in one integer.
///
/// Written with or without its point (`M85.89`, `M8589`), in either case. A value only says that the characters are
/// well formed; whether a code exists, and is billable, only a `Book` knows.
public struct Code: Hashable, Sendable {
  /// Characters in the high bytes, first character first, padded with zero; the lowest byte is the count.
  @usableFromInline
  package let packed: UInt64

  @usableFromInline
  package init(packed: UInt64) { self.packed = packed }

  /// Reads a code from ASCII bytes; `nil` where they are no code: not 3–7 characters, first not a letter, letters in
  /// second and third place, anything but letters, digits and one point after the third character.
  public init?(_ bytes: some Collection<UInt8>) {
    var packed: UInt64 = 0
    var count = 0
    for byte in bytes {
      var character = byte
      if character == UInt8(ascii: ".") {
        guard count == 3 else { return nil }
        continue
      }
      if character >= 0x61 && character <= 0x7A { character -= 0x20 }
      let isDigit = character >= 0x30 && character <= 0x39
      let isLetter = character >= 0x41 && character <= 0x5A
      guard isDigit || isLetter, count < 7 else { return nil }
      if count == 0 && !isLetter { return nil }
      // QA0 and QA1, new in FY2026, have a letter in second place; then a digit must follow.
      if count == 2 && isLetter && UInt8(truncatingIfNeeded: packed >> 48) >= 0x41 { return nil }
      packed |= UInt64(character) << UInt64(56 - 8 * count)
      count += 1
    }
    guard count >= 3 else { return nil }
    self.packed = packed | UInt64(count)
  }

  /// Reads a code from text.
  public init?(_ text: some StringProtocol) { self.init(text.utf8) }

  /// Reads a code from text; not generic, so that it is fast where codes are written in a program.
  public init?(_ text: String) { self.init(text.utf8) }

  /// Number of characters, without the point.
  public var count: Int { Int(packed & 0xFF) }
  /// The character at `index` (0 to `count` - 1) in ASCII.
  public subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: packed >> UInt64(56 - 8 * index)) }
  /// The first three characters.
  public var category: Code { prefix(3) }

  /// The first `length` characters (3 to 7) as a code; the code itself where it is no longer than that.
  public func prefix(_ length: Int) -> Code {
    guard length < count else { return self }
    let kept = max(3, length)
    let mask = ~UInt64(0) << UInt64(64 - 8 * kept)
    return Code(packed: packed & mask | UInt64(kept))
  }

  /// Whether this code's characters start with all of `other`'s.
  public func hasPrefix(_ other: Code) -> Bool { prefix(other.count) == other }

  /// The characters without a point (`M8589`).
  public var undotted: String { written(hasPoint: false) }

  /// The characters, in a string that needs no memory of its own.
  fileprivate func written(hasPoint: Bool) -> String {
    unsafe String(unsafeUninitializedCapacity: 8) { buffer in
      var length = 0
      for index in 0..<min(count, 7) {
        if index == 3, hasPoint {
          unsafe buffer[length] = UInt8(ascii: ".")
          length += 1
        }
        unsafe buffer[length] = self[index]
        length += 1
      }
      return length
    }
  }
}

extension Code: Comparable {
  /// Orders by characters; a code comes before the longer codes that it starts.
  public static func < (a: Code, b: Code) -> Bool { a.packed < b.packed }
}

extension Code: CustomStringConvertible {
  /// The code as it is printed, with its point (`M85.89`).
  public var description: String { written(hasPoint: true) }
}

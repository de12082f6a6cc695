/// A box of a form: "[ ]", "[x]", "( )", "(x)", "☐", "☑", "☒".
struct Checkbox {
  /// Tokens of the box.
  let tokens: Range<Int>
  /// Whether it is ticked.
  let isTicked: Bool

  static let yes = WordHash.of("yes")
  static let no = WordHash.of("no")
  private static let tick = WordHash.of("x")

  /// Reads the box that starts at token `index`; `nil` where there is none.
  @inline(__always)
  init?(_ all: [Token], _ bytes: [UInt8], at index: Int, limit: Int) {
    let token = all[index]
    guard token.kind == .punctuation else { return nil }
    switch token.mark {
    case UInt8(ascii: "*"):
      guard token.length == 3, bytes[Int(token.start)] == 0xE2, bytes[Int(token.start) + 1] == 0x98 else { return nil }
      let third = bytes[Int(token.start) + 2]
      guard third >= 0x90, third <= 0x92 else { return nil }
      tokens = index..<index + 1
      isTicked = third != 0x90
    case UInt8(ascii: "["), UInt8(ascii: "("):
      let close = token.mark == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ")")
      if index + 1 < limit, all[index + 1].mark == close {
        tokens = index..<index + 2
        isTicked = false
      } else if index + 2 < limit, all[index + 2].mark == close,
        all[index + 1].hash == Self.tick || Self.isTickMark(all[index + 1])
      {
        tokens = index..<index + 3
        isTicked = true
      } else {
        return nil
      }
    default: return nil
    }
  }

  private static func isTickMark(_ token: Token) -> Bool {
    token.mark == UInt8(ascii: "*") || token.mark == UInt8(ascii: "+")
  }
}

internal import ClinicalText

/// What a cell of a table says.
enum CellValue {
  case number(Quantity, isPercent: Bool, isMarked: Bool)
  /// A dash, asterisks or "N/A": nothing was measured.
  case missing
  /// Words, a unit or a footnote mark: no value.
  case text

  /// Reads a cell; footnote marks after a number are dropped, an asterisk is remembered.
  static func read(_ bytes: [UInt8], _ range: Range<Int>) -> CellValue {
    var offset = range.lowerBound
    var end = range.upperBound
    while offset < end, bytes[offset] == 0x28 || bytes[offset] == 0x20 || bytes[offset] == 0x22 { offset += 1 }
    while end > offset, bytes[end - 1] == 0x29 || bytes[end - 1] == 0x20 || bytes[end - 1] == 0x22 { end -= 1 }
    guard offset < end else { return .missing }
    if isMissing(bytes, offset..<end) { return .missing }
    let start = offset
    let isNegative = takeSign(bytes, &offset, end)
    var digits = 0
    var count = 0
    var fraction = 0
    var point = false
    scan: while offset < end {
      switch bytes[offset] {
      case 0x30...0x39:
        count += 1
        if count > 12 { return .text }
        digits = digits * 10 + Int(bytes[offset] - 0x30)
        if point { fraction += 1 }
      case UInt8(ascii: "."), UInt8(ascii: ","):
        if point { break scan }
        point = true
      default: break scan
      }
      offset += 1
    }
    guard count > 0, fraction <= 9 else { return .text }
    let span = ByteSpan(start, offset)
    var isPercent = false
    var isMarked = false
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: "%"): isPercent = true
      case UInt8(ascii: "*"): isMarked = true
      case UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x20, 0x80...0xFF: break
      case UInt8(ascii: "S"), UInt8(ascii: "D"), UInt8(ascii: "s"), UInt8(ascii: "d"): break
      default:
        return unitAfter(bytes, offset..<end)
          ? .number(
            Quantity(digits: isNegative ? -digits : digits, fractionDigits: fraction, span: span), isPercent: false,
            isMarked: false) : .text
      }
      offset += 1
    }
    return .number(
      Quantity(digits: isNegative ? -digits : digits, fractionDigits: fraction, span: span), isPercent: isPercent,
      isMarked: isMarked)
  }

  private static func takeSign(_ bytes: [UInt8], _ offset: inout Int, _ end: Int) -> Bool {
    var isNegative = false
    if bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "+") {
      isNegative = bytes[offset] == UInt8(ascii: "-")
      offset += 1
    } else if offset + 2 < end, bytes[offset] == 0xE2 {
      let isMinus = bytes[offset + 1] == 0x88 && bytes[offset + 2] == 0x92
      let isDash = bytes[offset + 1] == 0x80 && (0x90...0x95).contains(bytes[offset + 2])
      if isMinus || isDash {
        isNegative = true
        offset += 3
      }
    }
    while offset < end, bytes[offset] == 0x20 { offset += 1 }
    return isNegative
  }

  /// Dashes only, asterisks only (two or more), `N/A`, `NA`, a lone dot.
  private static func isMissing(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var dashes = 0
    var stars = 0
    var letters: [UInt8] = []
    for byte in bytes[range] {
      switch byte {
      case UInt8(ascii: "-"), 0x80...0xFF: dashes += 1
      case UInt8(ascii: "*"), UInt8(ascii: "."): stars += 1
      case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "a"), UInt8(ascii: "A"), UInt8(ascii: "/"):
        letters.append(byte | 0x20)
      default: return false
      }
    }
    if letters.isEmpty {
      return bytes[range].allSatisfy { $0 != UInt8(ascii: "*") } ? isDash(bytes, range) : stars >= 2
    }
    return letters.elementsEqual("n/a".utf8) || letters.elementsEqual("na".utf8)
  }

  private static func isDash(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let first = bytes[range.lowerBound]
    return first == UInt8(ascii: "-") || first == UInt8(ascii: ".") || first == 0xE2
  }

  /// Whether the rest is a unit of area density (`g/cm²`) or grams.
  private static func unitAfter(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    bytes[range.lowerBound] | 0x20 == UInt8(ascii: "g") && range.count <= 8
  }
}

import Billing

/// Writes segments with the delimiters `*`, `:`, `^` and `~`; trailing empty elements and components are left away, as
/// the standard asks.
struct X12Output {
  private(set) var bytes: [UInt8] = []
  /// Segments since the transaction began, for SE01.
  private(set) var count = 0

  /// Begins the count of a transaction.
  mutating func beginTransaction() { count = 0 }

  /// A segment; elements come clean from `X12Text`.
  mutating func segment(_ name: StaticString, _ elements: [String]) {
    var elements = elements
    while elements.last?.isEmpty == true { elements.removeLast() }
    bytes.append(contentsOf: "\(name)".utf8)
    for element in elements {
      bytes.append(UInt8(ascii: "*"))
      bytes.append(contentsOf: element.utf8)
    }
    bytes.append(contentsOf: [UInt8(ascii: "~"), 0x0A])
    count += 1
  }

  /// Components of one element.
  static func composite(_ parts: [String]) -> String {
    var parts = parts
    while parts.last?.isEmpty == true { parts.removeLast() }
    return parts.joined(separator: ":")
  }
}

/// Text as X12's basic character set allows it.
enum X12Text {
  /// Capital letters without accents, digits and the usual marks, single spaces, at most `length` characters. A
  /// delimiter in the text becomes a space: nothing a person typed can open a segment.
  static func clean(_ text: String, _ length: Int) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      var next: Character = " "
      if scalar.isASCII, scalar.value > 0x20, scalar.value < 0x7F, !"*:^~".unicodeScalars.contains(scalar) {
        next = Character(scalar.properties.uppercaseMapping)
      } else if let letter = base(of: scalar) {
        next = letter
      }
      if next == " " && (result.isEmpty || result.last == " ") { continue }
      result.append(next)
    }
    result = String(result.prefix(length))
    while result.last == " " { result.removeLast() }
    return result
  }

  /// The letter that an accented Latin letter is built on: its Unicode name says so.
  private static func base(of scalar: Unicode.Scalar) -> Character? {
    guard let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return nil }
    let words = name.split(separator: " ")
    guard words.count >= 4, words[2] == "LETTER", words[3].count == 1 else { return nil }
    return words[3].first
  }

  /// An amount without trailing zeros: "120", "120.5", "120.55".
  static func amount(_ money: Money) -> String {
    var text = money.description
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

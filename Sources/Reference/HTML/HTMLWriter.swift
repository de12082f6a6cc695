import ICD10CM

/// Writes HTML as bytes: markup as it stands in the program, text escaped.
struct HTMLWriter: Sendable {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 16_384) { bytes.reserveCapacity(capacity) }

  /// Markup.
  @inline(__always)
  mutating func raw(_ markup: StaticString) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Markup that was written before.
  mutating func raw(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

  /// Text, for content and for attributes in double quotation marks.
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      var start = 0
      for position in buffer.indices {
        let byte = unsafe buffer[position]
        // Of what must be escaped, ">" has the highest number: letters are passed over after one comparison.
        guard byte <= UInt8(ascii: ">"), let escape = Self.escape(byte) else { continue }
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<position]))
        raw(escape)
        start = position + 1
      }
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
    }
  }

  @inline(__always)
  private static func escape(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: nil
    }
  }

  /// A whole number, with commas between thousands.
  mutating func number(_ value: Int) {
    if value >= 1000 {
      number(value / 1000)
      let rest = value % 1000
      bytes.append(UInt8(ascii: ","))
      for digit in [rest / 100, rest / 10 % 10, rest % 10] { bytes.append(UInt8(ascii: "0") + UInt8(digit)) }
    } else {
      bytes.append(contentsOf: String(max(0, value)).utf8)
    }
  }

  /// A code with its point.
  mutating func code(_ code: Code) {
    for index in 0..<code.count {
      if index == 3 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(code[index])
    }
  }

  /// The address of a code's page from another page of the same edition, or from one of an older edition, whose own
  /// folder lies below that of the newest.
  mutating func address(_ code: Code, _ place: PagePlace) {
    raw(place.prefix(code))
    self.code(code)
    raw(".html")
  }

  /// A link to a code's page with the code as its text.
  mutating func link(_ code: Code, _ place: PagePlace) {
    raw("<a class=c href=\"")
    address(code, place)
    raw("\">")
    self.code(code)
    raw("</a>")
  }

  /// A link to a code's page with other text.
  mutating func link(_ code: Code, text: String, _ place: PagePlace) {
    raw("<a class=c href=\"")
    address(code, place)
    raw("\">")
    self.text(text)
    raw("</a>")
  }
}

/// Where a page lies, for the addresses on it. All addresses are relative, so that a site works in any folder.
struct PagePlace: Sendable {
  /// From the page to the root of the site ("../").
  let root: StaticString
  /// From the page to the pages of the newest edition.
  let newest: StaticString
  /// Whether a code has a page in the page's own folder; where it has none, the newest edition's is linked.
  let isHere: @Sendable (Code) -> Bool

  func prefix(_ code: Code) -> StaticString { isHere(code) ? "" : newest }

  /// A page of the newest edition.
  static let newest = PagePlace(root: "../", newest: "") { _ in true }
  /// A page at the root of the site.
  static let top = PagePlace(root: "", newest: "icd10cm/") { _ in false }
  /// A page that may stand at any address.
  static let site = PagePlace(root: "/", newest: "/icd10cm/") { _ in false }
  /// A page in a folder of its own below the root (chapters, regions, changes).
  static let folder = PagePlace(root: "../", newest: "../icd10cm/") { _ in false }
}

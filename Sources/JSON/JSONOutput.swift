/// Writes JSON as bytes, compact, in the order of the calls. Whoever writes an object names its members in order of
/// their names, so that equal answers are equal bytes.
package struct JSONOutput {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Starts with nothing written.
  package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// An object whose members `body` writes.
  package mutating func object(_ body: (inout JSONOutput) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// An array with what `body` writes for each element.
  package mutating func array<Elements: Sequence>(
    _ elements: Elements, _ body: (inout JSONOutput, Elements.Element) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: "["))
    needsComma = false
    for element in elements { body(&self, element) }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// The name of the member whose value is written next.
  package mutating func name(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A string.
  package mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { buffer in
      var needsEscape = false
      for position in buffer.indices {
        let byte = unsafe buffer[position]
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { needsEscape = true }
      }
      if needsEscape {
        unsafe escaped(Array(buffer)[...])
      } else {
        unsafe bytes.append(contentsOf: buffer)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A string given as bytes; what is not UTF-8 becomes a replacement character.
  package mutating func string(utf8 text: ArraySlice<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var isASCII = true
    for byte in text where byte >= 0x80 { isASCII = false }
    if isASCII {
      escaped(text)
    } else {
      escaped(Array(String(decoding: text, as: UTF8.self).utf8)[...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ text: ArraySlice<UInt8>) {
    // Most strings have nothing to escape.
    if !text.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      bytes.append(contentsOf: text)
      return
    }
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
      case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
      case 0x00..<0x20:
        bytes.append(contentsOf: Array("\\u00".utf8))
        bytes.append(contentsOf: [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]])
      default: bytes.append(byte)
      }
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// A whole number.
  package mutating func integer(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// A number, shortest form; a fraction of zero is not written.
  package mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    if let whole = Int(exactly: value) { return integer(whole) }
    separate()
    bytes.append(contentsOf: value.description.utf8)
  }

  /// True or false.
  package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
  /// Null.
  package mutating func null() { raw("null") }

  private mutating func raw(_ text: StaticString) {
    separate()
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// JSON that was written before.
  package mutating func json(_ text: [UInt8]) {
    separate()
    bytes.append(contentsOf: text)
  }

  /// A value that was read.
  package mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let flag): bool(flag)
    case .number(let text): json(text)
    case .string(let text): string(utf8: text[...])
    case .array(let elements): array(elements) { $0.value($1) }
    case .object(let members):
      object { output in
        for member in members {
          output.string(utf8: member.name[...])
          output.bytes.append(UInt8(ascii: ":"))
          output.needsComma = false
          output.value(member.value)
        }
      }
    }
  }

  /// The bytes with a line feed.
  package consuming func line() -> [UInt8] {
    bytes.append(0x0A)
    return bytes
  }
}

extension JSONOutput {
  /// A member that is a string.
  package mutating func member(_ name: StaticString, _ value: String) {
    self.name(name)
    string(value)
  }
  /// A member that is a whole number.
  package mutating func member(_ name: StaticString, _ value: Int) {
    self.name(name)
    integer(value)
  }
  /// A member that is true or false.
  package mutating func member(_ name: StaticString, _ value: Bool) {
    self.name(name)
    bool(value)
  }
  /// Left out where there is none.
  package mutating func member(_ name: StaticString, optional value: String?) {
    if let value { member(name, value) }
  }
  /// Left out where there is none.
  package mutating func member(_ name: StaticString, optional value: Double?) {
    guard let value else { return }
    self.name(name)
    number(value)
  }
}

/// Writes JSON as bytes, compact, in the order of the calls. Whoever writes an object names its members in order of
/// their names, so that equal answers are equal bytes.
@usableFromInline
package struct JSONOutput {
  /// What was written so far.
  package var bytes: [UInt8] { written }
  @usableFromInline var written: [UInt8] = []
  @usableFromInline var needsComma = false

  /// Starts with nothing written.
  package init(capacity: Int = 0) { written.reserveCapacity(capacity) }

  @inlinable
  mutating func separate() {
    if needsComma { written.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// An object whose members `body` writes.
  @inlinable
  package mutating func object(_ body: (inout JSONOutput) -> Void) {
    separate()
    written.append(UInt8(ascii: "{"))
    needsComma = false
    body(&self)
    written.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// An array with what `body` writes for each element.
  @inlinable
  package mutating func array<Elements: Sequence>(
    _ elements: Elements, _ body: (inout JSONOutput, Elements.Element) -> Void
  ) {
    separate()
    written.append(UInt8(ascii: "["))
    needsComma = false
    for element in elements { body(&self, element) }
    written.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// The name of the member whose value is written next.
  package mutating func name(_ name: StaticString) {
    let length = name.utf8CodeUnitCount
    written.append(addingCapacity: length + 4) { output in
      if needsComma { output.append(UInt8(ascii: ",")) }
      output.append(UInt8(ascii: "\""))
      for index in 0..<length { unsafe output.append(name.utf8Start[index]) }
      output.append(UInt8(ascii: "\""))
      output.append(UInt8(ascii: ":"))
    }
    needsComma = false
  }

  /// A string.
  package mutating func string(_ text: String) {
    separate()
    written.append(UInt8(ascii: "\""))
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
        unsafe written.append(contentsOf: buffer)
      }
    }
    written.append(UInt8(ascii: "\""))
  }

  /// A string given as bytes; what is not UTF-8 becomes a replacement character.
  package mutating func string(utf8 text: ArraySlice<UInt8>) {
    separate()
    written.append(UInt8(ascii: "\""))
    var isASCII = true
    for byte in text where byte >= 0x80 { isASCII = false }
    if isASCII {
      escaped(text)
    } else {
      escaped(Array(String(decoding: text, as: UTF8.self).utf8)[...])
    }
    written.append(UInt8(ascii: "\""))
  }

  private mutating func escaped(_ text: ArraySlice<UInt8>) {
    // Most strings have nothing to escape.
    if !text.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      written.append(contentsOf: text)
      return
    }
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        written.append(UInt8(ascii: "\\"))
        written.append(byte)
      case 0x0A: written.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case 0x0D: written.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
      case 0x09: written.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
      case 0x00..<0x20:
        written.append(contentsOf: Array("\\u00".utf8))
        written.append(contentsOf: [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]])
      default: written.append(byte)
      }
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// A whole number.
  package mutating func integer(_ value: Int) {
    separate()
    var digits: UInt64 = 0
    var count = 0
    var rest = value.magnitude
    // Twenty digits at most; those of a usual number fit into one machine word, four bits each.
    guard rest < 10_000_000_000_000_000 else { return written.append(contentsOf: String(value).utf8) }
    repeat {
      digits = digits << 4 | UInt64(rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    if value < 0 { written.append(UInt8(ascii: "-")) }
    for _ in 0..<count {
      written.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits & 15))
      digits >>= 4
    }
  }

  /// A number, shortest form; a fraction of zero is not written.
  package mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    if let whole = Int(exactly: value) { return integer(whole) }
    separate()
    written.append(contentsOf: value.description.utf8)
  }

  /// True or false.
  package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
  /// Null.
  package mutating func null() { raw("null") }

  private mutating func raw(_ text: StaticString) {
    separate()
    unsafe written.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// JSON that was written before.
  package mutating func json(_ text: [UInt8]) {
    separate()
    written.append(contentsOf: text)
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
          output.written.append(UInt8(ascii: ":"))
          output.needsComma = false
          output.value(member.value)
        }
      }
    }
  }

  /// The bytes with a line feed.
  package consuming func line() -> [UInt8] {
    written.append(0x0A)
    return written
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

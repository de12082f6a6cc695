/// A JSON value as it was read. Numbers keep their text and strings their bytes: what came in can go out unchanged.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The number as written.
  case number([UInt8])
  /// The string, unescaped, valid UTF-8.
  case string([UInt8])
  case array([JSONValue])
  case object([Member])

  /// A name with its value.
  package struct Member: Hashable, Sendable {
    package let name: [UInt8]
    package let value: JSONValue
  }

  /// The member of an object; the last of several with one name.
  package subscript(name: StaticString) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last {
      unsafe $0.name.elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }?.value
  }

  /// The text of a string.
  package var text: String? {
    guard case .string(let bytes) = self else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value of a number.
  package var double: Double? {
    guard case .number(let bytes) = self else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self))
  }

  /// The value of a number without fraction.
  package var integer: Int? { double.flatMap { Int(exactly: $0) } }
}

/// What is wrong with a JSON text, and at which byte.
package struct JSONError: Error, Hashable, CustomStringConvertible {
  package let message: String
  package let offset: Int

  /// Creates an error.
  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }

  package var description: String { "\(message) at byte \(offset)" }
}

/// Reads one JSON text (RFC 8259), strictly.
package struct JSONReader {
  /// Deepest nesting that is read.
  package static let maximumDepth = 64

  private let bytes: [UInt8]
  private var position = 0

  /// The value that `bytes` hold. Throws `JSONError` where they are not one JSON value in UTF-8.
  package static func value(of bytes: [UInt8]) throws(JSONError) -> JSONValue {
    do { _ = try UTF8Span(validating: bytes.span) } catch {
      throw JSONError(message: "bytes that are not UTF-8", offset: error.byteOffsets.lowerBound)
    }
    var reader = JSONReader(bytes: bytes)
    reader.skipSpace()
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.error("something after the JSON value") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func error(_ message: String) -> JSONError { JSONError(message: message, offset: position) }
  private var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while position < bytes.count,
      bytes[position] == 0x20 || bytes[position] == 0x09 || bytes[position] == 0x0A
        || bytes[position] == 0x0D
    { position += 1 }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= Self.maximumDepth else { throw error("values nested deeper than \(Self.maximumDepth)") }
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
    default:
      for (word, value) in Self.words where bytes[position...].starts(with: word) {
        position += word.count
        return value
      }
      throw error(position < bytes.count ? "no JSON value" : "the JSON text ends too early")
    }
  }

  private static let words: [([UInt8], JSONValue)] = [
    (Array("true".utf8), .bool(true)), (Array("false".utf8), .bool(false)), (Array("null".utf8), .null),
  ]

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    var members: [JSONValue.Member] = []
    position += 1
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return .object([])
    }
    while true {
      guard current == UInt8(ascii: "\"") else { throw error("no name of a member") }
      let name = try string()
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw error("no colon after a name") }
      position += 1
      skipSpace()
      members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
      skipSpace()
      switch current {
      case UInt8(ascii: ","):
        position += 1
        skipSpace()
      case UInt8(ascii: "}"):
        position += 1
        return .object(members)
      default: throw error("an object that does not end")
      }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    var elements: [JSONValue] = []
    position += 1
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return .array([])
    }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      switch current {
      case UInt8(ascii: ","):
        position += 1
        skipSpace()
      case UInt8(ascii: "]"):
        position += 1
        return .array(elements)
      default: throw error("an array that does not end")
      }
    }
  }

  private mutating func number() throws(JSONError) -> [UInt8] {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    let whole = position
    let digits = skipDigits()
    guard digits > 0, digits == 1 || bytes[whole] != 0x30 else { throw error("a number that is none") }
    if current == UInt8(ascii: ".") {
      position += 1
      guard skipDigits() > 0 else { throw error("a number that is none") }
    }
    if current | 0x20 == UInt8(ascii: "e") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      guard skipDigits() > 0 else { throw error("a number that is none") }
    }
    return Array(bytes[start..<position])
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while current >= 0x30, current <= 0x39 { position += 1 }
    return position - start
  }

  private mutating func string() throws(JSONError) -> [UInt8] {
    position += 1
    var result: [UInt8] = []
    var run = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        result.append(contentsOf: bytes[run..<position])
        position += 1
        return result
      }
      if byte == UInt8(ascii: "\\") {
        result.append(contentsOf: bytes[run..<position])
        position += 1
        try escape(into: &result)
        run = position
      } else if byte < 0x20 {
        throw error("a control character in a string")
      } else {
        position += 1
      }
    }
    throw error("a string that does not end")
  }

  private mutating func escape(into result: inout [UInt8]) throws(JSONError) {
    let byte = current
    position += 1
    switch byte {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
    case UInt8(ascii: "u"):
      var unit = try hexadecimal()
      if (0xD800..<0xDC00).contains(unit), current == UInt8(ascii: "\\"), position + 1 < bytes.count,
        bytes[position + 1] == UInt8(ascii: "u")
      {
        let back = position
        position += 2
        let low = try hexadecimal()
        if (0xDC00..<0xE000).contains(low) {
          unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        } else {
          position = back
        }
      }
      // Half of a surrogate pair stands for no character: it is replaced, not refused.
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      result.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
    default: throw error("an escape that is none")
    }
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = current
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x61 + 10)
      default: throw error("an escape that is none")
      }
      position += 1
    }
    return value
  }
}

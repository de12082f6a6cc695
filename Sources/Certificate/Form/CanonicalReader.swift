/// A value of canonical JSON. There are no fractions, truth values or nulls in a certificate.
indirect enum CanonicalValue {
  case object([(name: String, value: CanonicalValue)])
  case list([CanonicalValue])
  case string(String)
  case integer(Int)
}

/// Reads JSON in the form that `CanonicalWriter` writes, and nothing else.
struct CanonicalReader {
  private let bytes: [UInt8]
  private var position = 0
  private static let maximumDepth = 12

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that the bytes hold. Throws where they hold none, more than one, or one in another form.
  static func value(of bytes: [UInt8]) throws(CertificateError) -> CanonicalValue {
    var reader = CanonicalReader(bytes)
    let value = try reader.value(depth: 0)
    guard reader.position == bytes.count else { throw reader.error("text after the end of the certificate") }
    return value
  }

  private func error(_ message: String) -> CertificateError { CertificateError(message, byte: position) }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(CertificateError) -> CanonicalValue {
    guard depth < Self.maximumDepth else { throw error("nested too deeply") }
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case .some(0x30...0x39): return .integer(try integer())
    default: throw error("no object, list, string or whole number")
    }
  }

  private mutating func object(depth: Int) throws(CertificateError) -> CanonicalValue {
    position += 1
    var members: [(name: String, value: CanonicalValue)] = []
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      guard next == UInt8(ascii: "\"") else { throw error("no member name") }
      let name = try string()
      if let last = members.last, !last.name.utf8.lexicographicallyPrecedes(name.utf8) {
        throw error("members out of order at '\(name)'")
      }
      guard take(UInt8(ascii: ":")) else { throw error("no colon after '\(name)'") }
      members.append((name, try value(depth: depth + 1)))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw error("an object without its end") }
    return .object(members)
  }

  private mutating func list(depth: Int) throws(CertificateError) -> CanonicalValue {
    position += 1
    var values: [CanonicalValue] = []
    if take(UInt8(ascii: "]")) { return .list(values) }
    repeat { values.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw error("a list without its end") }
    return .list(values)
  }

  private mutating func integer() throws(CertificateError) -> Int {
    let start = position
    var value = 0
    while let digit = next, (0x30...0x39).contains(digit) {
      guard position - start < 15 else { throw error("a number of more than 15 digits") }
      value = value * 10 + Int(digit - 0x30)
      position += 1
    }
    guard bytes[start] != 0x30 || position == start + 1 else { throw error("a number with a leading zero") }
    return value
  }

  private mutating func string() throws(CertificateError) -> String {
    position += 1
    var content: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else { throw error("a string that is not UTF-8") }
        return text
      case UInt8(ascii: "\\"): content.append(try escaped())
      case 0..<0x20: throw error("a control character in a string")
      default: content.append(byte)
      }
    }
    throw error("a string without its end")
  }

  private mutating func escaped() throws(CertificateError) -> UInt8 {
    guard let byte = next else { throw error("a string without its end") }
    position += 1
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return byte }
    guard byte == UInt8(ascii: "u"), position + 4 <= bytes.count else { throw error("an escape that is not needed") }
    var value: UInt8 = 0
    for (index, digit) in bytes[position..<(position + 4)].enumerated() {
      switch digit {
      case 0x30...0x39 where index > 1 || digit == 0x30: value = value << 4 | (digit - 0x30)
      case 0x61...0x66 where index > 1: value = value << 4 | (digit - 0x61 + 10)
      default: throw error("an escape that is not needed")
      }
    }
    guard value < 0x20 else { throw error("an escape that is not needed") }
    position += 4
    return value
  }
}

/// Why bytes are no certificate.
public struct CertificateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let message: String
  /// Offset of the byte where it was noticed.
  public let byte: Int

  init(_ message: String, byte: Int) { (self.message, self.byte) = (message, byte) }

  /// "byte N: message".
  public var description: String { "byte \(byte): \(message)" }
}

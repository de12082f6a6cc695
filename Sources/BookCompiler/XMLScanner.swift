/// Cuts an XML document into tags and texts, and demands that it is well formed (XML 1.0, fifth edition).
///
/// It reads what the official files use and refuses the rest: there is no document type and so no entity but the five
/// of XML itself, no processing instruction but the one for a style sheet, no encoding but UTF-8. Nothing is looked up
/// outside of the bytes, nothing expands, and the nesting is bounded. The bytes must have been found to be UTF-8.
struct XMLScanner {
  /// A part of the document; every `start` has its `end`, also where the file writes `<x/>`.
  enum Token {
    case start(name: String, attributes: [String: String])
    case end(name: String)
    /// Text between two tags, references resolved and line ends made LF. `line` is that of its first word.
    case text(String, line: Int)
  }

  /// Longest name of an element or attribute in bytes; those of the official files have at most 17.
  static let longestName = 100

  private let bytes: [UInt8]
  private let file: String
  private let depth: Int
  private var position = 0
  /// Elements that are open, the root first.
  private var open: [String] = []
  private var hasRoot = false
  /// The end that an empty element still owes.
  private var owesEnd = false
  /// Line of the tag that came last.
  private(set) var line = 1
  /// Line at `position`.
  private var here = 1

  /// Checks the XML declaration, where there is one.
  init(_ bytes: [UInt8], file: String, limits: SourceLimits) throws(SourceError) {
    self.bytes = bytes
    self.file = file
    depth = limits.depth
    if bytes.starts(with: byteOrderMark) { position = byteOrderMark.count }
    try readDeclaration()
  }

  /// The next part; `nil` at the end of a whole document.
  mutating func next() throws(SourceError) -> Token? {
    if owesEnd {
      owesEnd = false
      return .end(name: open.removeLast())
    }
    while position < bytes.count {
      line = here
      guard bytes[position] == UInt8(ascii: "<") else {
        if let text = try text() { return text }
        continue
      }
      switch position + 1 < bytes.count ? bytes[position + 1] : 0 {
      case UInt8(ascii: "/"): return try endTag()
      case UInt8(ascii: "?"): try passInstruction()
      case UInt8(ascii: "!"): if let text = try declarationOrText() { return text }
      default: return try startTag()
      }
    }
    guard open.isEmpty else { throw cutOff() }
    guard hasRoot else { throw malformed("no element") }
    return nil
  }

  // MARK: Errors

  private func malformed(_ message: String) -> SourceError {
    SourceError(.malformed, file: file, line: here, "no well-formed XML: \(message)")
  }

  private func cutOff() -> SourceError {
    let place = open.last.map { "inside <\($0)>" } ?? "inside a tag"
    return SourceError(.truncated, file: file, line: here, "the file ends \(place)")
  }

  // MARK: Bytes

  private func has(_ text: StaticString) -> Bool { bytes[position...].starts(with: text.description.utf8) }

  private mutating func passSpace() -> Bool {
    let start = position
    while position < bytes.count, bytes[position].isXMLSpace {
      if bytes[position] == 0x0A { here += 1 }
      position += 1
    }
    return position > start
  }

  private mutating func expect(_ byte: UInt8) throws(SourceError) {
    guard position < bytes.count else { throw cutOff() }
    guard bytes[position] == byte else {
      throw malformed("'\(Character(UnicodeScalar(byte)))' is missing")
    }
    position += 1
  }

  /// Control characters, and the two code points U+FFFE and U+FFFF, are no characters of XML.
  private func requireCharacter() throws(SourceError) {
    let byte = bytes[position]
    let isControl = byte < 0x20 && !byte.isXMLSpace
    let isNoCharacter =
      byte == 0xEF && position + 2 < bytes.count && bytes[position + 1] == 0xBF && bytes[position + 2] >= 0xBE
    if isControl || isNoCharacter { throw malformed("a character that XML does not allow") }
  }

  private mutating func name() throws(SourceError) -> String {
    let start = position
    while position < bytes.count, bytes[position].isInXMLName { position += 1 }
    guard position < bytes.count else { throw cutOff() }
    guard position > start, bytes[start].startsXMLName else { throw malformed("a name is missing") }
    guard position - start <= Self.longestName else { throw malformed("a name of more than \(Self.longestName) bytes") }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  // MARK: Tags

  private mutating func startTag() throws(SourceError) -> Token {
    guard !hasRoot || !open.isEmpty else { throw malformed("an element behind the root") }
    position += 1
    let name = try name()
    let attributes = try attributes()
    guard open.count < depth else {
      throw SourceError(.tooDeep, file: file, line: line, "<\(name)> is nested deeper than \(depth)")
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "/") {
      position += 1
      owesEnd = true
    }
    try expect(UInt8(ascii: ">"))
    hasRoot = true
    open.append(name)
    return .start(name: name, attributes: attributes)
  }

  private mutating func endTag() throws(SourceError) -> Token {
    position += 2
    let name = try name()
    _ = passSpace()
    try expect(UInt8(ascii: ">"))
    guard let opened = open.popLast() else { throw malformed("</\(name)> closes nothing") }
    guard opened == name else { throw malformed("</\(name)> closes <\(opened)>") }
    return .end(name: name)
  }

  private mutating func attributes() throws(SourceError) -> [String: String] {
    var result: [String: String] = [:]
    while true {
      let isApart = passSpace()
      guard position < bytes.count else { throw cutOff() }
      if Self.tagEnds.contains(bytes[position]) { return result }
      guard isApart else { throw malformed("no space before an attribute") }
      let name = try name()
      _ = passSpace()
      try expect(UInt8(ascii: "="))
      _ = passSpace()
      guard result.updateValue(try attributeValue(), forKey: name) == nil else {
        throw malformed("the attribute '\(name)' is given twice")
      }
    }
  }

  private static let tagEnds: [UInt8] = [UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "?")]

  private mutating func attributeValue() throws(SourceError) -> String {
    guard position < bytes.count else { throw cutOff() }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw malformed("a value without quotes") }
    position += 1
    var value: [UInt8] = []
    while position < bytes.count, bytes[position] != quote {
      try requireCharacter()
      switch bytes[position] {
      case UInt8(ascii: "<"): throw malformed("'<' in the value of an attribute")
      case UInt8(ascii: "&"): value += try reference()
      case let byte:
        if byte == 0x0A { here += 1 }
        value.append(byte.isXMLSpace ? 0x20 : byte)
        position += 1
      }
    }
    try expect(quote)
    return String(decoding: value, as: UTF8.self)
  }

  // MARK: Text

  /// The text from here to the next tag; `nil` for white space around the root.
  private mutating func text() throws(SourceError) -> Token? {
    let start = position
    var isPlain = true
    var firstLine: Int?
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
      let byte = bytes[position]
      if byte > 0x20, firstLine == nil { firstLine = here }
      switch byte {
      case 0x0A: here += 1
      case UInt8(ascii: "&"), 0x0D: isPlain = false
      case UInt8(ascii: "]") where has("]]>"): throw malformed("']]>' in a text")
      case 0x00...0x1F, 0xEF: try requireCharacter()
      default: break
      }
      position += 1
    }
    guard !open.isEmpty else {
      if let firstLine { here = firstLine }
      guard firstLine == nil else { throw malformed("text outside of the root") }
      return nil
    }
    let end = position
    guard !isPlain else { return .text(String(decoding: bytes[start..<end], as: UTF8.self), line: firstLine ?? here) }
    let last = here
    (position, here) = (start, line)
    var resolved: [UInt8] = []
    resolved.reserveCapacity(end - start)
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "&"): resolved += try reference()
      case 0x0D:
        if position + 1 >= end || bytes[position + 1] != 0x0A { resolved.append(0x0A) }
        position += 1
      case let byte:
        if byte == 0x0A { here += 1 }
        resolved.append(byte)
        position += 1
      }
    }
    here = last
    return .text(String(decoding: resolved, as: UTF8.self), line: firstLine ?? last)
  }

  /// The character that the reference here stands for, as UTF-8.
  private mutating func reference() throws(SourceError) -> [UInt8] {
    let body = bytes[(position + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
    guard body.endIndex < bytes.count, bytes[body.endIndex] == UInt8(ascii: ";") else {
      throw malformed("'&' that begins no reference")
    }
    position = body.endIndex + 1
    let name = String(decoding: body, as: UTF8.self)
    if let character = Self.entities[name] { return [character] }
    let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
    guard name.hasPrefix("#"), !name.contains("+"), let number, let scalar = UnicodeScalar(number),
      number >= 0x20 && number != 0xFFFE && number != 0xFFFF || [0x09, 0x0A, 0x0D].contains(number)
    else { throw malformed("the reference '&\(name);' stands for nothing") }
    return Array(String(Character(scalar)).utf8)
  }

  private static let entities: [String: UInt8] = [
    "amp": UInt8(ascii: "&"), "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"), "quot": UInt8(ascii: "\""),
    "apos": UInt8(ascii: "'"),
  ]

  // MARK: Comments, sections of text, declarations

  private mutating func declarationOrText() throws(SourceError) -> Token? {
    if has("<!--") {
      position += 4
      try pass(to: "--")
      try expect(UInt8(ascii: ">"))
      return nil
    }
    if has("<![CDATA["), !open.isEmpty {
      position += 9
      let start = position
      try pass(to: "]]>")
      return .text(String(decoding: bytes[start..<(position - 3)], as: UTF8.self), line: line)
    }
    if has("<!DOCTYPE") || has("<!ENTITY") {
      throw SourceError(.documentType, file: file, line: line, "a document type or entity declaration")
    }
    throw bytes.count - position < 9 ? cutOff() : malformed("'<!' that begins nothing")
  }

  /// Goes behind the next place where `end` stands.
  private mutating func pass(to end: StaticString) throws(SourceError) {
    let first = end.description.utf8.first
    while position < bytes.count {
      if bytes[position] == first, has(end) {
        position += end.utf8CodeUnitCount
        return
      }
      try requireCharacter()
      if bytes[position] == 0x0A { here += 1 }
      position += 1
    }
    throw cutOff()
  }

  /// The instruction for a style sheet is harmless and passed over; no official file has another.
  private mutating func passInstruction() throws(SourceError) {
    guard has("<?xml-stylesheet ") else {
      throw SourceError(.documentType, file: file, line: line, "a processing instruction")
    }
    try pass(to: "?>")
  }

  private mutating func readDeclaration() throws(SourceError) {
    guard has("<?xml"), position + 5 < bytes.count, bytes[position + 5].isXMLSpace else { return }
    position += 5
    let stated = try attributes()
    guard has("?>") else { throw malformed("an XML declaration that does not end") }
    position += 2
    guard let encoding = stated["encoding"]?.lowercased() else { return }
    guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding) else {
      throw SourceError(
        .notUTF8, file: file, line: 1, "the file declares the encoding \(encoding.prefix(40).uppercased())")
    }
  }
}

extension UInt8 {
  fileprivate var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
  fileprivate var startsXMLName: Bool {
    self >= 0x80 || self | 0x20 >= 0x61 && self | 0x20 <= 0x7A || self == UInt8(ascii: "_") || self == UInt8(ascii: ":")
  }
  fileprivate var isInXMLName: Bool {
    startsXMLName || self >= 0x30 && self <= 0x39 || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
  }
}

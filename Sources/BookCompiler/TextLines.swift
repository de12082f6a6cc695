/// One line of a text file, without its line end.
struct TextLine {
  let number: Int
  let bytes: ArraySlice<UInt8>

  /// The byte at a column counted from 1, as the file descriptions do; `nil` past the end.
  subscript(column: Int) -> UInt8? {
    let index = bytes.startIndex + column - 1
    return column >= 1 && index < bytes.endIndex ? bytes[index] : nil
  }

  /// The bytes of columns `first` to `last`, as far as the line reaches.
  func columns(_ first: Int, _ last: Int = .max) -> ArraySlice<UInt8> {
    let rest = bytes.dropFirst(first - 1)
    return last == .max ? rest : rest.prefix(last - first + 1)
  }
}

/// Walks the lines of a file's bytes; ends at LF or CRLF, and leaves out a byte order mark.
struct TextLines {
  private let bytes: [UInt8]
  private var position: Int
  private var number = 0
  private let file: String
  private let limits: SourceLimits

  /// Checks size and encoding once for the whole file.
  init(_ bytes: [UInt8], file: String, limits: SourceLimits) throws(SourceError) {
    try requireSizeAndUTF8(bytes, file: file, limits: limits)
    self.bytes = bytes
    self.file = file
    self.limits = limits
    position = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
  }

  /// The next line; `nil` at the end.
  mutating func next() throws(SourceError) -> TextLine? {
    guard position < bytes.count else { return nil }
    number += 1
    let start = position
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    position = end < bytes.count ? end + 1 : end
    var line = bytes[start..<end]
    if line.last == 0x0D { line.removeLast() }
    guard line.count <= limits.lineBytes else {
      throw SourceError(.oversized, file: file, line: number, "a line of \(line.count) bytes")
    }
    if let control = line.first(where: { $0 < 0x20 && $0 != 0x09 }) {
      throw SourceError(.malformed, file: file, line: number, "control character \(control) in the text")
    }
    return TextLine(number: number, bytes: line)
  }
}

let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

func requireSizeAndUTF8(_ bytes: [UInt8], file: String, limits: SourceLimits) throws(SourceError) {
  guard bytes.count <= limits.fileBytes else {
    throw SourceError(.oversized, file: file, "\(bytes.count) bytes; the limit is \(limits.fileBytes)")
  }
  do {
    _ = try UTF8Span(validating: bytes.span)
  } catch {
    let line = bytes.prefix(error.byteOffsets.lowerBound).count { $0 == 0x0A } + 1
    throw SourceError(.notUTF8, file: file, line: line, "bytes that are not UTF-8")
  }
}

extension Collection<UInt8> {
  /// The text with every run of white space (also no-break spaces) made one space, and none at either end.
  var folded: String {
    var kept: [UInt8] = []
    kept.reserveCapacity(count)
    var pending = false
    var index = startIndex
    while index != endIndex {
      let byte = self[index]
      let following = self.index(after: index)
      if byte == 0xC2, following != endIndex, self[following] == 0xA0 {
        pending = true
        index = self.index(after: following)
        continue
      }
      if byte == 0x20 || byte >= 0x09 && byte <= 0x0D {
        pending = true
      } else {
        if pending, !kept.isEmpty { kept.append(0x20) }
        pending = false
        kept.append(byte)
      }
      index = following
    }
    return String(decoding: kept, as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without spaces at the end.
  var withoutTrailingSpaces: Self {
    var rest = self
    while rest.last == 0x20 { rest.removeLast() }
    return rest
  }
}

extension String {
  /// The text with every run of white space made one space, and none at either end.
  var folded: String { utf8.folded }
}

internal import ClinicalText

/// One cell of a line.
struct Cell {
  /// Its bytes, without surrounding space.
  let bytes: Range<Int>
  /// First character position in the line.
  let start: Int
  /// Position after the last character.
  let end: Int
}

/// The character positions of a line: tabs reach the next multiple of eight, a UTF-8 sequence counts as one.
struct ColumnMap {
  let bytes: [UInt8]
  let range: Range<Int>
  private let positions: [Int]
  private let text: LexedText
  /// Number of tab characters.
  let tabs: Int
  /// Number of gaps of two or more spaces inside the line.
  let wideGaps: Int

  init(_ text: LexedText, _ line: Range<Int>) {
    self.text = text
    bytes = text.document.bytes
    let span = text.span(line)
    var start = span.start
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    var end = span.end
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0D { end += 1 }
    range = start..<end
    var column = 0
    var positions: [Int] = []
    positions.reserveCapacity(end - start + 1)
    var tabs = 0
    var gaps = 0
    var blanks = 0
    for offset in start..<end {
      let byte = bytes[offset]
      positions.append(column)
      if byte == 0x09 {
        tabs += 1
        column = (column / 8 + 1) * 8
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      if byte == 0x20 || byte == 0x09 {
        blanks += 1
      } else {
        if blanks >= 2, offset > span.start { gaps += 1 }
        blanks = 0
      }
    }
    positions.append(column)
    self.positions = positions
    self.tabs = tabs
    wideGaps = gaps
  }

  /// The position of a byte offset.
  func position(_ offset: Int) -> Int {
    positions[max(0, min(positions.count - 1, offset - range.lowerBound))]
  }
  /// The position of a token's first character.
  func start(_ token: Int) -> Int { position(Int(text.tokens[token].start)) }
  /// The position after a token's last character.
  func end(_ token: Int) -> Int { position(text.tokens[token].span.end) }

  /// Whether two or more spaces or a tab stand before the token.
  func hasWideGap(before token: Int) -> Bool {
    guard token > 0 else { return false }
    let end = Int(text.tokens[token].start)
    let start = max(text.tokens[token - 1].span.end, range.lowerBound)
    guard start < end else { return false }
    return end - start >= 2 || bytes[start] == 0x09
  }

  /// The cells of the line between separators, or between single spaces for `position` and `order`.
  func cells(_ separator: CellSeparator, from first: Int? = nil) -> [Cell] {
    let mark: UInt8
    switch separator {
    case .bar: mark = UInt8(ascii: "|")
    case .tab: mark = 0x09
    case .comma: mark = UInt8(ascii: ",")
    case .semicolon: mark = UInt8(ascii: ";")
    case .position, .order: return groups(from: first ?? range.lowerBound)
    }
    var result: [Cell] = []
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0D { end -= 1 }
    if separator == .bar {
      if start < end, bytes[start] == mark { start += 1 }
      if start < end, bytes[end - 1] == mark { end -= 1 }
    }
    var isQuoted = false
    var offset = start
    while offset <= end {
      if offset < end, bytes[offset] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if offset == end || bytes[offset] == mark && !isQuoted {
        result.append(trimmed(start..<offset))
        start = offset + 1
      }
      offset += 1
    }
    return result
  }

  private func trimmed(_ bounds: Range<Int>) -> Cell {
    var low = bounds.lowerBound
    var high = bounds.upperBound
    while low < high, isTrim(bytes[low]) { low += 1 }
    while high > low, isTrim(bytes[high - 1]) { high -= 1 }
    return Cell(bytes: low..<high, start: position(low), end: position(high))
  }

  private func isTrim(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`")
  }

  private func groups(from first: Int) -> [Cell] {
    var result: [Cell] = []
    var offset = max(first, range.lowerBound)
    while offset < range.upperBound {
      if isBlank(offset) > 0 {
        offset += isBlank(offset)
        continue
      }
      let start = offset
      while offset < range.upperBound, isBlank(offset) == 0 { offset += 1 }
      result.append(Cell(bytes: start..<offset, start: position(start), end: position(offset)))
    }
    return result
  }

  /// The width of the blank at `offset`: space, tab, bar (a lost border) or no-break space; zero if it is none.
  private func isBlank(_ offset: Int) -> Int {
    switch bytes[offset] {
    case 0x20, 0x09, 0x0B, 0x0C, 0x0D, 0x7C: 1
    case 0xC2 where offset + 1 < range.upperBound && bytes[offset + 1] == 0xA0: 2
    default: 0
    }
  }
}

internal import ClinicalText

/// A document's tokens with their densitometry terms, and its lines.
final class LexedText: Sendable {
  let document: Document
  let tokens: [Token]
  let terms: [Term]
  /// Token ranges of the lines, without their line breaks.
  let lines: [Range<Int>]

  init(_ document: Document) {
    self.document = document
    let tokens = document.tokens
    var terms: [Term] = []
    terms.reserveCapacity(tokens.count)
    var lines: [Range<Int>] = []
    var start = 0
    let vocabulary = Vocabulary.terms
    for (index, token) in tokens.enumerated() {
      terms.append(token.kind == .word ? vocabulary[token.hash] ?? Term.none : Term.none)
      if token.kind == .lineBreak {
        lines.append(start..<index)
        start = index + 1
      }
    }
    lines.append(start..<tokens.count)
    self.tokens = tokens
    self.terms = terms
    self.lines = lines
  }

  /// The term at `index`, `.none` outside the text.
  func term(_ index: Int) -> Term { terms.indices.contains(index) ? terms[index] : .none }

  /// The punctuation mark at `index` in ASCII, zero for words, numbers and outside the text.
  func mark(_ index: Int) -> UInt8 { tokens.indices.contains(index) ? tokens[index].mark : 0 }

  /// Whether the token is the punctuation mark `character`.
  func isMark(_ index: Int, _ character: Unicode.Scalar) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .punctuation
      && tokens[index].mark == UInt8(ascii: character)
  }

  /// Whether the token is a number.
  func isNumber(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].kind == .number }

  /// Whether no byte stands between the token and the one before it.
  func touchesPrevious(_ index: Int) -> Bool {
    guard index > 0, index < tokens.count else { return false }
    return tokens[index - 1].span.end == Int(tokens[index].start)
  }

  /// Whether nothing that a statement says of density can start here: no measure, site, date or number. Most words, and
  /// most marks, are turned away by this.
  func isPlain(_ index: Int) -> Bool {
    let token = tokens[index]
    switch token.kind {
    case .word:
      guard terms[index] == .none || terms[index] == .light else { return false }
      return Vocabulary.vertebra(token.hash) == nil && Vocabulary.month(token.hash) == nil
    case .punctuation:
      return token.mark != UInt8(ascii: "-") && token.mark != UInt8(ascii: "+") && token.mark != UInt8(ascii: ".")
    case .lineBreak: return true
    case .number: return false
    }
  }

  /// The vertebra named by the token.
  func vertebra(_ index: Int) -> Vertebrae? {
    guard tokens.indices.contains(index), tokens[index].kind == .word else { return nil }
    return Vocabulary.vertebra(tokens[index].hash)
  }

  /// An unsigned whole number of at most four digits.
  func integer(_ index: Int) -> Int? {
    guard isNumber(index), tokens[index].length <= 4 else { return nil }
    var value = 0
    for byte in document.bytes[tokens[index].span.range] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// The bytes of a token range.
  func span(_ range: Range<Int>) -> ByteSpan {
    guard let first = range.first, let last = range.last, last < tokens.count else { return ByteSpan(0, 0) }
    return ByteSpan(Int(tokens[first].start), tokens[last].span.end)
  }

  /// A date at `index`: `3/7/2007`, `2020-01-22`, `December 4, 2019`, `4 Dec 2019`, `03/2019`; and the token after it.
  func date(at index: Int) -> (date: ScanDate, end: Int)? {
    if let month = month(index) {
      let day = integer(index + 1)
      let next = isMark(index + 2, ",") ? index + 3 : index + 2
      if let day, day <= 31, let year = integer(next), isCalendarYear(year) {
        return (ScanDate(year: year, month: month, day: day), next + 1)
      }
      if let year = day, isCalendarYear(year) { return (ScanDate(year: year, month: month, day: 0), index + 2) }
      return nil
    }
    guard let first = integer(index) else { return nil }
    if first >= 1, first <= 31, let month = month(index + 1), let year = integer(index + 2), isCalendarYear(year) {
      return (ScanDate(year: year, month: month, day: first), index + 3)
    }
    let separator = mark(index + 1)
    guard separator == UInt8(ascii: "/") || separator == UInt8(ascii: "-") || separator == UInt8(ascii: "."),
      touchesPrevious(index + 1), touchesPrevious(index + 2), let second = integer(index + 2)
    else { return nil }
    guard mark(index + 3) == separator, touchesPrevious(index + 3), touchesPrevious(index + 4),
      let last = integer(index + 4)
    else {
      guard separator == UInt8(ascii: "/"), isCalendarYear(second), (1...12).contains(first) else { return nil }
      return (ScanDate(year: second, month: first, day: 0), index + 3)
    }
    if isCalendarYear(first), (1...12).contains(second), (1...31).contains(last) {
      return (ScanDate(year: first, month: second, day: last), index + 5)
    }
    let year = last < 100 ? (last < 70 ? 2000 + last : 1900 + last) : last
    guard isCalendarYear(year) else { return nil }
    if (1...12).contains(first), (1...31).contains(second) {
      return (ScanDate(year: year, month: first, day: second), index + 5)
    }
    guard (1...31).contains(first), (1...12).contains(second) else { return nil }
    return (ScanDate(year: year, month: second, day: first), index + 5)
  }

  private func month(_ index: Int) -> Int? {
    guard tokens.indices.contains(index), tokens[index].kind == .word else { return nil }
    return Vocabulary.month(tokens[index].hash)
  }

  private func isCalendarYear(_ value: Int) -> Bool { (1970...2100).contains(value) }
}

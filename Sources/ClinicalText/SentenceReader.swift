/// Cuts a document into sentences and list items in one pass.
///
/// Every token belongs to exactly one sentence. A heading is a sentence of its own.
struct SentenceReader {
  private let tokens: [Token]
  private let sections: [SectionDraft]
  private var sentences: [Sentence] = []
  private var start = 0
  private var section = 0
  private var lineStart = 0
  private var paragraphIsLowerCase = false
  /// The last number that opened an item, to recognise the next of a run-together list.
  private var lastItem = 0
  private let bytes: [UInt8]

  static func sentences(of tokens: [Token], bytes: [UInt8], sections: [SectionDraft]) -> [Sentence] {
    var reader = SentenceReader(tokens: tokens, bytes: bytes, sections: sections)
    reader.read()
    return reader.sentences
  }

  private init(tokens: [Token], bytes: [UInt8], sections: [SectionDraft]) {
    self.tokens = tokens
    self.bytes = bytes
    self.sections = sections
    sentences.reserveCapacity(tokens.count / 10 + 4)
  }

  private mutating func read() {
    var next = 0
    var index = 0
    if let first = sections.first, !first.headingTokens.isEmpty { next = 0 } else { next = 1 }
    var headingStart = next < sections.count ? sections[next].headingTokens.lowerBound : Int.max
    beginParagraph(0)
    while index < tokens.count {
      if index == headingStart {
        close(at: index)
        section = next
        index = max(sections[next].headingTokens.upperBound, index + 1)
        while index < tokens.count, tokens[index].kind == .lineBreak { index += 1 }
        close(at: index)
        lineStart = index
        lastItem = 0
        beginParagraph(index)
        next += 1
        headingStart = next < sections.count ? sections[next].headingTokens.lowerBound : Int.max
        continue
      }
      let token = tokens[index]
      switch token.kind {
      case .word: break
      case .number:
        if let item = itemNumber(index) {
          close(at: index)
          lastItem = item
        }
      case .punctuation: punctuation(token, at: index)
      case .lineBreak: lineBreak(at: index)
      }
      index += 1
      if index - start >= Self.longest { close(at: index) }
    }
    close(at: tokens.count)
  }

  /// Text without any full stop is cut, so that the work for one sentence stays bounded.
  private static let longest = 600

  private mutating func close(at end: Int) {
    guard end > start else { return }
    sentences.append(Sentence(tokens: start..<end, section: section))
    start = end
  }

  // MARK: Full stops

  private mutating func punctuation(_ token: Token, at index: Int) {
    switch token.mark {
    case UInt8(ascii: "."): if fullStopEnds(index) { closeAfter(index) }
    case UInt8(ascii: "!"): closeAfter(index)
    case UInt8(ascii: "?"): if questionEnds(index) { closeAfter(index) }
    case UInt8(ascii: "*"): if isInlineBullet(index) { close(at: index) }
    default: break
    }
  }

  /// Ends the sentence after the mark and what closes with it (quotes, brackets).
  private mutating func closeAfter(_ index: Int) {
    var end = index + 1
    while end < tokens.count, Self.closingMarks.contains(tokens[end].mark),
      tokens[end - 1].span.end == Int(tokens[end].start)
    { end += 1 }
    close(at: end)
  }

  private static let closingMarks = ByteSet("\")]'.")

  private func fullStopEnds(_ index: Int) -> Bool {
    guard index > start, index + 1 < tokens.count else { return index + 1 >= tokens.count }
    let previous = tokens[index - 1]
    let next = tokens[index + 1]
    let isAttachedBefore = previous.span.end == Int(tokens[index].start)
    let isAttachedAfter = tokens[index].span.end == Int(next.start)
    if isAttachedAfter, next.kind == .word || next.kind == .number {
      // "separation.POSTOPERATIVE", "pain.Denies" lack a space; "p.r.n", "i.e" and ".8" do not.
      if next.kind == .number { return previous.kind == .word && previous.length > 3 && itemNumber(index + 1) != nil }
      return next.isCapitalized && previous.length > 2 && !FunctionWords.isTitle(previous) && isAttachedBefore
    }
    if previous.kind == .number, isItemOpening(index - 1) { return false }
    if previous.kind == .word, previous.length == 1, isAttachedBefore {
      // An initial ("J. Smith"), a letter that opens an item, or the end of "p.o.".
      if index - 1 == start
        || next.kind == .word && next.isCapitalized && previous.isCapitalized && !isAfterFullStop(index - 1)
      {
        return false
      }
      return next.kind == .lineBreak || next.kind == .word && next.isCapitalized
    }
    if isAttachedBefore, FunctionWords.isAbbreviation(previous) {
      if FunctionWords.isTitle(previous) { return false }
      return next.kind == .lineBreak || next.kind == .word && next.isCapitalized
    }
    return true
  }

  private func isAfterFullStop(_ index: Int) -> Bool { index > start && tokens[index - 1].mark == UInt8(ascii: ".") }

  /// "? osteoporosis" asks about what follows; "Pain?" ends a question.
  private func questionEnds(_ index: Int) -> Bool {
    guard index > start, tokens[index - 1].kind != .punctuation else { return false }
    let isAttachedBefore = tokens[index - 1].span.end == Int(tokens[index].start)
    let isAttachedAfter = index + 1 < tokens.count && tokens[index].span.end == Int(tokens[index + 1].start)
    return isAttachedBefore && !isAttachedAfter
  }

  /// A bullet in the middle of a line starts a new item; "5 * 4" and "*footnote" do not.
  private func isInlineBullet(_ index: Int) -> Bool {
    guard index > start, index + 1 < tokens.count, tokens[index + 1].kind == .word else { return false }
    let isBullet = tokens[index].length > 1
    return isBullet && Int(tokens[index + 1].start) >= tokens[index].span.end
      && tokens[index - 1].mark != UInt8(ascii: "*")
  }

  // MARK: Numbered items

  private func isItemOpening(_ index: Int) -> Bool { index == start || isAfterLabel(index) }

  /// Whether a number is the first token of its line or follows a colon, a full stop or a bracket.
  private func isAfterLabel(_ index: Int) -> Bool {
    guard index > lineStart else { return true }
    return Self.labelMarks.contains(tokens[index - 1].mark)
  }

  private static let labelMarks = ByteSet(":.;)*#")

  /// "1." or "2)" in front of a word, at the start of a line, after a mark, or next in the count of a run-together list.
  private func itemNumber(_ index: Int) -> Int? {
    guard let value = smallInteger(index), index + 2 < tokens.count else { return nil }
    let mark = tokens[index + 1].mark
    guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"), tokens[index].span.end == Int(tokens[index + 1].start)
    else { return nil }
    let next = tokens[index + 2]
    guard next.kind == .word || next.mark == UInt8(ascii: "?"), value > 0 else { return nil }
    let opens =
      isAfterLabel(index)
      ? value == 1 || value == lastItem + 1 || index == lineStart : value == lastItem + 1 && value > 1
    guard opens, value == 1 || next.isCapitalized || index == lineStart || mark == UInt8(ascii: ")") else { return nil }
    return value
  }

  private func smallInteger(_ index: Int) -> Int? {
    let span = tokens[index].span
    guard span.count <= 2 else { return nil }
    var value = 0
    for byte in bytes[span.range] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  // MARK: Line breaks

  private mutating func lineBreak(at index: Int) {
    let length = index > lineStart ? Int(tokens[index].start) - Int(tokens[lineStart].start) : 0
    let isBlank = index == lineStart
    lineStart = index + 1
    if index == start, let last = sentences.last {
      // The break after a finished sentence belongs to it.
      sentences[sentences.count - 1] = Sentence(tokens: last.tokens.lowerBound..<index + 1, section: last.section)
      start = index + 1
    }
    guard index + 1 < tokens.count else { return }
    let next = tokens[index + 1]
    if next.kind == .lineBreak { return }
    if isBlank {
      beginParagraph(index + 1)
      lastItem = isItemStart(index + 1) ? lastItem : 0
      return close(at: index + 1)
    }
    if !continues(from: index, to: index + 1, length: length) { close(at: index + 1) }
  }

  private mutating func beginParagraph(_ index: Int) {
    paragraphIsLowerCase = index < tokens.count && tokens[index].kind == .word && !tokens[index].isCapitalized
  }

  private func isItemStart(_ index: Int) -> Bool { tokens[index].kind == .number || tokens[index].kind == .punctuation }

  /// Whether a sentence goes on after a line break. A wrapped line is long, or stops at a comma or a word that
  /// cannot end a statement, or goes on in lower case where the paragraph is not a list in lower case.
  private func continues(from breakIndex: Int, to nextIndex: Int, length: Int) -> Bool {
    guard breakIndex > start else { return start < breakIndex }
    let last = tokens[breakIndex - 1]
    let next = tokens[nextIndex]
    if next.kind == .punctuation { return next.mark == UInt8(ascii: "(") || next.mark == UInt8(ascii: ",") }
    if next.kind == .number, isListNumber(nextIndex) { return false }
    if last.kind == .punctuation {
      switch last.mark {
      case UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "("): return true
      case UInt8(ascii: ":"), UInt8(ascii: ";"): return false
      default: break
      }
    }
    if FunctionWords.joins(last) { return true }
    if next.kind == .number { return length >= 50 }
    guard !next.isCapitalized else { return false }
    return length >= 50 || !paragraphIsLowerCase
  }

  private func isListNumber(_ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    let mark = tokens[index + 1].mark
    return mark == UInt8(ascii: ")") || mark == UInt8(ascii: ".")
  }
}

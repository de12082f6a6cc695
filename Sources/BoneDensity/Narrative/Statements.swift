internal import ClinicalText

/// A sentence or list line of running text.
struct Statement {
  let tokens: Range<Int>
  /// Whether a blank line or the start of the text stands before it: nothing carries over.
  let startsBlock: Bool
  /// Whether it began on a new line without a full stop before it, as list lines and headings do.
  let isListLine: Bool
}

extension LexedText {
  /// The statements of the text, without the lines that tables took.
  func statements(without rows: Set<Int>) -> [Statement] {
    var result: [Statement] = []
    var start: Int?
    var startsBlock = true
    var isListLine = false
    func flush(_ end: Int) {
      if let first = start, first < end {
        result.append(Statement(tokens: first..<end, startsBlock: startsBlock, isListLine: isListLine))
        startsBlock = false
      }
      start = nil
    }
    for (number, line) in lines.enumerated() {
      if line.isEmpty || rows.contains(number) {
        flush(line.lowerBound > 0 ? line.lowerBound - 1 : 0)
        startsBlock = true
        continue
      }
      if start != nil, opensLine(line, after: number > 0 ? lines[number - 1] : nil) {
        flush(line.lowerBound - 1)
        isListLine = true
      }
      if start == nil { start = line.lowerBound }
      for index in line where isStop(index, line) {
        flush(index + 1)
        start = index + 1
        isListLine = false
      }
      if let first = start, first >= line.upperBound {
        start = nil
        isListLine = true
      }
    }
    flush(tokens.count)
    return result
  }

  /// Whether a line starts something new instead of going on with a wrapped sentence.
  private func opensLine(_ line: Range<Int>, after previous: Range<Int>?) -> Bool {
    let first = tokens[line.lowerBound]
    if first.kind == .punctuation && first.mark != UInt8(ascii: "(")
      && !(first.mark == UInt8(ascii: "-") && touchesPrevious(line.lowerBound + 1))
    {
      return true
    }
    guard let previous, let last = previous.last else { return true }
    if isMark(last, ":") { return false }
    if !first.isCapitalized, first.kind == .word, waits(last) || isOpenEnded(last) { return false }
    // A line that a wrapped sentence fills is long.
    return first.isCapitalized || span(previous).count < 60 && first.kind == .word
  }

  /// Whether a line cannot end a statement with this word.
  private func isOpenEnded(_ index: Int) -> Bool {
    switch term(index) {
    case .of, .at, .and, .to, .from, .negative: true
    case .light: Self.articles.contains(tokens[index].hash)
    default: false
    }
  }

  private static let articles: WordSet = "the a an is was with"

  /// "(L1, L2, L4; L3 excluded)" is one statement.
  private func isInParenthesis(_ index: Int, _ line: Range<Int>) -> Bool {
    for back in stride(from: index - 1, through: max(line.lowerBound, index - 24), by: -1) {
      if isMark(back, ")") { return false }
      if isMark(back, "(") { return true }
    }
    return false
  }

  private func isStop(_ index: Int, _ line: Range<Int>) -> Bool {
    if isMark(index, ";") { return !isInParenthesis(index, line) }
    if isMark(index, "?") || isMark(index, "!") { return true }
    guard isMark(index, ".") else { return false }
    guard index + 1 < line.upperBound else { return true }
    if touchesPrevious(index + 1) { return false }
    // "L. hip", "No. 3", "Lt. Femoral Neck".
    let before = index - 1
    switch term(before) {
    case .left, .right, .femur, .trochanter: if tokens[before].length <= 3, term(index + 1) != .none { return false }
    default: break
    }
    return !(before >= line.lowerBound && tokens[before].length == 1 && tokens[before].kind == .word)
  }
}

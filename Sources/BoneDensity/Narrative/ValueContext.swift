internal import ClinicalText

/// What the words around a value say about it: a threshold of a legend, an earlier examination.
struct ValueContext {
  let text: LexedText

  /// Whether the value is a limit, not a result: "at or below -2.5", "between -1.0 and -2.5", "-2.5 or less".
  func isThreshold(_ value: Range<Int>, after start: Int, limit: Int) -> Bool {
    var index = value.lowerBound - 1
    let first = max(start, value.lowerBound - 8)
    while index >= first {
      switch text.term(index) {
      case .below, .above, .threshold, .or: return true
      default: break
      }
      if text.isMark(index, "<") || text.isMark(index, ">") { return true }
      if text.isMark(index, ",") || text.isMark(index, ";") || text.tokens[index].kind == .lineBreak { break }
      index -= 1
    }
    var next = value.upperBound
    while next < limit,
      text.term(next) == .sd || text.term(next) == .standard || text.term(next) == .deviation
        || text.isMark(next, ")")
    {
      next += 1
    }
    if next < limit, text.isMark(next, "<") || text.isMark(next, ">") { return true }
    if text.term(next) == .or || text.term(next) == .and, next < limit {
      if text.term(next + 1) == .below || text.term(next + 1) == .above { return true }
      if let other = text.figure(at: next + 1, allowsLooseSign: false), text.term(next) == .and {
        let after = other.tokens.upperBound
        return text.term(after) == .or && (text.term(after + 1) == .below || text.term(after + 1) == .above)
      }
    }
    return false
  }

  /// Whether the statement explains categories instead of reporting: "Osteopenia = T-score …", "is defined as".
  func isLegend(_ range: Range<Int>) -> Bool {
    var equalSigns = 0
    var words = 0
    let definition = Self.definition
    for index in range {
      if text.isMark(index, "="),
        text.term(index - 1) == .adult || Self.categories.contains(text.tokens[max(0, index - 1)].hash)
      {
        equalSigns += 1
      }
      if definition.contains(text.tokens[index].hash) { words += 1 }
    }
    return equalSigns > 0 || words > 0
  }

  /// "today -1.9 (2024 T-score -2.6)": a parenthesis that opens with a year, behind another value.
  private func isInDatedAside(_ value: Range<Int>, from start: Int) -> Bool {
    for index in stride(from: value.lowerBound - 1, through: max(start, value.lowerBound - 6), by: -1) {
      if text.isMark(index, ")") { return false }
      guard text.isMark(index, "(") else { continue }
      guard text.isNumber(index + 1), text.isYearNumber(index + 1) else { return false }
      return (max(start, index - 4)..<index).contains { text.isNumber($0) && text.figure(at: $0)?.hasFraction == true }
    }
    return false
  }

  /// Whether the value is said to be of an earlier examination; `nearby` is the start of its clause.
  func isPrior(_ value: Range<Int>, clause start: Int, limit: Int) -> Bool {
    if isInDatedAside(value, from: start) { return true }
    // "was -1.4 in 2022 and is now -1.8"
    if date(after: value, limit: limit) != nil,
      (value.upperBound..<max(value.upperBound, limit)).prefix(12).contains(where: { text.term($0) == .now })
    {
      return true
    }
    var index = value.lowerBound - 1
    var steps = 0
    while index >= start, steps < 16 {
      switch text.term(index) {
      case .prior: return true
      case .previous, .compared:
        return steps <= 12
      case .now: return false
      case .none:
        let token = text.tokens[index]
        if token.kind == .word, !Self.examinations.contains(token.hash) { return false }
        if text.isMark(index, ",") || text.isMark(index, ";") { return false }
      case .density, .comparison, .change: return false
      default: break
      }
      index -= 1
      steps += 1
    }
    let next =
      text.isMark(value.upperBound, ",") || text.isMark(value.upperBound, "(") ? value.upperBound + 1 : value.upperBound
    if next < limit, text.tokens[next].hash == Self.previously || text.tokens[next].hash == Self.prior {
      return text.figure(at: next + 1, allowsLooseSign: false) == nil
    }
    return text.term(next) == .at && text.tokens.indices.contains(next + 1)
      && (text.term(next + 1) == .prior || text.tokens[next + 1].hash == Self.baseline)
  }

  /// Whether the statement as a whole tells of the past: "Two years earlier, …", "In 2015 a DXA showed …" does not count
  /// unless "ago" or "earlier" is said, for the scan that is being reported also has a date.
  func tellsPast(_ range: Range<Int>) -> Bool {
    var isPast = isLabelledPast(range)
    let earlier = Self.earlier
    for index in range {
      if text.term(index) == .now { return false }
      if text.term(index) == .ago { isPast = true }
      if earlier.contains(text.tokens[index].hash), text.term(index - 1) == .year || isMonth(index - 1) {
        isPast = true
      }
    }
    return isPast
  }

  /// "Prior exam 3/2021: …", "Previous (2019): …".
  private func isLabelledPast(_ range: Range<Int>) -> Bool {
    var namesPast = false
    for index in range.prefix(12) {
      if text.isMark(index, ":") { return namesPast }
      if text.term(index) == .prior { namesPast = true }
      if text.term(index) == .tScore || text.term(index) == .score || text.vertebra(index) != nil { return false }
    }
    return false
  }

  /// A date said of the value: "-2.8 in 2019", "(-2.8 on 3/4/2019)".
  func date(after value: Range<Int>, limit: Int) -> ScanDate? {
    var index = value.upperBound
    while index < limit, index < value.upperBound + 3,
      text.isMark(index, "(") || text.term(index) == .at || text.term(index) == .of
        || text.isMark(index, ",")
    {
      index += 1
    }
    guard index < limit else { return nil }
    if let (date, _) = text.date(at: index) { return date }
    if let year = text.integer(index), (1980...2100).contains(year), index > value.upperBound {
      return ScanDate(year: year, month: 0, day: 0)
    }
    return nil
  }

  /// The date a statement opens with: "2019: T-score -2.8", "In 2019, …", "DXA of 3/4/2021: …".
  func leadingDate(_ range: Range<Int>) -> ScanDate? {
    for index in range.prefix(5) {
      if let (date, end) = text.date(at: index) { return isOpening(end) ? date : nil }
      if let year = text.integer(index), (1980...2100).contains(year), isOpening(index + 1) {
        return ScanDate(year: year, month: 0, day: 0)
      }
      if text.isMark(index, ":"), index + 2 < range.upperBound, text.integer(index + 1) == nil { return nil }
    }
    return nil
  }

  private func isOpening(_ end: Int) -> Bool { text.isMark(end, ":") || text.isMark(end, ",") || text.isMark(end, "-") }

  private func isMonth(_ index: Int) -> Bool {
    guard text.tokens.indices.contains(index) else { return false }
    return text.tokens[index].hash == Self.months || text.tokens[index].hash == Self.month
  }

  private static let examinations: WordSet = "study scan examination visit report densitometry"
  private static let categories: WordSet = "osteopenia osteoporosis"
  private static let definition: WordSet = "defined defines definition definitions"
  private static let previously = WordHash.of("previously")
  private static let prior = WordHash.of("prior")
  private static let earlier: WordSet = "earlier"
  private static let baseline = WordHash.of("baseline")
  private static let months = WordHash.of("months")
  private static let month = WordHash.of("month")
}

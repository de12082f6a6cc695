internal import ClinicalText

/// What a column holds.
enum ColumnKind: Equatable {
  case region, side, bmd, bmc, area, size, tScore, zScore, priorTScore, percent, change, absoluteChange, age, date,
    text, other
  /// Whether cells of the column are numbers, so that it counts when cells are counted.
  var isNumeric: Bool {
    switch self {
    case .region, .side, .text, .date: false
    default: true
    }
  }
}

/// A column of a table: what it holds and where its heading stands, in character positions of the line.
struct Column {
  var kind: ColumnKind
  var start: Int
  var end: Int
}

/// How the cells of a table are kept apart.
enum CellSeparator: Equatable {
  case bar, tab, comma, semicolon
  /// Two or more spaces: position tells the column.
  case position
  /// One space: only order tells the column.
  case order
}

/// A table's columns, read from one heading line.
struct TableHeader {
  let columns: [Column]
  let separator: CellSeparator
  let layout: ReportLayout
  /// Whether rows start with the date of an examination instead of a region.
  let isTrend: Bool

  /// Columns whose cells are numbers, in order.
  var numeric: [Column] { columns.filter(\.kind.isNumeric) }

  /// Reads a heading line, nil if the line is none. `above` is the line before it, for the words over the columns.
  init?(_ text: LexedText, line: Range<Int>, above: Range<Int>?) {
    guard line.count >= 2, text.span(line).count <= 400 else { return nil }
    var hasScore = false
    var hasDate = false
    for index in line {
      switch text.terms[index] {
      case .letterT, .letterZ, .tScore, .zScore: hasScore = true
      case .date, .measured, .bmd: hasDate = true
      default: break
      }
      if text.isMark(index, "."), !text.touchesPrevious(index + 1), index + 1 < line.upperBound,
        !Self.isShortened(text.term(index - 1))
      {
        return nil
      }
      if text.vertebra(index) != nil || Self.isValue(text, index, line) { return nil }
    }
    guard hasScore || hasDate else { return nil }
    let map = ColumnMap(text, line)
    let separator = Self.separator(text, line, map)
    var columns: [Column] = []
    switch separator {
    case .position, .order: columns = HeadingLexer(text, map).columns(line)
    default:
      for cell in map.cells(separator) {
        let range = text.tokenRange(cell.bytes, in: line)
        let heads = HeadingLexer(text, map).columns(range)
        let best =
          heads.first { $0.kind == .tScore || $0.kind == .zScore || $0.kind == .priorTScore } ?? heads.first {
            $0.kind == .change
          } ?? heads.first
        columns.append(
          Column(kind: best?.kind ?? (columns.isEmpty ? .region : .text), start: cell.start, end: cell.end))
      }
    }
    let known = columns.filter { $0.kind != .text && $0.kind != .other }
    let scores = columns.filter { $0.kind == .tScore || $0.kind == .zScore }.count
    let dates = columns.contains { $0.kind == .date || $0.kind == .age } && columns.contains { $0.kind == .bmd }
    guard known.count >= 2, scores > 0 || dates, columns.count - known.count <= known.count else { return nil }
    guard columns.filter({ $0.kind == .tScore }).count <= 1, columns.filter({ $0.kind == .zScore }).count <= 1 else {
      return nil
    }
    self.columns = Self.secondDensityIsChange(columns)
    self.separator = separator
    let hasRegion = columns.contains { $0.kind == .region }
    isTrend = dates && !hasRegion
    layout = Self.layout(text, line, above, columns, separator)
  }

  /// "Young Ref. (%)": a full stop after a shortened word of a heading ends no sentence.
  private static func isShortened(_ term: Term) -> Bool {
    switch term {
    case .reference, .change, .previous, .prior, .difference, .young, .aged, .matched: true
    default: false
    }
  }

  /// Whether a number is a value. Headings have footnote digits, years ("Change since 2024"), and other numbers only in
  /// parentheses.
  private static func isValue(_ text: LexedText, _ index: Int, _ line: Range<Int>) -> Bool {
    guard text.isNumber(index) else { return text.term(index) == .negative }
    if text.isYearNumber(index) { return false }
    if text.tokens[index].length > 1 { return !text.isMark(index - 1, "(") && !text.isMark(index + 1, ")") }
    return text.isMark(index - 1, "-") && text.touchesPrevious(index) && index - 1 > line.lowerBound
      && !text.touchesPrevious(index - 1)
  }

  private static func separator(_ text: LexedText, _ line: Range<Int>, _ map: ColumnMap) -> CellSeparator {
    var bars = 0
    var commas = 0
    var semicolons = 0
    for index in line {
      if text.isMark(index, "|") { bars += 1 }
      if text.isMark(index, ",") { commas += 1 }
      if text.isMark(index, ";") { semicolons += 1 }
    }
    if bars >= 2 { return .bar }
    if map.tabs >= 2 { return .tab }
    if semicolons >= 2 { return .semicolon }
    if commas >= 2 { return .comma }
    return map.wideGaps >= 2 ? .position : .order
  }

  private static func secondDensityIsChange(_ columns: [Column]) -> [Column] {
    var result = columns
    var seen = false
    for index in result.indices where result[index].kind == .bmd {
      if seen { result[index].kind = .absoluteChange }
      seen = true
    }
    return result
  }

  private static func layout(
    _ text: LexedText, _ line: Range<Int>, _ above: Range<Int>?, _ columns: [Column], _ separator: CellSeparator
  ) -> ReportLayout {
    switch separator {
    case .bar, .tab, .comma, .semicolon: return .delimited
    case .order: return .collapsed
    case .position: break
    }
    let kinds = columns.map(\.kind)
    if let score = kinds.firstIndex(of: .tScore) {
      if let bmd = kinds.firstIndex(of: .bmd), let area = kinds.firstIndex(of: .area), area < bmd { return .hologic }
      let after = score + 1 < kinds.count && kinds[score + 1] == .percent
      let before = score > 0 && kinds[score - 1] == .percent
      if after && !before { return .norland }
      if before { return above.map { text.holds(.adult, $0) } ?? false ? .encore12 : .encore16 }
      if kinds.contains(.zScore), above.map({ text.holds(.young, $0) }) ?? false { return .idxa }
    }
    return .columns
  }
}

extension LexedText {
  /// Whether a token is a year, 1900 to 2099.
  func isYearNumber(_ index: Int) -> Bool {
    tokens[index].length == 4 && integer(index).map { (1900...2099).contains($0) } ?? false
  }

  /// Whether a token of the range has the term.
  func holds(_ term: Term, _ range: Range<Int>) -> Bool { range.contains { terms[$0] == term } }

  /// The tokens of `line` that lie in `bytes`.
  func tokenRange(_ bytes: Range<Int>, in line: Range<Int>) -> Range<Int> {
    var first = line.lowerBound
    while first < line.upperBound, Int(tokens[first].start) < bytes.lowerBound { first += 1 }
    var last = first
    while last < line.upperBound, Int(tokens[last].start) < bytes.upperBound { last += 1 }
    return first..<last
  }
}

internal import ClinicalText

/// Reads the headings of one line, whether cells are apart by position or by a single space.
///
/// A heading is a head word with what belongs to it: `BMD (g/cm²)`, `YA T-score`, `AM (%)`, `T -`, `ST Change (%/yr)`.
/// A unit that does not fit the head before it stands for a column whose name is on another line.
struct HeadingLexer {
  private let text: LexedText
  private let map: ColumnMap
  private var result: [Column] = []
  /// Young-adult or age-matched, waiting for the score or percent sign it belongs to.
  private var pending: (isYoung: Bool, column: Column)?

  init(_ text: LexedText, _ map: ColumnMap) {
    self.text = text
    self.map = map
  }

  func columns(_ range: Range<Int>) -> [Column] {
    var copy = self
    copy.read(range)
    return copy.result
  }

  private mutating func read(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      if index > range.lowerBound, map.hasWideGap(before: index) { closePending() }
      index = take(index, range.upperBound)
    }
    closePending()
  }

  private mutating func take(_ index: Int, _ limit: Int) -> Int {
    if let next = examination(index, limit) { return next }
    switch text.term(index) {
    case .letterT, .tScore: return score(.tScore, index, limit)
    case .letterZ, .zScore: return score(.zScore, index, limit)
    case .bmd:
      let isChange = text.term(index + 1) == .change && index + 1 < limit && !map.hasWideGap(before: index + 1)
      if text.isMark(index - 1, "%") || isChange {
        closePending()
        add(.change, index, index + 1)
        return isChange ? index + 2 : index + 1
      }
      return head(.bmd, index)
    case .sbmd: return head(.other, index)
    case .bmc: return head(.bmc, index)
    case .area: return head(.area, index)
    case .size: return head(.size, index)
    case .region: return extendOr(.region, index)
    case .radius, .ulna: return extendOr(.region, index)
    case .side: return head(.side, index)
    case .change, .previous, .prior: return extendOr(.change, index)
    case .date, .measured: return extendOr(.date, index)
    case .classification, .ends: return extendOr(.text, index)
    case .young: return qualifier(index, isYoung: true)
    case .aged: return qualifier(index, isYoung: false)
    case .age:
      if text.isMark(index + 1, "("), text.term(index + 2) == .year {
        closePending()
        add(.age, index, index + 1)
        return index + 1
      }
      return qualifier(index, isYoung: false)
    case .adult, .matched, .reference, .score:
      extendLast(index)
      return index + 1
    case .percent: return percent(index, index + 1)
    default: break
    }
    if text.isMark(index, "(") || text.isMark(index, "[") { return unit(index, limit) }
    if text.isMark(index, "%") { return percent(index, index + 1) }
    if text.tokens[index].kind == .word, let bare = bareUnit(index, limit) { return bare }
    if text.tokens[index].kind == .word { return word(index) }
    return index + 1
  }

  /// "Current T-score", "Prior T-score": which examination a column is of.
  private mutating func examination(_ index: Int, _ limit: Int) -> Int? {
    switch text.term(index) {
    case .now, .prior: break
    default: return nil
    }
    guard index + 1 < limit, !map.hasWideGap(before: index + 1) else { return nil }
    let score: ColumnKind
    switch text.term(index + 1) {
    case .letterT, .tScore: score = .tScore
    case .letterZ, .zScore: score = .zScore
    default: return nil
    }
    closePending()
    guard text.term(index) == .prior else { return index + 1 }
    let end = self.score(score, index + 1, limit)
    result[result.count - 1].kind = score == .tScore ? .priorTScore : .other
    return end
  }

  private mutating func score(_ kind: ColumnKind, _ index: Int, _ limit: Int) -> Int {
    var end = index + 1
    if text.isMark(end, "-"), end < limit { end += 1 }
    if text.term(end) == .score, end < limit { end += 1 }
    var start = index
    if let waiting = pending {
      if waiting.isYoung == (kind == .tScore) { start = -1 } else { closePending() }
    }
    if start < 0, let waiting = pending {
      pending = nil
      result.append(Column(kind: kind, start: waiting.column.start, end: map.end(end - 1)))
    } else {
      add(kind, index, end)
    }
    return end
  }

  private mutating func head(_ kind: ColumnKind, _ index: Int) -> Int {
    closePending()
    add(kind, index, index + 1)
    return index + 1
  }

  /// Adds a column, or widens the last one when it is of the same kind and adjoins.
  private mutating func extendOr(_ kind: ColumnKind, _ index: Int) -> Int {
    closePending()
    if let last = result.last, last.kind == kind, !map.hasWideGap(before: index) {
      let isNewHead = kind == .change && text.term(index) == .change && !isPercentBefore(index)
      if !isNewHead {
        extendLast(index)
        return index + 1
      }
    }
    if kind == .change, let last = result.last, last.kind == .percent || last.kind == .bmd,
      !map.hasWideGap(before: index)
    {
      result[result.count - 1].kind = .change
      extendLast(index)
      return index + 1
    }
    add(kind, index, index + 1)
    return index + 1
  }

  private func isPercentBefore(_ index: Int) -> Bool { text.isMark(index - 1, "%") }

  private mutating func qualifier(_ index: Int, isYoung: Bool) -> Int {
    closePending()
    if let last = result.last, last.kind == .percent, text.isMark(index - 1, "%"), !map.hasWideGap(before: index) {
      extendLast(index)  // "% Young Adult"
      return index + 1
    }
    pending = (isYoung, Column(kind: .percent, start: map.start(index), end: map.end(index)))
    return index + 1
  }

  private mutating func percent(_ index: Int, _ end: Int) -> Int {
    if let waiting = pending {
      pending = nil
      result.append(Column(kind: .percent, start: waiting.column.start, end: map.end(end - 1)))
      return end
    }
    if let last = result.last, last.kind == .change || last.kind == .percent, !map.hasWideGap(before: index),
      last.kind == .change
    {
      extendLast(end - 1)
      return end
    }
    if text.term(end) == .change || text.term(end) == .previous {
      add(.change, index, end)
      return end
    }
    add(.percent, index, end)
    return end
  }

  /// A unit in parentheses.
  private mutating func unit(_ index: Int, _ limit: Int) -> Int {
    var end = index + 1
    while end < limit, !text.isMark(end, ")"), !text.isMark(end, "]"), end < index + 10 { end += 1 }
    if end < limit { end += 1 }
    let kind = unitKind(index + 1, end)
    switch kind {
    case .percent:
      return percent(index, end)
    case .text, .other:
      extendLast(end - 1)
    default:
      if kind == .age, text.term(index - 1) == .age {
        extendLast(end - 1)
      } else if let last = result.last, fits(kind, last.kind), !map.hasWideGap(before: index) || isOnSameLine(last) {
        extendLast(end - 1)
      } else {
        closePending()
        result.append(Column(kind: kind, start: map.start(index), end: map.end(end - 1)))
      }
    }
    return end
  }

  private func isOnSameLine(_ last: Column) -> Bool { false }

  private func fits(_ unit: ColumnKind, _ head: ColumnKind) -> Bool {
    unit == head || unit == .bmd && head == .change || unit == .size && head == .area
  }

  /// The column that a unit stands for; `.text` for a unit that says nothing (`SD`).
  private func unitKind(_ start: Int, _ end: Int) -> ColumnKind {
    var hasGram = false
    var hasCentimetre = false
    var hasSquare = false
    for index in start..<end where text.tokens.indices.contains(index) {
      let token = text.tokens[index]
      if text.isMark(index, "%") || text.term(index) == .percent { return .percent }
      if text.term(index) == .year { return .age }
      switch token.hash {
      case Units.g, Units.gm: hasGram = true
      case Units.gcm2: return .bmd
      case Units.cm2, Units.sq: (hasCentimetre, hasSquare) = (true, true)
      case Units.cm: hasCentimetre = true
      case Units.mg: return .other
      default: if token.kind == .number || token.mark == 0x7E { hasSquare = true }
      }
    }
    if hasGram { return hasCentimetre ? .bmd : .bmc }
    if hasCentimetre { return hasSquare ? .area : .size }
    return .text
  }

  /// A unit without parentheses after its head: `BMD g/cm²`.
  private mutating func bareUnit(_ index: Int, _ limit: Int) -> Int? {
    switch text.tokens[index].hash {
    case Units.g, Units.gm, Units.cm, Units.cm2, Units.gcm2, Units.mg: break
    default: return nil
    }
    var end = index + 1
    while end < limit, text.touchesPrevious(end) { end += 1 }
    if let last = result.last, last.kind != .region {
      _ = last
      extendLast(end - 1)
    } else {
      result.append(Column(kind: unitKind(index, end), start: map.start(index), end: map.end(end - 1)))
    }
    return end
  }

  private mutating func word(_ index: Int) -> Int {
    if text.touchesPrevious(index) || text.term(index) == .light || text.term(index) == .of {
      extendLast(index)
      return index + 1
    }
    closePending()
    if let last = result.last, last.kind == .text || last.kind == .region && result.count == 1,
      !map.hasWideGap(before: index)
    {
      extendLast(index)
    } else if result.isEmpty {
      add(.region, index, index + 1)
    } else if text.term(index + 1) == .change {  // "ST Change"
      add(.change, index, index + 1)
      return index + 1
    } else {
      add(.text, index, index + 1)
    }
    return index + 1
  }

  private mutating func add(_ kind: ColumnKind, _ index: Int, _ end: Int) {
    result.append(Column(kind: kind, start: map.start(index), end: map.end(max(index, end - 1))))
  }

  private mutating func extendLast(_ index: Int) {
    if pending != nil {
      pending?.column.end = map.end(index)
    } else if !result.isEmpty {
      result[result.count - 1].end = max(result[result.count - 1].end, map.end(index))
    }
  }

  private mutating func closePending() {
    guard let waiting = pending else { return }
    pending = nil
    result.append(waiting.column)
  }
}

private enum Units {
  static let g = WordHash.of("g")
  static let gm = WordHash.of("gm")
  static let mg = WordHash.of("mg")
  static let cm = WordHash.of("cm")
  static let cm2 = WordHash.of("cm2")
  static let gcm2 = WordHash.of("gcm2")
  static let sq = WordHash.of("sq")
}

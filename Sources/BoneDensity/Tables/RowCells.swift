internal import ClinicalText

/// Puts the cells of a row that has no separators under their columns.
///
/// Equal counts go in order. With fewer cells than columns, position decides where the heading and the row both kept
/// their alignment; otherwise nothing is known about which cell is missing, and the scores stay empty. A Hologic row without
/// its T-score must never give its Z-score as T.
struct RowCells {
  private let header: TableHeader
  private let map: ColumnMap
  private let text: LexedText

  init(_ header: TableHeader, _ map: ColumnMap, _ text: LexedText) {
    self.header = header
    self.map = map
    self.text = text
  }

  /// The values by column kind; nil if the cells are not those of a row.
  func assign(
    _ cells: [Cell], span: ByteSpan, _ banner: ReportBanner, _ ambiguities: inout [Ambiguity]
  ) -> [(ColumnKind, CellValue)]? {
    let columns = header.numeric
    var values: [(cell: Cell, value: CellValue)] = []
    var words = 0
    for cell in cells {
      let value = CellValue.read(text.document.bytes, cell.bytes)
      if case .text = value {
        words += 1
        if words > 4 { return nil }
      } else if case .missing = value, cell.bytes.isEmpty {
        continue
      } else {
        values.append((cell, value))
      }
    }
    let numbers = values.filter { if case .number = $0.value { true } else { false } }.count
    guard numbers > 0, values.count >= 2 || columns.count == 1, numbers + values.count > words else { return nil }
    if values.count == columns.count { return zip(columns, values).map { ($0.kind, $1.value) } }
    if header.separator == .position, hasWideGap(cells), let placed = byPosition(values, columns) { return placed }
    return withoutScores(values, columns, span, banner, &ambiguities)
  }

  private func hasWideGap(_ cells: [Cell]) -> Bool {
    zip(cells, cells.dropFirst()).contains { $1.start - $0.end >= 2 }
  }

  /// Each cell under the nearest heading, in order; nil where two cells claim one column or order is broken.
  private func byPosition(
    _ values: [(cell: Cell, value: CellValue)], _ columns: [Column]
  ) -> [(ColumnKind, CellValue)]? {
    var result: [(ColumnKind, CellValue)] = []
    var next = 0
    for (cell, value) in values {
      var best: Int?
      var bestDistance = (Int.max, Int.max)
      for (index, column) in columns.enumerated() {
        let gap = max(0, max(column.start - cell.end + 1, cell.start - column.end + 1))
        let distance = (gap, abs(column.start + column.end - cell.start - cell.end))
        if distance < bestDistance { (best, bestDistance) = (index, distance) }
      }
      guard let best else { return nil }
      if best < next {
        // A cell beyond the last heading (a footnote, a class) is let go; anything else is a broken row.
        if best == columns.count - 1, next == columns.count { continue }
        return nil
      }
      guard bestDistance.0 <= 6 else { return nil }
      result.append((columns[best].kind, value))
      next = best + 1
    }
    return result
  }

  private func withoutScores(
    _ values: [(cell: Cell, value: CellValue)], _ columns: [Column], _ span: ByteSpan, _ banner: ReportBanner,
    _ ambiguities: inout [Ambiguity]
  ) -> [(ColumnKind, CellValue)] {
    let kinds = columns.map(\.kind)
    guard let t = kinds.firstIndex(of: .tScore), let z = kinds.firstIndex(of: .zScore) else {
      ambiguities.append(Ambiguity(kind: .cellsDoNotMatchColumns, span: span))
      return []
    }
    // Everything before the first score column is printed for every row, so density is certain where it leads.
    let leading = min(t, z)
    var result: [(ColumnKind, CellValue)] = []
    if values.count >= leading, values.count < columns.count, leading > 0, isDensity(values, kinds, leading) {
      result = zip(kinds, values).prefix(leading).map { ($0, $1.value) }
    }
    // Hologic prints Z alone below 50, with the scores as the last columns.
    let scoresAreLast = t == columns.count - 2 && z == columns.count - 1
    let isHologic = banner.manufacturer == .hologic || header.layout == .hologic || kinds.first == .area
    if scoresAreLast, isHologic, values.count == columns.count - 1, let age = banner.subject.age, age < 50,
      !result.isEmpty,
      let last = values.last
    {
      ambiguities.append(Ambiguity(kind: .singleScoreReadAsZ, span: span))
      result.append((.zScore, last.value))
    } else {
      ambiguities.append(Ambiguity(kind: .cellsDoNotMatchColumns, span: span))
    }
    return result
  }

  /// Whether the cells under `bmd`, and with them `area` and `bmc`, agree: BMD is BMC divided by area.
  private func isDensity(_ values: [(cell: Cell, value: CellValue)], _ kinds: [ColumnKind], _ leading: Int) -> Bool {
    func number(_ kind: ColumnKind) -> Double? {
      guard let index = kinds.prefix(leading).firstIndex(of: kind),
        case .number(let quantity, _, _) = values[index].value
      else {
        return nil
      }
      return quantity.value
    }
    guard let bmd = number(.bmd), bmd > 0, bmd < 4 else { return false }
    guard let area = number(.area), let bmc = number(.bmc), area > 0 else { return true }
    return abs(bmc / area - bmd) <= 0.02 * bmd + 0.01
  }
}

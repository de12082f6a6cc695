internal import ClinicalText

/// Reads the tables of a report line by line.
///
/// A heading line opens a table; rows follow until the next heading, a heading of the interpretation, or a page of other
/// text. Scan titles ("AP Spine", "ANCILLARY RESULTS [Right Forearm]") and heading rows ("Neck" above "Left" and
/// "Right") say what a bare "Total" or "Left" belongs to.
struct TableReader {
  private let text: LexedText
  private let banner: ReportBanner
  private(set) var measurements: [DensityMeasurement] = []
  private(set) var ambiguities: [Ambiguity] = []
  /// Indices of lines that belong to a table, so that they are not read as sentences.
  private(set) var rowLines: Set<Int> = []

  private var header: TableHeader?
  private var title = SiteWords()
  private var subheading = SiteWords()
  private var lastPlace = SiteWords()
  private var rowSides = RowSides()
  private var vertebraeSeen = Vertebrae()
  private var date: ScanDate?
  /// Lines since the heading or the last row.
  private var idle = 0
  /// The heading line while no row has been read under it.
  private var headingLine: Int?

  init(_ text: LexedText, _ banner: ReportBanner) {
    self.text = text
    self.banner = banner
  }

  /// Reads all lines.
  mutating func read() {
    var above: Range<Int>?
    for (number, line) in text.lines.enumerated() where !line.isEmpty {
      defer { above = line }
      if let opened = TableHeader(text, line: line, above: above) {
        open(opened)
        headingLine = number
        continue
      }
      if let header, readRow(line, header) {
        rowLines.insert(number)
        if let first = headingLine { for heading in first...number { rowLines.insert(heading) } }
        headingLine = nil
        idle = 0
        continue
      }
      // The lines under a heading line hold units ("Ulna (cm²) (g)"), not the title of another scan.
      let isHeadingRest =
        headingLine != nil && idle < 2 && line.contains { text.isMark($0, "(") || text.terms[$0] == .score }
      if !isHeadingRest { readHeading(line) }
      idle += 1
      if idle > 12 || text.term(line.lowerBound) == .ends && line.count <= 3 && idle > 1 { header = nil }
    }
  }

  private mutating func open(_ opened: TableHeader) {
    header = opened
    subheading = SiteWords()
    lastPlace = SiteWords()
    rowSides = RowSides()
    vertebraeSeen = []
    idle = 0
  }

  // MARK: Titles and headings

  private mutating func readHeading(_ line: Range<Int>) {
    if let found = ReportBanner.scanDate(text, line) { date = found }
    var words = 0
    for index in line {
      if text.tokens[index].kind == .word { words += 1 }
      switch text.terms[index] {
      case .notScan, .fracture: return
      default: break
      }
    }
    guard words <= 12, text.span(line).count <= 160 else { return }
    // A row of a region that is not read here ("Upper Neck") is no title.
    if header != nil, figures(line) >= 2 { return }
    var union = SiteWords()
    var position = line.lowerBound
    while position < line.upperBound {
      if let (found, end) = text.siteRun(at: position, limit: line.upperBound, isLabel: true) {
        union.flags.formUnion(found.flags)
        union.vertebrae.formUnion(found.vertebrae)
        if header != nil, position == line.lowerBound, end >= line.upperBound - 1 { return takeSubheading(found) }
        position = max(end, position + 1)
      } else {
        position += 1
      }
    }
    if union.namesPlace {
      // "Forearm Length: 26 cm" under "Right Forearm" does not take the side away.
      let isHipPart =
        union.isHip && title.isHip && union.flags.isDisjoint(with: [.spine, .lumbar, .forearm, .radius, .ulna])
      let isSame =
        (union.flags.intersection(.places).isSubset(of: title.flags) || isHipPart) && union.vertebrae.isEmpty
      let isBoth = line.contains { text.terms[$0] == .dualFemur || text.terms[$0] == .bilateral }
      if isSame, union.side == nil, !isBoth, union.flags.isDisjoint(with: [.left, .right]) {
        union.flags.formUnion(title.flags.intersection([.left, .right]))
      }
      title = union
      rowSides = RowSides()
      subheading = SiteWords()
    }
  }

  /// A line that holds only a site, inside a table.
  private mutating func takeSubheading(_ found: SiteWords) {
    let regional: SiteWords.Flags = [.hip, .spine, .lumbar, .forearm, .left, .right]
    if found.namesPlace, found.flags.isSubset(of: regional), found.vertebrae.isEmpty {
      title = found
      rowSides = RowSides()
      subheading = SiteWords()
      lastPlace = SiteWords()
    } else {
      subheading = found
    }
  }

  // MARK: Rows

  private mutating func readRow(_ line: Range<Int>, _ header: TableHeader) -> Bool {
    guard text.span(line).count <= 400 else { return false }
    let map = ColumnMap(text, line)
    if header.isTrend { return readTrendRow(line, header, map) }
    var words = SiteWords()
    var label = line
    var placed: [(ColumnKind, CellValue)]
    switch header.separator {
    case .bar, .tab, .comma, .semicolon:
      let cells = map.cells(header.separator)
      if cells.count == header.columns.count || header.separator != .tab && cells.count >= 3 {
        guard let named = labelWords(cells, header, line) else { return false }
        words = named
        placed = zip(header.columns, cells).map { ($0.kind, CellValue.read(text.document.bytes, $1.bytes)) }
        if cells.count != header.columns.count {
          guard placed.contains(where: { Self.isNumber($0.1) }) else { return false }
          ambiguities.append(Ambiguity(kind: .cellsDoNotMatchColumns, span: text.span(line)))
          placed = []
        }
        break
      }
      fallthrough
    case .position, .order:
      guard
        let (found, end) = text.siteRun(at: line.lowerBound, limit: line.upperBound, isLabel: true) ?? sbmd(line)
          ?? unlabelled(line, header)
      else { return false }
      words = found
      label = line.lowerBound..<end
      // A line that names its own measures ("AP Spine   BMD 1.022   T-score 0.4") needs no heading of another scan.
      guard end < line.upperBound, !namesMeasure(end..<line.upperBound) else { return false }
      let cells = map.cells(.order, from: Int(text.tokens[end].start))
      guard let assigned = RowCells(header, map, text).assign(cells, span: text.span(line), banner, &ambiguities) else {
        return false
      }
      placed = assigned
    }
    guard
      header.separator == .position || header.separator == .order || placed.isEmpty
        || placed.contains(where: { Self.isNumber($0.1) })
    else { return header.separator == .bar && words.isEmpty ? true : takeEmptyRow(words) }
    record(words, placed, line: line, label: label, header)
    return true
  }

  /// Norland's standardized BMD row, in mg/cm²: a row, but not a measurement.
  private func sbmd(_ line: Range<Int>) -> (SiteWords, Int)? {
    guard text.term(line.lowerBound) == .sbmd else { return nil }
    var words = SiteWords()
    words.flags = .difference
    return (words, line.lowerBound + 1)
  }

  /// A row of values alone, under a title that names the site and a heading line without a region column.
  private func unlabelled(_ line: Range<Int>, _ header: TableHeader) -> (SiteWords, Int)? {
    guard headingLine != nil, title.namesPlace, !header.columns.contains(where: { $0.kind == .region }),
      text.figure(at: line.lowerBound) != nil
    else { return nil }
    return (title, line.lowerBound)
  }

  /// Whether a T- or Z-score or a density is named in the range.
  private func namesMeasure(_ range: Range<Int>) -> Bool {
    range.contains { index in
      switch text.terms[index] {
      case .tScore, .zScore, .bmd: true
      case .letterT, .letterZ: text.term(index + 1) == .score || text.term(index + 2) == .score
      default: false
      }
    }
  }

  /// How many numbers with a point the line has.
  private func figures(_ line: Range<Int>) -> Int {
    line.reduce(0) { text.isNumber($1) && text.figure(at: $1)?.hasFraction == true ? $0 + 1 : $0 }
  }

  private mutating func takeEmptyRow(_ words: SiteWords) -> Bool {
    if !words.isEmpty { takeSubheading(words) }
    return true
  }

  private static func isNumber(_ value: CellValue) -> Bool {
    if case .number = value { true } else { false }
  }

  private func labelWords(_ cells: [Cell], _ header: TableHeader, _ line: Range<Int>) -> SiteWords? {
    var words = SiteWords()
    for (index, cell) in cells.enumerated() where index < header.columns.count {
      let kind = header.columns[index].kind
      guard kind == .region || kind == .side || kind == .text else { continue }
      let tokens = text.tokenRange(cell.bytes, in: line)
      guard let (found, _) = text.siteRun(at: tokens.lowerBound, limit: tokens.upperBound, isLabel: true) else {
        if kind == .side, tokens.count == 1 {
          if text.term(tokens.lowerBound) == .letterL { words.flags.formUnion(.left) }
          if text.term(tokens.lowerBound) == .letterR { words.flags.formUnion(.right) }
        }
        continue
      }
      if kind == .text, !words.isEmpty { continue }
      words.flags.formUnion(found.flags)
      words.vertebrae.formUnion(found.vertebrae)
      words.excluded.formUnion(found.excluded)
    }
    return words.isEmpty ? nil : words
  }

  private mutating func record(
    _ named: SiteWords, _ placed: [(ColumnKind, CellValue)], line: Range<Int>, label: Range<Int>, _ header: TableHeader
  ) {
    var words = named
    let rowsOfSides: SiteWords.Flags = [.left, .right, .mean, .difference]
    if words.flags.isSubset(of: rowsOfSides), words.vertebrae.isEmpty { words.flags.formUnion(subheading.flags) }
    if words.flags.contains(.difference) || words.flags.contains(.mean) || placed.isEmpty { return }
    let context = lastPlace.namesPlace && !subheading.namesPlace ? lastPlace : title
    guard let site = words.site(in: context) ?? words.site(in: title) else { return }
    if words.namesPlace { lastPlace = words }
    if words.vertebrae.count == 1 { vertebraeSeen.formUnion(words.vertebrae) }
    var result = DensityMeasurement(
      site: site, side: nil, vertebrae: words.vertebrae, excluded: words.excluded, printedName: text.span(label),
      manufacturer: banner.manufacturer ?? Self.manufacturer(of: header.layout), layout: header.layout, date: date,
      span: text.span(line))
    if site.hasSides {
      let isBoth = words.flags.isSuperset(of: [.left, .right])
      if isBoth { return }
      result.side =
        words.side ?? subheading.side ?? title.side ?? (words.isHip || words.flags == .total ? rowSides.side : nil)
      if site.isHipRegion { rowSides.take(words.side) }
    }
    if site == .lumbarSpine, words.vertebrae.isEmpty, words.flags.contains(.total) {
      result.vertebrae = vertebraeSeen.intersection(.l1ToL4)
    }
    result.take(placed)
    if header.columns.contains(where: { $0.kind == .date }) {
      for index in line where index >= label.lowerBound {
        if let (found, _) = text.date(at: index) {
          result.date = found
          break
        }
      }
    }
    guard result.bmd != nil || result.tScore != nil || result.zScore != nil else { return }
    measurements.append(result)
    for case (.priorTScore, .number(let score, false, _)) in placed where abs(score.thousandths) <= 10_000 {
      var earlier = result
      (earlier.bmd, earlier.zScore, earlier.tScore, earlier.isPrior) = (nil, nil, score, true)
      measurements.append(earlier)
    }
  }

  private static func manufacturer(of layout: ReportLayout) -> Manufacturer? {
    switch layout {
    case .encore12, .encore16: .ge
    case .hologic: .hologic
    case .norland: .norland
    default: nil
    }
  }

  // MARK: Trends

  private mutating func readTrendRow(_ line: Range<Int>, _ header: TableHeader, _ map: ColumnMap) -> Bool {
    var first = line.lowerBound
    while first < line.upperBound, text.isMark(first, "|") { first += 1 }
    guard let (examined, end) = text.date(at: first), end < line.upperBound else { return false }
    var placed: [(ColumnKind, CellValue)] = []
    if header.separator == .position || header.separator == .order {
      let cells = map.cells(.order, from: Int(text.tokens[end].start))
      guard let assigned = RowCells(header, map, text).assign(cells, span: text.span(line), banner, &ambiguities) else {
        return false
      }
      placed = assigned
    } else {
      let cells = map.cells(header.separator)
      guard cells.count == header.columns.count else { return false }
      placed = zip(header.columns, cells).map { ($0.kind, CellValue.read(text.document.bytes, $1.bytes)) }
    }
    let place = title.namesPlace ? title : lastPlace
    let site = place.site(in: place) ?? .notStated
    if site == .notStated { ambiguities.append(Ambiguity(kind: .siteNotStated, span: text.span(line))) }
    var result = DensityMeasurement(
      site: site, side: site.hasSides ? place.side : nil, vertebrae: place.vertebrae, excluded: place.excluded,
      printedName: text.span(first..<end), manufacturer: banner.manufacturer, layout: header.layout, date: examined,
      span: text.span(line))
    result.take(placed)
    if result.bmd != nil || result.tScore != nil || result.zScore != nil { measurements.append(result) }
    return true
  }
}

extension DensityMeasurement {
  /// Takes the values of a row, each into its field; values outside what a densitometer can print are left out.
  mutating func take(_ placed: [(ColumnKind, CellValue)]) {
    var change = DensityChange(percent: nil, absolute: nil, isMarkedSignificant: false)
    for (kind, value) in placed {
      guard case .number(let quantity, let isPercent, let isMarked) = value else { continue }
      switch kind {
      case .bmd where (1...4000).contains(quantity.thousandths): bmd = quantity
      case .tScore where abs(quantity.thousandths) <= 10_000 && !isPercent: tScore = quantity
      case .zScore where abs(quantity.thousandths) <= 10_000 && !isPercent: zScore = quantity
      case .change where change.percent == nil && (isPercent || quantity.fractionDigits < 3):
        change.percent = quantity
        change.isMarkedSignificant = change.isMarkedSignificant || isMarked
      case .change, .absoluteChange:
        if change.absolute == nil { change.absolute = quantity }
        change.isMarkedSignificant = change.isMarkedSignificant || isMarked
      default: break
      }
    }
    if change.percent != nil || change.absolute != nil { self.change = change }
  }
}

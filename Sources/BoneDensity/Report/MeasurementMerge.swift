internal import ClinicalText

/// Brings values of one site together, without ever dropping a value that differs.
enum MeasurementMerge {
  /// How many entries back a value looks for its own: far more than one report has, and a bound on time.
  private static let reach = 256

  /// Adds a value of running text: it fills an empty field of an entry for the same site, or is a new entry.
  static func add(_ new: DensityMeasurement, to list: inout [DensityMeasurement]) {
    for index in list.indices.suffix(reach).reversed()
    where isSamePlace(list[index], new) && list[index].isPrior == new.isPrior {
      let old = list[index]
      if old.date != nil, new.date != nil, old.date != new.date { continue }
      guard agree(old.tScore, new.tScore), agree(old.zScore, new.zScore), agree(old.bmd, new.bmd) else { continue }
      if new.site == .notStated, !shares(old, new), new.span.start - old.span.end > 120 { continue }
      list[index].fill(from: new)
      return
    }
    list.append(new)
  }

  /// Joins tables and running text; the table's entry wins over a sentence that repeats it.
  static func merge(_ tables: [DensityMeasurement], _ narrative: [DensityMeasurement], _ banner: ReportBanner)
    -> [DensityMeasurement]
  {
    var result = joinTrends(tables)
    for sentence in narrative {
      if !sentence.isPrior, let match = result.indices.prefix(reach).first(where: { repeats(sentence, result[$0]) }) {
        result[match].fill(from: sentence)
      } else {
        result.append(sentence)
      }
    }
    markOlder(&result)
    for (quantity, words) in banner.leastSignificantChanges.prefix(16) {
      let site = words.site(in: SiteWords())
      for index in result.indices where site == nil || result[index].site == site {
        let isRegion = words.vertebrae.isEmpty || result[index].vertebrae == words.vertebrae
        if isRegion, result[index].leastSignificantChange == nil { result[index].leastSignificantChange = quantity }
      }
    }
    return result.sorted { $0.span < $1.span }
  }

  /// The newest row of a trend is the examination of the main table; older rows are prior.
  private static func joinTrends(_ tables: [DensityMeasurement]) -> [DensityMeasurement] {
    var result: [DensityMeasurement] = []
    for row in tables {
      if let match = result.indices.suffix(reach).first(where: { isSameScan(result[$0], row) }) {
        result[match].fill(from: row)
      } else {
        result.append(row)
      }
    }
    return result
  }

  private static func isSameScan(_ a: DensityMeasurement, _ b: DensityMeasurement) -> Bool {
    isSamePlace(a, b) && a.bmd != nil && b.bmd != nil && agree(a.bmd, b.bmd) && agree(a.tScore, b.tScore)
      && agree(a.zScore, b.zScore) && agreeDates(a.date, b.date)
  }

  /// Of entries with different dates for one site the newest is current.
  private static func markOlder(_ list: inout [DensityMeasurement]) {
    var newest: [Key: ScanDate] = [:]
    for entry in list where !entry.isPrior {
      guard let date = entry.date else { continue }
      newest[Key(entry)] = max(newest[Key(entry)] ?? date, date)
    }
    for index in list.indices {
      guard let date = list[index].date, let last = newest[Key(list[index])] else { continue }
      if date < last, !isPartial(date, of: last) { list[index].isPrior = true }
    }
  }

  private static func isPartial(_ date: ScanDate, of other: ScanDate) -> Bool {
    date.year == other.year && (date.month == 0 || date.month == other.month && date.day == 0)
  }

  private struct Key: Hashable {
    let site: MeasuredSite
    let side: MeasuredSide?
    let vertebrae: Vertebrae
    init(_ entry: DensityMeasurement) {
      site = entry.site
      side = entry.side
      vertebrae = entry.vertebrae
    }
  }

  private static func agreeDates(_ a: ScanDate?, _ b: ScanDate?) -> Bool { a == nil || b == nil || a == b }

  private static func isSamePlace(_ a: DensityMeasurement, _ b: DensityMeasurement) -> Bool {
    a.site == b.site && a.side == b.side && (a.vertebrae == b.vertebrae)
  }

  private static func agree(_ a: Quantity?, _ b: Quantity?) -> Bool {
    guard let a, let b else { return true }
    return a.equals(b)
  }

  private static func shares(_ a: DensityMeasurement, _ b: DensityMeasurement) -> Bool {
    a.tScore != nil && b.tScore != nil || a.zScore != nil && b.zScore != nil || a.bmd != nil && b.bmd != nil
  }

  /// Whether a sentence says what a row of a table says: same site, no different value, and at least one the same.
  private static func repeats(_ sentence: DensityMeasurement, _ row: DensityMeasurement) -> Bool {
    guard sentence.site == row.site, sentence.side == nil || sentence.side == row.side,
      sentence.vertebrae.isEmpty || sentence.vertebrae == row.vertebrae
    else { return false }
    return shares(sentence, row) && agree(sentence.tScore, row.tScore) && agree(sentence.zScore, row.zScore)
      && agree(sentence.bmd, row.bmd)
  }
}

extension DensityMeasurement {
  /// Takes what is missing here from another entry for the same site.
  mutating func fill(from other: DensityMeasurement) {
    bmd = bmd ?? other.bmd
    tScore = tScore ?? other.tScore
    zScore = zScore ?? other.zScore
    date = date ?? other.date
    change = change ?? other.change
    side = side ?? other.side
    excluded.formUnion(other.excluded)
    if layout == .narrative, other.layout == .narrative, other.span.start - span.end < 400 {
      span = span.union(other.span)
    }
  }
}

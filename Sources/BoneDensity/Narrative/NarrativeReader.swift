internal import ClinicalText

/// Reads values from sentences and "name: value" lines.
struct NarrativeReader {
  let text: LexedText
  private let rows: Set<Int>
  private let context: ValueContext
  private(set) var measurements: [DensityMeasurement] = []
  private(set) var ambiguities: [Ambiguity] = []
  private(set) var fractureProbabilities: [FractureProbability] = []
  private(set) var trabecularBoneScores: [Quantity] = []
  /// What carries over from one statement of a block to the next.
  private var carriedMeasures: [Measure] = []
  private var carriedPlaces: [Place] = []
  private var carriedValued: [Place] = []
  private var headingSide: MeasuredSide?
  /// The side of the one hip that the title of the report names.
  private var titleSide: MeasuredSide?
  private let implied: ImpliedScore

  init(_ text: LexedText, rows: Set<Int>, subject: DensitySubject) {
    implied = ImpliedScore(text, subject)
    self.text = text
    self.rows = rows
    context = ValueContext(text: text)
  }

  /// Reads all statements.
  mutating func read() {
    let scanner = ItemScanner(text: text)
    var risk = FractureRiskReader(text: text)
    var sections = SectionCursor(text.document)
    for statement in text.statements(without: rows) {
      if statement.startsBlock { (carriedMeasures, carriedPlaces, carriedValued, headingSide) = ([], [], [], nil) }
      risk.read(statement)
      let kind = sections.kind(at: text.span(statement.tokens).start)
      if kind == .legend || context.isLegend(statement.tokens) { continue }
      if let score = trabecular(statement.tokens) {
        trabecularBoneScores.append(score)
      }
      let items = scanner.items(statement.tokens, after: carriedPlaces)
      titleSide = sideOfTitle(statement, items) ?? titleSide
      if !items.isEmpty { assign(items, statement, isComparison: kind == .comparison) }
    }
    fractureProbabilities = risk.probabilities
  }

  // MARK: Assignment

  private mutating func assign(_ items: [NarrativeItem], _ statement: Statement, isComparison: Bool) {
    let limit = statement.tokens.upperBound
    let isPast = isComparison || context.tellsPast(statement.tokens)
    let date = context.leadingDate(statement.tokens)
    let trailing = trailingMeasure(items)
    let isScan = implied.isScan(statement.tokens, items)
    var measures: [Measure] = []
    var inherited = carriedMeasures
    var places: [Place] = []
    var placed: [Measure] = []
    var unplaced: [(reading: Reading, scope: Scope)] = []
    let valuedBefore = carriedValued
    var valued: [Place] = []
    var takesFollowing = false
    /// The hip or forearm that the statement is about: "the left hip shows -2.3 at the femoral neck".
    var whole = SiteWords()
    var lastEnd = statement.tokens.lowerBound
    var index = 0
    while index < items.count {
      switch items[index] {
      case .measure(let found, let range):
        let isGroup = index > 0 && isMeasure(items[index - 1]) && joins(items[index - 1], range)
        // In "bone density T-score" the density is no measure of its own.
        let isQualified =
          isGroup && measures == [.bmd] && items[index - 1].tokens.upperBound == range.lowerBound
          && text.term(range.lowerBound - 1) == .density
        if isGroup, !isQualified, !measures.contains(where: { found.contains($0) }) {
          measures += found
        } else {
          measures = found
        }
        inherited = []
        lastEnd = range.upperBound
        index += 1
      case .sites(let found, let range):
        let isGroup = index > 0 && isSites(items[index - 1]) && joins(items[index - 1], range)
        var own = found.map { underHeading($0, range.upperBound) }
        if isGroup, let whole = places.last, let part = own.first, own.count == 1 {
          let isPair = text.isMark(range.lowerBound - 1, "/")
          let isPart = text.isMark(range.lowerBound - 1, ",") && part.words.isPart(of: whole.words)
          if isPart || isPair && part.words.isHip && whole.words.isHip, let side = whole.words.side {
            own = [part.on(side)]
          }
          // "Hip, femoral neck: -1.9" is one site, unless there is a value for each.
          if isPart, nextRun(items, index) == 1 { places.removeLast() }
        }
        if let last = own.last?.words, last.side != nil || !last.isHip { whole = last }
        places = isGroup ? places + own : own
        lastEnd = range.upperBound
        index += 1
      case .value(let value, let range):
        let run = valueRun(items, index)
        let after = index + run.count
        let isSigned = run.allSatisfy(\.figure.isSigned)
        var known = measures
        if known.isEmpty { known = measureAfter(items, after, run.count) ?? [] }
        if known.isEmpty || known == [.bmd] && !trailing.isEmpty, isSigned { known = trailing }
        if known.isEmpty, statement.isListLine || !places.isEmpty, isSigned { known = inherited }
        if isScan, known.isEmpty || known == [.bmd], index > 0, isSites(items[index - 1]),
          let read = implied.measures(of: run, after: items[index - 1].tokens, from: statement.tokens.lowerBound)
        {
          known = read
        }
        var target = sites(items, after, run.count, places, &takesFollowing).map { place in
          guard let side = whole.side, place.words.side == nil, place.words.isPart(of: whole) else { return place }
          return place.on(side)
        }
        let base = target
        if run.count == 1, let side = sideAfter(items[after - 1].tokens.upperBound, limit) {
          target = (target.isEmpty ? carriedPlaces : target).map { $0.on(side) }
        }
        if run.count > 1, target.count <= 1, known.count == 1, valuedBefore.count == run.count, places.isEmpty {
          target = valuedBefore  // "… -2.8 in L1–L4 and -1.9 in the hip; Z-scores -1.2 and -0.8"
        }
        if allowed(run, known, gap(lastEnd..<range.lowerBound)) {
          let reading = Reading(run: run, measures: known, places: target)
          let scope = Scope(
            clause: clauseStart(range.lowerBound, statement.tokens.lowerBound), scan: lastEnd, limit: limit,
            isPast: isPast,
            date: date)
          if target.isEmpty, carriedPlaces.isEmpty {
            unplaced.append((reading, scope))
          } else {
            placed += value.measure.map { [$0] } ?? known
            if target.count == run.count, run.count > 1 || known.count == 1 { valued += target }
            store(target.isEmpty ? Reading(run: run, measures: known, places: carriedPlaces) : reading, scope)
          }
        }
        if !base.isEmpty { places = base }
        lastEnd = items[after - 1].tokens.upperBound
        index = after
      }
    }
    let hasOneSite = places.count == 1 && siteCount(items) == 1
    for (reading, scope) in unplaced {
      // The only site of the statement, named after the value, unless it has a value of that kind.
      let own = reading.run.first?.measure.map { [$0] } ?? reading.measures
      let isFree = hasOneSite && !own.contains { placed.contains($0) }
      store(Reading(run: reading.run, measures: reading.measures, places: isFree ? places : []), scope)
    }
    carriedValued = valued
    if !places.isEmpty { carriedPlaces = places }
    if !measures.isEmpty { carriedMeasures = measures }
  }

  /// A sub-region without a side under a heading like "Left hip:" is of that side.
  private mutating func underHeading(_ place: Place, _ end: Int) -> Place {
    let isHip = place.words.isHip
    if isHip, let own = place.words.side, own != titleSide { titleSide = nil }
    if text.isMark(end, ":") { headingSide = isHip ? place.words.side : nil }
    guard isHip, place.words.side == nil, let side = headingSide ?? titleSide,
      place.words.flags.isDisjoint(with: [.left, .right])
    else { return place }
    return place.on(side)
  }

  private func siteCount(_ items: [NarrativeItem]) -> Int { items.reduce(0) { isSites($1) ? $0 + 1 : $0 } }

  /// The measure named only after all values: "spine -2.6, left hip -1.9 (T-scores)".
  private func trailingMeasure(_ items: [NarrativeItem]) -> [Measure] {
    guard case .measure(let found, _)? = items.last, found.count == 1, found != [.bmd],
      !items.dropLast().contains(where: { isMeasure($0) && !isDensity($0) })
    else { return [] }
    return found
  }

  /// The measure named directly after a value: "a -1.8 T-score".
  private func measureAfter(_ items: [NarrativeItem], _ after: Int, _ count: Int) -> [Measure]? {
    guard let next = following(items, after), case .measure(let found, let range) = next,
      onlyLight(items[after - 1].tokens.upperBound..<range.lowerBound), count == 1 || count == found.count,
      !isValue(following(items, after + 1))
    else { return nil }
    return found
  }

  private func isValue(_ item: NarrativeItem?) -> Bool { if case .value? = item { true } else { false } }
  private func joins(_ item: NarrativeItem, _ next: Range<Int>) -> Bool {
    onlyJoins(item.tokens.upperBound..<next.lowerBound)
  }

  /// Where to look for words about a value.
  private struct Scope {
    let clause: Int
    let scan: Int
    let limit: Int
    let isPast: Bool
    let date: ScanDate?
  }

  /// Values with what they measure and where.
  private struct Reading {
    let run: [Value]
    let measures: [Measure]
    let places: [Place]
  }

  /// Values separated by nothing but `/`, `,`, "and" or "to".
  private func valueRun(_ items: [NarrativeItem], _ start: Int) -> [Value] {
    var result: [Value] = []
    var index = start
    var end = 0
    while index < items.count, case .value(let value, let range) = items[index] {
      if !result.isEmpty {
        guard onlyJoins(end..<range.lowerBound, allowsTo: true), value.measure == nil, result.last?.measure == nil
        else { break }
      }
      result.append(value)
      end = range.upperBound
      index += 1
    }
    return result
  }

  private func following(_ items: [NarrativeItem], _ index: Int) -> NarrativeItem? {
    index < items.count ? items[index] : nil
  }

  /// The sites of a run of values: the one after it when a preposition or parenthesis says so, else those before it.
  private func sites(
    _ items: [NarrativeItem], _ after: Int, _ count: Int, _ places: [Place], _ takesFollowing: inout Bool
  ) -> [Place] {
    if let next = following(items, after), case .sites(var found, let range) = next {
      let between = items[after - 1].tokens.upperBound..<range.lowerBound
      let isLinked =
        onlyLight(between) && between.contains { text.term($0) == .at || text.term($0) == .of || text.isMark($0, "(") }
      let isInside = between.isEmpty && isAside(items, after, count)
      let isTouching = between.allSatisfy { text.term($0) == .sd || text.isMark($0, ")") }
      if isLinked || isInside || isTouching && (places.isEmpty || takesFollowing) {
        takesFollowing = true
        var index = after + 1
        while count > 1, found.count < count, index < items.count, case .sites(let more, let range) = items[index],
          onlyJoins(items[index - 1].tokens.upperBound..<range.lowerBound)
        {
          found += more
          index += 1
        }
        return found
      }
    }
    return places
  }

  /// Whether values and the site after them fill a parenthesis: "thin left femur (T-score -1.7 left femoral neck)".
  private func isAside(_ items: [NarrativeItem], _ after: Int, _ count: Int) -> Bool {
    guard let site = following(items, after), text.isMark(site.tokens.upperBound, ")"), after >= count else {
      return false
    }
    var start = items[after - count].tokens.lowerBound
    if after > count, isMeasure(items[after - count - 1]) { start = items[after - count - 1].tokens.lowerBound }
    return text.isMark(start - 1, "(")
  }

  private func allowed(_ run: [Value], _ measures: [Measure], _ isDirect: Gap) -> Bool {
    guard let first = run.first else { return false }
    if first.measure != nil { return true }
    guard !measures.isEmpty else { return false }
    // Scores are printed with one or two decimals; 0.912 is a density.
    if measures.count == 1, measures != [.bmd], first.quantity.fractionDigits > 2, !first.figure.isSigned {
      return false
    }
    if measures == [.bmd] {
      return first.figure.hasFraction && !first.figure.isSigned && first.quantity.fractionDigits >= 2
        && (100...2500).contains(first.quantity.thousandths) && isDirect == .none
    }
    switch isDirect {
    case .none: return true
    case .near: return first.figure.isSigned || first.figure.hasFraction
    case .far: return first.figure.isSigned
    }
  }

  private mutating func store(_ reading: Reading, _ scope: Scope) {
    let run = reading.run
    guard let first = run.first else { return }
    let limit = scope.limit
    var priorCount = 0
    if run.count == 2 {
      let between = run[0].figure.tokens.upperBound..<run[1].figure.tokens.lowerBound
      if between.contains(where: { text.term($0) == .to }) {
        guard text.term(run[0].figure.tokens.lowerBound - 1) == .from else { return }
        priorCount = 1
      }
    }
    if first.measure == nil,
      context.isThreshold(first.figure.tokens, after: max(scope.clause, scope.scan - 1), limit: limit)
    {
      return
    }
    for (number, value) in run.enumerated() {
      let tokens = value.figure.tokens
      if number > 0, value.measure == nil, context.isThreshold(tokens, after: tokens.lowerBound, limit: limit) {
        continue
      }
      let clause = number == 0 ? scope.clause : tokens.lowerBound
      let isPrior =
        scope.isPast || number < priorCount || priorCount == 0 && context.isPrior(tokens, clause: clause, limit: limit)
      let date = context.date(after: tokens, limit: limit) ?? scope.date
      let (measures, places) = share(number, of: priorCount > 0 ? 1 : run.count, reading)
      if measures.isEmpty, !(number > 0 && text.isMark(tokens.lowerBound - 1, "(")) {
        ambiguities.append(Ambiguity(kind: .valuesDoNotMatchSites, span: value.figure.quantity.span))
      }
      for measure in measures { add(value, measure, places, isPrior: isPrior, date: date) }
    }
  }

  /// Which measures and sites the value at `number` of a run gets.
  private func share(_ number: Int, of count: Int, _ reading: Reading) -> ([Measure], [Place]) {
    let own = reading.run[min(number, reading.run.count - 1)].measure.map { [$0] }
    let measures = own ?? reading.measures
    if count == 1 { return (measures, reading.places) }
    if measures.count == count, reading.places.count <= 1 { return ([measures[number]], reading.places) }
    if measures.count == 1, reading.places.count == count { return (measures, [reading.places[number]]) }
    // One site and one measure: the first value is theirs where the second stands in parentheses ("-1.8 (-2.1 in 2019)").
    let end = reading.run[0].figure.tokens.upperBound
    let isAside = text.isMark(end, "(") || text.isMark(end + 1, "(")
    return number == 0 && isAside ? (Array(measures.prefix(1)), reading.places) : ([], [])
  }

  private mutating func add(_ value: Value, _ measure: Measure, _ places: [Place], isPrior: Bool, date: ScanDate?) {
    if measure == .bmd,
      value.figure.isSigned || value.quantity.fractionDigits < 2 || !(100...2500).contains(value.quantity.thousandths)
    {
      return
    }
    let words = places.count == 1 ? places[0].words : SiteWords()
    let site = words.site(in: SiteWords()) ?? .notStated
    if places.count > 1 {
      ambiguities.append(Ambiguity(kind: .valuesDoNotMatchSites, span: value.figure.quantity.span))
    } else if places.isEmpty {
      ambiguities.append(Ambiguity(kind: .siteNotStated, span: value.figure.quantity.span))
    }
    let place = places.first.map { text.span($0.tokens) }
    let span = place.map { $0.union(value.figure.quantity.span) } ?? value.figure.quantity.span
    var result = DensityMeasurement(
      site: site, side: site.hasSides ? words.side : nil, vertebrae: words.vertebrae, excluded: words.excluded,
      printedName: places.count == 1 ? place ?? ByteSpan(0, 0) : ByteSpan(0, 0), layout: .narrative, date: date,
      isPrior: isPrior, span: span)
    switch measure {
    case .tScore: result.tScore = value.quantity
    case .zScore: result.zScore = value.quantity
    case .bmd: result.bmd = value.quantity
    }
    MeasurementMerge.add(result, to: &measurements)
  }
}

/// What the values of one report say, by ISCD and WHO. It supports or contradicts a diagnosis; it never is one.
public struct BoneDensityReading: Sendable {
  /// Which score decides, and what was not stated.
  public let choice: ReferenceChoice
  /// The category, `.undetermined` where facts or values are missing.
  public let category: DensityCategory
  /// The measurement that decides.
  public let deciding: DensityMeasurement?
  /// The category if the T-score were to decide; says what is at stake while the reference is open.
  public let categoryByT: DensityCategory
  /// The category if the Z-score were to decide.
  public let categoryByZ: DensityCategory
  /// The spine's vertebrae.
  public let spine: SpineReview
  /// Everything that is missing.
  public let missing: [MissingFact]
  /// Contradictions, in no order of weight.
  public let conflicts: [DensityConflict]
  /// The rules applied, each with its source.
  public let rules: [DensityRule]

  /// Reads a report. Facts of `subject` go before what the report itself states; `unreadableVertebrae` are those with a
  /// fracture or artefact documented elsewhere.
  public init(
    _ report: BoneDensityReport, subject: DensitySubject = DensitySubject(), unreadableVertebrae: Vertebrae = []
  ) {
    self.init(
      report.measurements, subject: subject.filled(from: report.subject), unreadableVertebrae: unreadableVertebrae)
  }

  /// Reads measurements; prior ones are ignored.
  public init(_ measurements: [DensityMeasurement], subject: DensitySubject, unreadableVertebrae: Vertebrae = []) {
    let current = measurements.filter { !$0.isPrior }
    let choice = ReferenceChoice(subject)
    let spine = SpineReview(current, unreadable: unreadableVertebrae)
    let regions =
      current.filter { $0.isDiagnosticRegion && $0.site != .lumbarSpine } + (spine.region.map { [$0] } ?? [])
    let lowestT = Self.lowest(regions, \.tScore)
    let lowestZ = Self.lowest(regions, \.zScore)
    categoryByT = lowestT.map { DensityCategory.ofT(thousandths: $0.score) } ?? .undetermined
    categoryByZ = lowestZ.map { DensityCategory.ofZ(thousandths: $0.score) } ?? .undetermined
    var rules = choice.rule.map { [$0] } ?? []
    var missing = choice.missing
    var conflicts = DensityConflict.among(current)
    var decided: (measurement: DensityMeasurement, score: Int)?
    switch choice.reference {
    case .tScore:
      decided = lowestT
      category = categoryByT
      rules += [.whoCategory, .lowestRegion]
    case .zScore:
      decided = lowestZ
      category = categoryByZ
      rules += [.zCategory, .lowestRegion]
    case nil: category = .undetermined
    }
    if regions.isEmpty {
      missing.append(.diagnosticRegion)
    } else if choice.reference != nil, decided == nil {
      missing.append(.score)
    }
    if let decided {
      let edges = choice.reference == .tScore ? [-1000, -2500] : [-2000]
      if edges.contains(decided.score) { conflicts.append(.atEdge(decided.measurement, thousandths: decided.score)) }
    }
    if !spine.suspects.isEmpty || !spine.stated.isEmpty { rules.append(.vertebrae) }
    conflicts += Self.spineConflicts(spine, choice.reference)
    deciding = decided?.measurement
    self.choice = choice
    self.spine = spine
    self.missing = missing
    self.conflicts = conflicts
    self.rules = rules
  }

  /// Whether a provider's stated category contradicts the numbers; nil if it does not, or nothing can be said.
  ///
  /// Osteoporosis may rightly be stated at any T-score (fragility fracture, treated disease, FRAX), so the conflict is a reason to ask,
  /// never to change the diagnosis. Source: ICD-10-CM Guidelines I.A.19 (`unverified`); BHOF Clinician's Guide 2022 (`unverified`).
  public func conflict(with stated: StatedDensity) -> DensityConflict? {
    let fits: Bool
    switch (stated, category) {
    case (_, .undetermined): return nil
    case (.normal, .normal), (.normal, .withinExpected), (.osteopenia, .lowBoneMass), (.osteoporosis, .osteoporosis),
      (.belowExpectedForAge, .belowExpected), (.withinExpectedForAge, .withinExpected):
      fits = true
    // Below expected with a secondary cause or fracture may be called osteoporosis; a provider who goes by a printed
    // T-score is not contradicted by it.
    case (.osteoporosis, .belowExpected): fits = true
    case (.osteopenia, .withinExpected), (.osteopenia, .belowExpected): fits = categoryByT == .lowBoneMass
    case (.belowExpectedForAge, _), (.withinExpectedForAge, _):
      fits = categoryByZ == .undetermined || (stated == .belowExpectedForAge) == (categoryByZ == .belowExpected)
    default: fits = false
    }
    return fits ? nil : .numberAgainstWord(stated: stated, read: category)
  }

  private static func lowest(
    _ regions: [DensityMeasurement], _ score: (DensityMeasurement) -> Quantity?
  ) -> (measurement: DensityMeasurement, score: Int)? {
    var result: (measurement: DensityMeasurement, score: Int)?
    for region in regions {
      guard let value = score(region)?.thousandths, abs(value) <= 10_000, result.map({ value < $0.score }) ?? true
      else { continue }
      result = (region, value)
    }
    return result
  }

  private static func spineConflicts(_ spine: SpineReview, _ reference: DensityReference?) -> [DensityConflict] {
    guard !spine.suspects.isEmpty, let printed = spine.region else { return [] }
    guard let other = spine.withoutSuspects else { return [.suspectVertebrae(spine.suspects)] }
    let category: (DensityMeasurement) -> DensityCategory = { entry in
      switch reference {
      case .zScore: entry.zScore.map { DensityCategory.ofZ(thousandths: $0.thousandths) } ?? .undetermined
      default: entry.tScore.map { DensityCategory.ofT(thousandths: $0.thousandths) } ?? .undetermined
      }
    }
    let (a, b) = (category(printed), category(other))
    return a == b ? [] : [.spineDependsOnVertebrae(printed: a, withoutSuspects: b)]
  }
}

public import ICD10CM

/// A procedure that was done before.
public struct PastProcedure: Hashable, Sendable {
  /// HCPCS or CPT number.
  public var procedure: String
  /// Day of service.
  public var day: Day

  /// Creates a past procedure.
  public init(_ procedure: String, on day: Day) {
    self.procedure = procedure
    self.day = day
  }
}

/// What the chart says that a claim does not show and that coverage may turn on. `nil` is "the chart does not say".
public struct ChartFacts: Hashable, Sendable {
  /// Procedures done before, bone mass measurements among them.
  public var pastProcedures: [PastProcedure]
  /// Whether the whole history is known: then a test that is not in it was not done.
  public var isHistoryComplete: Bool
  /// Months on a systemic glucocorticoid.
  public var glucocorticoidMonths: Int?
  /// The treating physician found the woman estrogen-deficient and at clinical risk of osteoporosis.
  public var isEstrogenDeficientAtRisk: Bool?
  /// An X-ray shows osteoporosis, osteopenia or a vertebral fracture.
  public var hasVertebralAbnormality: Bool?
  /// Primary hyperparathyroidism.
  public var hasPrimaryHyperparathyroidism: Bool?
  /// The response to an FDA-approved osteoporosis drug is monitored.
  public var isMonitoredOnDrug: Bool?
  /// The treating physician ordered the measurement after an evaluation of the need for it.
  public var isOrdered: Bool?
  /// A baseline measured by another technique is to be confirmed for later monitoring.
  public var confirmsBaseline: Bool?

  /// Creates facts of which nothing is known.
  public init() {
    pastProcedures = []
    isHistoryComplete = false
  }
}

/// A claim with what the chart says besides.
public struct Encounter: Hashable, Sendable {
  /// The claim.
  public var claim: Claim
  /// The chart.
  public var facts: ChartFacts
  /// Age in years where no date of birth is known.
  public var statedAge: Int?

  /// Creates an encounter.
  public init(_ claim: Claim, facts: ChartFacts = ChartFacts(), statedAge: Int? = nil) {
    self.claim = claim
    self.facts = facts
    self.statedAge = statedAge
  }

  /// Completed years on the first day of service.
  public var age: Int? {
    guard let birth = claim.served.birth, let day = claim.firstDay else { return statedAge }
    return birth.age(on: day) ?? statedAge
  }
}

/// What a bone density stands for.
public enum DensityCategory: String, CaseIterable, Hashable, Sendable {
  /// T-score of -1.0 or higher.
  case normal
  /// T-score below -1.0 and above -2.5 ("osteopenia").
  case lowBoneMass
  /// T-score of -2.5 or lower.
  case osteoporosis
  /// Z-score of -2.0 or lower.
  case belowExpected
  /// Z-score above -2.0.
  case withinExpected
  /// Not enough is stated to say.
  case undetermined

  /// The category of a T-score in thousandths: -1.0 is normal, -2.5 is osteoporosis.
  ///
  /// Source: WHO Technical Report Series 843 (1994), as printed in GE Lunar report legends: normal at or above -1.0, osteopenia
  /// between, osteoporosis at or below -2.5.
  public static func ofT(thousandths: Int) -> DensityCategory {
    if thousandths >= -1000 { return .normal }
    return thousandths > -2500 ? .lowBoneMass : .osteoporosis
  }

  /// The category of a Z-score in thousandths: -2.0 is below the expected range for age.
  ///
  /// Source: ISCD Official Positions – Adult (2019, kept in 2023). Standing: `unverified` (primary text not seen).
  public static func ofZ(thousandths: Int) -> DensityCategory {
    thousandths <= -2000 ? .belowExpected : .withinExpected
  }
}

/// Which score decides.
public enum DensityReference: String, Hashable, Sendable {
  /// Young-adult reference.
  case tScore
  /// Reference of the same age.
  case zScore
}

/// A fact that the choice of a reference or a category needs and that is not stated. Never inferred.
public enum MissingFact: String, CaseIterable, Hashable, Sendable {
  case age, sex, menopausalStatus, diagnosticRegion, score
}

/// A rule that a reading applied.
public struct DensityRule: Hashable, Sendable {
  /// Whether the project has seen the rule's primary text.
  public enum Standing: String, Hashable, Sendable {
    case verified, unverified
  }
  /// A stable name.
  public let id: String
  /// What the rule says, in our words.
  public let sentence: String
  /// Where it comes from.
  public let source: String
  /// Whether the primary text was seen.
  public let standing: Standing

  private init(_ id: String, _ sentence: String, source: String, _ standing: Standing) {
    self.id = id
    self.sentence = sentence
    self.source = source
    self.standing = standing
  }

  private static let iscd = "ISCD Official Positions – Adult (2019, kept in 2023)"
  private static let who = "WHO Technical Report Series 843 (1994)"

  /// T-score for postmenopausal women, women in transition and men of 50 or older.
  public static let tReference = DensityRule(
    "reference-t",
    "The T-score decides in postmenopausal women, in the menopausal transition, and in men of 50 or older.",
    source: iscd, .unverified)
  /// T-score for women of 50 or older whose menopausal status is not stated.
  public static let tByAge = DensityRule(
    "reference-t-by-age",
    "Menopausal status is not stated; the T-score table was used because the woman is 50 or older, as densitometers do.",
    source: "Convention of device printouts; not a position of ISCD", .unverified)
  /// Z-score for everybody else.
  public static let zReference = DensityRule(
    "reference-z",
    "The Z-score decides in women before menopause, men under 50 and children; density alone gives no osteopenia or osteoporosis.",
    source: iscd, .unverified)
  /// WHO categories.
  public static let whoCategory = DensityRule(
    "category-t", "Normal at or above -1.0; low bone mass between; osteoporosis at or below -2.5.", source: who,
    .verified)
  /// Expected range for age.
  public static let zCategory = DensityRule(
    "category-z", "A Z-score of -2.0 or lower is below the expected range for age, a higher one within it.",
    source: iscd, .unverified)
  /// Lowest region.
  public static let lowestRegion = DensityRule(
    "lowest-region",
    "The lowest score of L1–L4, total hip, femoral neck or 33 % radius decides; other regions do not count.",
    source: iscd, .unverified)
  /// Vertebrae.
  public static let vertebrae = DensityRule(
    "vertebra-exclusion",
    "A vertebra with fracture or artefact, or more than 1.0 T-score from its neighbour, may be left out; at least two must remain, else another site is used.",
    source: iscd, .unverified)
  /// Change.
  public static let leastSignificantChange = DensityRule(
    "least-significant-change",
    "A change is real only if it is at least the least significant change, on the same device.",
    source: iscd, .unverified)
}

/// The name of a rule, stable across versions; certificates carry it.
public struct RuleID: Hashable, Sendable, CustomStringConvertible {
  /// The name.
  public let description: String
  init(_ name: String) { description = name }

  static let term = RuleID("term")
  static let facet = RuleID("facet")
  static let unspecified = RuleID("unspecified")
  static let displacedByDefault = RuleID("displaced-by-default")
  static let laterality = RuleID("laterality")
  static let bothSides = RuleID("both-sides")
  static let seventhCharacter = RuleID("seventh-character")

  static let negated = RuleID("negated")
  static let otherExperiencer = RuleID("other-person")
  static let template = RuleID("template")
  static let hypothetical = RuleID("hypothetical")
  static let planned = RuleID("planned")
  static let historical = RuleID("historical")
  static let uncertainOutpatient = RuleID("uncertain-outpatient")
  static let notADiagnosisSection = RuleID("not-a-diagnosis-section")
  static let notInConclusion = RuleID("not-in-conclusion")
  static let noRow = RuleID("no-row")
  static let noBillableChild = RuleID("no-billable-child")
  static let alreadyAssigned = RuleID("already-assigned")
  static let lessSpecific = RuleID("less-specific")
  static let excludes1 = RuleID("excludes1")
}

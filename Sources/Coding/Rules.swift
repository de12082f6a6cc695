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
}

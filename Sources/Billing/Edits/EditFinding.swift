/// What a rule found in a claim.
public struct EditFinding: Hashable, Sendable {
  /// How much it matters.
  public enum Weight: String, Sendable, CaseIterable {
    /// The claim will be rejected or denied.
    case error
    /// It may be; a person should look.
    case warning
    /// A check could not be made.
    case notChecked = "not-checked"
  }

  /// Where it is.
  public enum Place: Hashable, Sendable {
    case claim
    /// A diagnosis, counted from 1.
    case diagnosis(Int)
    /// A line, counted from 1.
    case line(Int)

    /// "diagnosis 2".
    public var description: String {
      switch self {
      case .claim: "claim"
      case .diagnosis(let number): "diagnosis \(number)"
      case .line(let number): "line \(number)"
      }
    }
  }

  /// The rule.
  public let rule: EditRule
  /// How much it matters.
  public let weight: Weight
  /// Where.
  public let place: Place
  /// What is wrong, with the codes.
  public let what: String
  /// What to do.
  public let remedy: String

  init(_ rule: EditRule, _ weight: Weight, _ place: Place, _ what: String, remedy: String) {
    self.rule = rule
    self.weight = weight
    self.place = place
    self.what = what
    self.remedy = remedy
  }
}

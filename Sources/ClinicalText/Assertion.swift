/// How a statement stands to the patient now. No flag set means: affirmed, certain, current, the patient's own.
public struct Assertion: OptionSet, Hashable, Sendable {
  /// The flags as bits.
  public let rawValue: UInt16
  /// Creates an assertion from its bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// "no", "denies", "without", "ruled out".
  public static let negated = Assertion(rawValue: 1 << 0)
  /// "probable", "suspected", "consistent with", "rule out" (Guidelines IV.H and II.H list the terms).
  public static let uncertain = Assertion(rawValue: 1 << 1)
  /// "history of", "prior", "status post", "resolved".
  public static let historical = Assertion(rawValue: 1 << 2)
  /// "if", "should she develop", "risk of", "return for".
  public static let hypothetical = Assertion(rawValue: 1 << 3)
  /// "scheduled for", "will be evaluated for", "order".
  public static let planned = Assertion(rawValue: 1 << 4)
  /// Mother, father, another person.
  public static let otherExperiencer = Assertion(rawValue: 1 << 5)
  /// Legend, template or education text: says something about a form or about patients in general.
  public static let template = Assertion(rawValue: 1 << 6)
  /// "screening for", "evaluate for": the reason for a test, not a finding.
  public static let screening = Assertion(rawValue: 1 << 7)
  /// Listed as past medical history in a sentence ("past medical history significant for"), always with `historical`:
  /// chronic diseases are listed there that are still treated.
  public static let historyList = Assertion(rawValue: 1 << 8)

  /// Whether the statement can be a current diagnosis of this patient (uncertain statements are decided by setting).
  public var isCurrent: Bool {
    intersection([.negated, .historical, .hypothetical, .planned, .otherExperiencer, .template, .screening]).isEmpty
  }
}

/// A cue and the tokens it governs.
public struct AssertionScope: Sendable {
  /// What the cue does to the statements in its scope.
  public let assertion: Assertion
  /// Tokens of the cue ("no evidence of").
  public let cue: Range<Int>
  /// Tokens governed.
  public let tokens: Range<Int>
}

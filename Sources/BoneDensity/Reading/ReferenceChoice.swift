/// Which score decides for a patient, and what was not stated.
public struct ReferenceChoice: Hashable, Sendable {
  /// The score, nil if what is missing leaves it open.
  public let reference: DensityReference?
  /// The rule applied, nil if none could be.
  public let rule: DensityRule?
  /// Facts that are not stated and would make the choice certain.
  public let missing: [MissingFact]

  /// Chooses the reference.
  ///
  /// Postmenopausal women, women in transition and men of 50 or older: T. Women before menopause, men under 50, children: Z.
  /// A woman of 50 or older whose status is not stated is read by T, and the missing status is listed. A woman under 50
  /// without a stated status, and anybody whose missing facts would change the answer, stays open.
  /// Source: ISCD Official Positions – Adult and Pediatric (2019, kept in 2023). Standing: `unverified`.
  public init(_ subject: DensitySubject) {
    var missing: [MissingFact] = []
    if subject.age == nil { missing.append(.age) }
    if subject.sex == nil, subject.menopause == nil { missing.append(.sex) }
    if subject.sex == .female, subject.menopause == nil { missing.append(.menopausalStatus) }
    let choice = Self.choose(subject)
    // Facts that could not change the choice are not asked for.
    switch (choice.reference, subject.menopause) {
    case (_?, _?): missing = []
    default: if let age = subject.age, age < 20 { missing = [] }
    }
    reference = choice.reference
    rule = choice.rule
    self.missing = missing
  }

  private static func choose(_ subject: DensitySubject) -> (reference: DensityReference?, rule: DensityRule?) {
    if let age = subject.age, age < 20 { return (.zScore, .zReference) }
    if subject.sex != .male, let status = subject.menopause {
      return status == .premenopausal ? (.zScore, .zReference) : (.tScore, .tReference)
    }
    guard let age = subject.age else { return (nil, nil) }
    switch subject.sex {
    case .male: return age >= 50 ? (.tScore, .tReference) : (.zScore, .zReference)
    case .female, nil: return age >= 50 ? (.tScore, .tByAge) : (nil, nil)
    }
  }
}

/// Level of medical decision making of an office visit.
public enum DecisionLevel: Int, Comparable, Sendable, CaseIterable {
  case straightforward, low, moderate, high

  /// Orders by level.
  public static func < (a: DecisionLevel, b: DecisionLevel) -> Bool { a.rawValue < b.rawValue }

  /// "moderate".
  public var name: String { "\(self)" }

  /// The visit's number: 99202 to 99205 for a new patient, 99212 to 99215 for a known one.
  ///
  /// Source: American College of Surgeons, "Medical Decision Making", after the AMA's revision of 2021 (page seen).
  public func visit(isNew: Bool) -> String { "\((isNew ? 99202 : 99212) + rawValue)" }
}

/// Something in a note that counts for medical decision making.
public enum DecisionSign: String, Sendable, CaseIterable {
  case minorProblem = "minor-problem"
  case stableChronic = "stable-chronic"
  case acuteProblem = "acute-problem"
  case worseChronic = "worse-chronic"
  case newUncertain = "new-uncertain"
  case systemicIllness = "systemic-illness"
  case complicatedInjury = "complicated-injury"
  case threat

  case test
  case externalNote = "external-note"
  case historian
  case interpretation, discussion

  case minimalRisk = "minimal-risk"
  case lowRisk = "low-risk"
  case prescription
  case minorSurgery = "minor-surgery"
  case majorSurgery = "major-surgery"
  case riskFactor = "risk-factor"
  case socialLimit = "social-limit"
  case toxicDrug = "toxic-drug"
  case emergencySurgery = "emergency-surgery"
  case hospital

  /// The element that it belongs to.
  public var element: DecisionElement {
    switch self {
    case .minorProblem, .stableChronic, .acuteProblem, .worseChronic, .newUncertain, .systemicIllness,
      .complicatedInjury, .threat:
      .problems
    case .test, .externalNote, .historian, .interpretation, .discussion: .data
    case .minimalRisk, .lowRisk, .prescription, .minorSurgery, .majorSurgery, .riskFactor, .socialLimit, .toxicDrug,
      .emergencySurgery, .hospital:
      .risk
    }
  }
}

/// The three elements of medical decision making.
public enum DecisionElement: String, Sendable, CaseIterable { case problems, data, risk }

/// Medical decision making of an office visit, from what was found in its note.
///
/// Source: AMA, CPT evaluation and management changes for 2021, as the American College of Surgeons and others
/// summarise them; the table itself is the AMA's and was not seen, so that every threshold here is unverified except
/// "two of three elements" and the numbers of the visits. The helper states what the note supports; it sets no quota and
/// proposes nothing to add.
public struct DecisionMaking: Hashable, Sendable {
  /// A sign with the words that show it.
  public struct Evidence: Hashable, Sendable {
    /// The sign.
    public var sign: DecisionSign
    /// What it is about: a diagnosis, a test, a drug. The same thing counts once.
    public var subject: String
    /// Bytes of the note.
    public var start: Int, end: Int

    /// Creates evidence.
    public init(_ sign: DecisionSign, subject: String, start: Int = 0, end: Int = 0) {
      self.sign = sign
      self.subject = subject
      self.start = start
      self.end = end
    }
  }

  /// What was found, each subject of a sign once.
  public let evidence: [Evidence]

  /// Weighs evidence.
  public init(_ evidence: [Evidence]) {
    var seen: Set<String> = []
    self.evidence = evidence.filter { seen.insert("\($0.sign.rawValue) \($0.subject)").inserted }
  }

  private func count(_ sign: DecisionSign) -> Int { evidence.count { $0.sign == sign } }
  private func has(_ sign: DecisionSign) -> Bool { count(sign) > 0 }

  /// The level that the evidence of an element supports.
  public func level(of element: DecisionElement) -> DecisionLevel {
    switch element {
    case .problems: problems
    case .data: data
    case .risk: risk
    }
  }

  private var problems: DecisionLevel {
    if has(.threat) { return .high }
    if has(.worseChronic) || count(.stableChronic) >= 2 || has(.newUncertain) || has(.systemicIllness)
      || has(.complicatedInjury)
    {
      return .moderate
    }
    if has(.stableChronic) || has(.acuteProblem) || count(.minorProblem) >= 2 { return .low }
    return .straightforward
  }

  private var data: DecisionLevel {
    let documents = count(.test) + count(.externalNote)
    let categories = [
      documents + (has(.historian) ? 1 : 0) >= 3, has(.interpretation), has(.discussion),
    ].count { $0 }
    if categories >= 2 { return .high }
    if categories == 1 { return .moderate }
    return documents >= 2 || has(.historian) ? .low : .straightforward
  }

  private var risk: DecisionLevel {
    let hasFactor = has(.riskFactor)
    if has(.toxicDrug) || has(.emergencySurgery) || has(.hospital) || (has(.majorSurgery) && hasFactor) { return .high }
    if has(.prescription) || has(.majorSurgery) || (has(.minorSurgery) && hasFactor) || has(.socialLimit) {
      return .moderate
    }
    return has(.minorSurgery) || has(.lowRisk) ? .low : .straightforward
  }

  /// The level of the visit: two of the three elements meet or exceed it.
  public var level: DecisionLevel { DecisionElement.allCases.map { level(of: $0) }.sorted()[1] }

  /// Elements for which the note shows nothing at all. Stated as they are, without a level that they would give.
  public var absent: [DecisionElement] {
    DecisionElement.allCases.filter { element in !evidence.contains { $0.sign.element == element } }
  }
}

import ClinicalText
import Findings
import ICD10CM

/// Why a mention cannot be a diagnosis of this encounter: one rule after another, the first that applies is the reason.
struct MentionRules {
  /// What a rule may look at.
  struct Question {
    let mention: Mention
    let place: NoteOutline.Place
    let section: SectionKind
    let isOutpatient: Bool
    let isProblem: Bool
    /// "Status post kyphoplasty for a compression fracture": the operation is past, what it was for may not be.
    let isReasonForOperation: Bool

    func says(_ assertion: Assertion) -> Bool { mention.assertion.contains(assertion) }
    var isStatus: Bool { mention.has(.status) || mention.has(.drug) }
    /// A status of a relative ("mother had a hip fracture") is itself a code.
    var isFamilyStatus: Bool { says(.otherExperiencer) && mention.has(.status) }
    /// Plans and instructions tell what shall be done.
    var isAdvice: Bool {
      switch section {
      case .plan, .instructions, .disposition, .recommendation, .legend: true
      default: false
      }
    }
  }

  /// A rule and the mentions it applies to.
  typealias Rule = (id: String, applies: @Sendable (Question) -> Bool)

  /// How the text stands to the mention, in this order.
  static let assertions: [Rule] = [
    ("negated", { $0.says(.negated) }),
    ("other-person", { $0.says(.otherExperiencer) && !$0.mention.has(.status) }),
    ("template", { !$0.isFamilyStatus && $0.says(.template) }),
    ("hypothetical", { !$0.isFamilyStatus && $0.says(.hypothetical) }),
    ("uncertain-outpatient", { !$0.isFamilyStatus && $0.says(.screening) && !$0.mention.has(.status) }),
    ("planned", { !$0.isFamilyStatus && $0.says(.planned) }),
    ("uncertain-outpatient", { !$0.isFamilyStatus && $0.says(.uncertain) && $0.isOutpatient }),
    (
      "historical",
      {
        !$0.isFamilyStatus && !$0.mention.has(.cause) && $0.says(.historical) && !$0.isStatus && !$0.says(.historyList)
          && !$0.isReasonForOperation
      }
    ),
  ]

  /// Where the mention stands, in this order.
  static let places: [Rule] = [
    (
      "not-a-diagnosis-section",
      { question in
        guard question.mention.has(.cause) else { return false }
        return [.history, .examination, .none].contains(question.place.role)
      }
    ),
    ("explained-risk", { !$0.mention.has(.cause) && $0.place.isConsent }),
    (
      "not-a-diagnosis-section",
      { question in
        guard !question.mention.has(.cause) else { return false }
        switch question.place.role {
        case .none: return !question.isStatus || question.isAdvice
        case .examination: return true
        case .history: return question.isStatus && question.isAdvice
        case .conclusion, .preoperative, .reason, .narrative: return false
        }
      }
    ),
  ]

  private let reading: NoteReading
  private let settings: CodingCertificate.Settings
  /// The parts of the note that diagnoses are taken from.
  private let binding: Set<Tier>

  init(reading: NoteReading, settings: CodingCertificate.Settings) {
    self.reading = reading
    self.settings = settings
    binding = Self.binding(reading, settings)
  }

  /// The name of the rule against a mention; `nil` where it can be coded.
  func reason(against mention: Mention) -> String? {
    if let reason = Self.reason(against: mention, reading, settings) { return reason }
    guard settings.kind != "problem", Self.isDiagnosis(mention) else { return nil }
    let tier = reading.context.tier(of: mention)
    if binding.contains(tier) { return nil }
    return tier == .reasoning ? "reasoning" : "not-in-conclusion"
  }

  private static func reason(
    against mention: Mention, _ reading: NoteReading, _ settings: CodingCertificate.Settings
  ) -> String? {
    let question = Question(
      mention: mention, place: reading.context.outline.places[mention.sentence],
      section: reading.document.section(ofToken: mention.tokens.lowerBound).kind,
      isOutpatient: settings.setting == "outpatient", isProblem: settings.kind == "problem",
      isReasonForOperation: isReasonForOperation(mention, reading.document)
        || isFixedFracture(mention, reading, isProblem: settings.kind == "problem"))
    if let rule = assertions.first(where: { $0.applies(question) }) {
      let isOngoing =
        rule.id == "historical"
        && ChronicDiseases.isOngoing(
          mention, in: reading.document, outline: reading.context.outline, book: reading.book)
      return isOngoing ? nil : rule.id
    }
    if question.isProblem || question.isFamilyStatus { return nil }
    if !question.isStatus, !mention.has(.cause), OldInjury.isPast(mention, in: reading.document) { return "historical" }
    return places.first { $0.applies(question) }?.id
  }

  private static let operated = Set(["post", "s", "p"].map { WordHash.of($0) })
  private static let purpose = WordHash.of("for")

  private static func isReasonForOperation(_ mention: Mention, _ document: Document) -> Bool {
    document.scopes(governing: mention.tokens).filter { $0.assertion.contains(.historical) }.allSatisfy { scope in
      let between = scope.cue.upperBound..<max(scope.cue.upperBound, mention.tokens.lowerBound)
      return scope.cue.contains { operated.contains(document.tokens[$0].hash) }
        && between.contains { document.tokens[$0].hash == purpose }
    }
  }

  /// A fracture that the conclusion names behind its fixation is in aftercare.
  private static func isFixedFracture(_ mention: Mention, _ reading: NoteReading, isProblem: Bool) -> Bool {
    let document = reading.document
    let role = reading.context.outline.places[mention.sentence].role
    guard isProblem || role == .conclusion || role == .preoperative,
      mention.tokens.contains(where: { FractureAftercare.fractures.contains(document.tokens[$0].hash) })
    else { return false }
    return document.scopes(governing: mention.tokens).filter { $0.assertion.contains(.historical) }.allSatisfy {
      scope in
      let between = scope.cue.upperBound..<max(scope.cue.upperBound, mention.tokens.lowerBound)
      return scope.cue.contains { operated.contains(document.tokens[$0].hash) }
        && between.contains { FractureAftercare.fixations.contains(document.tokens[$0].hash) }
    }
  }

  private static func isDiagnosis(_ mention: Mention) -> Bool {
    !mention.has(.status) && !mention.has(.drug) && !mention.has(.cause)
  }

  /// The most binding part of the note in which a diagnosis stands (Guidelines IV.G, IV.H, IV.J; II.A for symptoms).
  private static func binding(_ reading: NoteReading, _ settings: CodingCertificate.Settings) -> Set<Tier> {
    let outline = reading.context.outline
    let order: [Set<Tier>] =
      outline.hasConclusion
      ? [
        outline.refersToPreoperative ? [.head, .reasoning, .preoperative] : [.head], [.reasoning], [.preoperative],
        [.reason], [.narrative], [.history],
      ] : [[.preoperative], [.reason, .narrative, .history]]
    var found: Set<Tier> = []
    var listsStatus = false
    for mention in reading.findings.mentions where reason(against: mention, reading, settings) == nil {
      let tier = reading.context.tier(of: mention)
      if isDiagnosis(mention) { found.insert(tier) }
      listsStatus = listsStatus || mention.has(.status) && (tier == .head || tier == .preoperative)
    }
    let binding = order.first { !$0.isDisjoint(with: found) } ?? []
    // A conclusion that lists a status ("retained hardware") is one: the story is not searched for more.
    return listsStatus && !binding.isDisjoint(with: [.narrative, .history]) ? [] : binding
  }
}

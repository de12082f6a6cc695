import ClinicalText
import Findings
import ICD10CM

/// Why a mention cannot be a diagnosis of this encounter: one rule after another, the first that applies is the reason.
struct MentionRules {
  /// What a rule may look at.
  struct Question {
    let mention: Mention
    let role: StatementRole
    let isOutpatient: Bool
    let isProblem: Bool
    let hasConclusion: Bool

    var assertion: Assertion { mention.assertion }
    var isStatus: Bool { mention.has(.status) || mention.has(.drug) }
  }

  /// The rules, in order.
  static let table: [(id: String, applies: @Sendable (Question) -> Bool)] = [
    ("negated", { $0.assertion.contains(.negated) }),
    ("other-person", { $0.assertion.contains(.otherExperiencer) && !$0.mention.has(.status) }),
    ("template", { !$0.assertion.contains(.otherExperiencer) && $0.assertion.contains(.template) }),
    ("hypothetical", { !$0.assertion.contains(.otherExperiencer) && $0.assertion.contains(.hypothetical) }),
    (
      "uncertain-outpatient",
      {
        !$0.assertion.contains(.otherExperiencer) && $0.assertion.contains(.screening) && !$0.mention.has(.status)
      }
    ),
    ("planned", { !$0.assertion.contains(.otherExperiencer) && $0.assertion.contains(.planned) }),
    (
      "uncertain-outpatient",
      { !$0.assertion.contains(.otherExperiencer) && $0.assertion.contains(.uncertain) && $0.isOutpatient }
    ),
    (
      "historical",
      {
        !$0.assertion.contains(.otherExperiencer) && $0.assertion.contains(.historical) && !$0.isStatus
          && !$0.assertion.contains(.historyList)
      }
    ),
    (
      "not-a-diagnosis-section",
      {
        !$0.assertion.contains(.otherExperiencer) && !$0.isProblem
          && ($0.role == .none && !$0.isStatus || $0.role == .examination)
      }
    ),
    (
      "not-in-conclusion",
      {
        !$0.assertion.contains(.otherExperiencer) && !$0.isProblem && $0.role != .none && $0.hasConclusion
          && $0.role != .conclusion && $0.role != .preoperative && !$0.isStatus
      }
    ),
  ]

  private let document: Document
  private let settings: CodingCertificate.Settings
  private let hasConclusion: Bool

  init(document: Document, settings: CodingCertificate.Settings) {
    self.document = document
    self.settings = settings
    hasConclusion = document.sections.contains { StatementRole($0.kind) == .conclusion }
  }

  /// The name of the rule against a mention; `nil` where it can be coded.
  func reason(against mention: Mention) -> String? {
    let sentence = document.sentences[mention.sentence].tokens
    let question = Question(
      mention: mention, role: StatementRole(document.section(ofToken: sentence.lowerBound).kind),
      isOutpatient: settings.setting == "outpatient", isProblem: settings.kind == "problem",
      hasConclusion: hasConclusion)
    return Self.table.first { $0.applies(question) }?.id
  }
}

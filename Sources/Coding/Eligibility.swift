import ClinicalText
import Findings
import ICD10CM

/// Decides whether a mention can be a diagnosis of this encounter, before any code is looked for.
struct Eligibility {
  private let context: EncounterContext
  private let hasConclusion: Bool

  init(document: Document, context: EncounterContext) {
    self.context = context
    hasConclusion = document.sections.contains { SectionRole($0.kind) == .conclusion }
  }

  /// Why a mention cannot be a diagnosis of this encounter; `nil` where it can.
  func rejection(of mention: Mention, role: SectionRole) -> CodingRule? {
    let isStatus = mention.has(.status) || mention.has(.drug)
    let assertion = mention.assertion
    if assertion.contains(.negated) { return .negated }
    if assertion.contains(.otherExperiencer) { return mention.has(.status) ? nil : .otherExperiencer }
    if assertion.contains(.template) { return .template }
    if assertion.contains(.hypothetical) { return .hypothetical }
    if assertion.contains(.screening) && !mention.has(.status) { return .uncertainOutpatient }
    if assertion.contains(.planned) { return .planned }
    if assertion.contains(.uncertain), context.setting == .outpatient { return .uncertainOutpatient }
    if assertion.contains(.historical), !isStatus, !assertion.contains(.historyList) { return .historical }
    if context.kind == .problem { return nil }
    if role == .none { return isStatus ? nil : .notADiagnosisSection }
    if role == .examination { return .notADiagnosisSection }
    if hasConclusion, role != .conclusion, role != .preoperative, !isStatus { return .notInConclusion }
    return nil
  }
}

import ClinicalText
import Findings
import ICD10CM

/// Decides whether a mention can be a diagnosis of this encounter, before any code is looked for.
struct Eligibility {
  private let document: Document
  private let context: EncounterContext

  init(document: Document, context: EncounterContext) {
    self.document = document
    self.context = context
  }

  /// Why a mention cannot be a diagnosis of this encounter; `nil` where it can.
  func rejection(of mention: Mention, at place: NoteOutline.Place) -> CodingRule? {
    let isStatus = mention.has(.status) || mention.has(.drug)
    let assertion = mention.assertion
    if assertion.contains(.negated) { return .negated }
    if assertion.contains(.otherExperiencer) { return mention.has(.status) ? nil : .otherExperiencer }
    if assertion.contains(.template) { return .template }
    if assertion.contains(.hypothetical) { return .hypothetical }
    if assertion.contains(.screening) && !mention.has(.status) { return .uncertainOutpatient }
    if assertion.contains(.planned) { return .planned }
    if assertion.contains(.uncertain), context.setting == .outpatient { return .uncertainOutpatient }
    if mention.has(.cause) { return rejectionOfCause(at: place) }
    if assertion.contains(.historical), !isStatus, !assertion.contains(.historyList), !isReasonForOperation(mention),
      !isFixedFracture(mention, at: place)
    {
      return .historical
    }
    if context.kind == .problem { return nil }
    if !isStatus, OldInjury.isPast(mention, in: document) { return .historical }
    if place.isConsent { return .explainedRisk }
    switch place.role {
    case .none: return isStatus && !isAdvice(mention) ? nil : .notADiagnosisSection
    case .examination: return .notADiagnosisSection
    case .history where isStatus && isAdvice(mention): return .notADiagnosisSection
    default: return nil
    }
  }

  /// "Status post kyphoplasty for a compression fracture": the operation is past, what it was for may not be.
  private func isReasonForOperation(_ mention: Mention) -> Bool {
    document.scopes(governing: mention.tokens).allSatisfy { scope in
      guard scope.assertion.contains(.historical) else { return true }
      let isOperation = scope.cue.contains { Self.operated.contains(document.tokens[$0].hash) }
      let between = scope.cue.upperBound..<max(scope.cue.upperBound, mention.tokens.lowerBound)
      return isOperation && between.contains { document.tokens[$0].hash == Self.purpose }
    }
  }

  /// "Status post ORIF of a wrist fracture" as a diagnosis of today: the fracture heals, and this is its aftercare
  /// (Guidelines I.C.21.c.7: aftercare of an injury is coded as the injury, with the 7th character for it).
  private func isFixedFracture(_ mention: Mention, at place: NoteOutline.Place) -> Bool {
    guard context.kind == .problem || place.role == .conclusion || place.role == .preoperative,
      mention.tokens.contains(where: { FractureAftercare.fractures.contains(document.tokens[$0].hash) })
    else { return false }
    return document.scopes(governing: mention.tokens).allSatisfy { scope in
      guard scope.assertion.contains(.historical) else { return true }
      let between = scope.cue.upperBound..<max(scope.cue.upperBound, mention.tokens.lowerBound)
      return scope.cue.contains { Self.operated.contains(document.tokens[$0].hash) }
        && between.contains { FractureAftercare.fixations.contains(document.tokens[$0].hash) }
    }
  }

  private static let operated: WordSet = "post s p"
  private static let purpose = WordHash.of("for")

  /// A cause may be told anywhere but in advice, examination and family history.
  private func rejectionOfCause(at place: NoteOutline.Place) -> CodingRule? {
    switch place.role {
    case .conclusion, .preoperative, .reason, .narrative: nil
    case .history, .examination, .none: context.kind == .problem ? nil : .notADiagnosisSection
    }
  }

  /// Plans and instructions tell what shall be done, not what the encounter was for.
  private func isAdvice(_ mention: Mention) -> Bool {
    switch document.section(ofToken: mention.tokens.lowerBound).kind {
    case .plan, .instructions, .disposition, .recommendation, .legend: true
    default: false
    }
  }
}

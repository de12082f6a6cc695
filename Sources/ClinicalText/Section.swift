/// What a section of a note is for. Decides which of its statements can be a current diagnosis.
public enum SectionKind: UInt8, CaseIterable, Sendable {
  /// Text before the first heading, or under a heading that is not known.
  case none, other
  case chiefComplaint, presentIllness, interval, reviewOfSystems
  case pastHistory, surgicalHistory, familyHistory, socialHistory, problemList
  case medications, allergies, vitals, exam
  case indication, technique, comparison, results, findings, impression
  case assessment, assessmentAndPlan, plan, recommendation, instructions
  case preoperativeDiagnosis, postoperativeDiagnosis, diagnosis, admittingDiagnosis, dischargeDiagnosis
  case procedure, operativeDetail, anesthesia, complications, specimens, hospitalCourse, disposition
  /// Explanatory text that belongs to the form, not to the patient: reference ranges, WHO definitions, education.
  case legend
}

/// A section of a document: its heading and the text under it.
public struct Section: Sendable {
  /// What the section is for.
  public let kind: SectionKind
  /// The heading as written, without its colon; empty for text before the first heading.
  public let heading: ByteSpan
  /// Everything after the heading up to the next one.
  public let body: ByteSpan
  /// Whether the heading stood on a line of its own, rather than in front of text.
  public let standsAlone: Bool
}

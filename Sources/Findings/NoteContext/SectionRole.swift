package import ClinicalText

/// What a section's statements count as, for choosing and ordering diagnoses.
package enum SectionRole: Int {
  /// The clinician's conclusion; lower is more binding.
  case conclusion = 0
  case preoperative
  case reason
  case narrative
  case history
  case examination
  case none

  package init(_ kind: SectionKind) {
    switch kind {
    case .postoperativeDiagnosis, .impression, .assessment, .assessmentAndPlan, .diagnosis, .dischargeDiagnosis:
      self = .conclusion
    case .preoperativeDiagnosis, .admittingDiagnosis: self = .preoperative
    case .chiefComplaint, .indication: self = .reason
    case .none, .other, .presentIllness, .interval, .hospitalCourse, .problemList, .findings, .results, .recommendation:
      self = .narrative
    case .pastHistory, .surgicalHistory, .medications, .plan: self = .history
    case .exam, .vitals, .reviewOfSystems, .procedure, .operativeDetail, .anesthesia, .complications, .specimens,
      .technique, .comparison:
      self = .examination
    case .familyHistory, .socialHistory, .allergies, .instructions, .disposition, .legend: self = .none
    }
  }
}

extension Document {
  /// Whether the text is parted by headings of its own; a legend or a signature below a letter parts nothing.
  var hasTellingSections: Bool { sections.contains { ![.none, .other, .legend].contains($0.kind) } }
}

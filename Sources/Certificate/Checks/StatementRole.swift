import ClinicalText

/// What the statements of a section count as; lower is more binding.
enum StatementRole: Int {
  case conclusion, preoperative, reason, narrative, history, examination, none

  init(_ kind: SectionKind) {
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

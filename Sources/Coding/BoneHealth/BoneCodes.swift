import Findings

/// The codes that the rules of bone health and their questions speak of.
extension CodeFamily {
  // MARK: Diseases of bone

  static let osteoporosis: CodeFamily = "M80 M81"
  static let osteoporosisAlone: CodeFamily = "M81"
  static let generalOsteoporosisAlone: CodeFamily = "M81.0 M81.8"
  static let localizedOsteoporosis: CodeFamily = "M81.6"
  static let otherOsteoporosis: CodeFamily = "M81.8 M80.8"
  static let lowBoneMass: CodeFamily = "M85.8"
  static let unspecifiedDensityDisorder: CodeFamily = "M85.9"
  static let densityDiagnosis: CodeFamily = "M81.0 M85.8"
  static let boneDiagnosis: CodeFamily = "M80-M81 M83 M84.3-M84.7 M85 M88 Q78"
  /// Diagnoses beside which the drugs that bear on bone are reported.
  static let reasonForBoneDrug: CodeFamily =
    "M80-M81 M83 M84.3 M84.5-M84.7 M85 M88 Z13.820 E24 N95.1 Q78 Q96"
  /// Diseases behind a secondary osteoporosis.
  static let secondaryCause: CodeFamily = "Z79.52 E21.3 E24.9 E23.0 E05 E29.1"
  static let signsOfOsteoporosis: CodeFamily = "M54.5 M54.6 M54.9 R29.890 M40.0"

  // MARK: Fractures

  static let traumatic: CodeFamily = "S12 S22 S32 S42 S52 S62 S72 S82 S92"
  static let fracture: CodeFamily = "M80 M48.5 M84.4 S12 S22 S32 S42 S52 S62 S72 S82 S92"
  static let vertebralInjury: CodeFamily = "S22.0 S32.0"
  static let thoracicInjury: CodeFamily = "S22.0"
  static let thoracolumbarInjury: CodeFamily = "S22.08"
  static let osteoporoticFracture: CodeFamily = "M80"
  static let ageRelatedFracture: CodeFamily = "M80.0"
  static let otherOsteoporoticFracture: CodeFamily = "M80.8"
  static let fractureWithoutSite: CodeFamily = "M80.00 M80.80"
  static let pathologicalFracture: CodeFamily = "M80 M84.3 M84.4 M48.5"
  static let stressFracture: CodeFamily = "M84.3"
  static let atypicalFracture: CodeFamily = "M84.75"
  /// Collapsed vertebra, and pathological fracture without its disease.
  static let fractureOfUnnamedCause: CodeFamily = "M84.4 M48.5"
  static let fractureOfOtherBone: CodeFamily = "M48.5 M84.4 M84.6"
  static let fractureOfDiseasedBone: CodeFamily = "M80 M84"
  static let healedFracture: CodeFamily = "Z87.31 Z87.81"
  static let healedStressFracture: CodeFamily = "Z87.312"

  // MARK: Drugs and encounters

  static let longTermDrug: CodeFamily = "Z79"
  /// Glucocorticoids, agents affecting oestrogen, bisphosphonates, hormone replacement.
  static let drugThatBearsOnBone: CodeFamily = "Z79.5 Z79.81 Z79.83 Z79.890"
  static let treatmentOfOsteoporosis: CodeFamily = "Z79.83 Z79.810"
  static let fractureOrTreatment: CodeFamily = "M80 Z87.310 Z79.83 Z79.810 M84.75"
  static let causedByDrug: CodeFamily = "M81.8 M80.8 M83.5 E24.2 M85.8 M87.1"
  static let adverseEffectOnBone: CodeFamily = "T38 T42 T45"
  static let screening: CodeFamily = "Z13.820"
}

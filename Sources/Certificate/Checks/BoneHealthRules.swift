import ClinicalText
import ICD10CM

/// Rules of bone health.
extension RuleTable {
  static let boneHealth: [RuleCheck] = []
}

import Findings

/// Families of codes that the verifier's own checks name.
enum ConventionTables {
  static let externalCauses: CodeFamily = "V00-Y99"
  static let pain: CodeFamily = "M25.5 M54.2 M54.5 M54.6 M54.9 M79.6"
}

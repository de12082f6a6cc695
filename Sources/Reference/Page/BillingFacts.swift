public import ICD10CM

/// What payment says of a code, as plain values.
///
/// `Reference` knows no price and no coverage rule. Whoever does (the billing side) hands the facts in through
/// `BillingFacts`; until then a page says that the tables are not installed. Every value carries its source.
public struct BillingFact: Sendable, Hashable {
  /// What is said: "MS-DRG 564–566", "covered".
  public var text: String
  /// Where it stands: table, version, publisher, date.
  public var source: String
  /// Whether the statement was compared with its source; what was not is shown as unverified.
  public var isVerified: Bool

  /// Creates a fact.
  public init(text: String, source: String, isVerified: Bool) {
    self.text = text
    self.source = source
    self.isVerified = isVerified
  }
}

/// A procedure commonly reported with a code: its number with our own gloss, and why the diagnosis supports it.
public struct RelatedProcedure: Sendable, Hashable {
  /// The procedure's number. A number only: descriptors of CPT belong to the AMA.
  public var number: String
  /// What it is, in plain words of our own.
  public var gloss: String
  /// Why the diagnosis supports it, with coverage where that is known.
  public var reason: BillingFact

  /// Creates a related procedure.
  public init(number: String, gloss: String, reason: BillingFact) {
    self.number = number
    self.gloss = gloss
    self.reason = reason
  }
}

/// What payment says of one code. A list that is `nil` is not installed; an empty one is installed and has no entry.
public struct CodeBilling: Sendable, Hashable {
  /// Procedures commonly reported with it.
  public var procedures: [RelatedProcedure]?
  /// Coverage statements that name it.
  public var coverage: [BillingFact]?
  /// The MS-DRGs that it groups to as principal diagnosis.
  public var drg: [BillingFact]?
  /// Complication or comorbidity status (CC, MCC).
  public var comorbidity: [BillingFact]?
  /// Payment condition categories (CMS-HCC V28, RxHCC).
  public var hcc: [BillingFact]?
  /// Age, sex and other edits of the Medicare Code Editor.
  public var edits: [BillingFact]?
  /// Clinical category (CCSR).
  public var ccsr: [BillingFact]?

  /// Creates facts; what is left out is not installed.
  public init(
    procedures: [RelatedProcedure]? = nil, coverage: [BillingFact]? = nil, drg: [BillingFact]? = nil,
    comorbidity: [BillingFact]? = nil, hcc: [BillingFact]? = nil, edits: [BillingFact]? = nil,
    ccsr: [BillingFact]? = nil
  ) {
    self.procedures = procedures
    self.coverage = coverage
    self.drg = drg
    self.comorbidity = comorbidity
    self.hcc = hcc
    self.edits = edits
    self.ccsr = ccsr
  }
}

/// Gives the billing facts of a code. Asked once for each page, from several threads.
public protocol BillingFacts: Sendable {
  /// The facts for a code in an edition.
  func facts(for code: Code, edition: String) -> CodeBilling
}

/// No tables are installed.
public struct NoBillingFacts: BillingFacts {
  /// Creates it.
  public init() {}
  /// Nothing is known.
  public func facts(for code: Code, edition: String) -> CodeBilling { CodeBilling() }
}

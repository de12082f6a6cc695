public import ICD10CM
import JSON

/// A payer's rules for a group of procedures, as dated data: nothing of it is in the program.
public struct CoveragePack: Hashable, Sendable {
  /// Where a rule stands, and whether it was compared with that place.
  public struct Source: Hashable, Sendable {
    /// Short name inside the pack.
    public var id: String
    /// Title, publisher, number.
    public var text: String
    /// Date of the source; empty where it is not known.
    public var date: String
    /// Whether what the pack says was seen there.
    public var isVerified: Bool
  }

  /// What the pack says of a diagnosis.
  public enum Listing: String, Sendable { case covered, notCovered = "not-covered", unverified }

  /// Diagnoses with what is said of them.
  public struct DiagnosisRule: Hashable, Sendable {
    /// Code prefixes.
    public var codes: [Code]
    /// Procedures it speaks of; all of the pack where it is empty.
    public var procedures: [String]
    /// What is said.
    public var listing: Listing
    /// Where.
    public var source: Source
  }

  /// A fact of the chart that a condition asks for.
  public enum Fact: String, Sendable, CaseIterable {
    case ordered, estrogenDeficientAtRisk, vertebralAbnormality, glucocorticoidOver3Months
    case primaryHyperparathyroidism, monitoredOnDrug, confirmsBaseline
  }

  /// Something that must be so, or one of several things.
  public struct Condition: Hashable, Sendable {
    /// One of the ways in which a condition is met.
    public struct Way: Hashable, Sendable {
      /// The fact.
      public var fact: Fact
      /// In plain words.
      public var text: String
      /// Only for this sex, where it says so.
      public var sex: AdministrativeSex?
      /// Prefixes of diagnoses that show the fact.
      public var diagnoses: [Code]
      /// Procedures for which the way is open; all of them where it is empty.
      public var procedures: [String]
      /// Procedures after which, as the last one, the way is closed.
      public var notAfter: [String]
    }

    /// In plain words.
    public var text: String
    /// What documentation settles it.
    public var settledBy: String
    /// Any of them will do.
    public var ways: [Way]
    /// Where it stands.
    public var source: Source
  }

  /// How often a procedure is covered.
  public struct Frequency: Hashable, Sendable {
    /// Full months that must have passed since the month of the last one.
    public var fullMonths: Int
    /// Facts that allow an earlier one.
    public var exceptions: [Condition.Way]
    /// Procedures that count as an earlier one.
    public var procedures: [String]
    /// What documentation settles it.
    public var settledBy: String
    /// Where it stands.
    public var source: Source
  }

  /// "NCD 150.3", "L36460 / A57132".
  public var id: String
  /// Title.
  public var title: String
  /// Who issued it; "national" for all contractors.
  public var contractor: String
  /// Identifiers or words of payers that it binds; none for a national one.
  public var payers: [String]
  /// First and last day in force.
  public var from: Day, to: Day?
  /// Day on which the pack was last compared with its sources.
  public var checked: Day
  /// Procedures that it speaks of.
  public var procedures: [String]
  /// Diagnoses.
  public var diagnoses: [DiagnosisRule]
  /// What must be so.
  public var conditions: [Condition]
  /// How often.
  public var frequency: Frequency?
  /// What is not known of it.
  public var gaps: [String]

  /// Whether it binds every contractor.
  public var isNational: Bool { contractor == "national" }

  /// Whether it is in force on a day.
  public func isInForce(on day: Day) -> Bool { from <= day && day <= (to ?? day) }

  /// Whether it binds a payer: original Medicare, and its contractor where the pack is local.
  public func binds(_ coverage: Coverage) -> Bool {
    guard coverage.isMedicare else { return false }
    let name = coverage.payerName.lowercased()
    return isNational || payers.contains { $0 == coverage.payerID || name.contains($0.lowercased()) }
  }
}

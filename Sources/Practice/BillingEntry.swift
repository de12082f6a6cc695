import Foundation
import GRDB

/// What somebody has entered to bill an encounter. It is kept apart from the encounter's content: what codes a note is
/// given the content and never this.
public struct BillingEntry: Hashable, Sendable, Codable {
  /// A service as it was entered.
  public struct Service: Hashable, Sendable, Codable {
    /// HCPCS or CPT number.
    public var procedure: String
    /// Modifiers, with spaces between them.
    public var modifiers: String
    /// Units.
    public var units: String
    /// Charge in dollars.
    public var charge: String
    /// Codes of the diagnoses that support it, the first the primary one; empty for the first four of the claim.
    public var diagnoses: [String]

    /// Creates a service.
    public init(
      procedure: String, modifiers: String = "", units: String = "1", charge: String = "", diagnoses: [String] = []
    ) {
      self.procedure = procedure
      self.modifiers = modifiers
      self.units = units
      self.charge = charge
      self.diagnoses = diagnoses
    }
  }

  /// The services, in order.
  public var services: [Service] = []
  /// Other entries of the form, by name: payer, patient's address, facts of the chart.
  public var details: [String: String] = [:]

  /// Creates an empty one.
  public init() {}
}

extension PracticeStore {
  /// What was entered for billing, with its version; version 0 where nothing was.
  public func billing(of encounter: String) throws(PracticeError) -> (entry: BillingEntry, version: Int) {
    let row = try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM billing WHERE encounter = ?", arguments: [encounter])
    }
    guard let row else {
      _ = try self.encounter(encounter)
      return (BillingEntry(), 0)
    }
    let content = try seal.opened(row["content"], as: "billing " + encounter)
    do { return (try JSONDecoder().decode(BillingEntry.self, from: content), row["version"]) } catch {
      throw Self.failure(error)
    }
  }

  /// Keeps what was entered since `version`; a signed encounter can be billed as well.
  ///
  /// - Throws: `PracticeError.conflict` where somebody has saved since.
  public func save(_ entry: BillingEntry, of encounter: String, version: Int) throws(PracticeError) -> Int {
    _ = try self.encounter(encounter)
    let content: Data
    do { content = try JSONEncoder().encode(entry) } catch { throw Self.failure(error) }
    let sealed = try seal.sealed(content, as: "billing " + encounter)
    try write { database in
      if version == 0 {
        try database.execute(
          sql: "INSERT OR IGNORE INTO billing (encounter, version, content) VALUES (?, 1, ?)",
          arguments: [encounter, sealed])
      } else {
        try database.execute(
          sql: "UPDATE billing SET content = ?, version = version + 1 WHERE encounter = ? AND version = ?",
          arguments: [sealed, encounter, version])
      }
      guard database.changesCount == 1 else {
        throw PracticeError(.conflict, "the billing of this encounter was changed in another window; reload it")
      }
    }
    return version + 1
  }
}

/// What a review looks into: the tables of the edits, and the coverage packs.
public struct ReviewTables: Sendable {
  /// Tables for edits.
  public let edits: EditTables
  /// Coverage packs, in the order in which they are shown.
  public let packs: [CoveragePack]

  /// Creates tables.
  public init(edits: EditTables, packs: [CoveragePack]) {
    self.edits = edits
    self.packs = packs
  }
}

/// What a biller must see of an encounter: coverage and edits. Nothing here changes a diagnosis.
public struct EncounterReview: Sendable {
  /// The encounter.
  public let encounter: Encounter
  /// What the edits found.
  public let findings: [EditFinding]
  /// What the packs say of each line.
  public let verdicts: [CoverageVerdict]
  /// What was looked into.
  public let tables: ReviewTables

  /// Reviews an encounter.
  public init(_ encounter: Encounter, tables: ReviewTables) {
    self.encounter = encounter
    self.tables = tables
    findings = ClaimEdits(tables.edits).findings(in: encounter)
    verdicts = CoverageRules(tables.packs).verdicts(on: encounter)
  }

  /// Whether no edit fails and no pack says "not covered".
  public var isClean: Bool {
    !findings.contains { $0.weight == .error } && !verdicts.contains { $0.answer == .notCovered }
  }
}

extension CoverageVerdict {
  /// Whether the answer is "covered" only if the record shows what is still unknown.
  public var isConditional: Bool { answer == .covered && conditions.contains { $0.state == .unknown } }
}

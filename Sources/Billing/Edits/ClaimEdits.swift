public import ICD10CM

/// The tables that edits look into. What is absent makes a finding "not checked", never silence.
public struct EditTables: Sendable {
  /// Installed editions of the code set.
  public var books: [Book]
  /// The Medicare Code Editor's table.
  public var codeEditor: CodeEditorTable?
  /// Procedures known to the project, and imported ones.
  public var procedures: ProcedureTable
  /// NCCI pairs and units.
  public var correctCoding: CorrectCoding

  /// Creates tables.
  public init(
    books: [Book] = [], codeEditor: CodeEditorTable? = nil, procedures: ProcedureTable = ProcedureTable(),
    correctCoding: CorrectCoding = CorrectCoding()
  ) {
    self.books = books
    self.codeEditor = codeEditor
    self.procedures = procedures
    self.correctCoding = correctCoding
  }

  /// The book in force on a day, with the blocks that edits read checked.
  func book(on day: Day) -> Book? {
    guard let book = books.last(where: { $0.edition.isInForce(on: day) }), (try? book.touch(.lookup)) != nil else {
      return nil
    }
    return book
  }
}

/// Checks claims before they are sent. Nothing here changes a diagnosis: a finding names what to look at, and a person
/// decides.
public struct ClaimEdits: Sendable {
  /// The tables.
  public let tables: EditTables

  /// Creates edits.
  public init(_ tables: EditTables) { self.tables = tables }

  /// What the rules find in an encounter's claim, diagnoses first, then lines, then the form.
  public func findings(in encounter: Encounter) -> [EditFinding] {
    var findings = DiagnosisEdits(encounter, tables).findings()
    findings += SideEdits(encounter, tables).findings()
    findings += LineEdits(encounter, tables).findings()
    findings += VisitEdits(encounter, tables).findings()
    findings += FormEdits(encounter).findings()
    return findings
  }
}

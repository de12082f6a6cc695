import ICD10CM

extension CorrectCoding {
  /// Reads pairs from a table of Knowledge/procedures: paid, unpaid, indicator, source; a header line first.
  public mutating func readPairs(_ bytes: [UInt8], file: String) throws(TableError) {
    for (number, fields) in DelimitedText.rows(bytes, separator: 0x09).dropFirst() {
      guard fields.count == 4, let indicator = Int(fields[2]) else {
        throw TableError(file: file, line: number, message: "no pair of four columns")
      }
      insert(Pair(paid: fields[0], unpaid: fields[1], indicator: indicator, source: fields[3]))
    }
  }

  /// Reads limits from a table of Knowledge/procedures: procedure, most, indicator, source; a header line first.
  public mutating func readUnits(_ bytes: [UInt8], file: String) throws(TableError) {
    for (number, fields) in DelimitedText.rows(bytes, separator: 0x09).dropFirst() {
      guard fields.count == 4, let most = Int(fields[1]), let indicator = Int(fields[2]) else {
        throw TableError(file: file, line: number, message: "no limit of four columns")
      }
      insert(Units(most: most, indicator: indicator, source: fields[3]), for: fields[0])
    }
  }

  /// Reads the NCCI Procedure-to-Procedure file that CMS publishes each quarter, as text with tabs: column 1, column 2,
  /// a mark, effective date, deletion date ("*" for none), modifier indicator, rationale; lines before the first pair
  /// are its heading. Only pairs of `procedures` are kept: the whole file has millions.
  ///
  /// Source: CMS, "PTP Coding Edits" (layout as of 2024; unverified).
  public mutating func importPairs(_ bytes: [UInt8], file: String, among procedures: Set<String>) throws(TableError) {
    var count = 0
    for (number, fields) in DelimitedText.rows(bytes, separator: 0x09) {
      guard fields.count >= 6, ProcedureTable.isNumber(fields[0]), ProcedureTable.isNumber(fields[1]) else { continue }
      count += 1
      guard procedures.contains(fields[0]), procedures.contains(fields[1]) else { continue }
      guard let from = Day(fields[3]), let indicator = Int(fields[5]) else {
        throw TableError(file: file, line: number, message: "no effective date or no modifier indicator")
      }
      insert(
        Pair(
          paid: fields[0], unpaid: fields[1], from: from, to: Day(fields[4]), indicator: indicator,
          source: "CMS NCCI, \(file)"))
    }
    guard count > 0 else {
      throw TableError(file: file, line: 1, message: "no pair in it; name the tab-separated PTP file of CMS")
    }
  }

  /// Reads the NCCI Medically Unlikely Edits that CMS publishes each quarter, as CSV: number, most units, adjudication
  /// indicator ("2 Date of Service Edit: Policy"), rationale; lines before the first number are its heading.
  ///
  /// Source: CMS, "Medically Unlikely Edits" (layout as of 2024; unverified).
  public mutating func importUnits(_ bytes: [UInt8], file: String) throws(TableError) {
    var count = 0
    for (number, fields) in DelimitedText.rows(bytes, separator: 0x2C) where fields.count >= 3 {
      guard ProcedureTable.isNumber(fields[0]) else { continue }
      guard let most = Int(fields[1]), let indicator = fields[2].first.flatMap({ Int(String($0)) }) else {
        throw TableError(file: file, line: number, message: "no number of units or no adjudication indicator")
      }
      insert(Units(most: most, indicator: indicator, source: "CMS NCCI, \(file)"), for: fields[0])
      count += 1
    }
    guard count > 0 else {
      throw TableError(file: file, line: 1, message: "no limit in it; name the MUE file of CMS as CSV")
    }
  }
}

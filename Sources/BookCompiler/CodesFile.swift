import ICD10CM

/// The codes file (`icd10cm_codes_YYYY.txt`): the billable codes with their long titles.
///
/// Columns: 1–7 code without its point, 9 on long title.
public struct CodesFile: Sendable {
  /// Rows in the file's order, all billable; the short title is empty because the file has none.
  public var rows: [OrderRow]

  /// Reads a whole file.
  ///
  /// - Throws: `SourceError` for lines that do not follow the columns, a code listed twice, and a code that has
  ///   another one below it.
  public init(parsing bytes: [UInt8], file: String, limits: SourceLimits = SourceLimits()) throws(SourceError) {
    var lines = try TextLines(bytes, file: file, limits: limits)
    var rows: [OrderRow] = []
    var places: [Int] = []
    var firstLines: [Code: Int] = [:]
    while let line = try lines.next() {
      if line.bytes.allSatisfy({ $0 == 0x20 }) { continue }
      let row = try OrderRow(codesColumnsFrom: 1, of: line, file: file)
      if let first = firstLines.updateValue(line.number, forKey: row.code) {
        throw SourceError(.duplicateCode, file: file, line: line.number, "\(row.code) is also on line \(first)")
      }
      rows.append(row)
      places.append(line.number)
    }
    guard !rows.isEmpty else { throw SourceError(.truncated, file: file, line: 1, "no rows") }
    if let (index, message) = rows.firstFlagThatContradictsTheHierarchy {
      throw SourceError(.wrongFlag, file: file, line: places[index], message)
    }
    self.rows = rows
  }
}

extension OrderRow {
  /// Reads a code that starts in column `first` and the long title eight columns on.
  init(codesColumnsFrom first: Int, of line: TextLine, file: String) throws(SourceError) {
    let code = try Code(inColumns: first, of: line, file: file)
    let title = line.columns(first + 8).folded
    guard !title.isEmpty else {
      throw SourceError(.truncated, file: file, line: line.number, "\(code) has no title")
    }
    guard line[first + 7] == 0x20 else {
      throw SourceError(.malformed, file: file, line: line.number, "column \(first + 7) is not blank")
    }
    self.init(code: code, isBillable: true, shortTitle: "", longTitle: title)
  }
}

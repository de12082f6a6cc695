import ICD10CM

extension ProcedureTable {
  /// Reads the HCPCS Level II file that CMS publishes (fixed columns: 1–5 number, 11 record kind, 12–91 text, 92–119
  /// short text, 285–292 termination date). Level II texts are works of the US government and become the gloss of a
  /// number that has none.
  ///
  /// Source: CMS, HCPCS record layout (unverified).
  public mutating func importLevel2(_ bytes: [UInt8], file: String) throws(TableError) {
    var count = 0
    for line in bytes.split(separator: 0x0A) where line.count >= 92 {
      func text(_ range: Range<Int>) -> String {
        let start = min(line.startIndex + range.lowerBound, line.endIndex)
        let end = min(line.startIndex + range.upperBound, line.endIndex)
        let words = String(decoding: line[start..<end], as: UTF8.self).split { $0 == " " || $0 == "\r" }
        return words.joined(separator: " ")
      }
      let number = text(0..<5)
      // Record kind 3 is the first line of a procedure; 4 goes on with its text, 7 and 8 are modifiers.
      guard Self.isNumber(number), text(10..<11) == "3" else { continue }
      count += 1
      guard self[number] == nil, Day(text(284..<292)) == nil else { continue }
      insert(Procedure(number: number, gloss: text(91..<119), source: "CMS HCPCS Level II, \(file)", isVerified: true))
    }
    guard count > 0 else {
      throw TableError(file: file, line: 1, message: "no procedure in it; name the fixed-width HCPCS file of CMS")
    }
  }

  /// Reads a licensed CPT file: either tab-separated with a column "CPT Code" and one named "Medium", "Short" or
  /// "Long", or the short list of five digits, a space and the text. The texts stay on this machine and replace the
  /// project's glosses.
  ///
  /// Source: AMA, CPT data files (layouts unverified).
  public mutating func importCPT(_ bytes: [UInt8], file: String) throws(TableError) {
    let rows = DelimitedText.rows(bytes, separator: 0x09)
    var (codeColumn, textColumn) = (0, 1)
    var isTable = false
    if let header = rows.first(where: { $0.fields.contains { $0.lowercased() == "cpt code" } }) {
      let names = header.fields.map { $0.lowercased() }
      codeColumn = names.firstIndex(of: "cpt code") ?? 0
      textColumn = ["medium", "short", "long"].compactMap { names.firstIndex(of: $0) }.first ?? codeColumn + 1
      isTable = true
    }
    var count = 0
    for (_, fields) in rows {
      var (number, text) = ("", "")
      if isTable, fields.count > max(codeColumn, textColumn) {
        (number, text) = (fields[codeColumn], fields[textColumn])
      } else if !isTable, let line = fields.first, line.utf8.count > 6 {
        (number, text) = (String(line.prefix(5)), String(line.dropFirst(6)))
      }
      guard Self.isNumber(number) else { continue }
      var procedure = self[number] ?? Procedure(number: number)
      procedure.gloss = text
      if procedure.source.isEmpty { procedure.source = "licensed CPT file, \(file)" }
      insert(procedure)
      count += 1
    }
    guard count > 0 else {
      throw TableError(file: file, line: 1, message: "no CPT number in it; name the tab-separated or the short list")
    }
  }

  /// Reads global days from the Physician Fee Schedule relative value file as CSV: number in the first column, modifier
  /// in the second, global days in the fifteenth ("000", "010", "090", "XXX", "YYY", "ZZZ", "MMM").
  ///
  /// Source: CMS, PPRRVU record layout (unverified).
  public mutating func importFees(_ bytes: [UInt8], file: String) throws(TableError) {
    var count = 0
    for (_, fields) in DelimitedText.rows(bytes, separator: 0x2C) where fields.count > 14 {
      guard Self.isNumber(fields[0]), fields[1].isEmpty else { continue }
      count += 1
      var procedure = self[fields[0]] ?? Procedure(number: fields[0], source: "CMS PFS, \(file)")
      procedure.globalDays = Int(fields[14])
      insert(procedure)
    }
    guard count > 0 else {
      throw TableError(file: file, line: 1, message: "no procedure in it; name the relative value file (PPRRVU) as CSV")
    }
  }
}

import ICD10CM

/// The order file (`icd10cm_order_YYYY.txt`): every header and code with flag and titles, in the order of the book.
///
/// Columns, from the file description that CMS puts beside it ("icd10OrderFiles.pdf"): 1–5 order number, 7–13 code
/// without its point, 15 flag (1 valid for submission, 0 header), 17–76 short title, 78 on long title.
public struct OrderFile: Sendable {
  /// Rows in the file's order.
  public var rows: [OrderRow]

  /// Reads a whole file.
  ///
  /// - Throws: `SourceError` for lines that do not follow the columns, order numbers that do not rise, a code listed
  ///   twice, and flags that contradict the hierarchy (a billable code with codes below it, or a header with none).
  public init(parsing bytes: [UInt8], file: String, limits: SourceLimits = SourceLimits()) throws(SourceError) {
    var lines = try TextLines(bytes, file: file, limits: limits)
    var rows: [OrderRow] = []
    rows.reserveCapacity(bytes.count / 150)
    var places: [Int] = []
    var firstLines: [Code: Int] = [:]
    var lastNumber = 0
    while let line = try lines.next() {
      if line.bytes.allSatisfy({ $0 == 0x20 }) { continue }
      let number = try Self.orderNumber(of: line, file: file)
      guard number > lastNumber else {
        throw SourceError(
          .malformed, file: file, line: line.number, "order number \(number) does not follow \(lastNumber)")
      }
      lastNumber = number
      let row = try OrderRow(columnsFrom: 7, of: line, file: file)
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

  private static func orderNumber(of line: TextLine, file: String) throws(SourceError) -> Int {
    var number = 0
    for column in 1...5 {
      guard let byte = line[column], byte >= 0x30, byte <= 0x39 else {
        throw SourceError(.malformed, file: file, line: line.number, "no five-digit order number in columns 1 to 5")
      }
      number = number * 10 + Int(byte - 0x30)
    }
    guard line[6] == 0x20 else {
      throw SourceError(.malformed, file: file, line: line.number, "column 6 is not blank")
    }
    return number
  }
}

extension OrderRow {
  /// Reads code, flag and titles; the code starts in column `first` (7 in the order file, 16 in its addenda, where the
  /// flag stands in front of it).
  init(columnsFrom first: Int, of line: TextLine, flagColumn: Int? = nil, file: String) throws(SourceError) {
    let flagColumn = flagColumn ?? first + 8
    let titles = max(first + 8, flagColumn + 2)
    // The title's column is known only where everything before it is one byte a character.
    guard line.columns(1, titles + 60).allSatisfy({ $0 < 0x80 }) else {
      throw SourceError(
        .malformed, file: file, line: line.number, "a letter outside ASCII in the columns before the long title")
    }
    guard line[titles + 61] != nil else {
      throw SourceError(
        .truncated, file: file, line: line.number, "the line ends before its long title (column \(titles + 61))")
    }
    let code = try Code(inColumns: first, of: line, file: file)
    for column in [first + 7, flagColumn + 1, titles + 60] where line[column] != 0x20 {
      throw SourceError(.malformed, file: file, line: line.number, "column \(column) is not blank")
    }
    guard line[flagColumn] == 0x30 || line[flagColumn] == 0x31 else {
      throw SourceError(.wrongFlag, file: file, line: line.number, "column \(flagColumn) is neither 0 nor 1")
    }
    let short = line.columns(titles, titles + 59).folded
    let long = line.columns(titles + 61).folded
    guard !short.isEmpty, !long.isEmpty else {
      throw SourceError(.malformed, file: file, line: line.number, "\(code) has no title")
    }
    self.init(code: code, isBillable: line[flagColumn] == 0x31, shortTitle: short, longTitle: long)
  }
}

extension Code {
  /// Reads a code of at most seven characters that starts in column `first` and is padded with spaces.
  init(inColumns first: Int, of line: TextLine, file: String) throws(SourceError) {
    let field = line.columns(first, first + 6).withoutTrailingSpaces
    guard !field.contains(UInt8(ascii: ".")), let code = Code(field) else {
      let shown = String(decoding: field, as: UTF8.self)
      throw SourceError(
        .invalidCode, file: file, line: line.number, "\"\(shown)\" in columns \(first) to \(first + 6) is no code")
    }
    self = code
  }
}

extension [OrderRow] {
  /// The first row whose flag contradicts the codes around it, with the sentence that says so.
  ///
  /// A code is valid for submission exactly where nothing is subdivided below it (Guidelines I.B.2: "coded to the
  /// highest number of characters available").
  var firstFlagThatContradictsTheHierarchy: (index: Int, message: String)? {
    var subdivided: Set<Code> = []
    subdivided.reserveCapacity(count)
    for row in self {
      for length in 3..<Swift.max(3, row.code.count) { subdivided.insert(row.code.prefix(length)) }
    }
    for (index, row) in enumerated() where row.isBillable == subdivided.contains(row.code) {
      return (
        index,
        row.isBillable
          ? "\(row.code) is flagged billable but has codes below it" : "header \(row.code) has no codes below it"
      )
    }
    return nil
  }
}

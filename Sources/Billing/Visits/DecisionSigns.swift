/// Phrases that show signs of medical decision making, as a table of Knowledge/visits.
public struct DecisionSigns: Sendable {
  /// A sign with the words by which it is found.
  public struct Row: Hashable, Sendable {
    /// The sign.
    public var sign: DecisionSign
    /// What it is about; empty where the phrase itself says so.
    public var subject: String
    /// Phrases in lower case.
    public var phrases: [String]
  }

  /// The rows, in order.
  public private(set) var rows: [Row] = []

  /// Reads a table: sign, subject, phrases separated by bars; a header line first.
  public init(_ bytes: [UInt8], file: String) throws(TableError) {
    for (number, fields) in DelimitedText.rows(bytes, separator: 0x09).dropFirst() {
      func wrong(_ message: String) -> TableError { TableError(file: file, line: number, message: message) }
      guard fields.count == 3 else { throw wrong("\(fields.count) columns where there are 3") }
      guard let sign = DecisionSign(rawValue: fields[0]) else { throw wrong("'\(fields[0])' is no sign") }
      let phrases = fields[2].split(separator: "|").map { phrase in
        phrase.split(separator: " ").joined(separator: " ").lowercased()
      }.filter { !$0.isEmpty }
      guard !phrases.isEmpty else { throw wrong("no phrase") }
      rows.append(Row(sign: sign, subject: fields[1], phrases: phrases))
    }
  }
}

public import ICD10CM

/// A procedure by number, with a gloss of the project's own: descriptors of CPT belong to the AMA and are not here.
public struct Procedure: Hashable, Sendable {
  /// What it is for billing.
  public enum Kind: String, Sendable, CaseIterable {
    case visit, imaging, injection, surgery, casting, drug, other
  }

  /// HCPCS or CPT number.
  public var number: String
  /// Plain words.
  public var gloss: String
  /// What it is.
  public var kind: Kind
  /// Whether it is done on one of a pair of body parts.
  public var isSided: Bool
  /// Global days: 0, 10 or 90; `nil` where the concept does not apply or nothing is known.
  public var globalDays: Int?
  /// Prefixes of diagnoses that support it.
  public var diagnoses: [Code]
  /// Where the links and facts are from, and as of when.
  public var source: String
  /// Whether they were compared with the source.
  public var isVerified: Bool

  /// Creates a procedure.
  public init(
    number: String, gloss: String = "", kind: Kind = .other, isSided: Bool = false, globalDays: Int? = nil,
    diagnoses: [Code] = [], source: String = "", isVerified: Bool = false
  ) {
    self.number = number
    self.gloss = gloss
    self.kind = kind
    self.isSided = isSided
    self.globalDays = globalDays
    self.diagnoses = diagnoses
    self.source = source
    self.isVerified = isVerified
  }

  /// Whether a diagnosis is among those that support it.
  public func isSupported(by code: Code) -> Bool { diagnoses.contains { code.hasPrefix($0) } }
}

/// A line of a table that cannot be read.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// File and line, counted from 1.
  public let file: String, line: Int
  /// What is wrong.
  public let message: String

  /// "FILE:12: what is wrong".
  public var description: String { "\(file):\(line): \(message)" }
}

/// Procedures by number.
public struct ProcedureTable: Sendable {
  /// By number.
  public private(set) var rows: [String: Procedure] = [:]

  /// Creates an empty table.
  public init() {}

  /// The procedure of a number.
  public subscript(number: String) -> Procedure? { rows[number] }

  /// Puts a procedure in, in place of one with its number.
  public mutating func insert(_ procedure: Procedure) { rows[procedure.number] = procedure }

  /// Reads a table of Knowledge/procedures: tab-separated, with a header line; columns number, kind, side, global,
  /// diagnoses (prefixes), gloss, source, standing.
  public mutating func read(_ bytes: [UInt8], file: String) throws(TableError) {
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where index > 0 {
      let text = String(decoding: line, as: UTF8.self)
      if text.isEmpty || text.hasPrefix("#") { continue }
      let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      func wrong(_ message: String) -> TableError { TableError(file: file, line: index + 1, message: message) }
      guard fields.count == 8 else { throw wrong("\(fields.count) columns where there are 8") }
      guard Self.isNumber(fields[0]) else { throw wrong("'\(fields[0])' is no procedure number") }
      guard let kind = Procedure.Kind(rawValue: fields[1]) else { throw wrong("'\(fields[1])' is no kind") }
      let words = fields[4].split(separator: " ")
      let codes = words.compactMap { Code($0) }
      guard codes.count == words.count else { throw wrong("a diagnosis that is no code") }
      guard fields[3].isEmpty || Int(fields[3]) != nil else { throw wrong("'\(fields[3])' is no number of days") }
      insert(
        Procedure(
          number: fields[0], gloss: fields[5], kind: kind, isSided: fields[2] == "sided", globalDays: Int(fields[3]),
          diagnoses: codes, source: fields[6], isVerified: fields[7] == "verified"))
    }
  }

  /// Whether a text has the form of a HCPCS or CPT number: five characters, a digit or letter first and last.
  public static func isNumber(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8)
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    func isLetter(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
    return bytes.count == 5 && bytes[1..<4].allSatisfy(isDigit) && (isDigit(bytes[0]) || isLetter(bytes[0]))
      && (isDigit(bytes[4]) || isLetter(bytes[4]))
  }

  /// Whether the number is a visit's: 99202 to 99215.
  public static func isOfficeVisit(_ number: String) -> Bool {
    guard let value = Int(number), number.utf8.count == 5 else { return false }
    return (99202...99205).contains(value) || (99211...99215).contains(value)
  }
}

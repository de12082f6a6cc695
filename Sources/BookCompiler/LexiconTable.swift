public import ICD10CM

/// One row of a table in `Knowledge/lexicon`.
public struct LexiconRow: Sendable {
  /// The terms, lower case.
  public var terms: [String]
  /// What the row does.
  public var kind: TermKind
  /// Target codes; empty for words and sites.
  public var targets: [Code]
  /// Whether each target is coded ("both bones of the forearm"), not the one that fits best.
  public var leadsToEach = false
  /// Target words: the Tabular's wording, or the canonical site.
  public var words: String
  /// Broader sites, nearest first.
  public var broader: [String]
  /// Conditions: alternatives, and whether they must be absent. Several words in an alternative are all needed.
  public var conditions: [(isNegated: Bool, alternatives: [String])]
  /// Where the row comes from.
  public var source: String
  /// File and line, for messages.
  public var place: (file: String, line: Int)
}

/// Reads a tab-separated lexicon table: header `term kind target with source`, `#` comments.
public struct LexiconTable: Sendable {
  /// Rows in the file's order.
  public let rows: [LexiconRow]

  private static let kinds: [String: TermKind] = [
    "dx": .diagnosis, "words": .words, "site": .site, "status": .status, "drug": .drug, "adverse": .adverseEffect,
    "cause": .cause, "reject": .reject, "void": .void, "line-words": .lineWords,
  ]

  /// Parses a table. Throws `SourceError` with file, line and remedy.
  public init(parsing bytes: [UInt8], file: String) throws(SourceError) {
    var lines = try TextLines(bytes, file: file, limits: SourceLimits())
    var rows: [LexiconRow] = []
    while let line = try lines.next() {
      let text = String(decoding: line.bytes, as: UTF8.self)
      if line.number == 1 || text.hasPrefix("#") || text.isEmpty { continue }
      rows.append(try Self.row(text, file: file, line: line.number))
    }
    self.rows = rows
  }

  private static func row(_ text: String, file: String, line: Int) throws(SourceError) -> LexiconRow {
    let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
    guard fields.count == 5, let kind = kinds[fields[1]] else {
      throw SourceError(
        .malformed, file: file, line: line, "a lexicon row needs five columns and a known kind",
        remedy: "write term, kind, target, with, source, parted by tabs")
    }
    var row = LexiconRow(
      terms: fields[0].split(separator: "|").map { String($0).trimmed }.filter { !$0.isEmpty }, kind: kind, targets: [],
      words: "", broader: [], conditions: [], source: fields[4], place: (file, line))
    switch kind {
    case .words, .lineWords: row.words = fields[2]
    case .site:
      let halves = fields[2].split(separator: "<", maxSplits: 1).map { String($0).trimmed }
      row.words = halves.first ?? ""
      row.broader = halves.count > 1 ? halves[1].split(separator: ",").map { String($0).trimmed } : []
    case .drug:
      row.words = fields[3]
      row.targets = try codes(fields[2], file: file, line: line)
    case .reject, .void: break
    default:
      row.leadsToEach = fields[2].contains("+")
      row.targets = try codes(fields[2].replacing("+", with: " "), file: file, line: line)
      row.conditions = fields[3].split(separator: " ").map { condition in
        let isNegated = condition.hasPrefix("!")
        let alternatives = condition.drop { $0 == "!" }.split(separator: "|")
        return (isNegated, alternatives.map { String($0).replacing("-", with: " ") })
      }
    }
    return row
  }

  private static func codes(_ field: String, file: String, line: Int) throws(SourceError) -> [Code] {
    var result: [Code] = []
    for word in field.split(separator: " ") where word != "-" {
      guard let code = Code(word) else {
        throw SourceError(
          .malformed, file: file, line: line, "'\(word)' is no code", remedy: "write a code such as M85.8")
      }
      result.append(code)
    }
    return result
  }
}

extension String {
  /// Without spaces at both ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}

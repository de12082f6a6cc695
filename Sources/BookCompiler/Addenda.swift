public import ICD10CM

/// Order or codes addenda (`icd10cm_order_addenda_YYYY.txt`, `icd10cm_codes_addenda_YYYY.txt`): what changes from one
/// edition to the next, row by row, with a footer that counts the changes.
///
/// The verb fills columns 1–13 (`Add:`, `Delete:`, `Revise from:` and the `Revise to:` that follows it). In the order
/// addenda flag, code and titles follow from column 14; in the codes addenda code and long title.
public struct Addenda: Sendable {
  /// Which of the two files.
  public enum Kind: Sendable { case order, codes }

  /// One change.
  public enum Change: Hashable, Sendable {
    /// The row is new.
    case add(OrderRow)
    /// The row goes.
    case delete(OrderRow)
    /// The row's titles or flag change; its code stays.
    case revise(from: OrderRow, to: OrderRow)
  }

  /// A change and where it stands.
  public struct Entry: Hashable, Sendable {
    /// The change.
    public var change: Change
    /// Line in the file.
    public var line: Int
    /// Creates an entry.
    public init(_ change: Change, line: Int) {
      self.change = change
      self.line = line
    }
  }

  /// One block of the footer: how many headers or codes there were and are.
  public struct Tally: Hashable, Sendable {
    /// Name of the older order file, as printed.
    public var olderFile = ""
    /// Name of the newer order file, as printed.
    public var newerFile = ""
    /// Rows in the older edition.
    public var older = 0
    /// Rows in the newer edition.
    public var newer = 0
    /// Rows added.
    public var additions = 0
    /// Rows deleted.
    public var deletions = 0
    /// Rows revised.
    public var revisions = 0
    /// Creates a tally of nothing.
    public init() {}
  }

  /// Which of the two files.
  public var kind: Kind
  /// Changes in the file's order.
  public var entries: [Entry] = []
  /// The footer's block on headers; `nil` where the file has none.
  public var headers: Tally?
  /// The footer's block on codes; `nil` where the file has none.
  public var codes: Tally?
  /// Name of the file, for messages.
  public var file: String

  /// Reads a whole file.
  ///
  /// - Throws: `SourceError` for an unknown verb, a `Revise from:` without its `Revise to:`, rows that do not follow
  ///   the columns, and a footer whose counts are not those of the lines above it (a file cut short).
  public init(parsing bytes: [UInt8], file: String, limits: SourceLimits = SourceLimits()) throws(SourceError) {
    self.file = file
    var lines = try TextLines(bytes, file: file, limits: limits)
    var kind: Kind?
    var pending: (row: OrderRow, line: Int)?
    var footer = AddendaFooter(file: file)
    while let line = try lines.next() {
      if line.bytes.allSatisfy({ $0 == 0x20 }) { continue }
      guard !footer.hasBegun, let verb = line.columns(1, 13).folded.addendaVerb else {
        try footer.read(line)
        continue
      }
      let kindHere = kind ?? Self.kind(of: line)
      kind = kindHere
      let row = try Self.row(of: line, kind: kindHere, file: file)
      if let from = pending, verb != "Revise to:" {
        throw SourceError(.malformed, file: file, line: from.line, "\"Revise from:\" without its \"Revise to:\"")
      }
      switch verb {
      case "Add:": entries.append(Entry(.add(row), line: line.number))
      case "Delete:": entries.append(Entry(.delete(row), line: line.number))
      case "Revise from:": pending = (row, line.number)
      case "Revise to:":
        guard let from = pending, from.row.code == row.code else {
          throw SourceError(
            .malformed, file: file, line: line.number, "\"Revise to:\" \(row.code) without its \"Revise from:\"")
        }
        entries.append(Entry(.revise(from: from.row, to: row), line: from.line))
        pending = nil
      default:
        throw SourceError(
          .unknownVerb, file: file, line: line.number, "\"\(verb)\"",
          remedy: "Known are Add:, Delete:, Revise from: and Revise to:.")
      }
    }
    if let from = pending {
      throw SourceError(.truncated, file: file, line: from.line, "\"Revise from:\" is the last line")
    }
    guard let kind else { throw SourceError(.truncated, file: file, line: 1, "no changes") }
    self.kind = kind
    headers = try footer.headers(checking: entries)
    codes = try footer.codes(checking: entries)
  }

  private static func kind(of line: TextLine) -> Kind {
    (line[14] == 0x30 || line[14] == 0x31) && line[15] == 0x20 ? .order : .codes
  }

  private static func row(of line: TextLine, kind: Kind, file: String) throws(SourceError) -> OrderRow {
    switch kind {
    case .order: try OrderRow(columnsFrom: 16, of: line, flagColumn: 14, file: file)
    case .codes: try OrderRow(codesColumnsFrom: 14, of: line, file: file)
    }
  }
}

extension String {
  /// The text up to its first colon where the line has the shape of an addendum's change; else `nil`.
  fileprivate var addendaVerb: String? {
    guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return String(self[...colon])
  }
}

/// Reads the counts at the end of the addenda.
private struct AddendaFooter {
  let file: String
  private enum Block { case headers, codes }
  private var block: Block?
  /// "of which" opens a finer count of revisions, which is not needed.
  private var isDetail = false
  private var tallies: [Block: (tally: Addenda.Tally, line: Int)] = [:]

  init(file: String) { self.file = file }

  var hasBegun: Bool { block != nil }

  mutating func read(_ line: TextLine) throws(SourceError) {
    let text = line.bytes.folded
    switch text {
    case "Headers", "Codes":
      let opened: Block = text == "Headers" ? .headers : .codes
      guard tallies[opened] == nil else {
        throw SourceError(.malformed, file: file, line: line.number, "a second block \"\(text)\" in the footer")
      }
      block = opened
      isDetail = false
      tallies[opened] = (Addenda.Tally(), line.number)
      return
    case "of which": isDetail = true
    default: break
    }
    guard let block, var entry = tallies[block] else {
      throw SourceError(
        .unknownVerb, file: file, line: line.number, "\"\(text.prefix(40))\" is no change and no footer",
        remedy: "Known are Add:, Delete:, Revise from: and Revise to:.")
    }
    if isDetail { return }
    let words = text.split(separator: " ")
    guard words.count >= 2, let count = Int(words[0]), count >= 0, count <= 10_000_000 else {
      throw SourceError(.malformed, file: file, line: line.number, "\"\(text.prefix(40))\" in the footer is no count")
    }
    switch words[1] {
    case "headers", "codes":
      guard let name = words.last, words.count == 4 else { break }
      if entry.tally.olderFile.isEmpty {
        (entry.tally.olderFile, entry.tally.older) = (String(name), count)
      } else {
        (entry.tally.newerFile, entry.tally.newer) = (String(name), count)
      }
    case "additions": entry.tally.additions = count
    case "deletions": entry.tally.deletions = count
    case "revisions": entry.tally.revisions = count
    default:
      throw SourceError(.malformed, file: file, line: line.number, "\"\(text.prefix(40))\" in the footer is no count")
    }
    tallies[block] = entry
  }

  func headers(checking entries: [Addenda.Entry]) throws(SourceError) -> Addenda.Tally? {
    try checked(.headers, entries.filter { !$0.change.isBillable })
  }

  func codes(checking entries: [Addenda.Entry]) throws(SourceError) -> Addenda.Tally? {
    try checked(.codes, entries.filter { $0.change.isBillable })
  }

  private func checked(_ block: Block, _ entries: [Addenda.Entry]) throws(SourceError) -> Addenda.Tally? {
    guard let (tally, line) = tallies[block] else { return nil }
    var found = (additions: 0, deletions: 0, revisions: 0)
    for entry in entries {
      switch entry.change {
      case .add: found.additions += 1
      case .delete: found.deletions += 1
      case .revise: found.revisions += 1
      }
    }
    guard found == (tally.additions, tally.deletions, tally.revisions) else {
      throw SourceError(
        .wrongCount, file: file, line: line,
        "the footer counts \(tally.additions) additions, \(tally.deletions) deletions and \(tally.revisions) revisions; "
          + "the lines above hold \(found.additions), \(found.deletions) and \(found.revisions)")
    }
    return tally
  }
}

extension Addenda.Change {
  /// The code it is about.
  public var code: Code {
    switch self {
    case .add(let row), .delete(let row), .revise(let row, _): row.code
    }
  }

  /// Whether it is counted among the codes; else among the headers.
  var isBillable: Bool {
    switch self {
    case .add(let row), .delete(let row), .revise(_, let row): row.isBillable
    }
  }
}

public import ICD10CM

/// The codes of one practice with how often each was reported.
public struct PracticeList: Sendable {
  /// A code of the list.
  public struct Entry: Sendable, Hashable {
    /// The code.
    public let code: Code
    /// How often it was reported; one where the list gives no counts.
    public let count: Int
  }

  /// A line that is not of the form `CODE` or `CODE,COUNT`.
  public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Line number, from 1.
    public let line: Int
    /// What is wrong.
    public let message: String
    /// "line N: message".
    public var description: String { "line \(line): \(message); write a code and, after a comma, a count" }
  }

  /// The codes, in order of code, each once with its counts added up.
  public let entries: [Entry]

  /// Reads comma-, semicolon- or tab-separated lines: a code, and a count if there is one. A first line without a code
  /// is a heading. Throws at the first line that is not of this form.
  public init(csv text: some StringProtocol) throws(Problem) {
    var counts: [Code: Int] = [:]
    var hasContent = false
    for (index, line) in String(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
    {
      let fields = Self.fields(line)
      guard let first = fields.first, !(fields.count == 1 && first.isEmpty) else { continue }
      guard let code = Code(first) else {
        guard !hasContent else { throw Problem(line: index + 1, message: "'\(first.prefix(20))' is no code") }
        hasContent = true
        continue
      }
      hasContent = true
      var count = 1
      if fields.count > 1, !fields[1].isEmpty {
        guard let number = Int(fields[1]), number >= 0 else {
          throw Problem(line: index + 1, message: "'\(fields[1].prefix(20))' is no count")
        }
        count = number
      }
      let (sum, overflow) = counts[code, default: 0].addingReportingOverflow(count)
      guard !overflow else { throw Problem(line: index + 1, message: "the counts are too large") }
      counts[code] = sum
    }
    entries = counts.map { Entry(code: $0.key, count: $0.value) }.sorted { $0.code < $1.code }
  }

  /// The fields of a line without quotation marks and spaces.
  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    for character in line {
      switch character {
      case ",", ";", "\t": fields.append("")
      case "\"", " ", "\u{FEFF}": break
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

/// What a change of edition means for a practice's codes.
public struct PracticeReport: Sendable {
  /// What happens to a code.
  public enum Effect: String, Sendable, CaseIterable {
    case deleted, noLongerBillable, retitled, divided, notInEither

    /// The sentence for it.
    public var text: String {
      switch self {
      case .deleted: "Deleted"
      case .noLongerBillable: "No longer billable: more characters are needed"
      case .retitled: "Reworded"
      case .divided: "New codes stand below it"
      case .notInEither: "In neither edition"
      }
    }
  }

  /// A code that is affected.
  public struct Line: Sendable {
    /// The code with how often it was reported.
    public let entry: PracticeList.Entry
    /// What happens to it.
    public let effect: Effect
    /// Its title before and after.
    public let oldTitle: String?, newTitle: String?
    /// New codes that start with its characters.
    public let candidates: [CodeRow]
  }

  /// The affected codes, the most reported first.
  public let lines: [Line]
  /// Codes of the list that stay as they are.
  public let unaffected: Int

  /// Compares a list in two editions. Throws where a book's block is altered.
  public init(_ list: PracticeList, from older: Book, to newer: Book) throws(BookError) {
    try older.touch(.lookup)
    try newer.touch(.lookup)
    var lines: [Line] = []
    for entry in list.entries {
      let old = older.node(entry.code)
      let new = newer.node(entry.code)
      let candidates = newer.nodes(withPrefix: entry.code).filter { node in
        newer.isBillable(node) && older.node(newer.code(of: node)) == nil && newer.code(of: node) != entry.code
      }
      let oldTitle = old.map(older.title(of:))
      let newTitle = new.map(newer.title(of:))
      let effect: Effect
      switch (old, new) {
      case (nil, nil): effect = .notInEither
      case (_, nil): effect = .deleted
      case (.some(let old), .some(let new)) where older.isBillable(old) && !newer.isBillable(new):
        effect = .noLongerBillable
      case (.some, .some) where oldTitle != newTitle: effect = .retitled
      default:
        guard !candidates.isEmpty else { continue }
        effect = .divided
      }
      lines.append(
        Line(
          entry: entry, effect: effect, oldTitle: oldTitle, newTitle: newTitle,
          candidates: candidates.prefix(40).map { CodeRow($0, in: newer) }))
    }
    self.lines = lines.sorted { ($1.entry.count, $0.entry.code) < ($0.entry.count, $1.entry.code) }
    unaffected = list.entries.count - lines.count
  }

  /// The lines as CSV with a heading.
  public func csv() -> String {
    var text = "code,count,effect,old title,new title,new codes\n"
    for line in lines {
      let fields = [
        line.entry.code.description, String(line.entry.count), line.effect.text, line.oldTitle ?? "",
        line.newTitle ?? "",
        line.candidates.map(\.code.description).joined(separator: " "),
      ]
      text += fields.map(Self.quoted).joined(separator: ",") + "\n"
    }
    return text
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" }) else { return field }
    var result = "\""
    for character in field { result += character == "\"" ? "\"\"" : String(character) }
    return result + "\""
  }
}

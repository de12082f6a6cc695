/// The user's list of words that are heard wrongly, and what to write instead.
///
/// One rule a line, `heard => written`; empty lines and lines that start with `#` are skipped. Words are matched whole,
/// in any case and whatever stands between them; the longest rule goes first, and what one rule wrote no other changes.
public struct ReplacementList: Hashable, Sendable {
  /// One rule.
  public struct Rule: Hashable, Sendable {
    /// The words as heard, in lower case.
    public let heard: [String]
    /// The text to write; empty removes the words.
    public let written: String
  }

  /// Longest rules first, otherwise in the order of the file.
  public let rules: [Rule]

  /// The most rules that are read, and the longest line in bytes.
  public static let limits = (rules: 5000, line: 400)

  /// The empty list.
  public init() { rules = [] }

  /// Reads a list; `name` is the file for errors.
  ///
  /// - Throws: `SpeechError` with the number of the first line that is no rule.
  public init(parsing text: String, name: String) throws(SpeechError) {
    var rules: [Rule] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let trimmed = Self.trim(line)
      guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { continue }
      let place = "\(name), line \(number + 1)"
      guard trimmed.utf8.count <= Self.limits.line, rules.count < Self.limits.rules else {
        throw SpeechError(
          .badLine, place, "the list is limited to \(Self.limits.rules) rules of \(Self.limits.line) bytes; shorten it")
      }
      guard let arrow = trimmed.firstRange(of: "=>") else {
        throw SpeechError(.badLine, place, "no '=>' found; write: heard => written")
      }
      let heard = [Lexeme](SpokenWord.words(of: String(trimmed[..<arrow.lowerBound]))).map(\.lower)
      guard !heard.isEmpty else { throw SpeechError(.badLine, place, "nothing stands before '=>'") }
      rules.append(Rule(heard: heard, written: Self.trim(trimmed[arrow.upperBound...])))
    }
    self.rules = rules.enumerated().sorted { ($1.element.heard.count, $0.offset) < ($0.element.heard.count, $1.offset) }
      .map(\.element)
  }

  private static func trim(_ text: some StringProtocol) -> String {
    var slice = Substring(text)
    while slice.first?.isWhitespace ?? false { slice.removeFirst() }
    while slice.last?.isWhitespace ?? false { slice.removeLast() }
    return String(slice)
  }

  func apply(to lexemes: inout [Lexeme]) {
    guard !rules.isEmpty else { return }
    var result: [Lexeme] = []
    var index = 0
    while index < lexemes.count {
      guard
        let rule = rules.first(where: { rule in
          rule.heard.indices.allSatisfy { lexemes.at(index + $0)?.lower == rule.heard[$0] }
        })
      else {
        result.append(lexemes[index])
        index += 1
        continue
      }
      let heard = lexemes[index..<index + rule.heard.count]
      let confidence = heard.map(\.confidence).min() ?? 1
      var written = [Lexeme](SpokenWord.words(of: rule.written))
      for position in written.indices { written[position].confidence = confidence }
      if !written.isEmpty { written[0].isSpaced = lexemes[index].isSpaced }
      result += written
      index += rule.heard.count
    }
    lexemes = result
  }
}

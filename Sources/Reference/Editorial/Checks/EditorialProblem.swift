/// What is wrong with an editorial page, where, and what to do about it.
public struct EditorialProblem: Sendable, Hashable, CustomStringConvertible {
  /// Kind of failure; the raw value is stable and is what fixtures name.
  public enum Kind: String, CaseIterable, Sendable {
    /// The front matter is not of the form that `Documentation/pages.md` describes.
    case frontMatter = "front-matter"
    /// The page's text is not of that form: an unknown part, an open brace.
    case form
    /// A checked fact that does not exist, or with the wrong number of values.
    case unknownFact = "unknown-fact"
    /// A placeholder that one of the page's codes has no value for.
    case placeholder
    /// The review date has passed, or dates are in the wrong order.
    case stale
    /// A paragraph without a citation and without the mark `[unverified]`.
    case uncited
    /// A citation of a source that the page does not list.
    case unknownSource = "unknown-source"
    /// A source that nothing cites.
    case unusedSource = "unused-source"
    /// A sentence that rests on a source that nobody read, without the mark `[unverified]`.
    case unreadSource = "unread-source"
    /// A section of the guidelines that no cited source is listed for.
    case unsupportedSection = "unsupported-section"
    /// A code that the edition does not have.
    case unknownCode = "unknown-code"
    /// A code with a wildcard, or without its point.
    case codeForm = "code-form"
    /// A header is to be reported.
    case headerReported = "header-reported"
    /// A code is said to be billable and is not, or the reverse.
    case billable
    /// The edition has another title.
    case title
    /// A condition is named beside a code that is not its code.
    case gloss
    /// A note of the Tabular that is not there, or the reverse.
    case note
    /// A condition that an Excludes1 note keeps away from the page's codes is named without that note.
    case excludedTerm = "excluded-term"
    /// Two codes are called compatible or incompatible, and the book or the engine says otherwise.
    case pair
    /// Codes are said to be reported together, or not, without a checked fact.
    case uncheckedPair = "unchecked-pair"
    /// A limit that is not the rule's.
    case threshold
    /// A score or a limit outside a checked fact.
    case uncheckedThreshold = "unchecked-threshold"
    /// 7th characters, or a meaning of one, that the edition does not have.
    case seventh
    /// A number of codes that is not that of the edition.
    case count
    /// An addition, deletion or change between editions that did not happen.
    case change
    /// A statement that the engine codes otherwise.
    case coded
    /// A rule that the engine does not have.
    case rule
    /// A statement on grouping, coverage, procedures or edits that its table contradicts.
    case billing
    /// Such a statement outside a checked fact.
    case uncheckedBilling = "unchecked-billing"
    /// A sentence says of the page's code what only some of its codes are, or none.
    case axis
    /// A sentence that steers the choice of a code by payment.
    case steering
  }

  /// Kind of failure.
  public let kind: Kind
  /// The file.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// What is wrong.
  public let message: String
  /// What to do about it.
  public let remedy: String

  init(_ kind: Kind, _ file: String, line: Int, _ message: String, remedy: String) {
    self.kind = kind
    self.file = file
    self.line = line
    self.message = message
    self.remedy = remedy
  }

  /// "FILE:LINE: KIND: message; remedy".
  public var description: String { "\(file):\(line): \(kind.rawValue): \(message); \(remedy)" }
}

/// Pages that cannot be loaded, with every reason.
public struct EditorialError: Error, Sendable, CustomStringConvertible {
  /// The reasons; at least one.
  public let problems: [EditorialProblem]
  /// One line each.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

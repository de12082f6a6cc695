public import ClinicalText
import Crypto
public import ICD10CM

/// The proof of one coded note: every code with its derivation, every other mention with the reason against it.
///
/// A certificate names the note and the book by their hashes, so that it can be checked later, elsewhere, by somebody
/// who does not trust the program that wrote it. `Documentation/certificate.md` describes the form.
public struct CodingCertificate: Hashable, Sendable {
  /// The form that this code writes and reads.
  public static let form = 1
  /// The engine whose certificates this verifier knows the rules of.
  public static let engine = "osteon 0.1.0"

  /// The note, by its bytes.
  public struct Input: Hashable, Sendable {
    /// Length in bytes.
    public var bytes: Int
    /// Lower-case hexadecimal SHA-256.
    public var sha256: String
    /// Creates a reference to a note.
    public init(bytes: Int, sha256: String) { (self.bytes, self.sha256) = (bytes, sha256) }
    /// The reference to a note at hand.
    public init(_ note: [UInt8]) { self.init(bytes: note.count, sha256: SHA256.hash(data: note).hexadecimal) }
  }

  /// The edition of the code set, by its content.
  public struct BookReference: Hashable, Sendable {
    /// "2027", "2026-04".
    public var edition: String
    /// First day in force.
    public var from: Day
    /// `Book.hash`.
    public var hash: String
    /// Last day in force.
    public var to: Day
    /// Creates a reference to a book.
    public init(edition: String, from: Day, hash: String, to: Day) {
      (self.edition, self.from, self.hash, self.to) = (edition, from, hash, to)
    }
    /// The reference to an open book.
    public init(_ book: Book) {
      self.init(
        edition: book.edition.name, from: book.edition.effectiveFrom, hash: book.hash, to: book.edition.effectiveTo)
    }
  }

  /// Circumstances that the text does not say and the codes depend on.
  public struct Settings: Hashable, Sendable {
    /// "outpatient" or "inpatient".
    public var setting: String
    /// "note", "dxa" or "problem"; absent where the reader found out.
    public var kind: String?
    /// Date of service.
    public var date: Day?
    /// Whether the edition was chosen against the date of service.
    public var isEditionForced: Bool
    /// Age in whole years.
    public var age: Int?
    /// "female" or "male".
    public var sex: String?
    /// Menopausal status.
    public var menopause: String?
    /// Creates settings.
    public init(
      setting: String, kind: String? = nil, date: Day? = nil, isEditionForced: Bool = false, age: Int? = nil,
      sex: String? = nil, menopause: String? = nil
    ) {
      (self.setting, self.kind, self.date, self.isEditionForced) = (setting, kind, date, isEditionForced)
      (self.age, self.sex, self.menopause) = (age, sex, menopause)
    }
  }

  /// One step of a derivation.
  public struct Step: Hashable, Sendable {
    /// The row that was reached.
    public var code: Code
    /// Its place in the book.
    public var row: Int
    /// The rule's name.
    public var rule: String
    /// Where the rule comes from; for a term, where its row comes from.
    public var source: String
    /// The words behind it, ascending; empty for defaults.
    public var spans: [ByteSpan]
    /// Whether no word of the note is behind it.
    var isDefault: Bool { rule == "unspecified" || rule == "displaced-by-default" }
    /// Creates a step.
    public init(code: Code, row: Int, rule: String, source: String, spans: [ByteSpan]) {
      (self.code, self.row, self.rule, self.source, self.spans) = (code, row, rule, source, spans)
    }
  }

  /// A reported code.
  public struct Assigned: Hashable, Sendable {
    /// The mention it comes from.
    public var span: ByteSpan
    /// From the term down to the code.
    public var steps: [Step]
    /// Creates an assignment.
    public init(span: ByteSpan, steps: [Step]) { (self.span, self.steps) = (span, steps) }
    /// The code: that of the last step.
    public var code: Code? { steps.last?.code }
  }

  /// A mention that got no code, or whose code was taken back.
  public struct Rejected: Hashable, Sendable {
    /// The mention.
    public var span: ByteSpan
    /// Why.
    public var rule: String
    /// Where the rule comes from.
    public var source: String
    /// Down to the code that was taken back; empty where none had been found.
    public var steps: [Step]
    /// The code in whose favour it was taken back.
    public var by: Code?
    /// Creates a rejection.
    public init(span: ByteSpan, rule: String, source: String, steps: [Step], by: Code?) {
      (self.span, self.rule, self.source, self.steps, self.by) = (span, rule, source, steps, by)
    }
    /// The code that was taken back.
    public var code: Code? { steps.last?.code }
  }

  /// What the documentation leaves open.
  public struct Query: Hashable, Sendable {
    /// The row below which nothing decided.
    public var code: Code
    /// The words that it is about.
    public var span: ByteSpan
    /// The codes that the answers would give, ascending.
    public var answers: [Code]
    /// Creates a query.
    public init(code: Code, span: ByteSpan, answers: [Code]) {
      (self.code, self.span, self.answers) = (code, span, answers)
    }
  }

  /// Which note.
  public var input: Input
  /// Which book.
  public var book: BookReference
  /// What made it.
  public var engine: String
  /// Under which circumstances.
  public var settings: Settings
  /// The codes, in sequence.
  public var assignments: [Assigned]
  /// The other mentions, in order of the text.
  public var rejections: [Rejected]
  /// Open questions, in order of the text.
  public var queries: [Query]

  /// Creates a certificate.
  public init(
    input: Input, book: BookReference, engine: String = CodingCertificate.engine, settings: Settings,
    assignments: [Assigned], rejections: [Rejected], queries: [Query]
  ) {
    (self.input, self.book, self.engine, self.settings) = (input, book, engine, settings)
    (self.assignments, self.rejections, self.queries) = (assignments, rejections, queries)
  }
}

extension CodingCertificate.Rejected: Comparable {
  /// The one order of rejections: by place in the text, then by rule, then by the way down to the code, then by the words.
  public static func < (a: Self, b: Self) -> Bool {
    if a.span != b.span { return a.span < b.span }
    if a.rule != b.rule { return a.rule < b.rule }
    let (codes, others) = (a.steps.map(\.code), b.steps.map(\.code))
    if codes != others { return codes.lexicographicallyPrecedes(others) }
    let (words, otherWords) = (a.steps.flatMap(\.spans), b.steps.flatMap(\.spans))
    if words != otherWords { return words.lexicographicallyPrecedes(otherWords) }
    return a.steps.map(\.source).lexicographicallyPrecedes(b.steps.map(\.source))
  }
}

extension CodingCertificate.Query: Comparable {
  /// The one order of queries: by place in the text, then by code.
  public static func < (a: Self, b: Self) -> Bool { a.span == b.span ? a.code < b.code : a.span < b.span }
}

extension [CodingCertificate.Step] {
  /// Whether the steps lead from a line that is coded as a whole, not from a mention.
  var areOfLine: Bool { first?.rule == "problem-line" }
}

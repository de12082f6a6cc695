package import ClinicalText
public import Findings
public import ICD10CM

/// The note as the verifier reads it: mentions, evidence, sides and the parts of sentences that belong to mentions.
///
/// Nothing here chooses a code. The writer of a certificate uses the same reading to cite, for each step, the words
/// nearest to the mention, so that there is one right citation for each step and no other passes.
public struct NoteReading: Sendable {
  /// The book.
  public let book: Book
  /// What the note says.
  public let findings: Findings
  let special: SpecialTitleWords
  let context: NoteContext
  private let mentionsByStart: [Int: [Int]]

  var document: Document { findings.document }

  /// Reads.
  ///
  /// - Parameters:
  ///   - isProblem: Whether the whole text is one asserted diagnosis.
  ///   - isOutpatient: Whether doubt keeps a word from supporting a code (Guidelines IV.H).
  public init(_ findings: Findings, book: Book, isProblem: Bool, isOutpatient: Bool) {
    self.init(NoteContext(findings, isProblem: isProblem, isOutpatient: isOutpatient), book: book)
  }

  /// A note whose parts are known already.
  package init(_ context: NoteContext, book: Book) {
    self.book = book
    self.context = context
    findings = context.findings
    special = SpecialTitleWords(book)
    var mentionsByStart: [Int: [Int]] = [:]
    for (index, mention) in findings.mentions.enumerated() {
      mentionsByStart[Int(findings.document.tokens[mention.tokens.lowerBound].start), default: []].append(index)
    }
    self.mentionsByStart = mentionsByStart
  }

  /// The mentions that cover exactly this span: several where what is written stands for several terms ("avulsion fx").
  func mentions(at span: ByteSpan) -> [Int] {
    (mentionsByStart[span.start] ?? []).filter { self.span(ofMention: $0) == span }
  }

  /// The first mention that covers exactly this span.
  package func mention(at span: ByteSpan) -> Int? { mentions(at: span).first }

  func span(ofMention index: Int) -> ByteSpan { document.span(of: findings.mentions[index].tokens) }

  func sentence(ofMention index: Int) -> Range<Int> {
    document.sentences[findings.mentions[index].sentence].tokens
  }

  /// Tokens between two ranges; zero where they touch or overlap.
  static func gap(_ tokens: Range<Int>, _ mention: Range<Int>) -> Int {
    tokens.upperBound <= mention.lowerBound
      ? mention.lowerBound - tokens.upperBound : max(0, tokens.lowerBound - mention.upperBound)
  }
}

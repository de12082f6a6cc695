public import ClinicalText
public import ICD10CM

/// What a document says, before anything is coded: mentions of terms, and the words that can support a code.
///
/// Both the engine and the certificate's verifier read a note with this; it decides nothing.
public struct Findings: Sendable {
  /// The document that was read.
  public let document: Document
  /// Mentions in order, none overlapping another.
  public let mentions: [Mention]
  /// Supporting words in order of their first token.
  public let evidence: [Evidence]
  private let isProblemLine: Bool

  /// Reads a document with the terms of a book.
  ///
  /// - Parameter isProblemLine: Whether the text is one diagnosis: a term may go on behind a comma ("Pain, knee"), and
  ///   the abbreviations of the official short titles are read.
  public init(_ document: Document, book: Book, isProblemLine: Bool = false) {
    var reader = FindingsReader(document: document, book: book, isProblemLine: isProblemLine)
    reader.read()
    self.document = document
    self.isProblemLine = isProblemLine
    mentions = reader.mentions
    evidence = reader.evidence
  }

  /// Reads a document of which most sentences may have been read before; the findings are those of a first reading.
  package init(_ document: Document, book: Book, isProblemLine: Bool = false, memory: inout SentenceMemory) {
    var reader = FindingsReader(document: document, book: book, isProblemLine: isProblemLine)
    reader.read(with: &memory)
    self.document = document
    self.isProblemLine = isProblemLine
    mentions = reader.mentions
    evidence = reader.evidence
  }

  /// What one sentence says where some of its tokens are passed over, words that the book does not know are taken for
  /// others, and what was rewritten is rewritten again.
  package func reread(
    sentence index: Int, without hidden: Set<Int>, meanings: [Int: [WordID]] = [:], rounds: Int = 1, book: Book
  ) -> (mentions: [Mention], evidence: [Evidence]) {
    var reader = FindingsReader(document: document, book: book, isProblemLine: isProblemLine)
    reader.read(sentence: index, without: hidden, meanings: meanings, rounds: rounds)
    return (reader.mentions, reader.evidence)
  }

  /// The place of the first evidence whose first token is at or after `token`.
  public func evidenceIndex(at token: Int) -> Int {
    var low = 0
    var high = evidence.count
    while low < high {
      let middle = (low + high) / 2
      if evidence[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

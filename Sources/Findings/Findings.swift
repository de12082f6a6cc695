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
  private let crossesCommas: Bool

  /// Reads a document with the terms of a book.
  ///
  /// - Parameter crossesCommas: Whether a term may go on behind a comma ("Pain, knee"), as in a problem-list line.
  public init(_ document: Document, book: Book, crossesCommas: Bool = false) {
    var reader = FindingsReader(document: document, book: book, crossesCommas: crossesCommas)
    reader.read()
    self.document = document
    self.crossesCommas = crossesCommas
    mentions = reader.mentions
    evidence = reader.evidence
  }

  /// Reads a document of which most sentences may have been read before; the findings are those of a first reading.
  package init(_ document: Document, book: Book, crossesCommas: Bool = false, memory: inout SentenceMemory) {
    var reader = FindingsReader(document: document, book: book, crossesCommas: crossesCommas)
    reader.read(with: &memory)
    self.document = document
    self.crossesCommas = crossesCommas
    mentions = reader.mentions
    evidence = reader.evidence
  }

  /// What one sentence says where some of its tokens are passed over, words that the book does not know are taken for
  /// others, and what was rewritten is rewritten again.
  package func reread(
    sentence index: Int, without hidden: Set<Int>, meanings: [Int: [WordID]] = [:], rounds: Int = 1, book: Book
  ) -> (mentions: [Mention], evidence: [Evidence]) {
    var reader = FindingsReader(document: document, book: book, crossesCommas: crossesCommas)
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

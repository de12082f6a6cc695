/// One sentence or list item of a document.
public struct Sentence: Sendable {
  /// Its tokens, line breaks included.
  public let tokens: Range<Int>
  /// Index into `Document.sections`.
  public let section: Int
}

/// A note, report or dictation, read once: tokens, sections, sentences and assertion scopes over its bytes.
public struct Document: Sendable {
  /// The text as it came, UTF-8.
  public let bytes: [UInt8]
  /// Every token, in order.
  public let tokens: [Token]
  /// Sections in order; the first may have no heading. Bodies do not overlap and, with headings, cover all the text.
  public let sections: [Section]
  /// Sentences in order.
  public let sentences: [Sentence]
  /// Assertion scopes in order of their cue.
  public let scopes: [AssertionScope]

  /// Reads `bytes`. Any bytes are accepted; what is not UTF-8 is kept as unknown words.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens = Tokenizer.tokens(of: bytes)
    let drafts = SectionReader.sections(of: tokens, bytes: bytes)
    sentences = SentenceReader.sentences(of: tokens, bytes: bytes, sections: drafts)
    sections = Self.sections(from: drafts, tokens: tokens, length: bytes.count)
    scopes = AssertionReader.scopes(of: tokens, bytes: bytes, sentences: sentences, sections: drafts)
  }

  private static func sections(from drafts: [SectionDraft], tokens: [Token], length: Int) -> [Section] {
    var result: [Section] = []
    result.reserveCapacity(drafts.count)
    for (index, draft) in drafts.enumerated() {
      let next = index + 1 < drafts.count ? Int(tokens[drafts[index + 1].headingTokens.lowerBound].start) : length
      guard let first = draft.label.first, let last = draft.label.last, let end = draft.headingTokens.last else {
        result.append(Section(kind: draft.kind, heading: ByteSpan(0, 0), body: ByteSpan(0, next), standsAlone: false))
        continue
      }
      result.append(
        Section(
          kind: draft.kind, heading: ByteSpan(Int(tokens[first].start), tokens[last].span.end),
          body: ByteSpan(tokens[end].span.end, next), standsAlone: draft.standsAlone))
    }
    return result
  }

  /// Reads a string.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// The bytes that the tokens cover, from the first's start to the last's end; empty for an empty range.
  public func span(of range: Range<Int>) -> ByteSpan {
    guard let first = range.first, let last = range.last, last < tokens.count else { return ByteSpan(0, 0) }
    return ByteSpan(Int(tokens[first].start), tokens[last].span.end)
  }

  /// The text of a span, as UTF-8; bytes that are not UTF-8 become replacement characters.
  public func text(_ span: ByteSpan) -> String {
    guard span.end <= bytes.count else { return "" }
    return String(decoding: bytes[span.range], as: UTF8.self)
  }
}

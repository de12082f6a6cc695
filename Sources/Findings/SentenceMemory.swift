import ClinicalText

/// What was found in the sentences of a text when it was last read, so that a text that grows is read only where it is
/// new.
///
/// What a sentence holds follows from its words alone; how the text stands to a mention does not, and is asked anew.
package struct SentenceMemory: Sendable {
  /// Mentions and evidence of one sentence, their tokens counted from its first.
  struct Reading: Sendable {
    var mentions: [(tokens: Range<Int>, termList: Int, kinds: UInt32)]
    var evidence: [Evidence]
  }

  private struct Key: Hashable {
    let bytes: ArraySlice<UInt8>
    let tokenCount: Int
  }

  private var known: [Key: Reading] = [:]
  private var current: [Key: Reading] = [:]

  package init() {}

  /// What was found in these tokens before; remembered for the next text as well.
  mutating func recall(_ tokens: Range<Int>, of document: Document) -> Reading? {
    let key = key(tokens, document)
    guard let reading = current[key] ?? known[key] else { return nil }
    current[key] = reading
    return reading
  }

  mutating func remember(_ reading: Reading, of tokens: Range<Int>, in document: Document) {
    current[key(tokens, document)] = reading
  }

  /// Forgets the sentences that the text just read no longer has.
  mutating func endOfText() {
    known = current
    current.removeAll(keepingCapacity: true)
  }

  private func key(_ tokens: Range<Int>, _ document: Document) -> Key {
    Key(bytes: document.bytes[document.span(of: tokens).range], tokenCount: tokens.count)
  }
}

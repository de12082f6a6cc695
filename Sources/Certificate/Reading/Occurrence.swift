import ClinicalText
import Findings

extension NoteReading {
  /// The occurrence of the words of a span that is nearest to a mention: in its sentence before elsewhere, then by
  /// distance, then the earlier one. `nil` where the span does not begin and end with tokens.
  func nearestOccurrence(of span: ByteSpan, toMention index: Int) -> ByteSpan? {
    guard let tokens = document.tokenRange(of: span), document.span(of: tokens) == span else { return nil }
    let mention = findings.mentions[index].tokens
    let sentence = sentence(ofMention: index)
    var best: (isOutside: Bool, gap: Int, start: Int) = rank(tokens, mention, sentence)
    let last = document.tokens.count - tokens.count
    for start in 0...max(0, last) where isSame(start, tokens) {
      let candidate = rank(start..<start + tokens.count, mention, sentence)
      if (candidate.isOutside ? 1 : 0, candidate.gap, candidate.start) < (best.isOutside ? 1 : 0, best.gap, best.start)
      {
        best = candidate
      }
    }
    return document.span(of: best.start..<best.start + tokens.count)
  }

  private func rank(
    _ tokens: Range<Int>, _ mention: Range<Int>, _ sentence: Range<Int>
  ) -> (isOutside: Bool, gap: Int, start: Int) {
    (!sentence.contains(tokens.lowerBound), Self.gap(tokens, mention), tokens.lowerBound)
  }

  private func isSame(_ start: Int, _ tokens: Range<Int>) -> Bool {
    for offset in 0..<tokens.count {
      let (a, b) = (document.tokens[start + offset], document.tokens[tokens.lowerBound + offset])
      guard a.kind == b.kind, a.hash == b.hash, a.mark == b.mark else { return false }
      if a.kind == .number, document.bytes[a.span.range] != document.bytes[b.span.range] { return false }
    }
    return true
  }
}

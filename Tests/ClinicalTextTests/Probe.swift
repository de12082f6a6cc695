import ClinicalText

extension Document {
  /// The tokens of the first occurrence of `words`.
  func range(of words: String) -> Range<Int>? {
    let wanted = Array(words.utf8)
    guard wanted.count <= bytes.count else { return nil }
    for start in 0...(bytes.count - wanted.count) where Array(bytes[start..<start + wanted.count]) == wanted {
      return tokenRange(of: ByteSpan(start, start + wanted.count))
    }
    return nil
  }

  /// How the first occurrence of `words` stands to the patient.
  func assertion(of words: String) -> Assertion? { range(of: words).map { assertion(of: $0) } }

  /// The headings as written, with their kinds.
  var headings: [String] { sections.filter { !$0.heading.isEmpty }.map { "\(text($0.heading)) = \($0.kind)" } }

  /// The sentences, with spaces at both ends and line breaks removed.
  var sentenceTexts: [String] {
    sentences.map { sentence in
      let words = sentence.tokens.filter { tokens[$0].kind != .lineBreak }
      guard let first = words.first, let last = words.last else { return "" }
      return text(span(of: first..<last + 1)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }
}

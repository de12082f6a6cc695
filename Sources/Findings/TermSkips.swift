package import ClinicalText

/// Words that terms pass over, as the compiler does.
package enum TermSkips {
  static let hashes: WordSet = "the a an of his her their"
  private static let article = WordHash.of("a")

  /// Whether terms pass over a token. The letter of "3a" is no article.
  package static func contains(_ index: Int, of document: Document) -> Bool {
    let token = document.tokens[index]
    guard hashes.contains(token.hash) else { return false }
    guard token.hash == article, index > 0 else { return true }
    let before = document.tokens[index - 1]
    return before.kind != .number || before.span.end != token.span.start
  }
}

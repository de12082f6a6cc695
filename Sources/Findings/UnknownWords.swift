package import ClinicalText
package import ICD10CM

/// What a word that the book does not know may be: a word misspelt; a name with the number of its type ("SPG11"); two
/// words run together ("SPRAINTYPE").
///
/// Needs the blocks of the book that searching needs (`Book.touch(.search)`).
package struct UnknownWords {
  private let book: Book
  private let document: Document

  package init(_ document: Document, book: Book) { (self.document, self.book) = (document, book) }

  /// The words that the words unknown to the book may be, by their tokens.
  package func meanings(of tokens: some Sequence<Int>) -> [Int: [WordID]] {
    var result: [Int: [WordID]] = [:]
    for index in tokens where document.tokens[index].kind == .word {
      guard book.word(hash: document.tokens[index].hash) == .none else { continue }
      let words = words(for: document.tokens[index]).filter { $0 != .none }
      if !words.isEmpty { result[index] = words }
    }
    return result
  }

  /// What an unknown word may be; `[.none]` where nothing is found.
  package func words(for token: Token) -> [WordID] {
    let bytes = document.bytes[token.span.range].map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
    let spelt = spelling(of: bytes)
    if spelt != .none { return [spelt] }
    let name = bytes.prefix { $0 < 0x30 || $0 > 0x39 }
    if name.count >= 2, name.count < bytes.count {
      let word = book.word(hash: hash(name))
      if word != .none { return [word] }
    }
    var best: (words: [WordID], count: Int) = ([.none], 0)
    for cut in 4..<max(4, bytes.count - 3) {
      let parts = [book.word(hash: hash(bytes[..<cut])), book.word(hash: hash(bytes[cut...]))]
      let count = parts.map { $0 == .none ? 0 : book.rows(using: $0).count }.min() ?? 0
      if count > best.count { best = (parts, count) }
    }
    return best.words
  }

  private func hash(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(WordHash.empty, WordHash.combine) }

  /// The word that an unknown one misspells: of those it resembles, the one that most rows use. Short words are too easily
  /// taken for each other.
  private func spelling(of written: [UInt8]) -> WordID {
    guard written.count >= 7 else { return .none }
    var best = (word: WordID.none, count: 0)
    book.forEachName(startingWith: written[0], lengths: max(7, written.count - 2)...(written.count + 2)) { word, name in
      let count = book.rows(using: word).count
      if count > best.count, WordResemblance.isMisspelling(written, of: name) { best = (word, count) }
    }
    return best.word
  }
}

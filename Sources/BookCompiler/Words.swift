import ClinicalText

/// Splits text as `ClinicalText` does, into lower-case words.
enum Words {
  /// The words and numbers of a text.
  static func split(_ text: some StringProtocol) -> [String] { split(Array(text.utf8)) }

  /// The words and numbers of a text given as UTF-8.
  static func split(_ bytes: [UInt8]) -> [String] {
    Tokenizer.tokens(of: bytes).compactMap { token in
      switch token.kind {
      case .word: lowered(bytes[token.span.range])
      case .number: String(decoding: bytes[token.span.range], as: UTF8.self)
      case .punctuation, .lineBreak: nil
      }
    }
  }

  /// Lower case without possessive ending and accents, as `Token.hash` reads a word.
  private static func lowered(_ bytes: ArraySlice<UInt8>) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    for byte in bytes {
      guard byte < 0x80 else { return loweredAndFolded(bytes) }
      plain.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    if plain.count > 2, plain[plain.count - 1] == UInt8(ascii: "s"), plain[plain.count - 2] == UInt8(ascii: "'") {
      plain.removeLast(2)
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func loweredAndFolded(_ bytes: ArraySlice<UInt8>) -> String {
    var word = String(decoding: bytes, as: UTF8.self).lowercased()
    word = word.replacing("’", with: "'")
    if word.hasSuffix("'s") { word.removeLast(2) }
    for (accented, plain) in folds { word = word.replacing(accented, with: plain) }
    return word
  }

  private static let folds: [(String, String)] = [
    ("ö", "o"), ("é", "e"), ("è", "e"), ("ü", "u"), ("ä", "a"), ("ñ", "n"), ("ô", "o"), ("ç", "c"), ("ï", "i"),
    ("í", "i"),
  ]
}

import ICD10CM

/// Cuts a title or inclusion term into wording elements.
struct TitleWords {
  /// Words without meaning for telling codes apart.
  static let stopWords: Set<String> = [
    "of", "the", "a", "an", "in", "at", "to", "by", "for", "on", "is", "as", "from", "with", "and", "or", "due", "nos",
    "s", "e", "g",
  ]
  private static let prepositions: Set<String> = [
    "of", "in", "at", "to", "by", "for", "on", "with", "from", "due", "affecting", "involving", "without", "except",
  ]

  /// One word before it gets its number: its alternative (0 = required) and whether the wording says "without" it.
  struct Piece: Hashable {
    var word: String
    var isNegated: Bool
    var option: Int
  }

  /// Pieces of a title. Brackets hold synonyms and are left out; parentheses hold nonessential words and are left out.
  static func pieces(_ title: String) -> [Piece] {
    let segments = phrases(strippingBrackets(title))
    var pieces: [Piece] = []
    for segment in segments {
      for word in segment.words where !stopWords.contains(word) {
        pieces.append(Piece(word: word, isNegated: segment.isNegated, option: segment.option))
      }
    }
    return pieces
  }

  private struct Phrase {
    var words: [String]
    var isNegated: Bool
    var option: Int
  }

  /// Noun phrases between prepositions and commas; "A and B" makes two alternatives (Guidelines I.A.14).
  private static func phrases(_ title: String) -> [Phrase] {
    var result: [Phrase] = []
    var current = Phrase(words: [], isNegated: false, option: 0)
    var option = 0
    func flush(startingOption: Int, isNegated: Bool) {
      if !current.words.isEmpty { result.append(current) }
      current = Phrase(words: [], isNegated: isNegated, option: startingOption)
    }
    for chunk in title.utf8.split(separator: UInt8(ascii: ",")) {
      let words = Words.split(Array(chunk))
      let startsWithConjunction = words.first == "and" || words.first == "or"
      if !startsWithConjunction { flush(startingOption: 0, isNegated: false) }
      for word in words {
        if word == "and" || word == "or" {
          if current.words.isEmpty { continue }
          if current.option == 0 {
            option = 1
            current.option = option
          }
          let isNegated = current.isNegated
          option += 1
          flush(startingOption: option, isNegated: isNegated)
        } else if prepositions.contains(word) {
          flush(startingOption: 0, isNegated: word == "without")
        } else {
          current.words.append(word)
        }
      }
    }
    flush(startingOption: 0, isNegated: false)
    return result
  }

  /// The text without what stands in brackets and parentheses.
  static func strippingBrackets(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }) else { return text }
    var result: [UInt8] = []
    var depth = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth = max(0, depth - 1)
      default: if depth == 0 { result.append(byte) }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

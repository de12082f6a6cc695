/// Long terms of the field that came out with a wrong letter or in pieces: "osteonacrosis", "trime a leolar".
///
/// A word is only taken for a term that it begins and ends like, with two other letters at most (three in very long ones),
/// where no second term is as near. What was changed is marked, for a person has to say that it was meant.
enum NearTerms {
  /// Single words of the vocabulary that are long enough to be told by most of their letters.
  private static let terms: [[UInt8]] = {
    let words = SpeechVocabulary.orthopaedic.terms.flatMap { $0.lowercased().split { !$0.isLetter }.map(String.init) }
    return Set(words).subtracting(ordinary).map { Array($0.utf8) }.filter { $0.count >= shortest }.sorted {
      $0.lexicographicallyPrecedes($1)
    }
  }()
  /// Units, and words that others resemble: "millimeter", "her stated", "arteritis", "commented".
  private static let ordinary: Set<String> = [
    "milliliter", "centimeter", "nanograms", "posterior", "injection", "subsequent", "encounter", "displaced",
    "herniated", "collateral", "reduction", "compression", "tolerated", "vertebral", "thickness", "angulation",
    "degenerative",
    "arthritis", "comminuted",
  ]
  /// No term begins with one of these by itself: "a vascular injury".
  private static let articles: Set<String> = ["a", "an", "the", "in", "on", "of", "at", "no", "and", "or"]
  private static let known = Set(terms)
  private static let shortest = 9
  private static let longest = 24
  /// Pieces that a word may have come in.
  private static let pieces = 4
  /// Syllables that turn a term into its opposite: between these nothing is guessed.
  private static let opposites: [[UInt8]] = ["hyper", "hypo", "inter", "intra", "sub", "supra", "pre", "post", "peri"]
    .map { Array($0.utf8) }

  static func write(_ lexemes: inout [Lexeme]) {
    var result: [Lexeme] = []
    result.reserveCapacity(lexemes.count)
    var index = 0
    while index < lexemes.count {
      guard let (term, end, distance) = term(lexemes, at: index) else {
        result.append(lexemes[index])
        index += 1
        continue
      }
      var lexeme = lexemes[index]
      let isCapital = lexeme.text.first?.isUppercase ?? false
      lexeme.rewrite(
        isCapital ? term.prefix(1).uppercased() + term.dropFirst() : term, kind: .word, from: lexemes[index..<end])
      if distance > 0 {
        lexeme.role = .term
        lexeme.add(.soundsLikeTerm)
      }
      result.append(lexeme)
      index = end
    }
    lexemes = result
  }

  /// The term that starts at an index, the index behind it, and how many letters are other ones. More pieces go first.
  private static func term(_ lexemes: [Lexeme], at index: Int) -> (String, end: Int, distance: Int)? {
    guard lexemes[index].kind == .word, lexemes[index].role == nil, !articles.contains(lexemes[index].lower) else {
      return nil
    }
    var heard: [UInt8] = []
    var best: (term: [UInt8], end: Int, distance: Int)?
    var next = index
    var count = 0
    while count < pieces, let lexeme = lexemes.at(next), lexeme.role == nil {
      if lexeme.kind == .symbol, count > 0, ["-", ","].contains(lexeme.text), !lexeme.isSpaced {
        next += 1
        continue
      }
      guard lexeme.kind == .word else { break }
      let letters = Array(lexeme.lower.utf8)
      // A word that is a term already is no piece of another one.
      if known.contains(letters) { break }
      heard += letters
      guard heard.count <= longest else { break }
      next += 1
      count += 1
      // Pieces that are words themselves need a longer term than a word that is none.
      if let (term, distance) = nearest(heard), count == 1 || distance < 2 || term.count >= 12 {
        best = (term, next, distance)
      }
    }
    return best.map { (String(decoding: $0.term, as: UTF8.self), $0.end, $0.distance) }
  }

  private static func nearest(_ heard: [UInt8]) -> (term: [UInt8], distance: Int)? {
    guard heard.count >= shortest - 1, heard.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
    var found: (term: [UInt8], distance: Int)?
    var isAlone = true
    for term in terms {
      let limit = term.count >= 15 ? 3 : 2
      guard abs(term.count - heard.count) <= limit, term.prefix(3) == heard.prefix(3),
        term.suffix(3) == heard.suffix(3),
        prefix(of: term) == prefix(of: heard), !isOperation(term) || term.suffix(5) == heard.suffix(5)
      else { continue }
      let distance = LetterDistance.between(term, heard)
      guard distance <= limit else { continue }
      if let best = found, best.distance <= distance {
        isAlone = isAlone && best.distance < distance
        continue
      }
      (found, isAlone) = ((term, distance), true)
    }
    return isAlone ? found : nil
  }

  private static func prefix(of word: [UInt8]) -> Int? { opposites.firstIndex { word.starts(with: $0) } }

  /// A laminotomy is no laminectomy.
  private static func isOperation(_ word: [UInt8]) -> Bool { word.suffix(4) == Array("tomy".utf8) }
}

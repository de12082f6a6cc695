/// The terms that words may have been meant as, told by their sounds.
struct TermSounds: Sendable {
  /// A word of the field.
  struct Term: Sendable {
    let text: String
    let letters: [UInt8]
    let sounds: [UInt8]
    /// What the sounds weigh together, a vowel less than a consonant.
    let weight: Int
    /// Words beside which it stands in the field's phrases.
    let neighbours: Set<String>
    /// Whether it is an English word like others, written only beside a neighbour.
    let isCommon: Bool
    /// Its beginning or ending that makes another disease or operation when it is exchanged.
    let sense: Sense
  }

  /// Parts of a word that decide its meaning.
  struct Sense: Hashable, Sendable {
    let prefix: Int?
    let ending: Int?

    private static let prefixes = [
      "hyper", "hypo", "inter", "intra", "infra", "supra", "sub", "pre", "post", "peri", "para", "ante", "anti",
      "retro",
      "antero", "postero", "epi", "endo", "extra", "meta", "mal", "non", "un", "abduct", "adduct", "micro", "macro",
    ].map { Array($0.utf8) }
    private static let superior = Array("super".utf8)
    private static let supra = Array("supra".utf8)
    private static let endings = [
      "itis", "osis", "olysis", "listhesis", "otomy", "ectomy", "ostomy", "oplasty", "oscopy", "odesis", "penia",
      "porosis",
      "algia", "sarcoma", "oma", "pathy", "plegia", "paresis", "malacia", "porotic", "graphy", "gram", "varum",
      "valgum",
      "varus", "valgus", "lateral", "medial",
    ].map { Array($0.utf8) }

    init(_ heard: [UInt8]) {
      // "Supercondylar": no term of the field begins with super- where supra- is another one.
      let word = heard.starts(with: Self.superior) ? Self.supra + heard.dropFirst(Self.superior.count) : heard
      prefix = Self.prefixes.firstIndex { word.count > $0.count + 3 && word.starts(with: $0) }
      ending = Self.endings.firstIndex { word.count > $0.count + 2 && word.suffix($0.count).elementsEqual($0) }
    }

    /// Whether a term of this sense may have been heard as `word`: no other prefix, and no other ending. An operation has to
    /// end as one, for an osteotome is no osteotomy.
    func allows(_ word: Sense) -> Bool {
      prefix == word.prefix && (ending == word.ending || word.ending == nil && !isOperation)
    }

    private var isOperation: Bool { ending.map { Self.endings[$0].suffix(4) == Self.operation } ?? false }
    private static let operation = Array("tomy".utf8)[...]
  }

  /// Osteon's own table and its exceptions.
  static let usual = TermSounds(
    table: String(decoding: PackageResources.vocabulary_tsv, as: UTF8.self),
    ordinary: String(decoding: PackageResources.ordinary_txt, as: UTF8.self))

  /// A term of less weight sounds like too many names, unless it is spelled nearly like what was heard ("scaffoid").
  private static let longEnough = 400
  private static func isSpelledAlike(_ term: Term, _ sound: Int, _ letters: Int) -> Bool {
    term.weight >= 300 && sound * 20 <= term.weight && letters * 3 <= term.letters.count
  }

  private let terms: [Term]
  private let known: Set<[UInt8]>
  private let own: Set<[UInt8]>
  private let ordinary: Set<[UInt8]>

  /// Reads a table (a term, a tab, its neighbours) and a list of words that are none; lines that start with # are left out.
  init(table: String, ordinary: String) {
    terms = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      let text = String(columns.first ?? "")
      // "de quervain" is heard as one word or several.
      let letters = text.lowercased().utf8.filter { $0 != 0x20 }
      let sounds = SoundCode.sounds(of: letters)
      return Term(
        text: text, letters: letters, sounds: sounds, weight: sounds.reduce(0) { $0 + SoundCode.weight(of: $1) },
        neighbours: Set((columns.dropFirst().first ?? "").split(separator: " ").map(String.init)),
        isCommon: columns.count > 2, sense: Sense(letters))
    }
    known = Set(terms.map(\.letters))
    own = Set(terms.filter { !$0.isCommon }.map(\.letters))
    self.ordinary = Set(
      ordinary.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.map { Array($0.utf8) })
  }

  /// Whether a word is a term.
  func isTerm(_ word: [UInt8]) -> Bool { known.contains(word) }
  /// Whether a word is a term and no common English word.
  func isOwnTerm(_ word: [UInt8]) -> Bool { own.contains(word) }
  /// Whether a word sounds like a term and is an ordinary one.
  func isOrdinary(_ word: [UInt8]) -> Bool { ordinary.contains(word) }
  /// Whether a word stands for itself.
  func isKnown(_ word: [UInt8]) -> Bool { known.contains(word) || ordinary.contains(word) }

  /// The term that a word may be taken for beside one of the term's neighbours, whatever else it is.
  func soundsLike(_ word: String) -> String? {
    let letters = Array(word.lowercased().utf8)
    guard letters.count >= 5, !isTerm(letters) else { return nil }
    return found(letters, percent: 22, prefer: { _ in true }).term?.text
  }

  /// The one term that sounds like what was heard; none where two do so equally.
  ///
  /// - Parameters:
  ///   - percent: How much of a long term's sounds may be other ones; of a short term less.
  ///   - prefer: Says of a term that it fits what stands beside it; such a term goes before the others, and a very short one
  ///     is taken only then.
  func nearest(_ heard: [UInt8], percent: Int, prefer: (Term) -> Bool) -> Term? {
    let found = found(heard, percent: percent, prefer: prefer)
    return found.isAlone ? found.term : nil
  }

  /// The nearest term, and whether no other one is as near.
  private func found(_ heard: [UInt8], percent: Int, prefer: (Term) -> Bool) -> (term: Term?, isAlone: Bool) {
    let sounds = SoundCode.sounds(of: heard)
    let weight = sounds.reduce(0) { $0 + SoundCode.weight(of: $1) }
    let sense = Sense(heard)
    var best: (term: Term, cost: Int, letters: Int)?
    var isAlone = true
    for term in terms where term.letters != heard {
      let share = term.weight < 300 ? percent / 3 : term.weight < 450 ? percent * 2 / 3 : percent
      let limit = term.weight * share / 100 + 1
      guard abs(term.weight - weight) < limit, term.sense.allows(sense) else { continue }
      let sound = SoundCode.distance(term.sounds, sounds, limit: limit)
      guard sound < limit else { continue }
      let isPreferred = prefer(term)
      let letters = LetterDistance.between(term.letters, heard)
      guard letters * 2 <= term.letters.count,
        isPreferred || !term.isCommon && (term.weight >= Self.longEnough || Self.isSpelledAlike(term, sound, letters))
      else { continue }
      let cost = sound * 100 / max(1, term.weight) + letters * 2 - (isPreferred ? 6 : 0)
      if let last = best, last.cost <= cost {
        if cost - last.cost < 3 { isAlone = false }
        continue
      }
      isAlone = best.map { $0.cost - cost >= 3 } ?? true
      best = (term, cost, letters)
    }
    return (best?.term, isAlone)
  }
}

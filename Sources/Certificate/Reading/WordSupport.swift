import ClinicalText
import Findings
import ICD10CM

/// The place in a note that supports a word for a mention.
struct WordSupport: Hashable, Sendable {
  var nearness: Nearness
  var breadth: Int
  /// Of the places that count most the first in the text: what conditions of a row are weighed by.
  var tokens: Range<Int>
  /// Of those places the nearest to the mention: what is cited.
  var cited: Range<Int>
  /// Tokens between the mention and the place that is cited.
  var gap: Int
  /// Whether it names a part of the body.
  var isSite: Bool
  /// Whether it is the head, neck, back or heel of what else the tokens name.
  let isPart: Bool

  init(_ evidence: Evidence, _ nearness: Nearness, mention: Range<Int>) {
    (self.nearness, breadth) = (nearness, Int(evidence.breadth))
    (tokens, cited) = (evidence.tokens, evidence.tokens)
    gap = NoteReading.gap(evidence.tokens, mention)
    (isSite, isPart) = (evidence.isSite, evidence.isPart)
  }

  /// What a condition on the word counts here: less the farther away, less the broader the site.
  var weight: Double { nearness.weight - 0.07 * Double(breadth) }

  /// Takes another place in: one that counts more in place of this one; of equal ones the nearer is cited, then the
  /// earlier.
  mutating func add(_ other: WordSupport) {
    if other.weight > weight { self = other }
    guard other.weight == weight else { return }
    if other.tokens == tokens, other.isSite { isSite = true }
    if (other.gap, other.cited.lowerBound, other.cited.upperBound) < (gap, cited.lowerBound, cited.upperBound) {
      (cited, gap) = (other.cited, other.gap)
    }
  }
}

/// The words that support one mention, each with its nearest place.
public struct MentionSupport: Sendable {
  let mention: Range<Int>
  /// The rows of the term.
  let termList: Int
  /// Whether the lexicon takes the words for no term of their own, so that official rows do not count.
  let isRejected: Bool
  private(set) var side: (side: Side, tokens: Range<Int>)?
  private let words: WordMap<WordSupport>
  /// Words of sites around those that are named, with tokens and breadth.
  private let wide: Set<WideWord>

  private struct WideWord: Hashable {
    let word: WordID
    let tokens: Range<Int>
    let breadth: Int
  }

  /// No support, for what has no mention.
  static let none = MentionSupport()

  private init() {
    mention = 0..<0
    termList = 0
    isRejected = false
    wide = []
    side = nil
    words = WordMap()
  }

  /// Gathers the support of the mention at `index`.
  ///
  /// - Parameter site: Which of the sites that share its diagnosis, or their number for all of them together; `nil` for
  ///   the mention as it stands.
  public init(ofMention index: Int, site: Int? = nil, in reading: NoteReading) {
    let readings = site == nil ? [] : reading.context.conjuncts(ofMention: index, book: reading.book).readings
    if let site, readings.indices.contains(site) {
      self.init(of: readings[site], mention: index, in: reading)
      return
    }
    let mention = reading.findings.mentions[index]
    let clause = reading.context.clauses[index]
    self.init(mention, side: reading.context.side(of: mention, clause: clause)) { body in
      reading.context.forEachSupport(of: mention, clause: clause, body)
    }
  }

  /// Gathers the support of a mention at one of the sites that share its diagnosis, or at all of them together.
  init(of conjunct: Conjunct, mention index: Int, in reading: NoteReading) {
    let clause = reading.context.clauses[index]
    self.init(conjunct.mention, side: reading.context.side(of: conjunct, clause: clause)) { body in
      reading.context.forEachSupport(of: conjunct, clause: clause, body)
    }
  }

  private init(
    _ mention: Mention, side: SideEvidence?, forEachSupport: ((Evidence, Nearness) -> Void) -> Void
  ) {
    self.mention = mention.tokens
    termList = mention.termList
    isRejected = mention.has(.reject)
    self.side = side.map { ($0.side, $0.tokens) }
    var words = WordMap<WordSupport>()
    var wide: Set<WideWord> = []
    forEachSupport { evidence, nearness in
      let support = WordSupport(evidence, nearness, mention: mention.tokens)
      words.add(support, for: evidence.word) { $0.add(support) }
      if evidence.breadth > 0 {
        wide.insert(WideWord(word: evidence.word, tokens: evidence.tokens, breadth: Int(evidence.breadth)))
      }
    }
    self.words = words
    self.wide = wide
  }

  /// The same with the words for both sides taken for one of them.
  func seen(as single: Side) -> MentionSupport {
    var copy = self
    copy.side = side.map { (single, $0.tokens) }
    return copy
  }

  subscript(word: WordID) -> WordSupport? { words[word] }

  /// Whether a wider site of the place where `other` stands has `word` in its name.
  func names(_ word: WordID, around other: WordSupport) -> Bool {
    wide.contains(WideWord(word: word, tokens: other.tokens, breadth: other.breadth))
  }
}

import ClinicalText
import Findings
import ICD10CM

/// The place in a note that supports a word for a mention: the nearest one.
struct WordSupport: Hashable, Sendable {
  /// How near: inside the mention, in its part of the sentence, in its sentence, elsewhere.
  enum Nearness: Int, Comparable {
    case mention, clause, sentence, document
    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  var nearness: Nearness
  var breadth: Int
  var gap: Int
  var tokens: Range<Int>

  /// Nearer first; what names the thing itself before what names something inside it; then the earlier one.
  static func isBetter(_ a: Self, _ b: Self) -> Bool {
    (a.nearness.rawValue, a.breadth, a.gap, a.tokens.lowerBound, a.tokens.upperBound)
      < (b.nearness.rawValue, b.breadth, b.gap, b.tokens.lowerBound, b.tokens.upperBound)
  }
}

/// The words that support one mention, each with its nearest place.
public struct MentionSupport: Sendable {
  let mention: Range<Int>
  private(set) var side: (side: Side, tokens: Range<Int>)?
  private var words: [WordID: WordSupport] = [:]

  /// Gathers the support of the mention at `index`: every word of its sentence, and, where the sentence names no part
  /// of the body, the parts of the body that the rest of the note names.
  public init(ofMention index: Int, in reading: NoteReading) {
    let findings = reading.findings
    let mention = findings.mentions[index].tokens
    let sentence = reading.sentence(ofMention: index)
    self.mention = mention
    side = reading.side(ofMention: index)
    var namesSite = false
    var place = findings.evidenceIndex(at: sentence.lowerBound)
    while place < findings.evidence.count, findings.evidence[place].tokens.lowerBound < sentence.upperBound {
      let evidence = findings.evidence[place]
      let nearness: WordSupport.Nearness =
        evidence.tokens.overlaps(mention)
        ? .mention : evidence.tokens.overlaps(reading.clauses[index]) ? .clause : .sentence
      insert(evidence, nearness)
      namesSite = namesSite || evidence.isSite
      place += 1
    }
    guard !namesSite else { return }
    for evidence in findings.evidence where evidence.isSite { insert(evidence, .document) }
  }

  private mutating func insert(_ evidence: Evidence, _ nearness: WordSupport.Nearness) {
    let support = WordSupport(
      nearness: nearness, breadth: Int(evidence.breadth), gap: NoteReading.gap(evidence.tokens, mention),
      tokens: evidence.tokens)
    if let known = words[evidence.word], !WordSupport.isBetter(support, known) { return }
    words[evidence.word] = support
  }

  /// The same with the words for both sides taken for one of them.
  func seen(as single: Side) -> MentionSupport {
    var copy = self
    copy.side = side.map { (single, $0.tokens) }
    return copy
  }

  subscript(word: WordID) -> WordSupport? { words[word] }
}

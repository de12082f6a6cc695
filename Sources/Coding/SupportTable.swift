import Findings
import ICD10CM

/// The words that support one mention: for each the nearest place.
struct SupportTable {
  /// Where a word is supported.
  struct Entry {
    let nearness: Nearness
    let breadth: UInt8
    let tokens: Range<Int>
    /// What a match on this word counts: less the farther away, less the broader the site.
    let weight: Double
    /// A bit for where it stands, to tell places apart.
    var place: UInt64 { 1 << UInt64(tokens.lowerBound & 63) }

    init(_ evidence: Evidence, _ nearness: Nearness) {
      self.nearness = nearness
      breadth = evidence.breadth
      tokens = evidence.tokens
      weight = nearness.weight - 0.07 * Double(evidence.breadth)
    }
  }

  private var words = WordMap<Entry>()

  mutating func removeAll() { words.removeAll() }

  mutating func insert(_ evidence: Evidence, _ nearness: Nearness) {
    let entry = Entry(evidence, nearness)
    words.add(entry, for: evidence.word) { if $0.weight < entry.weight { $0 = entry } }
  }

  @inline(__always)
  subscript(word: WordID) -> Entry? { words[word] }
}

import Findings
import ICD10CM

/// The words that support one mention: for each the nearest place.
///
/// A table over all words of the book with a generation number, so that emptying it costs nothing.
struct SupportTable {
  /// Where a word is supported.
  struct Entry {
    var nearness: Nearness
    var breadth: UInt8
    var tokens: Range<Int>

    /// What a match on this word counts: less the farther away, less the broader the site.
    var weight: Double { nearness.weight - 0.07 * Double(breadth) }
  }

  private var generations: [UInt32]
  private var entries: [Entry]
  private var generation: UInt32 = 0

  init(wordCount: Int) {
    generations = Array(repeating: 0, count: wordCount + 1)
    entries = Array(repeating: Entry(nearness: .document, breadth: 0, tokens: 0..<0), count: wordCount + 1)
  }

  mutating func removeAll() { generation &+= 1 }

  mutating func insert(_ evidence: Evidence, _ nearness: Nearness) {
    let word = Int(evidence.word.number)
    guard word < entries.count else { return }
    let entry = Entry(nearness: nearness, breadth: evidence.breadth, tokens: evidence.tokens)
    if generations[word] == generation, entries[word].weight >= entry.weight { return }
    generations[word] = generation
    entries[word] = entry
  }

  @inline(__always)
  subscript(word: WordID) -> Entry? {
    let index = Int(word.number)
    return index < entries.count && generations[index] == generation ? entries[index] : nil
  }
}

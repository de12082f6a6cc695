import Findings
import ICD10CM

/// How near to a mention a supporting word stands. Nearer wins.
enum Nearness: UInt8, Comparable {
  /// Inside the mention itself.
  case mention
  /// In the part of the sentence that belongs to the mention.
  case clause
  /// Elsewhere in the sentence.
  case sentence
  /// Elsewhere in the document, where the document states what it is about.
  case document

  /// What a match at this distance counts.
  var weight: Double {
    switch self {
    case .mention, .clause: 1
    case .sentence: 0.55
    case .document: 0.4
    }
  }

  static func < (a: Nearness, b: Nearness) -> Bool { a.rawValue < b.rawValue }
}

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

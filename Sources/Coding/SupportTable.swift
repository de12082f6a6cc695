import Findings
import ICD10CM

/// The words that support one mention: for each the nearest place.
///
/// A sparse set over all words of the book (Briggs and Torczon, "An efficient representation for sparse sets", 1993), so
/// that emptying it costs nothing.
struct SupportTable {
  /// Where a word is supported.
  struct Entry {
    var nearness: Nearness
    var breadth: UInt8
    var tokens: Range<Int>

    /// What a match on this word counts: less the farther away, less the broader the site.
    var weight: Double { nearness.weight - 0.07 * Double(breadth) }
    /// A bit for where it stands, to tell places apart.
    var place: UInt64 { 1 << UInt64(tokens.lowerBound & 63) }
  }

  /// For each word of the book its place in `entries`; what stands there says whether the place is still the word's.
  private var places: [UInt32]
  private var entries: [(word: WordID, entry: Entry)] = []

  init(wordCount: Int) { places = Array(repeating: 0, count: wordCount + 1) }

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  mutating func insert(_ evidence: Evidence, _ nearness: Nearness) {
    let word = evidence.word
    guard Int(word.number) < places.count else { return }
    let entry = Entry(nearness: nearness, breadth: evidence.breadth, tokens: evidence.tokens)
    if let place = place(of: word) {
      if entries[place].entry.weight < entry.weight { entries[place].entry = entry }
    } else {
      places[Int(word.number)] = UInt32(entries.count)
      entries.append((word, entry))
    }
  }

  @inline(__always)
  private func place(of word: WordID) -> Int? {
    let number = Int(word.number)
    guard number < places.count else { return nil }
    let place = Int(places[number])
    return place < entries.count && entries[place].word == word ? place : nil
  }

  @inline(__always)
  subscript(word: WordID) -> Entry? { place(of: word).map { entries[$0].entry } }
}

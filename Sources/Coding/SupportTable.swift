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
    /// Whether it names a part of the body.
    let isSite: Bool
    /// Whether it is the head, neck, back or heel of what else the tokens name.
    let isPart: Bool
    /// A bit for where it stands, to tell places apart.
    var place: UInt64 { 1 << UInt64(tokens.lowerBound & 63) }

    init(_ evidence: Evidence, _ nearness: Nearness) {
      self.nearness = nearness
      breadth = evidence.breadth
      tokens = evidence.tokens
      isSite = evidence.isSite
      isPart = evidence.isPart
      weight = nearness.weight - 0.07 * Double(evidence.breadth)
    }
  }

  private let special: SpecialWords
  private var words = WordMap<Entry>()
  /// "Lower" of the lower limb around the site that is named, which may have an upper end of its own.
  private var widePositions: [(word: WordID, entry: Entry)] = []

  init(special: SpecialWords) { self.special = special }

  mutating func removeAll() {
    words.removeAll()
    widePositions.removeAll(keepingCapacity: true)
  }

  mutating func insert(_ evidence: Evidence, _ nearness: Nearness) {
    let entry = Entry(evidence, nearness)
    words.add(entry, for: evidence.word) {
      if $0.weight < entry.weight || $0.weight == entry.weight && $0.tokens == entry.tokens && entry.isSite {
        $0 = entry
      }
    }
    if entry.breadth > 0, special.isPosition(evidence.word) { widePositions.append((evidence.word, entry)) }
  }

  /// Whether an entry is the whole of which `part` is the head, neck, back or heel.
  func isWhole(_ word: WordID, of part: Entry) -> Bool {
    guard let entry = words[word] else { return false }
    return !entry.isPart && entry.tokens.overlaps(part.tokens)
  }

  /// Whether "upper", "lower", "middle" or "end" is a word of the same wider site as another word.
  func isWord(_ position: WordID, ofSameSiteAs other: Entry) -> Bool {
    widePositions.contains {
      $0.word == position && $0.entry.tokens == other.tokens && $0.entry.breadth == other.breadth
    }
  }

  @inline(__always)
  subscript(word: WordID) -> Entry? { words[word] }
}

/// Where "upper", "lower", "middle" or "end" is said of one of several sites: of one that the note names, or in the name of
/// the same wider site. The "upper limb" around an arm says nothing of an upper lobe, and the upper end of a fibula, in the
/// lower leg, nothing of the upper leg.
struct PositionPlace {
  private let exact: SupportTable.Entry
  private var isOfExactSite = false
  private var wide: SupportTable.Entry?
  private var namesSite = false

  /// - Parameter exact: Where the position stands that counts most.
  init(_ exact: SupportTable.Entry) { self.exact = exact }

  /// Takes a word beside the position in.
  ///
  /// - Parameter isSameSite: Whether the position is a word of the same wider site.
  mutating func meet(_ entry: SupportTable.Entry, isSameSite: @autoclosure () -> Bool) {
    guard entry.isSite else { return }
    namesSite = true
    if entry.breadth == 0 {
      isOfExactSite = isOfExactSite || exact.breadth == 0
    } else if isSameSite() {
      wide = entry
    }
  }

  /// The place; `nil` where the position is said of another site. Beside no site the note's own word counts.
  var entry: SupportTable.Entry? {
    if isOfExactSite || !namesSite && exact.breadth == 0 { return exact }
    return wide
  }
}

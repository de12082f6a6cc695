import ClinicalText
import Findings
import ICD10CM

/// One asserted diagnosis, a problem-list line or the title of a diagnosis, read as a whole: every word of it wants to
/// be accounted for by the code.
///
/// Chains of abbreviations are expanded ("l" → left, "fx" → fracture, "7thB" → initial encounter open fracture); what
/// was written stays beside what it stands for, since either may be the Tabular's wording.
struct ProblemLine {
  /// A word of the line, after expansion.
  struct Item {
    var word: WordID
    /// Tokens that say it.
    var tokens: Range<Int>
    /// What it counts for a match; zero for words without content.
    var weight = 0.0
    /// Whether the line denies it ("without mention of open wound").
    var isNegated = false
    /// Whether it stands for something else that was written.
    var isExpanded = false
  }

  /// Another way to say some of the items: what was written, or the site in the Tabular's words.
  struct Reading {
    var items: Range<Int>
    var words: [WordID]
    /// One for the same meaning, less for a larger site.
    var quality: Double
    /// Whether it names a part of the body.
    var isSite = false
  }

  private(set) var items: [Item] = []
  /// The words as they were written, before any expansion.
  private var written: [Item] = []
  private(set) var readings: [Reading] = []
  /// The side that the line names.
  private(set) var side: Side?
  /// How often the line says "other" or "not elsewhere classified", and "unspecified".
  private(set) var otherCount = 0
  private(set) var unspecifiedCount = 0
  /// What the line says of encounter, wound and healing.
  private(set) var seventh = SeventhCharacterMeaning(words: [])
  /// Whether it names its encounter as the titles of the code set do; such a line also says "unspecified" where that is
  /// meant.
  var spellsOutEncounter: Bool { seventh.episode != nil || seventhLetter != nil }
  /// A 7th character given as such ("7thG"), upper-case.
  private(set) var seventhLetter: UInt8?
  /// Every word that the line supports, with its quality.
  private(set) var offers: [WordID: Double] = [:]

  /// What is read of the text for it.
  let reading: LineReading
  private let document: Document
  private let book: Book
  private let words: ProblemLineWords

  /// Reads a line.
  ///
  /// - Parameter reading: Which tokens are the line's.
  init(document: Document, book: Book, words: ProblemLineWords, reading: LineReading) {
    self.document = document
    self.book = book
    self.words = words
    self.reading = reading
    written = writtenItems(readSeventhLetter(reading.tokens))
    items = written
    for _ in 0..<3 where !expand() { break }
    addWritten()
    addSites()
    addJointsOfRegions()
    markNegation()
    readSides()
    weigh()
    collectOffers()
    seventh = SeventhCharacterMeaning(words: items.filter { !$0.isNegated }.map { book.name(of: $0.word)[...] })
  }

  // MARK: Reading

  /// Takes "7thG" out of the line.
  private mutating func readSeventhLetter(_ tokens: [Int]) -> [Int] {
    guard let stated = document.statedSeventhCharacter, tokens.contains(stated.tokens.lowerBound) else { return tokens }
    seventhLetter = stated.letter
    return tokens.filter { !stated.tokens.contains($0) }
  }

  private func writtenItems(_ tokens: [Int]) -> [Item] {
    var result: [Item] = []
    let unknown = UnknownWords(document, book: book)
    for index in tokens {
      let token = document.tokens[index]
      switch token.kind {
      case .word where !TermSkips.contains(index, of: document):
        let known = book.word(hash: token.hash)
        if known != .none {
          result.append(Item(word: known, tokens: index..<(index + 1)))
        } else {
          for word in unknown.words(for: token) { result.append(Item(word: word, tokens: index..<(index + 1))) }
        }
      case .number:
        var hash = WordHash.empty
        for byte in document.bytes[token.span.range] { hash = WordHash.combine(hash, byte) }
        result.append(Item(word: book.word(hash: hash), tokens: index..<(index + 1)))
      case .word, .punctuation, .lineBreak: break
      }
    }
    return result
  }

  /// One round of expansion by the rows that rewrite words; whether anything changed.
  private mutating func expand() -> Bool {
    var result: [Item] = []
    var changed = false
    var position = 0
    while position < items.count {
      guard let (end, list) = longest(Self.rewriting, from: position),
        let row = book.firstRow(ofTermList: list, kinds: Self.rewriting),
        !row.words.elementsEqual(items[position..<end].map(\.word))
      else {
        result.append(items[position])
        position += 1
        continue
      }
      let tokens = items[position].tokens.lowerBound..<items[end - 1].tokens.upperBound
      for word in row.words { result.append(Item(word: word, tokens: tokens, isExpanded: true)) }
      changed = true
      position = end
    }
    items = result
    return changed
  }

  private static let rewriting = TermKind.words.bit | TermKind.lineWords.bit

  private func longest(_ kinds: UInt32, from position: Int) -> (end: Int, list: Int)? {
    var found: (end: Int, list: Int)?
    forEachTerm(in: items, from: position) { end, list in
      if book.kinds(ofTermList: list) & kinds != 0 { found = (end, list) }
    }
    return found
  }

  /// Calls `body` with the items and the rows of every term in the line, as expanded and as written.
  func forEachTerm(_ body: (_ items: [Int], _ list: Int) -> Void) {
    for position in items.indices {
      forEachTerm(in: items, from: position) { end, list in body(Array(position..<end), list) }
    }
    for position in written.indices {
      forEachTerm(in: written, from: position) { end, list in
        let tokens = written[position].tokens.lowerBound..<written[end - 1].tokens.upperBound
        let covered = items.indices.filter {
          items[$0].tokens.lowerBound >= tokens.lowerBound && items[$0].tokens.upperBound <= tokens.upperBound
        }
        if covered.contains(where: { items[$0].isExpanded }) { body(covered, list) }
      }
    }
  }

  /// Calls `body` with the end and the rows of every term that starts at an item.
  private func forEachTerm(in items: [Item], from position: Int, _ body: (_ end: Int, _ list: Int) -> Void) {
    guard items[position].word != .none, var prefix = book.terms(startingWith: items[position].word) else { return }
    var end = position + 1
    while true {
      let list = book.termList(prefix)
      if list != 0 { body(end, list) }
      guard end < items.count, items[end].word != .none, let next = book.terms(prefix, followedBy: items[end].word)
      else { return }
      prefix = next
      end += 1
    }
  }

  /// What was written, where it was expanded.
  private mutating func addWritten() {
    var position = 0
    while position < items.count {
      let tokens = items[position].tokens
      var end = position + 1
      while end < items.count, items[end].tokens == tokens { end += 1 }
      if items[position].isExpanded {
        let words = written.filter { tokens.contains($0.tokens.lowerBound) && $0.word != .none }.map(\.word)
        if !words.isEmpty { readings.append(Reading(items: position..<end, words: words, quality: 0.9)) }
      }
      position = end
    }
  }

  private mutating func addSites() {
    for position in items.indices {
      guard let (end, list) = longest(TermKind.site.bit, from: position),
        let row = book.firstRow(ofTermList: list, kinds: TermKind.site.bit)
      else { continue }
      readings.append(Reading(items: position..<end, words: content(row.words), quality: 1, isSite: true))
      for (breadth, site) in row.broader.enumerated() {
        readings.append(
          Reading(
            items: position..<end, words: content(site), quality: max(0.3, 0.8 - 0.1 * Double(breadth)), isSite: true))
      }
    }
  }

  /// The joint that a region of chapter 13 stands for: the region "forearm" holds the wrist joint, and so on (World
  /// Health Organization, site list at the head of the musculoskeletal chapter; the older nomenclature coded by it).
  private mutating func addJointsOfRegions() {
    for (region, joint) in words.jointOfRegion {
      for position in items.indices.dropLast(region.count - 1)
      where items[position..<(position + region.count)].map(\.word) == region {
        readings.append(Reading(items: position..<(position + region.count), words: [joint], quality: 0.72))
      }
    }
  }

  private func content(_ list: WordList) -> [WordID] { list.filter { !words.isStop($0) } }

  /// "Without" and "no" deny what follows up to the next comma, preposition or other phrase, and two words at most;
  /// inside an expansion, up to its end.
  private mutating func markNegation() {
    var isNegated = false
    var denied = 0
    var cue: Range<Int>?
    for index in items.indices {
      let word = items[index].word
      if words.negating.contains(word) {
        isNegated = true
        denied = 0
        cue = items[index].isExpanded ? items[index].tokens : nil
        continue
      }
      let leavesCue = cue.map { denied > 0 && items[index].tokens != $0 } ?? (denied >= 2)
      if isNegated, words.endsNegation.contains(word) || leavesCue || denied > 0 && isNewPhrase(index) {
        isNegated = false
      }
      items[index].isNegated = isNegated
      if isNegated, !words.isStop(word) { denied += 1 }
    }
  }

  /// Whether a comma or "of" stands between an item and the one before it.
  private func isNewPhrase(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let start = items[index - 1].tokens.upperBound
    let end = items[index].tokens.lowerBound
    guard start < end else { return false }
    return document.tokens[start..<end].contains {
      $0.mark == UInt8(ascii: ",") || $0.mark == UInt8(ascii: ";") || $0.hash == words.of
    }
  }

  private mutating func readSides() {
    for item in items where !item.isNegated {
      let found: Side? =
        item.word == words.special.right
        ? .right : item.word == words.special.left ? .left : words.bilateral.contains(item.word) ? .bilateral : nil
      guard let found else { continue }
      side = side == nil || side == found ? found : .bilateral
    }
  }

  private mutating func weigh() {
    for index in items.indices {
      let word = items[index].word
      if word == words.special.other || word == words.special.elsewhere { otherCount += 1 }
      if word == words.special.unspecified || word == words.nos { unspecifiedCount += 1 }
      items[index].weight = words.weight(word, in: book) * (items[index].isNegated ? 0.4 : 1)
    }
    // "Other and unspecified" was one row of the old nomenclature; here it is the unspecified one (Guidelines I.A.6).
    for index in items.indices.dropFirst(2)
    where items[index - 2].word == words.special.other && items[index].word == words.special.unspecified {
      if words.conjunctions.contains(items[index - 1].word) { otherCount -= 1 }
    }
  }

  private mutating func collectOffers() {
    for item in items where !item.isNegated && item.word != .none { offers[item.word] = 1 }
    for reading in readings where !items[reading.items].allSatisfy(\.isNegated) {
      for word in reading.words where offers[word].map({ $0 < reading.quality }) ?? true {
        offers[word] = reading.quality
      }
    }
  }

  /// What was written at an item, in lower-case ASCII; `nil` where it covers several tokens.
  func written(_ item: Item) -> [UInt8]? {
    guard item.tokens.count == 1 else { return nil }
    let token = document.tokens[item.tokens.lowerBound]
    guard token.kind == .word else { return nil }
    return document.bytes[token.span.range].map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
  }
}

/// Where a term comes from and what it does.
public enum TermKind: UInt8, Sendable, CaseIterable {
  /// Leads to a diagnosis.
  case diagnosis = 1
  /// Stands for other words, those of the Tabular.
  case words
  /// An anatomical site.
  case site
  /// Leads to a status, history or aftercare code, also when worded as past.
  case status
  /// A drug, with the long-term-use code and its class.
  case drug
  /// A drug or class, with the code for its adverse effect.
  case adverseEffect
  /// An external cause, place or activity.
  case cause
  /// Looks like a term and is none.
  case reject
  /// A title of the Tabular.
  case title
  /// An inclusion term of the Tabular.
  case inclusionTerm
  /// An entry of the Alphabetic Index.
  case index
  /// A figure of speech or a thing that borrows the words of anatomy: neither a term nor a site.
  case void
  /// Stands for other words in a line that is one diagnosis, as in the official short titles; in prose the same letters
  /// mean other things ("epi" is epinephrine there).
  case lineWords

  /// The kind as a bit, as `Book.kinds(ofTermList:)` tells it.
  @inlinable public var bit: UInt32 { 1 << UInt32(rawValue) }
}

/// A row of the lexicon or of the official Index: what a term leads to, and under which conditions.
public struct TermRow: Sendable, Hashable {
  @usableFromInline let book: Book
  /// Where the row is stored; identifies it inside its book.
  public let offset: Int

  @inlinable
  init(book: Book, offset: Int) {
    self.book = book
    self.offset = offset
  }

  /// Same row of the same book.
  public static func == (a: TermRow, b: TermRow) -> Bool { a.offset == b.offset && a.book === b.book }
  /// Hashes the row's place.
  public func hash(into hasher: inout Hasher) { hasher.combine(offset) }

  /// The row as it is stored, for as long as its book lives.
  @inlinable var view: TermRowView { TermRowView(block: book.termRows, offset: offset) }
  /// What the row does.
  @inlinable public var kind: TermKind { view.kind }
  /// Number of targets.
  @inlinable public var targetCount: Int { view.targetCount }
  /// Whether each target is coded, not the one that fits best.
  @inlinable public var leadsToEach: Bool { view.header >> 24 & 1 != 0 }
  /// Number of conditions.
  @inlinable public var conditionCount: Int { view.conditionCount }
  /// Where the row comes from: "own", "tabular", "index", a guideline section.
  public var source: String { book.strings.string(book.termRows.word(offset + 1)) }
  /// The term as it was written in the table.
  public var term: String { book.strings.string(book.termRows.word(offset + 2)) }

  /// The row of the code set at `index`.
  @inlinable public func target(_ index: Int) -> NodeID { view.target(index) }
  /// All targets.
  public var targets: [NodeID] { (0..<targetCount).map(target) }

  @inlinable var conditionsStart: Int { offset + 4 + targetCount }

  /// Calls `body` with every condition: alternatives, one of which must be in the context (or, negated, none).
  @inlinable
  public func forEachCondition(_ body: (_ isNegated: Bool, _ alternatives: WordList) -> Void) {
    _ = view.allConditions {
      body($0, $1)
      return true
    }
  }

  private var wordsStart: Int {
    var position = conditionsStart
    for _ in 0..<conditionCount { position += 1 + book.termRows.word(position) & 0xFFFF }
    return position
  }

  /// For `words` and `site` rows the words that the term stands for; for drugs the words of their class.
  public var words: WordList {
    WordList(block: book.termRows, start: wordsStart, count: book.termRows.word(offset + 3) & 0xFFFF)
  }

  /// For `site` rows the broader sites, nearest first.
  public var broader: BroaderSites {
    BroaderSites(
      block: book.termRows, position: wordsStart + book.termRows.word(offset + 3) & 0xFFFF,
      remaining: min(book.termRows.word(offset + 3) >> 16, 64))
  }
}

/// A row of a list of terms as it is stored: nothing is counted or copied where many rows are looked at. Not to be kept
/// longer than its book.
@usableFromInline
package struct TermRowView {
  @usableFromInline let block: Block
  @usableFromInline let offset: Int

  @inlinable
  init(block: Block, offset: Int) {
    self.block = block
    self.offset = offset
  }

  @inlinable var header: Int { block.word(offset) }
  /// What the row does.
  @inlinable package var kind: TermKind { TermKind(rawValue: UInt8(truncatingIfNeeded: header)) ?? .reject }
  /// Number of targets.
  @inlinable package var targetCount: Int { header >> 8 & 0xFF }
  /// Number of conditions.
  @inlinable package var conditionCount: Int { header >> 16 & 0xFF }
  /// The row of the code set at `index`.
  @inlinable package func target(_ index: Int) -> NodeID { NodeID(block.word(offset + 4 + index)) }

  /// Calls `body` with the conditions in order until it answers that one is not met; whether all were.
  @inlinable @inline(__always)
  package func allConditions(_ body: (_ isNegated: Bool, _ alternatives: WordList) -> Bool) -> Bool {
    let header = header
    var position = offset &+ 4 &+ (header >> 8 & 0xFF)
    for _ in 0..<(header >> 16 & 0xFF) {
      let condition = block.word(position)
      let words = WordList(block: block, start: position &+ 1, count: condition & 0xFFFF)
      guard body(condition & 0x1_0000 != 0, words) else { return false }
      position += 1 + condition & 0xFFFF
    }
    return true
  }
}

/// The sites around the one that a row names, nearest first, each with its words.
public struct BroaderSites: Sendable, Sequence, IteratorProtocol {
  let block: Block
  var position: Int
  var remaining: Int

  /// The next site.
  public mutating func next() -> WordList? {
    guard remaining > 0 else { return nil }
    remaining -= 1
    let count = block.word(position)
    defer { position += 1 + count }
    return WordList(block: block, start: position + 1, count: count)
  }
}

/// Words in a row of the book.
public struct WordList: Sendable, RandomAccessCollection {
  @usableFromInline let block: Block
  @usableFromInline let start: Int
  /// Number of words.
  public let count: Int

  @inlinable
  init(block: Block, start: Int, count: Int) {
    self.block = block
    self.start = start
    self.count = Swift.max(0, Swift.min(count, block.wordCount - start))
  }

  /// Zero.
  @inlinable public var startIndex: Int { 0 }
  /// `count`.
  @inlinable public var endIndex: Int { count }
  /// The word at `index`.
  @inlinable
  public subscript(index: Int) -> WordID { WordID(block.load((start &+ index) &* 4, as: UInt32.self)) }
}

/// A place in the trie of terms.
public struct TermPrefix: Sendable {
  @usableFromInline let node: Int

  @inlinable init(node: Int) { self.node = node }
}

@usableFromInline
package enum TrieLayout {
  @usableFromInline package static let size = 3
  @usableFromInline package static let word = 0, children = 1, terms = 2
}

/// Terms.
extension Book {
  /// The terms that start with `word`; `nil` where there is none.
  @inlinable
  public func terms(startingWith word: WordID) -> TermPrefix? {
    let node = trieRoots.word(Int(word.number))
    return node == 0 ? nil : TermPrefix(node: node)
  }

  /// Those of the terms that go on with `word`.
  @inlinable
  public func terms(_ prefix: TermPrefix, followedBy word: WordID) -> TermPrefix? {
    var low = trie.word(prefix.node &* TrieLayout.size &+ TrieLayout.children)
    var high = trie.word((prefix.node &+ 1) &* TrieLayout.size &+ TrieLayout.children)
    let wanted = Int(word.number)
    while low < high {
      let middle = (low + high) / 2
      let found = trie.word(middle &* TrieLayout.size)
      if found == wanted { return TermPrefix(node: middle) }
      if found < wanted { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// Whether a term ends here.
  @inlinable
  public func isTerm(_ prefix: TermPrefix) -> Bool {
    trie.word(prefix.node &* TrieLayout.size &+ TrieLayout.terms) != 0
  }

  /// The list of the rows of the term that ends here, to be read with `row(_:of:)`; zero where none does.
  @inlinable
  public func termList(_ prefix: TermPrefix) -> Int { trie.word(prefix.node &* TrieLayout.size &+ TrieLayout.terms) }

  /// Number of rows in a list.
  @inlinable
  public func rowCount(ofTermList list: Int) -> Int { list == 0 ? 0 : min(termLists.word(list) & 0xFFFF, 4096) }

  /// The row at `index` of a list.
  @inlinable
  public func row(_ index: Int, ofTermList list: Int) -> TermRow {
    TermRow(book: self, offset: termLists.word(list + 1 + index))
  }

  /// The row at `index` of a list, as it is stored.
  @inlinable
  package func rowView(_ index: Int, ofTermList list: Int) -> TermRowView {
    TermRowView(block: termRows, offset: termLists.word(list + 1 + index))
  }

  /// Calls `body` with every row of every list, in the order of the file. Needs the blocks `termLists` and `termRows`.
  public func forEachTermRow(_ body: (TermRow) -> Void) {
    var position = 1
    while position < termLists.wordCount {
      let count = rowCount(ofTermList: position)
      for index in 0..<count { body(row(index, ofTermList: position)) }
      position += 1 + count
    }
  }

  /// The kinds of the rows in a list, as bits `1 << kind`.
  @inlinable
  public func kinds(ofTermList list: Int) -> UInt32 {
    var kinds = UInt32(truncatingIfNeeded: termLists.word(list) >> 16)
    guard kinds == 0 else { return kinds }
    for index in 0..<rowCount(ofTermList: list) { kinds |= row(index, ofTermList: list).kind.bit }
    return kinds
  }

  /// The first row of a list that is of one of some kinds, given as bits.
  public func firstRow(ofTermList list: Int, kinds: UInt32) -> TermRow? {
    for index in 0..<rowCount(ofTermList: list) {
      let row = row(index, ofTermList: list)
      if kinds & row.kind.bit != 0 { return row }
    }
    return nil
  }
}

/// Official Index entries.
extension Book {
  /// Index entries whose code is this one or leads here ("M85.8-" leads to everything below M85.8): the path of terms,
  /// with the code as printed. Needs the block `indexEntries`.
  public func indexEntries(leadingTo node: NodeID) -> [(path: String, printed: String)] {
    var result: [(path: String, printed: String)] = []
    for level in ancestors(of: node) {
      let wanted = code(of: level)
      var low = 0
      var high = indexEntries.count / 16
      while low < high {
        let middle = (low + high) / 2
        if Code(packed: indexEntries.load(middle * 16, as: UInt64.self)) < wanted {
          low = middle + 1
        } else {
          high = middle
        }
      }
      while low < indexEntries.count / 16, Code(packed: indexEntries.load(low * 16, as: UInt64.self)) == wanted {
        let printed = strings.string(Int(indexEntries.load(low * 16 + 12, as: UInt32.self)))
        if level == node || printed.hasSuffix("-") {
          result.append((strings.string(Int(indexEntries.load(low * 16 + 8, as: UInt32.self))), printed))
        }
        low += 1
      }
    }
    return result
  }
}

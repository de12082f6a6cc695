/// A word's number inside one book. Inflected forms and spelling variants share one number; zero is no word.
public struct WordID: Hashable, Comparable, Sendable {
  /// The number.
  public let number: UInt32
  /// Creates a word number.
  @inlinable public init(_ number: UInt32) { self.number = number }
  /// The word that is in no book.
  public static let none = WordID(0)
  /// Orders by number.
  public static func < (a: WordID, b: WordID) -> Bool { a.number < b.number }
}

@usableFromInline
package enum WordLayout {
  /// Slot of the hash table: hash (8 bytes), word number (4 bytes).
  @usableFromInline package static let slotSize = 12
}

/// Words, and the wordings of titles.
extension Book {
  /// The number of the word whose lower-case form has this FNV-1a hash; `WordID.none` where the book does not know it.
  @inlinable
  public func word(hash: UInt64) -> WordID {
    let slots = words.count / WordLayout.slotSize
    guard slots > 0 else { return .none }
    let mask = slots - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    for _ in 0..<slots {
      let number = words.load(slot &* WordLayout.slotSize &+ 8, as: UInt32.self)
      if number == 0 { return .none }
      if words.load(slot &* WordLayout.slotSize, as: UInt64.self) == hash { return WordID(number) }
      slot = (slot + 1) & mask
    }
    return .none
  }

  /// The number of a word written in lower-case ASCII.
  public func word(_ text: some StringProtocol) -> WordID {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return word(hash: hash)
  }

  /// The base form of a word. Needs the block `wordNames`.
  public func name(of word: WordID) -> String { strings.string(wordNames.word(Int(word.number))) }

  /// How many words there are; numbers run from 1 to this.
  public var wordCount: Int { max(0, wordNames.wordCount - 1) }
}

/// One word of a wording.
public struct WordingElement: Sendable {
  @usableFromInline let bits: UInt32
  @inlinable init(bits: UInt32) { self.bits = bits }

  /// Composes an element for the compiler.
  public init(word: WordID, isNegated: Bool, option: Int, isDistinguishing: Bool) {
    bits =
      word.number & 0xFF_FFFF | (isNegated ? 1 << 24 : 0) | UInt32(min(max(option, 0), 15)) << 25
      | (isDistinguishing ? 1 << 29 : 0)
  }

  /// The element as it is stored.
  public var stored: UInt32 { bits }
  /// The word.
  @inlinable public var word: WordID { WordID(bits & 0xFF_FFFF) }
  /// Whether the wording says "without" it.
  @inlinable public var isNegated: Bool { bits & (1 << 24) != 0 }
  /// Zero where the word is required; otherwise the number of the alternative it belongs to ("ankle and foot" has two:
  /// in the Tabular "and" means and/or, Guidelines I.A.14).
  @inlinable public var option: Int { Int(bits >> 25 & 15) }
  /// Whether the word parts this row from its parent and its siblings.
  @inlinable public var isDistinguishing: Bool { bits & (1 << 29) != 0 }
}

/// One way to word a row: its title or an inclusion term.
public struct Wording: Sendable {
  @usableFromInline let block: Block
  @usableFromInline let start: Int
  /// Number of elements.
  public let count: Int
  /// Whether this is the title, rather than an inclusion term.
  public let isTitle: Bool

  @inlinable
  init(block: Block, start: Int, count: Int, isTitle: Bool) {
    self.block = block
    self.start = start
    self.count = count
    self.isTitle = isTitle
  }

  /// The element at `index`.
  @inlinable
  public subscript(index: Int) -> WordingElement {
    WordingElement(bits: block.load((start &+ index) &* 4, as: UInt32.self))
  }
}

extension Book {
  /// Calls `body` with each wording of a row, the title first.
  @inlinable
  public func forEachWording(of node: NodeID, _ body: (Wording) -> Void) {
    var position = field(node, NodeLayout.wordingStart)
    guard position != NodeLayout.none else { return }
    let count = min(wordings.word(position), 512)
    position += 1
    for _ in 0..<count {
      let header = wordings.word(position)
      let length = header & 0xFFFF
      guard position + length < wordings.wordCount else { return }
      body(Wording(block: wordings, start: position + 1, count: length, isTitle: header & 0x1_0000 != 0))
      position += 1 + length
    }
  }

  /// Rows whose wordings use a word, in Tabular order. Needs the block `postings`.
  @inline(__always)
  public func rows(using word: WordID) -> (count: Int, row: (Int) -> NodeID) {
    let number = Int(word.number)
    let start = postingStarts.word(number)
    let end = min(postingStarts.word(number + 1), postings.wordCount)
    let postings = postings
    return (max(0, end - start), { NodeID(postings.word(start + $0)) })
  }
}

extension Book {
  /// One more than the highest word number, known without the block `wordNames` having been read.
  public var vocabularySize: Int { wordNames.wordCount }
}

extension Book {
  /// Calls `body` with every word whose base form starts with this byte and has so many bytes. Needs the block
  /// `wordNames`.
  public func forEachName(
    startingWith first: UInt8, lengths: ClosedRange<Int>, _ body: (_ word: WordID, _ name: [UInt8]) -> Void
  ) {
    for number in 1..<max(1, wordNames.wordCount) {
      let offset = wordNames.word(number)
      guard lengths.contains(Int(strings.load(offset, as: UInt16.self))),
        strings.load(offset + 2, as: UInt8.self) == first
      else { continue }
      var name: [UInt8] = []
      strings.appendString(offset, to: &name)
      body(WordID(UInt32(number)), name)
    }
  }
}

/// A list of words, to ask of each token whether its word is one of them.
///
/// ```swift
/// static let healed: WordSet = "healed old remote"
/// if healed.contains(token.hash) { … }
/// ```
///
/// A word's hash is spread already: the table is addressed by it as it is, where a `Set` would hash it again, and one
/// machine word turns most other words away before the table is looked at.
public struct WordSet: Sendable, ExpressibleByStringLiteral {
  /// One bit for the low bits of each word.
  @usableFromInline let filter: UInt64
  /// Open-addressed, at most half full; zero where there is no word. No word's hash is zero.
  @usableFromInline let slots: [UInt64]

  /// The words of a text, in lower case, parted by white space.
  public init(_ words: some StringProtocol) { self.init(hashes: Self.hashes(of: words)) }

  /// The words of a literal, in lower case, parted by white space.
  public init(stringLiteral words: StaticString) { self.init(words.description) }

  fileprivate init(hashes: [UInt64]) {
    var size = 4
    while size < 2 * hashes.count { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for hash in hashes {
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & (size - 1) }
      slots[slot] = hash
    }
    filter = hashes.reduce(0) { $0 | 1 << ($1 & 63) }
    self.slots = slots
  }

  fileprivate static func hashes(of words: some StringProtocol) -> [UInt64] {
    words.split(whereSeparator: \.isWhitespace).map { WordHash.of($0) }
  }

  /// The words of both lists.
  public func union(_ other: WordSet) -> WordSet { WordSet(hashes: (slots + other.slots).filter { $0 != 0 }) }

  /// Whether the word with this `WordHash` is in the list.
  @inlinable
  public func contains(_ hash: UInt64) -> Bool { slot(of: hash) != nil }

  @inlinable
  func slot(of hash: UInt64) -> Int? {
    guard filter & (1 << (hash & 63)) != 0 else { return nil }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] == hash { return slot }
      slot = (slot + 1) & mask
    }
    return nil
  }
}

/// What words stand for, by their hash.
public struct WordTable<Value: Sendable>: Sendable {
  @usableFromInline let words: WordSet
  @usableFromInline let values: [Value?]

  /// A table of lists of words, each with what its words stand for; of a word in two lists the later one counts.
  public init(_ lists: [(words: String, value: Value)]) {
    words = WordSet(hashes: lists.flatMap { WordSet.hashes(of: $0.words) })
    var values = [Value?](repeating: nil, count: words.slots.count)
    for (list, value) in lists {
      for hash in WordSet.hashes(of: list) { if let slot = words.slot(of: hash) { values[slot] = value } }
    }
    self.values = values
  }

  /// What the word with this `WordHash` stands for.
  @inlinable
  public subscript(hash: UInt64) -> Value? { words.slot(of: hash).flatMap { values[$0] } }
}

extension WordTable<Int> {
  /// Numbers from `first` on, one for each word of a text.
  public init(counting words: String, from first: Int, by step: Int = 1) {
    self.init(
      words.split(whereSeparator: \.isWhitespace).enumerated().map { (String($1), first + $0 * step) })
  }
}

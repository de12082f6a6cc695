public import ICD10CM

/// A value for each of a few words of a book.
///
/// Open-addressed by the word's number, and so small that it stays in the nearest cache: a mention has some dozen words,
/// and is asked for hundreds that it has not.
@usableFromInline
package struct WordMap<Value: Sendable>: Sendable {
  /// For each slot one more than the place in `entries` of the word that stands there; zero where none does. At most a
  /// quarter is full.
  @usableFromInline var slots: [UInt16]
  @usableFromInline var entries: [(word: WordID, value: Value)] = []

  @inlinable
  package init() { slots = Array(repeating: 0, count: 256) }

  /// Takes out every word.
  @inlinable
  package mutating func removeAll() {
    guard !entries.isEmpty else { return }
    for index in slots.indices { slots[index] = 0 }
    entries.removeAll(keepingCapacity: true)
  }

  /// Gives a word a value; where it has one, `merge` changes that.
  @inlinable
  package mutating func add(_ value: Value, for word: WordID, merge: (_ known: inout Value) -> Void) {
    guard word != .none, entries.count < Int(UInt16.max) else { return }
    let slot = slot(of: word)
    let place = Int(slots[slot])
    guard place == 0 else { return merge(&entries[place - 1].value) }
    entries.append((word, value))
    slots[slot] = UInt16(entries.count)
    if entries.count * 4 > slots.count { grow() }
  }

  /// The value of a word.
  @inlinable
  package subscript(word: WordID) -> Value? {
    let place = Int(slots[slot(of: word)])
    return place > 0 ? entries[place - 1].value : nil
  }

  @inlinable
  mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for (place, entry) in entries.enumerated() { slots[slot(of: entry.word)] = UInt16(place + 1) }
  }

  /// The slot where a word stands, or could.
  @inlinable
  func slot(of word: WordID) -> Int {
    let mask = slots.count - 1
    var slot = Int(word.number) & mask
    while slots[slot] > 0, entries[Int(slots[slot]) - 1].word != word { slot = (slot + 1) & mask }
    return slot
  }
}

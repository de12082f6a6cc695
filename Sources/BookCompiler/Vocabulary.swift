import ClinicalText
import ICD10CM

/// Numbers for words while a book is made. Inflected forms and British spellings share the number of their base form.
///
/// All forms are written into the book's hash table, so that reading a note costs one look-up a word and no stemming.
struct Vocabulary {
  private var numbers: [String: UInt32] = [:]
  /// Every spelling met so far: a word is stemmed once.
  private var known: [String: UInt32] = [:]
  private(set) var names: [String] = [""]

  /// The number of a word in lower-case ASCII, made on first use.
  mutating func number(_ word: String) -> WordID {
    if let number = known[word] { return WordID(number) }
    let base = Inflection.base(of: word)
    let number = numbers[base] ?? UInt32(names.count)
    if number == names.count {
      numbers[base] = number
      names.append(base)
    }
    known[word] = number
    return WordID(number)
  }

  /// The numbers of all words of a text: letters and digits, hyphens and slashes part words, everything else too.
  mutating func words(of text: String) -> [WordID] { Words.split(text).map { number($0) } }

  /// Hash and number of every form that a reader may meet.
  func forms() -> [(hash: UInt64, number: UInt32)] {
    var taken: [UInt64: UInt32] = [:]
    taken.reserveCapacity(names.count * 8)
    for (number, name) in names.enumerated().dropFirst() { taken[WordHash.of(name)] = UInt32(number) }
    for (number, name) in names.enumerated().dropFirst() {
      for form in Inflection.forms(of: name) {
        let hash = WordHash.of(form)
        if taken[hash] == nil { taken[hash] = UInt32(number) }
      }
    }
    return taken.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

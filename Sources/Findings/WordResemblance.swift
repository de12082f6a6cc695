/// Whether a written form can stand for a word: as its abbreviation, as another form of it, or misspelt.
///
/// All forms are lower-case ASCII bytes.
package enum WordResemblance {
  /// Whether `short` abbreviates `word`: the same first letter, its letters in the word's order, and shorter
  /// ("pnctr" for puncture, "jt" for joint, "intrns" for intrinsic).
  package static func abbreviates(_ short: some Collection<UInt8>, _ word: some Collection<UInt8>) -> Bool {
    guard short.count >= 2, short.count < word.count, short.first == word.first else { return false }
    var rest = short[...]
    for byte in word where byte == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  /// Whether two words are forms of one stem: they share at least four letters at the start, and two thirds of the
  /// longer one ("metacarpal" and "metacarpus", "infective" and "infectious").
  package static func shareStem(_ a: some Collection<UInt8>, _ b: some Collection<UInt8>) -> Bool {
    let longer = max(a.count, b.count)
    var shared = 0
    for (x, y) in zip(a, b) {
      guard x == y else { break }
      shared += 1
    }
    return shared >= 4 && 3 * shared >= 2 * longer
  }

  /// Whether `written` is `word` with one letter wrong, missing, too many, or two letters swapped; with two such
  /// errors from nine letters on. Words under five letters and words with another first letter never match.
  package static func isMisspelling(_ written: [UInt8], of word: [UInt8]) -> Bool {
    guard written.count >= 5, word.count >= 5, written.first == word.first else { return false }
    let allowed = min(written.count, word.count) >= 9 ? 2 : 1
    guard abs(written.count - word.count) <= allowed else { return false }
    return distance(written, word, limit: allowed) <= allowed
  }

  /// Optimal string alignment distance, cut off above `limit`.
  private static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var current = last
    for i in 1...a.count {
      current[0] = i
      var least = i
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var value = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { value = min(value, beforeLast[j - 2] + 1) }
        current[j] = value
        least = min(least, value)
      }
      if least > limit { return limit + 1 }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[b.count]
  }
}

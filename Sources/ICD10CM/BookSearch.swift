/// Finds codes by words: ranked, with word beginnings and small typing errors.
///
/// Every word counts the more, the fewer titles use it. What stands in a title's or inclusion term's wording counts, and
/// so does a term of the lexicon. Codes valid for submission go before headers that say the same. Codes that only add a
/// 7th character are not listed: their header is.
public struct BookSearch: Sendable {
  /// A code found.
  public struct Hit: Sendable, Hashable {
    /// The row.
    public let node: NodeID
    /// How well it fits; only the order means anything.
    public let score: Double
    /// The lexicon's or the Tabular's term that led here; `nil` where words of the wording did.
    public let term: String?
  }

  private struct Candidate {
    var word: WordID
    var weight: Float
  }

  private let book: Book
  private let names: VocabularyNames
  /// The words of sides.
  private let sides: Set<WordID>

  /// Prepares the search; throws `BookError` where a block that it needs is altered.
  public init(_ book: Book) throws(BookError) {
    try book.touch(.search + [.trie, .trieRoots, .termLists, .termRows])
    self.book = book
    names = VocabularyNames(book)
    sides = Set(["right", "left", "bilateral", "unilateral"].map(book.word)).subtracting([.none])
  }

  /// The best codes for a text of words, best first; a text that is a code, or the start of one, gives the codes that
  /// start so. Words are letters and digits; case does not matter.
  public func hits(for text: String, limit: Int = 10) -> [Hit] {
    if let code = Code(text.split(separator: " ").joined()), text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
      let nodes = book.nodes(withPrefix: code).filter { !book.isSeventhCharacterCode($0) || book.code(of: $0) == code }
      if !nodes.isEmpty { return nodes.prefix(limit).map { Hit(node: $0, score: 1, term: nil) } }
    }
    let words = Self.words(of: text)
    guard !words.isEmpty, limit > 0 else { return [] }
    let query = rewritten(
      words.enumerated().map { candidates($1, isLast: $0 == words.count - 1) }.filter { !$0.isEmpty })
    return ranked(query, targets: matchedTerms(query), limit: limit)
  }

  // MARK: Words

  private static let passedOver: Set<[UInt8]> = Set(
    ["the", "a", "an", "of", "in", "at", "to", "by", "for", "on", "with", "and", "or"].map { Array($0.utf8) })

  private static func words(of text: String) -> [[UInt8]] {
    var words: [[UInt8]] = [[]]
    for byte in text.utf8.prefix(400) {
      switch byte {
      case 0x41...0x5A: words[words.count - 1].append(byte | 0x20)
      case 0x30...0x39, 0x61...0x7A, 0x80...: words[words.count - 1].append(byte)
      case 0x27: break
      default: if !(words.last?.isEmpty ?? true) { words.append([]) }
      }
    }
    let kept = words.filter { !$0.isEmpty && !passedOver.contains($0) }
    return Array((kept.isEmpty ? words.filter { !$0.isEmpty } : kept).prefix(24))
  }

  /// Words of the book that a typed word can stand for: itself, words that it begins, words a typing error away.
  private func candidates(_ typed: [UInt8], isLast: Bool) -> [Candidate] {
    var result: [Candidate] = []
    let exact = book.word(String(decoding: typed, as: UTF8.self))
    if exact != .none {
      result.append(Candidate(word: exact, weight: 1))
      if !isLast || typed.count < 3 { return result }
    }
    if typed.count >= 3 {
      for word in names.words(startingWith: typed) where word != exact {
        result.append(Candidate(word: word, weight: exact == .none ? 0.8 : 0.35))
      }
    }
    if result.isEmpty, typed.count >= 4 {
      let allowed = typed.count < 8 ? 1 : 2
      for (word, distance) in names.words(near: typed, atMost: allowed) {
        result.append(Candidate(word: word, weight: distance == 1 ? 0.7 : 0.5))
      }
    }
    return result
  }

  // MARK: Terms

  private func likeliest(_ options: [Candidate]) -> WordID { options.max { $0.weight < $1.weight }?.word ?? .none }

  /// The query with what stands for other words replaced by them ("fx", "boxer's fracture").
  private func rewritten(_ query: [[Candidate]]) -> [[Candidate]] {
    let words = query.map(likeliest)
    var result: [[Candidate]] = []
    var position = 0
    while position < words.count {
      var longest: (row: TermRow, end: Int)?
      var prefix = book.terms(startingWith: words[position])
      var end = position + 1
      while let here = prefix {
        let list = book.termList(here)
        for index in 0..<book.rowCount(ofTermList: list) {
          let row = book.row(index, ofTermList: list)
          if row.kind == .words || row.kind == .lineWords { longest = (row, end) }
        }
        guard end < words.count else { break }
        prefix = book.terms(here, followedBy: words[end])
        end += 1
      }
      if let longest {
        result += longest.row.words.prefix(12).map { [Candidate(word: $0, weight: 1)] }
        position = longest.end
      } else {
        result.append(query[position])
        position += 1
      }
    }
    return result
  }

  /// Where the terms inside the query lead, with the share of the query that each covers.
  private func matchedTerms(_ query: [[Candidate]]) -> [(node: NodeID, share: Double, term: String)] {
    let words = query.map(likeliest)
    var targets: [(node: NodeID, share: Double, term: String)] = []
    for start in words.indices {
      guard var prefix = book.terms(startingWith: words[start]) else { continue }
      var end = start + 1
      while true {
        let list = book.termList(prefix)
        for index in 0..<book.rowCount(ofTermList: list) {
          let row = book.row(index, ofTermList: list)
          guard [.diagnosis, .status, .cause, .title, .inclusionTerm].contains(row.kind) else { continue }
          let share = Double(end - start) / Double(words.count) * (row.conditionCount == 0 ? 1 : 0.6)
          for target in row.targets.prefix(4) { targets.append((target, share, row.term)) }
        }
        guard end < words.count, let next = book.terms(prefix, followedBy: words[end]) else { break }
        prefix = next
        end += 1
      }
    }
    return targets
  }

  // MARK: Ranking

  private func ranked(
    _ query: [[Candidate]], targets: [(node: NodeID, share: Double, term: String)], limit: Int
  ) -> [Hit] {
    var scores = [Float](repeating: 0, count: book.rowCount)
    var found: [Int] = []
    var total: Float = 0
    for options in query {
      var best: [Int: Float] = [:]
      var heaviest: Float = 0
      // Words that one typed word may stand for are together as rare as that word.
      let common = rarity(options.prefix(64).reduce(0) { $0 + book.rows(using: $1.word).count })
      for option in options.prefix(64) {
        let rows = book.rows(using: option.word)
        let weight = option.weight * common
        heaviest = max(heaviest, weight)
        if options.count == 1 {
          for index in 0..<rows.count { add(weight, to: rows.row(index).index, &scores, &found) }
        } else {
          for index in 0..<rows.count {
            let row = rows.row(index).index
            best[row] = max(best[row] ?? 0, weight)
          }
        }
      }
      for (row, weight) in best { add(weight, to: row, &scores, &found) }
      total += heaviest
    }
    var terms: [Int: String] = [:]
    // A term leads to its row and to the codes below it: the rest of the query parts these.
    var shares: [Int: Float] = [:]
    for target in targets where scores.indices.contains(target.node.index) {
      for row in book.subtree(of: target.node).prefix(600) where !book.isSeventhCharacterCode(NodeID(row)) {
        let share = Float(target.share)
        guard share > shares[row] ?? 0 else { continue }
        shares[row] = share
        terms[row] = target.term
      }
    }
    for (row, share) in shares { add(share * total * 0.9, to: row, &scores, &found) }
    let kept = best(found, scores, count: max(64, limit * 8))
    var hits = kept.map { row -> Hit in
      let node = NodeID(row)
      return Hit(node: node, score: refined(node, Double(scores[row]), query, total), term: terms[row])
    }
    hits.sort { ($1.score, $0.node) < ($0.score, $1.node) }
    return Array(hits.prefix(limit))
  }

  private func rarity(_ rows: Int) -> Float {
    var ratio = Float(book.rowCount + 1) / Float(rows + 1)
    var bits: Float = 0
    while ratio > 2 {
      ratio /= 2
      bits += 1
    }
    return 1 + bits + (ratio - 1)
  }

  @inline(__always)
  private func add(_ weight: Float, to row: Int, _ scores: inout [Float], _ found: inout [Int]) {
    guard row < scores.count else { return }
    if scores[row] == 0 { found.append(row) }
    scores[row] += weight
  }

  /// The rows of the highest scores.
  private func best(_ rows: [Int], _ scores: [Float], count: Int) -> [Int] {
    guard rows.count > count else { return rows }
    return Array(rows.sorted { (scores[$1], $0) < (scores[$0], $1) }.prefix(count))
  }

  /// The score of a row by its best wording: what of the query it says, and how much else it says besides. Where the query
  /// names no side, a side is nothing besides: both sides go before the code for an unspecified one.
  private func refined(_ node: NodeID, _ raw: Double, _ query: [[Candidate]], _ total: Float) -> Double {
    let asked = Set(query.flatMap { $0.map(\.word) })
    let asksSide = !asked.isDisjoint(with: sides)
    var fit = 0.0
    book.forEachWording(of: node) { wording in
      guard wording.count > 0 else { return }
      var said: Float = 0
      var all: Float = 0
      for index in 0..<wording.count where asksSide || !sides.contains(wording[index].word) {
        let weight = rarity(book.rows(using: wording[index].word).count)
        let isAsked = asked.contains(wording[index].word)
        // The other side is worse than none.
        all += !isAsked && sides.contains(wording[index].word) ? 2 * weight : weight
        if isAsked { said += weight }
      }
      fit = max(fit, Double(2 * said / max(1, all + total)) * (wording.isTitle ? 1 : 0.95))
    }
    var score = raw / Double(max(1, total)) + fit
    let takesSeventh = book.children(of: node).first.map(book.isSeventhCharacterCode) ?? false
    if !book.isBillable(node) { score *= takesSeventh ? 0.97 : 0.85 }
    return score
  }
}

/// The base forms of a book's words side by side, for word beginnings and typing errors.
struct VocabularyNames: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]

  init(_ book: Book) {
    for number in 0...max(0, book.wordCount) {
      if number > 0 { book.strings.appendString(book.wordNames.word(number), to: &bytes) }
      starts.append(bytes.count)
    }
  }

  /// At most 64 words that start so, the shortest first.
  func words(startingWith prefix: [UInt8]) -> [WordID] {
    var result: [(WordID, Int)] = []
    for number in 1..<max(1, starts.count - 1) {
      let range = starts[number]..<starts[number + 1]
      guard range.count >= prefix.count, bytes[range.lowerBound] == prefix[0] else { continue }
      if bytes[range].starts(with: prefix) { result.append((WordID(UInt32(number)), range.count)) }
    }
    return result.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(64).map(\.0)
  }

  /// At most 32 words within an edit distance, the nearest first.
  func words(near typed: [UInt8], atMost allowed: Int) -> [(word: WordID, distance: Int)] {
    guard let pattern = EditPattern(typed) else { return [] }
    var result: [(word: WordID, distance: Int)] = []
    for number in 1..<max(1, starts.count - 1) {
      let range = starts[number]..<starts[number + 1]
      guard range.count + allowed >= typed.count, range.count <= typed.count + allowed else { continue }
      let distance = pattern.distance(to: bytes[range])
      if distance <= allowed { result.append((WordID(UInt32(number)), distance)) }
    }
    return Array(result.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(32))
  }
}

/// Edit distance (Levenshtein) from one word of at most 64 bytes, a column of the table in one integer (Myers 1999).
struct EditPattern {
  private var masks = [UInt64](repeating: 0, count: 256)
  private let count: Int

  init?(_ word: [UInt8]) {
    guard (1...64).contains(word.count) else { return nil }
    count = word.count
    for (index, byte) in word.enumerated() { masks[Int(byte)] |= 1 << UInt64(index) }
  }

  func distance(to text: ArraySlice<UInt8>) -> Int {
    var plus = ~UInt64(0)
    var minus: UInt64 = 0
    var distance = count
    let last = UInt64(1) << UInt64(count - 1)
    for byte in text {
      let equal = masks[Int(byte)]
      let vertical = equal | minus
      let horizontal = (((equal & plus) &+ plus) ^ plus) | equal
      var up = minus | ~(horizontal | plus)
      var down = plus & horizontal
      if up & last != 0 { distance += 1 }
      if down & last != 0 { distance -= 1 }
      up = up << 1 | 1
      down <<= 1
      plus = down | ~(vertical | up)
      minus = up & vertical
    }
    return distance
  }
}

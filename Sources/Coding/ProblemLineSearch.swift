import ClinicalText
import Findings
import ICD10CM

/// Finds the code of a problem line over the whole book: by the words of titles and inclusion terms, and by the terms
/// of the lexicon; the code whose wording and the line account for each other best wins.
struct ProblemLineSearch {
  /// What was found.
  struct Found {
    /// The row before its 7th character.
    var leaf: NodeID
    /// The row by which it was found.
    var entry: NodeID
    var fit: ProblemLineScore.Fit
  }

  private let book: Book
  private let line: ProblemLine
  private let words: ProblemLineWords
  private var score: ProblemLineScore
  private var best: Found?

  private static let maximumRows = 500
  private static let maximumLeaves = 900

  /// - Parameter isInjury: Whether the line is known to name an injury.
  init(book: Book, line: ProblemLine, words: ProblemLineWords, isInjury: Bool = false) {
    self.book = book
    self.line = line
    self.words = words
    score = ProblemLineScore(book: book, line: line, words: words, isInjury: isInjury)
  }

  /// The best code; `nil` where nothing fits well enough to be defended.
  mutating func run() -> Found? {
    tryTerms()
    tryWordings()
    guard let best, best.fit.recall >= 0.35, best.fit.value >= 0.5 else { return nil }
    return best
  }

  /// How well a code fits that was found otherwise, by words that account for `items`.
  mutating func value(of leaf: NodeID, explaining items: [Int]) -> Double {
    score.fit(leaf, ProblemLineEntry(node: leaf, items: items.map { (index: $0, quality: 1) })).value
  }

  /// The same diagnosis at the other side, or at one side: the sibling with the same title but for the side.
  func counterpart(of leaf: NodeID, side: Side) -> NodeID? {
    guard let parent = book.parent(of: leaf) else { return nil }
    let special = words.special
    let sides: Set<WordID> = [special.right, special.left, special.bilateral, special.unspecified]
    let wanted = side == .right ? special.right : side == .left ? special.left : special.bilateral
    let content = book.titleWords(of: leaf).subtracting(sides)
    return book.children(of: parent).first { sibling in
      let title = book.titleWords(of: sibling)
      return title.contains(wanted) && title.subtracting(sides) == content
    }
  }

  // MARK: Terms

  private mutating func tryTerms() {
    var entries: [ProblemLineEntry] = []
    var known: Set<[Int]> = []
    line.forEachTerm { covered, list in
      guard !covered.allSatisfy({ line.items[$0].isNegated || line.items[$0].weight == 0 }) else { return }
      for index in 0..<book.rowCount(ofTermList: list) {
        let row = book.row(index, ofTermList: list)
        guard isUsable(row), let conditions = satisfied(row) else { continue }
        let items = merged(covered.map { (index: $0, quality: 1.0) } + conditions.items)
        for target in row.targets where known.insert([target.index] + items.map(\.index)).inserted {
          entries.append(ProblemLineEntry(node: target, items: items, bonus: conditions.bonus + 0.02))
        }
      }
    }
    for entry in entries { tryLeaves(below: entry) }
  }

  private func isUsable(_ row: TermRow) -> Bool {
    switch row.kind {
    case .diagnosis, .status, .title, .inclusionTerm, .index, .cause: row.targetCount > 0
    case .words, .lineWords, .site, .drug, .adverseEffect, .reject, .void: false
    }
  }

  /// The items that satisfy a row's conditions; `nil` where one is not satisfied. A larger site satisfies less.
  private func satisfied(_ row: TermRow) -> (items: [(index: Int, quality: Double)], bonus: Double)? {
    var items: [(index: Int, quality: Double)] = []
    var bonus = 0.0
    var isSatisfied = true
    row.forEachCondition { isNegated, alternatives in
      var best: (word: WordID, quality: Double)?
      for word in alternatives {
        if let quality = line.offers[word], quality > best?.quality ?? 0 { best = (word, quality) }
      }
      if isNegated {
        if let best, best.quality > 0.9 { isSatisfied = false }
      } else if let best {
        items += itemsOffering(best.word)
        bonus -= 0.05 * (1 - best.quality)
      } else {
        isSatisfied = false
      }
    }
    return isSatisfied ? (items, bonus) : nil
  }

  /// Every item once, with the sum of its parts.
  private func merged(_ parts: [(index: Int, quality: Double)]) -> [(index: Int, quality: Double)] {
    var result: [(index: Int, quality: Double)] = []
    for part in parts {
      if let known = result.firstIndex(where: { $0.index == part.index }) {
        result[known].quality = min(1, result[known].quality + part.quality)
      } else {
        result.append(part)
      }
    }
    return result
  }

  /// The items that say a condition's word: all of an item that is the word, of a site of several words ("neck femur")
  /// only that word's part.
  private func itemsOffering(_ word: WordID) -> [(index: Int, quality: Double)] {
    let direct = line.items.indices.filter { line.items[$0].word == word }
    if !direct.isEmpty { return direct.map { ($0, 1) } }
    guard let reading = line.readings.filter({ $0.words.contains(word) }).max(by: { $0.quality < $1.quality }) else {
      return []
    }
    return reading.items.map { ($0, reading.quality / Double(reading.words.count)) }
  }

  // MARK: Wordings

  private mutating func tryWordings() {
    for node in rowsByWords() {
      if isLeaf(node) { take(node, ProblemLineEntry(node: node)) }
      var inclusions: [Wording] = []
      book.forEachWording(of: node) { if !$0.isTitle, shares($0) { inclusions.append($0) } }
      for wording in inclusions { tryLeaves(below: ProblemLineEntry(node: node, wording: wording)) }
    }
  }

  /// The rows that share most with the line, by the weight of the words.
  private func rowsByWords() -> [NodeID] {
    var sums = [Float](repeating: 0, count: book.rowCount)
    for (word, quality) in line.offers.sorted(by: { $0.key < $1.key }) where !words.isStop(word) {
      let rows = book.rows(using: word)
      let weight = Float(words.weight(word, in: book) * quality)
      for index in 0..<rows.count {
        let row = rows.row(index).index
        if row < sums.count { sums[row] += weight }
      }
    }
    guard let highest = sums.max(), highest > 0 else { return [] }
    // Counting by steps of the highest sum finds the threshold without sorting all rows.
    var steps = [Int](repeating: 0, count: 65)
    for sum in sums where sum > 0 { steps[Int(sum / highest * 64)] += 1 }
    var threshold = 64
    var count = steps[64]
    while threshold > 1, count + steps[threshold - 1] <= Self.maximumRows {
      threshold -= 1
      count += steps[threshold]
    }
    var result: [NodeID] = []
    for (row, sum) in sums.enumerated() where sum > 0 && Int(sum / highest * 64) >= threshold {
      result.append(NodeID(row))
      if result.count == 4 * Self.maximumRows { break }
    }
    return result
  }

  /// Whether at least half of a wording's words are in the line.
  private func shares(_ wording: Wording) -> Bool {
    var found = 0
    for index in 0..<wording.count where line.offers[wording[index].word] != nil { found += 1 }
    return 2 * found >= wording.count
  }

  // MARK: Leaves

  /// A row that is billable, or becomes so with a 7th character.
  private func isLeaf(_ node: NodeID) -> Bool {
    guard book.hasChildren(node) else { return book.isBillable(node) }
    return book.isSeventhCharacterCode(NodeID(node.index + 1))
  }

  private mutating func tryLeaves(below entry: ProblemLineEntry) {
    var count = 0
    var index = entry.node.index
    let end = book.subtree(of: entry.node).upperBound
    while index < end, count < Self.maximumLeaves {
      let node = NodeID(index)
      if isLeaf(node) {
        take(node, entry)
        count += 1
        index = book.subtree(of: node).upperBound
      } else {
        index += 1
      }
    }
  }

  private mutating func take(_ leaf: NodeID, _ entry: ProblemLineEntry) {
    guard !book.isSeventhCharacterCode(leaf) else { return }
    let fit = score.fit(leaf, entry)
    if let best, best.fit.value >= fit.value { return }
    best = Found(leaf: leaf, entry: entry.node, fit: fit)
  }
}

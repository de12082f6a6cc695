import ClinicalText
import Findings
import ICD10CM

/// Where a problem line was found: a row with one of its wordings, or the target of a term.
struct ProblemLineEntry {
  /// The row.
  var node: NodeID
  /// The wording by which it was found; `nil` for a term, or for the titles of the rows below.
  var wording: Wording?
  /// Items that the term and its conditions cover, with the quality: less than one where a condition names a larger
  /// site than the line.
  var items: [(index: Int, quality: Double)] = []
  /// Likes and dislikes of this way of finding it.
  var bonus = 0.0
}

/// Measures how well a code fits a problem line: how much of the line the code's wording accounts for, and how much of
/// the wording the line supports.
///
/// What neither says is decided as the guidelines do: unspecified before other (I.A.6), no side that is not stated
/// (I.B.13), displaced for a fracture (I.C.19.c), "and" for and/or (I.A.14).
struct ProblemLineScore {
  /// How well a code fits.
  struct Fit {
    var value: Double
    /// The part of the line that is accounted for, 0 to 1.
    var recall: Double
    /// The part of the code's wording that the line supports, 0 to 1.
    var precision: Double
    /// Items that are accounted for.
    var explained: [Int]
    /// Whether an unspecified or other row was taken without the line saying so.
    var isUnspecific: Bool
  }

  private struct Fuzzy {
    var item: Int
    var quality: Double
  }

  private let book: Book
  private let line: ProblemLine
  private let words: ProblemLineWords
  private let isInjury: Bool
  private let totalWeight: Double
  private var weights: [WordID: Double] = [:]
  private var fuzzy: [WordID: Fuzzy?] = [:]
  private var marks: Set<WordID> = []
  private var usedFuzzy: [Int: Double] = [:]

  init(book: Book, line: ProblemLine, words: ProblemLineWords, isInjury: Bool) {
    self.isInjury = isInjury
    self.book = book
    self.line = line
    self.words = words
    totalWeight = max(0.01, line.items.reduce(0) { $0 + $1.weight })
  }

  private struct Count {
    var matched = 0.0
    var total = 0.0
    var options: [(matched: Double, total: Double)] = []
    var unspecified = 0
    var other = 0
    var penalty = 0.0
    var saysSide = false

    mutating func add(_ element: WordingElement, _ weight: Double, _ quality: Double) {
      guard element.option > 0 else {
        total += weight
        matched += weight * quality
        // What only the code says is not chosen while a row that leaves it open is at hand (Guidelines I.A.6).
        if quality == 0 { penalty += min(0.02, max(0, 0.08 - penalty)) }
        return
      }
      while options.count < element.option { options.append((0, 0)) }
      options[element.option - 1].total += weight
      options[element.option - 1].matched += weight * quality
    }

    /// Of alternatives the one that fits best counts.
    mutating func close() {
      if let option = options.max(by: { 2 * $0.matched - $0.total < 2 * $1.matched - $1.total }) {
        matched += option.matched
        total += option.total
      }
      options = []
    }
  }

  /// How well `leaf` fits when it was found by `entry`, which is the row itself or one above it.
  mutating func fit(_ leaf: NodeID, _ entry: ProblemLineEntry) -> Fit {
    marks.removeAll(keepingCapacity: true)
    usedFuzzy.removeAll(keepingCapacity: true)
    var count = Count()
    if let wording = entry.wording { add(wording, to: &count, skipping: nil) }
    if leaf != entry.node || entry.wording == nil {
      let known: NodeID? = entry.wording == nil && entry.items.isEmpty ? nil : entry.node
      book.withTitleWording(of: leaf) { add($0, to: &count, skipping: known) }
    }
    if entry.wording != nil || !entry.items.isEmpty {
      book.withTitleWording(of: leaf) { title in
        for index in 0..<title.count where !title[index].isNegated { marks.insert(title[index].word) }
      }
      book.withTitleWording(of: entry.node) { title in
        for index in 0..<title.count where !title[index].isNegated { marks.insert(title[index].word) }
      }
    }
    for (index, quality) in entry.items {
      count.matched += line.items[index].weight * quality
      count.total += line.items[index].weight
    }
    let (recall, explained) = recall(leaf, entry, &count)
    let precision = count.total > 0 ? count.matched / count.total : 0.5
    var value = 0.55 * recall + 0.45 * precision - count.penalty + entry.bonus
    let unspecifiedCost = line.spellsOutEncounter ? 0.07 : 0.012
    value -= unspecifiedCost * Double(max(0, count.unspecified - line.unspecifiedCount))
    value -= 0.03 * Double(max(0, line.unspecifiedCount - count.unspecified))
    value -= 0.05 * Double(max(0, count.other - line.otherCount))
    value -= 0.05 * Double(max(0, line.otherCount - count.other))
    value -= chapterPenalty(leaf) + kindPenalty(leaf)
    let isUnspecific = count.unspecified > line.unspecifiedCount || count.other > line.otherCount
    return Fit(value: value, recall: recall, precision: precision, explained: explained, isUnspecific: isUnspecific)
  }

  /// Causes, places and activities are no diagnosis, and never come first (Guidelines I.C.20.a.6); factors only where
  /// the line says so.
  private func chapterPenalty(_ node: NodeID) -> Double {
    let letter = book.code(of: node)[0]
    let isOutsideInjuries = letter < UInt8(ascii: "L") || letter > UInt8(ascii: "T")
    if isInjury, isOutsideInjuries || letter > UInt8(ascii: "M") && letter < UInt8(ascii: "R") { return 0.3 }
    return switch letter {
    case UInt8(ascii: "V")...UInt8(ascii: "Y"): 0.25
    case UInt8(ascii: "Z"): 0.04
    case UInt8(ascii: "O"), UInt8(ascii: "P"): 0.06
    default: 0
    }
  }

  /// An amputation is no fracture, whatever bones both name; and what only accompanies another disease ("… in diseases
  /// classified elsewhere") is not coded alone (Guidelines I.A.13).
  private func kindPenalty(_ leaf: NodeID) -> Double {
    var penalty = 0.0
    let said = words.lesions.filter { line.offers[$0] == 1 }
    let named = words.lesions.filter { marks.contains($0) }
    if !said.isEmpty, said.allSatisfy({ !named.contains($0) }) {
      let letter = book.code(of: leaf)[0]
      let isInjury = letter == UInt8(ascii: "S") || letter == UInt8(ascii: "T")
      penalty += named.isEmpty ? (isInjury ? 0 : 0.12) : 0.3
    }
    book.withTitleWording(of: leaf) { title in
      let isManifestation =
        (0..<title.count).contains { title[$0].word == words.special.elsewhere && !title[$0].isNegated }
        && !(0..<title.count).contains { title[$0].word == words.special.not }
      if isManifestation, line.offers[words.special.elsewhere] == nil { penalty += 0.12 }
    }
    return penalty
  }

  // MARK: The code's words

  private mutating func add(_ wording: Wording, to count: inout Count, skipping known: NodeID?) {
    var knownWords: Set<WordID> = []
    if let known {
      // Of "pelvis and femur" each is still to be decided.
      book.withTitleWording(of: known) { title in
        for index in 0..<title.count where title[index].option == 0 { knownWords.insert(title[index].word) }
      }
    }
    for index in 0..<wording.count {
      let element = wording[index]
      let word = element.word
      if word == words.special.unspecified {
        count.unspecified += 1
      } else if word == words.special.other {
        count.other += 1
      } else if words.special.isFiller(word) || words.isStop(word) {
        continue
      } else if word == words.special.right || word == words.special.left || word == words.special.bilateral {
        addSide(word, to: &count)
      } else if word == words.special.unilateral {
        if line.side == .bilateral { count.penalty += 0.5 }
      } else if element.isNegated {
        addNegated(word, to: &count)
      } else if !knownWords.contains(word) {
        addContent(element, to: &count)
      }
    }
    count.close()
  }

  /// A side is taken only where it is stated (Guidelines I.B.13).
  private mutating func addSide(_ word: WordID, to count: inout Count) {
    count.saysSide = true
    let wanted: WordID? =
      switch line.side {
      case .right: words.special.right
      case .left: words.special.left
      case .bilateral: words.special.bilateral
      case nil: nil
      }
    if wanted == word { marks.insert(word) } else { count.penalty += wanted == nil ? 0.4 : 0.6 }
  }

  private func addNegated(_ word: WordID, to count: inout Count) {
    if line.items.contains(where: { $0.word == word && $0.isNegated }) {
      count.matched += 0.3
      count.total += 0.3
    } else if line.offers[word] != nil {
      count.penalty += 0.3
    }
  }

  private mutating func addContent(_ element: WordingElement, to count: inout Count) {
    let word = element.word
    let weight = weight(word)
    marks.insert(word)
    if let quality = line.offers[word] {
      count.add(element, weight, quality)
    } else if line.items.contains(where: { $0.word == word && $0.isNegated }) {
      count.penalty += 0.25
      count.add(element, weight, 0)
    } else if word == words.special.displaced {
      return
    } else if let found = fuzzyMatch(word) {
      usedFuzzy[found.item] = max(usedFuzzy[found.item] ?? 0, found.quality)
      count.add(element, weight, found.quality)
    } else {
      count.add(element, weight, 0)
    }
  }

  private mutating func weight(_ word: WordID) -> Double {
    if let known = weights[word] { return known }
    let weight = words.weight(word, in: book)
    weights[word] = weight
    return weight
  }

  /// The item that writes `word` short, in another form or misspelt.
  private mutating func fuzzyMatch(_ word: WordID) -> Fuzzy? {
    if let known = fuzzy[word] { return known }
    let name = Array(book.name(of: word).utf8)
    var best: Fuzzy?
    for (index, item) in line.items.enumerated() where item.weight > 0 && !item.isNegated {
      guard let written = line.written(item) else { continue }
      var quality = 0.0
      if WordResemblance.shareStem(written, name) { quality = item.isExpanded ? 0.5 : 0.8 }
      if item.word == .none, WordResemblance.isMisspelling(written, of: name) { quality = max(quality, 0.8) }
      if item.word == .none || item.isExpanded, WordResemblance.abbreviates(written, name) {
        quality = max(quality, item.word == .none ? 0.8 : 0.5)
      }
      if quality > best?.quality ?? 0 { best = Fuzzy(item: index, quality: quality) }
    }
    fuzzy[word] = .some(best)
    return best
  }

  // MARK: The line's words

  private func recall(_ leaf: NodeID, _ entry: ProblemLineEntry, _ count: inout Count) -> (Double, [Int]) {
    var share = [Double](repeating: 0, count: line.items.count)
    for (index, quality) in entry.items { share[index] = max(share[index], quality) }
    let sevenths = SeventhCharacterWords(book: book, node: leaf)
    for (index, item) in line.items.enumerated() where item.weight > 0 {
      if item.isNegated {
        share[index] = 0.8
      } else if words.bilateral.contains(item.word) {
        share[index] = 1
      } else if marks.contains(item.word) || sevenths.explains(item.word, words) {
        share[index] = 1
      } else if let quality = usedFuzzy[index] {
        share[index] = max(share[index], quality)
      }
    }
    for reading in line.readings {
      var matched = 0.0
      var total = 0.0
      for word in reading.words {
        total += 1
        if marks.contains(word) { matched += 1 }
      }
      guard matched > 0 else { continue }
      let quality = reading.quality * matched / total
      for index in reading.items where share[index] < quality { share[index] = quality }
    }
    var sum = 0.0
    var explained: [Int] = []
    for (index, item) in line.items.enumerated() where item.weight > 0 {
      sum += item.weight * share[index]
      if share[index] >= 0.5 { explained.append(index) }
    }
    return (sum / totalWeight, explained)
  }
}

/// Which words of a line the 7th character of a row accounts for.
struct SeventhCharacterWords {
  private let isSeventh: Bool
  private let hasOpen: Bool
  private let hasHealing: Bool

  init(book: Book, node: NodeID) {
    var isSeventh = false
    var hasOpen = false
    var hasHealing = false
    book.forEachChild(of: node) { child in
      guard book.isSeventhCharacterCode(child) else { return }
      isSeventh = true
      let letter = book.code(of: child)[6]
      hasOpen = hasOpen || letter == UInt8(ascii: "B")
      hasHealing = hasHealing || letter == UInt8(ascii: "K")
    }
    self.isSeventh = isSeventh
    self.hasOpen = hasOpen
    self.hasHealing = hasHealing
  }

  func explains(_ word: WordID, _ words: ProblemLineWords) -> Bool {
    guard isSeventh else { return false }
    return words.episode.contains(word) || hasHealing && words.healing.contains(word)
      || hasOpen && words.wound.contains(word)
  }
}

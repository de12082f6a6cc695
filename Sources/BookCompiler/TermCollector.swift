import ICD10CM

/// Gathers term rows and lays out the trie over them.
struct TermCollector {
  /// Words that are passed over when terms are matched, in terms and in text alike.
  static let skipped: Set<String> = ["the", "a", "an", "of", "his", "her", "their"]

  private(set) var rows: [UInt32] = [0]
  private var lists: [[WordID]: [UInt32]] = [:]

  /// Adds one lexicon row, once for each of its terms.
  mutating func add(
    _ row: LexiconRow, numbers: [Code: Int], vocabulary: inout Vocabulary, strings: inout StringBlock
  ) {
    for single in Self.withoutPhraseAlternatives(row) {
      addSingle(single, numbers: numbers, vocabulary: &vocabulary, strings: &strings)
    }
  }

  /// The row as several rows, none of which has an alternative of several words beside others: "temporal|temporal
  /// bone" becomes a row for the word and a row for the phrase, of which every word is needed. A phrase is absent where
  /// one of its words is: a row for each.
  static func withoutPhraseAlternatives(_ row: LexiconRow) -> [LexiconRow] {
    var variants: [[(isNegated: Bool, alternatives: [String])]] = [[]]
    for condition in row.conditions {
      let choices = condition.isNegated ? absences(condition.alternatives) : presences(condition.alternatives)
      guard variants.count * choices.count <= 16 else {
        variants = variants.map { $0 + [condition] }
        continue
      }
      variants = variants.flatMap { variant in choices.map { variant + [(condition.isNegated, $0)] } }
    }
    return variants.map { conditions in
      var single = row
      single.conditions = conditions
      return single
    }
  }

  /// The single words as one condition, and each phrase as one of its own.
  private static func presences(_ alternatives: [String]) -> [[String]] {
    guard alternatives.count > 1 else { return [alternatives] }
    let words = alternatives.filter { !$0.contains(" ") }
    return (words.isEmpty ? [] : [words]) + alternatives.filter { $0.contains(" ") }.map { [$0] }
  }

  /// One word of every alternative, in every combination: where none of them stands, no alternative does.
  private static func absences(_ alternatives: [String]) -> [[String]] {
    alternatives.reduce([[]]) { chosen, phrase in
      let words = Words.split(Array(phrase.utf8))
      return chosen.flatMap { chosen in words.map { chosen + [$0] } }
    }
  }

  private mutating func addSingle(
    _ row: LexiconRow, numbers: [Code: Int], vocabulary: inout Vocabulary, strings: inout StringBlock
  ) {
    let targets = row.targets.compactMap { numbers[$0] }
    if targets.isEmpty && ![.words, .lineWords, .site, .reject, .void, .drug].contains(row.kind) { return }
    for term in row.terms {
      let offset = UInt32(rows.count)
      let words = row.words.isEmpty ? [] : vocabulary.words(of: row.words).filter { !isStop($0, vocabulary) }
      rows += [
        UInt32(row.kind.rawValue) | UInt32(targets.count & 0xFF) << 8 | UInt32(conditionCount(row) & 0xFF) << 16
          | (row.leadsToEach ? 1 << 24 : 0),
        UInt32(strings.offset(of: row.source)), UInt32(strings.offset(of: term)),
        UInt32(words.count & 0xFFFF) | UInt32(row.broader.count) << 16,
      ]
      rows += targets.map(UInt32.init)
      for condition in row.conditions { appendCondition(condition, vocabulary: &vocabulary) }
      rows += words.map(\.number)
      for site in row.broader {
        let broader = vocabulary.words(of: site)
        rows.append(UInt32(broader.count))
        rows += broader.map(\.number)
      }
      insert(withoutSkipped(vocabulary.words(of: term), vocabulary), offset)
    }
  }

  /// Adds a title or inclusion term.
  ///
  /// - Parameter conditions: Words that must stand around the term.
  mutating func add(
    words: [WordID], conditions: [WordID], target: Int, kind: TermKind, text: String, strings: inout StringBlock
  ) {
    guard !words.isEmpty, words.count <= 16 else { return }
    let offset = UInt32(rows.count)
    rows += [
      UInt32(kind.rawValue) | 1 << 8 | UInt32(conditions.count) << 16, UInt32(strings.offset(of: "tabular")),
      UInt32(strings.offset(of: text)), 0, UInt32(target),
    ]
    for condition in conditions { rows += [1, condition.number] }
    insert(words, offset)
  }

  private mutating func insert(_ words: [WordID], _ offset: UInt32) {
    guard !words.isEmpty else { return }
    lists[words, default: []].append(offset)
  }

  /// Every word of an alternative with several words is a condition of its own, unless there are other alternatives:
  /// then the alternative's last word stands for it.
  private func conditionCount(_ row: LexiconRow) -> Int {
    row.conditions.reduce(0) {
      $0 + ($1.alternatives.count == 1 ? Words.split(Array($1.alternatives[0].utf8)).count : 1)
    }
  }

  private mutating func appendCondition(
    _ condition: (isNegated: Bool, alternatives: [String]), vocabulary: inout Vocabulary
  ) {
    let negated: UInt32 = condition.isNegated ? 0x1_0000 : 0
    if condition.alternatives.count == 1 {
      for word in vocabulary.words(of: condition.alternatives[0]) { rows += [1 | negated, word.number] }
    } else {
      let words = condition.alternatives.compactMap { vocabulary.words(of: $0).last?.number }
      rows.append(UInt32(words.count) | negated)
      rows += words
    }
  }

  private func isStop(_ word: WordID, _ vocabulary: Vocabulary) -> Bool {
    TitleWords.stopWords.contains(vocabulary.names[Int(word.number)])
  }

  /// The words of a term that text is matched with. The letter of "3a" is no article.
  private func withoutSkipped(_ words: [WordID], _ vocabulary: Vocabulary) -> [WordID] {
    words.indices.filter { index in
      guard isSkipped(words[index], vocabulary) else { return true }
      guard index > 0, vocabulary.names[Int(words[index].number)] == "a" else { return false }
      return vocabulary.names[Int(words[index - 1].number)].allSatisfy(\.isNumber)
    }.map { words[$0] }
  }

  private func isSkipped(_ word: WordID, _ vocabulary: Vocabulary) -> Bool {
    Self.skipped.contains(vocabulary.names[Int(word.number)])
  }

  /// The trie in breadth-first order: the children of a node lie side by side, sorted by word.
  func blocks(wordCount: Int) -> (trie: [UInt32], roots: [UInt32], lists: [UInt32]) {
    let sorted = lists.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var roots = [UInt32](repeating: 0, count: wordCount)
    var listBlock: [UInt32] = [0]
    var level: [(range: Range<Int>, depth: Int)] = [(0..<sorted.count, 0)]
    var records: [(word: UInt32, children: Int, terms: UInt32)] = [(0, 0, 0)]
    var cursor = 0
    while cursor < level.count {
      let (range, depth) = level[cursor]
      records[cursor].children = records.count
      var start = range.lowerBound
      while start < range.upperBound {
        guard sorted[start].key.count > depth else {
          start += 1
          continue
        }
        let word = sorted[start].key[depth]
        var end = start + 1
        while end < range.upperBound, sorted[end].key.count > depth, sorted[end].key[depth] == word { end += 1 }
        var terms: UInt32 = 0
        if sorted[start].key.count == depth + 1 {
          terms = UInt32(listBlock.count)
          let offsets = sorted[start].value
          let kinds = offsets.reduce(UInt32(0)) { $0 | 1 << (rows[Int($1)] & 0xFF) }
          listBlock.append(UInt32(min(offsets.count, 0xFFFF)) | kinds << 16)
          listBlock += offsets
        }
        if depth == 0 { roots[Int(word.number)] = UInt32(records.count) }
        level.append((start..<end, depth + 1))
        records.append((word.number, 0, terms))
        start = end
      }
      cursor += 1
    }
    var trie: [UInt32] = []
    for record in records { trie += [record.word, UInt32(record.children), record.terms] }
    trie += [0, UInt32(records.count), 0]
    return (trie, roots, listBlock)
  }
}

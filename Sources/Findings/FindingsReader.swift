import ClinicalText
import ICD10CM

/// Matches the book's terms sentence by sentence.
///
/// First, rows of kind `words` rewrite what the text says into the Tabular's words ("boxer's fracture"); then terms are
/// matched on the rewritten words. Where a diagnosis term is at least as long as the rewriting, it wins.
struct FindingsReader {
  /// A word of the rewritten sentence. A break stands for punctuation that no term crosses.
  private struct Item {
    var word: WordID
    var start: Int
    var end: Int
  }

  private struct Match {
    var list = 0
    var kinds: UInt32 = 0
    var end = 0
  }

  private let document: Document
  private let book: Book
  private let isProblemLine: Bool
  private var original: [Item] = []
  /// Terms of several words as they were written; what rewriting makes of their parts does not break them.
  private var spelled: [(tokens: Range<Int>, match: Match)] = []
  private var items: [Item] = []
  /// Names of sites of several words; no part of one is a diagnosis ("fib" of "tib-fib").
  private var siteNames: [Range<Int>] = []
  private let sideWords: [WordID]
  /// Kinds of rows that rewrite words.
  private let rewriting: UInt32
  private let partWords: [WordID]
  /// The end of the words of the site that was read last: a part that it names ("femoral neck") is told with it.
  private var endOfSite = 0
  /// Where a head, neck, back or heel of something else stands, with the end of what it is a part of: no term ends there
  /// ("pain in the back of the knee").
  private var parts: [Int: Int] = [:]
  private let skips = TermSkips.hashes
  private(set) var mentions: [Mention] = []
  private(set) var evidence: [Evidence] = []

  private static let words = TermKind.words.bit
  private static let lineWords = TermKind.lineWords.bit
  private static let void = TermKind.void.bit
  private static let reject = TermKind.reject.bit
  private static let silent: UInt32 = void | reject
  /// What the Tabular and the Index call a condition may be an everyday word in prose ("exposure", "fit", "donor").
  private static let official = TermKind.title.bit | TermKind.inclusionTerm.bit | TermKind.index.bit
  private static let sites = TermKind.site.bit
  private static let drugs = TermKind.drug.bit | TermKind.adverseEffect.bit
  private static let leading = ~(words | lineWords | sites) & ~1

  init(document: Document, book: Book, isProblemLine: Bool) {
    self.document = document
    self.book = book
    self.isProblemLine = isProblemLine
    sideWords = ["left", "right"].map { book.word($0) }
    partWords = ["head", "neck", "back", "heel"].map { book.word($0) }
    rewriting = isProblemLine ? Self.words | Self.lineWords : Self.words
  }

  mutating func read() {
    evidence.reserveCapacity(2 * document.tokens.count)
    for index in document.sentences.indices { read(sentence: index) }
  }

  /// Reads only the sentences that are not remembered.
  mutating func read(with memory: inout SentenceMemory) {
    evidence.reserveCapacity(document.tokens.count)
    for (index, sentence) in document.sentences.enumerated() {
      if let reading = memory.recall(sentence.tokens, of: document) {
        append(reading, sentence: index)
        continue
      }
      let (firstMention, firstEvidence) = (mentions.count, evidence.count)
      read(sentence: index)
      let start = sentence.tokens.lowerBound
      memory.remember(
        SentenceMemory.Reading(
          mentions: mentions[firstMention...].map { ($0.tokens.shifted(by: -start), $0.termList, $0.kinds) },
          evidence: evidence[firstEvidence...].map { $0.shifted(by: -start) }),
        of: sentence.tokens, in: document)
    }
    memory.endOfText()
  }

  /// Reads one sentence.
  ///
  /// - Parameters:
  ///   - hidden: Tokens that are passed over.
  ///   - meanings: What words that the book does not know are taken for.
  ///   - rounds: How often what was rewritten is rewritten again.
  mutating func read(
    sentence index: Int, without hidden: Set<Int> = [], meanings: [Int: [WordID]] = [:], rounds: Int = 1
  ) {
    lookUp(document.sentences[index].tokens, without: hidden, meanings: meanings)
    spelled.removeAll(keepingCapacity: true)
    siteNames.removeAll(keepingCapacity: true)
    rewrite()
    for _ in 1..<max(1, rounds) {
      original = items
      rewrite()
    }
    match(sentence: index)
  }

  private mutating func append(_ reading: SentenceMemory.Reading, sentence index: Int) {
    let start = document.sentences[index].tokens.lowerBound
    for mention in reading.mentions {
      let tokens = mention.tokens.shifted(by: start)
      mentions.append(
        Mention(
          tokens: tokens, termList: mention.termList, kinds: mention.kinds, sentence: index,
          assertion: document.assertion(of: tokens), place: mentions.count))
    }
    for item in reading.evidence { evidence.append(item.shifted(by: start)) }
  }

  // MARK: Words

  private mutating func lookUp(_ range: Range<Int>, without hidden: Set<Int>, meanings: [Int: [WordID]]) {
    original.removeAll(keepingCapacity: true)
    for index in range where !hidden.contains(index) {
      if let words = meanings[index] {
        for word in words { add(word, index) }
        continue
      }
      let token = document.tokens[index]
      switch token.kind {
      case .word: add(book.word(hash: token.hash), index)
      case .number: if !isItemNumber(index, in: range) { add(book.word(hash: numberHash(token)), index) }
      case .lineBreak: break
      case .punctuation:
        // A hyphen, slash, apostrophe or bracket parts words without ending a term.
        switch token.mark {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "("),
          UInt8(ascii: ")"):
          break
        case UInt8(ascii: ",") where isProblemLine || isInKaryotype(index): break
        default: add(.none, index)
        }
      }
    }
  }

  /// The comma of "45,X": between a number and a letter, without space before it.
  private func isInKaryotype(_ index: Int) -> Bool {
    guard index > 0, index + 1 < document.tokens.count, document.tokens[index - 1].kind == .number else { return false }
    let next = document.tokens[index + 1]
    return next.kind == .word && next.isAllCapitals && next.length <= 2
      && document.tokens[index - 1].span.end == Int(document.tokens[index].start)
  }

  private mutating func add(_ word: WordID, _ index: Int) {
    if skips.contains(document.tokens[index].hash), TermSkips.contains(index, of: document) { return }
    original.append(Item(word: word, start: index, end: index + 1))
  }

  /// "1." or "2)" in front of an item of a list says nothing of the item.
  private func isItemNumber(_ index: Int, in range: Range<Int>) -> Bool {
    guard index == range.lowerBound, document.tokens[index].length <= 2, range.count > 2 else { return false }
    let mark = document.tokens[index + 1].mark
    return mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")")
  }

  private func numberHash(_ token: Token) -> UInt64 {
    var hash = WordHash.empty
    for byte in document.bytes[token.span.range] { hash = WordHash.combine(hash, byte) }
    return hash
  }

  /// A single letter stands for too much ("90F") to be a term by itself, except in a line that is one diagnosis.
  private func isSingleLetter(_ tokens: Range<Int>) -> Bool {
    guard !isProblemLine, tokens.count == 1, let index = tokens.first else { return false }
    return document.tokens[index].length == 1
  }

  // MARK: Rewriting

  private mutating func rewrite() {
    items.removeAll(keepingCapacity: true)
    endOfSite = 0
    markParts()
    var position = 0
    while position < original.count {
      let item = original[position]
      guard item.word != .none else {
        items.append(item)
        position += 1
        continue
      }
      guard !isSingleLetter(item.start..<item.end), let root = book.terms(startingWith: item.word) else {
        support(item, isPart: isPart(position, ofSiteTo: 0))
        items.append(item)
        position += 1
        continue
      }
      let found = longest(root, in: original, from: position)
      if found.leading.kinds & Self.void != 0, found.leading.end >= max(found.words.end, found.site.end) {
        items += original[position..<found.leading.end]
        position = found.leading.end
        continue
      }
      let isPart = isPart(position, ofSiteTo: found.site.end)
      support(item, isPart: isPart)
      if found.words.list != 0 { emit(found.words, from: position, kinds: rewriting) }
      if found.site.list != 0, !isPart || found.site.end > position + 1 {
        emit(found.site, from: position, kinds: Self.sites)
        if found.site.end > position + 1 {
          siteNames.append(item.start..<original[found.site.end - 1].end)
          endOfSite = max(endOfSite, found.site.end)
        }
      }
      if found.leading.end > position + 1 {
        spelled.append((item.start..<original[found.leading.end - 1].end, found.leading))
      }
      if found.leading.list != 0, found.leading.kinds & Self.drugs != 0 {
        emitDrugInduced(found.leading, from: position)
      }
      if found.words.list != 0, found.words.end > found.leading.end {
        let tokens = item.start..<original[found.words.end - 1].end
        if let row = book.firstRow(ofTermList: found.words.list, kinds: rewriting) {
          for word in row.words { items.append(Item(word: word, start: tokens.lowerBound, end: tokens.upperBound)) }
        }
        for covered in original[(position + 1)..<found.words.end] where covered.word != .none {
          evidence.append(Evidence(word: covered.word, tokens: covered.start..<covered.end, breadth: 0, isSite: false))
        }
        position = found.words.end
      } else {
        items.append(item)
        position += 1
      }
    }
  }

  private mutating func support(_ item: Item, isPart: Bool) {
    let end = isPart ? max(item.end, parts[item.start] ?? 0) : item.end
    evidence.append(
      Evidence(word: item.word, tokens: item.start..<end, breadth: 0, isSite: isPart, isPart: isPart))
  }

  /// Whether a head, neck, back or heel is one of something else: "femoral neck", "neck of the fibula", "back of the
  /// left knee".
  private func isPart(_ position: Int, ofSiteTo end: Int) -> Bool {
    guard partWords.contains(original[position].word) else { return false }
    return position < endOfSite || end > position + 1 || parts[original[position].start] != nil
  }

  private mutating func markParts() {
    parts.removeAll(keepingCapacity: true)
    for position in original.indices where partWords.contains(original[position].word) {
      if let end = endOfWhole(position) { parts[original[position].start] = end }
    }
  }

  /// The end of the site behind "of".
  private func endOfWhole(_ position: Int) -> Int? {
    let next = position + 1
    guard next < original.count, original[next].word != .none else { return nil }
    // Words that were rewritten together have the same tokens.
    let between = original[position].end..<max(original[position].end, original[next].start)
    guard between.contains(where: { document.tokens[$0].hash == Self.of }) else { return nil }
    for place in next..<min(next + 3, original.count) {
      let word = original[place].word
      guard word != .none, let root = book.terms(startingWith: word) else { return nil }
      let site = longest(root, in: original, from: place).site
      if site.list != 0 { return original[site.end - 1].end }
    }
    return nil
  }

  private static let of = WordHash.of("of")

  private mutating func emit(_ match: Match, from position: Int, kinds: UInt32) {
    guard let row = book.firstRow(ofTermList: match.list, kinds: kinds) else { return }
    let tokens = original[position].start..<original[match.end - 1].end
    let isSite = kinds == Self.sites
    let words = row.words
    for word in words {
      let isPart =
        isSite && words.count > 1 && partWords.contains(word) && !row.broader.contains { Array($0) == [word] }
      evidence.append(Evidence(word: word, tokens: tokens, breadth: 0, isSite: isSite, isPart: isPart))
    }
    for (breadth, site) in row.broader.enumerated() {
      for word in site {
        evidence.append(Evidence(word: word, tokens: tokens, breadth: UInt8(min(breadth + 1, 9)), isSite: true))
      }
    }
  }

  /// "Phenytoin-induced" says what the Tabular calls "drug-induced".
  private mutating func emitDrugInduced(_ match: Match, from position: Int) {
    let induced = book.word("induced")
    if induced != .none, isCause(position) {
      let tokens = original[position].start..<original[match.end - 1].end
      evidence.append(Evidence(word: book.word("drug"), tokens: tokens, breadth: 0, isSite: false))
      evidence.append(Evidence(word: induced, tokens: tokens, breadth: 0, isSite: false))
      return
    }
    guard induced != .none, match.end < original.count, original[match.end].word == induced else { return }
    let tokens = original[position].start..<original[match.end].end
    evidence.append(Evidence(word: book.word("drug"), tokens: tokens, breadth: 0, isSite: false))
  }

  /// "Due to long-term prednisone", "caused by chronic glucocorticoid therapy".
  private func isCause(_ position: Int) -> Bool {
    for back in stride(from: position - 1, through: max(0, position - 6), by: -1) {
      guard original[back].word != .none else { return false }
      let hash = document.tokens[original[back].start].hash
      if Self.causes.contains(hash) { return true }
      guard Self.fillers.contains(hash) else { return false }
    }
    return false
  }

  private static let causes: WordSet = "due secondary caused attributed because"
  private static let fillers: WordSet =
    """
    to by long term chronic prolonged use oral systemic high dose daily years therapy treatment ongoing current
    previous prior past
    """

  /// The longest match of each group of kinds that starts at `position`. A side may stand inside a term ("tear of the
  /// left rotator cuff"), but not inside words that are rewritten.
  private func longest(_ root: TermPrefix, in items: [Item], from position: Int) -> (
    words: Match, site: Match, leading: Match
  ) {
    var result = (words: Match(), site: Match(), leading: Match())
    var prefix = root
    var end = position + 1
    var holdsSide = false
    while true {
      let list = book.termList(prefix)
      if list != 0 {
        let kinds = book.kinds(ofTermList: list)
        let match = Match(list: list, kinds: kinds, end: end)
        if kinds & rewriting != 0, !holdsSide { result.words = match }
        if kinds & Self.sites != 0 { result.site = match }
        if kinds & Self.leading != 0, !endsInPart(items[end - 1], after: items[position]) { result.leading = match }
      }
      guard end < items.count, items[end].word != .none else { return result }
      if let next = book.terms(prefix, followedBy: items[end].word) {
        prefix = next
        end += 1
      } else if sideWords.contains(items[end].word), end + 1 < items.count, items[end + 1].word != .none,
        let next = book.terms(prefix, followedBy: items[end + 1].word)
      {
        prefix = next
        end += 2
        holdsSide = true
      } else {
        return result
      }
    }
  }

  private func endsInPart(_ last: Item, after first: Item) -> Bool {
    !parts.isEmpty && last.start > first.start && parts[last.start] != nil
  }

  /// The term as it was written that starts at a token; the terms are in order of their first token.
  private func spelledTerm(at token: Int) -> (tokens: Range<Int>, match: Match)? {
    var low = 0
    var high = spelled.count
    while low < high {
      let middle = (low + high) / 2
      if spelled[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low < spelled.count && spelled[low].tokens.lowerBound == token ? spelled[low] : nil
  }

  // MARK: Mentions

  /// Whether rows say that the words are no diagnosis: in prose that goes for the official terms of the same words too.
  private func isSilent(_ kinds: UInt32) -> Bool {
    var spoken = kinds & ~Self.silent
    if !isProblemLine, kinds & Self.reject != 0 {
      spoken &= ~(Self.official | Self.words | Self.lineWords | Self.sites)
    }
    return spoken == 0
  }

  private mutating func match(sentence: Int) {
    var position = 0
    while position < items.count {
      let item = items[position]
      guard item.word != .none, let root = book.terms(startingWith: item.word) else {
        position += 1
        continue
      }
      var found = longest(root, in: items, from: position).leading
      var tokens = item.start..<item.end
      if found.list != 0 { tokens = item.start..<max(item.end, items[found.end - 1].end) }
      if let term = spelledTerm(at: item.start), term.tokens.upperBound > tokens.upperBound {
        tokens = term.tokens
        found = term.match
        found.end = items[position...].firstIndex { $0.start >= term.tokens.upperBound } ?? items.count
      }
      guard found.list != 0 else {
        position += 1
        continue
      }
      let isPartOfSite = siteNames.contains { $0.contains(tokens) && $0.count > tokens.count }
      guard !isSingleLetter(tokens), !isPartOfSite else {
        position += 1
        continue
      }
      if !isSilent(found.kinds), !document.isFractureRisk(tokens) {
        mentions.append(
          Mention(
            tokens: tokens, termList: found.list, kinds: isProblemLine ? found.kinds & ~Self.reject : found.kinds,
            sentence: sentence,
            assertion: document.assertion(of: tokens), place: mentions.count))
      }
      position = found.end
    }
  }
}

extension Evidence {
  fileprivate func shifted(by offset: Int) -> Evidence {
    Evidence(word: word, tokens: tokens.shifted(by: offset), breadth: breadth, isSite: isSite, isPart: isPart)
  }
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range<Int> { lowerBound + offset..<upperBound + offset }
}

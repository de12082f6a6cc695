public import ICD10CM

/// Makes the bytes of a book from a release and the project's lexicon.
public struct BookAssembler {
  private var strings = StringBlock()
  private var vocabulary = Vocabulary()
  private var nodes: [Row] = []
  private var numbers: [Code: Int] = [:]
  private var terms = TermCollector()
  private let release: Release
  private let edition: Edition

  private struct Row {
    var order: OrderRow
    var parent: Int?
    var subtreeEnd = 0
    var title = 0
    var suffix = 0
    var isSeventh = false
    var notes: [Tabular.Note] = []
  }

  /// Words of the lexicon's anatomy.
  private var siteWords: Set<String> = []
  /// Single words that the lexicon leads on from by what stands with them.
  private var termsWithConditions: Set<String> = []

  /// Takes a release whose rows or Tabular are filled.
  public init(release: Release, edition: Edition) {
    self.release = release
    self.edition = edition
  }

  /// The book's bytes. Lexicon rows whose every target is absent from the edition are left out; a row of which no
  /// edition knows the target is the lexicon check's business.
  public mutating func assemble(lexicon: [LexiconRow]) -> [UInt8] {
    layOutRows()
    termsWithConditions = Set(
      lexicon.filter { $0.kind == .diagnosis && !$0.conditions.isEmpty }.flatMap(\.terms))
    siteWords = Set(lexicon.filter { $0.kind == .site }.flatMap(\.terms).flatMap { Words.split(Array($0.utf8)) })
    let (notes, noteTargets, groups) = layOutNotes()
    let (wordings, wordingStarts) = layOutWordings()
    for row in lexicon { terms.add(row, numbers: numbers, vocabulary: &vocabulary, strings: &strings) }
    for row in release.indexes.flatMap({ IndexRows($0).rows }) {
      terms.add(row, numbers: numbers, vocabulary: &vocabulary, strings: &strings)
    }
    let indexEntries = layOutIndex()
    let trie = terms.blocks(wordCount: vocabulary.names.count)
    let postings = layOutPostings(wordings: wordings, starts: wordingStarts)
    let groupBytes = groups
    let wordNames = vocabulary.names.map { UInt32(strings.offset(of: $0)) }
    return BookFormat.assemble([
      (.edition, edition.serialized()), (.strings, strings.bytes), (.nodes, nodeBytes(notes.starts, wordingStarts)),
      (
        .sortedCodes,
        littleEndian(nodes.indices.sorted { nodes[$0].order.code < nodes[$1].order.code }.map(UInt32.init))
      ),
      (.groups, littleEndian(groupBytes)), (.notes, littleEndian(notes.records)), (.noteTargets, noteTargets),
      (.words, hashTable()), (.wordNames, littleEndian(wordNames)), (.wordings, littleEndian(wordings)),
      (.trie, littleEndian(trie.trie)), (.trieRoots, littleEndian(trie.roots)), (.termLists, littleEndian(trie.lists)),
      (.termRows, littleEndian(terms.rows)), (.indexEntries, indexEntries), (.postings, littleEndian(postings.rows)),
      (.postingStarts, littleEndian(postings.starts)), (.tableCells, []),
    ])
  }

  // MARK: Rows

  private mutating func layOutRows() {
    let rows = release.rows.isEmpty ? release.tabular.expandedRows() : release.rows
    for row in rows where numbers[row.code] == nil {
      let number = nodes.count
      numbers[row.code] = number
      nodes.append(Row(order: row, parent: parent(of: row.code)))
    }
    for number in nodes.indices.reversed() {
      nodes[number].subtreeEnd = max(nodes[number].subtreeEnd, number + 1)
      if let parent = nodes[number].parent {
        nodes[parent].subtreeEnd = max(nodes[parent].subtreeEnd, nodes[number].subtreeEnd)
      }
    }
    markSevenths()
    for number in nodes.indices { layOutTitle(of: number) }
  }

  private func parent(of code: Code) -> Int? {
    var length = code.count - 1
    while length >= 3 {
      if let number = numbers[code.prefix(length)] { return number }
      length -= 1
    }
    return nil
  }

  private mutating func markSevenths() {
    var defining: Set<Code> = []
    func collect(_ diagnoses: [Tabular.Diagnosis], inherited: Bool) {
      for diagnosis in diagnoses {
        let takes = inherited || !diagnosis.sevenths.isEmpty
        if takes && diagnosis.children.isEmpty { defining.insert(diagnosis.code) }
        collect(diagnosis.children, inherited: takes)
      }
    }
    collect(release.tabular.chapters.flatMap(\.sections).flatMap(\.diagnoses), inherited: false)
    for number in nodes.indices where nodes[number].order.code.count == 7 {
      guard let parent = nodes[number].parent else { continue }
      nodes[number].isSeventh = defining.contains(nodes[parent].order.code)
    }
  }

  /// A 7th-character code's title is its parent's and the meaning: kept as two strings, which makes the book small.
  private mutating func layOutTitle(of number: Int) {
    let title = nodes[number].order.longTitle
    if nodes[number].isSeventh, let parent = nodes[number].parent {
      let base = nodes[parent].order.longTitle
      if title.hasPrefix(base + ",") {
        nodes[number].title = nodes[parent].title
        nodes[number].suffix = strings.offset(of: String(title.dropFirst(base.count)))
        return
      }
    }
    nodes[number].title = strings.offset(of: title)
  }

  private func nodeBytes(_ noteStarts: [UInt32], _ wordingStarts: [UInt32]) -> [UInt8] {
    var words: [UInt32] = []
    let memberships = groupMemberships()
    words.reserveCapacity(nodes.count * NodeLayout.size)
    for (number, node) in nodes.enumerated() {
      words.append(UInt32(truncatingIfNeeded: node.order.code.packed))
      words.append(UInt32(truncatingIfNeeded: node.order.code.packed >> 32))
      words.append(node.parent.map(UInt32.init) ?? UInt32(NodeLayout.none))
      words.append(UInt32(node.subtreeEnd))
      words.append(UInt32(node.title))
      words.append(UInt32(node.suffix))
      words.append(noteStarts[number])
      words.append(wordingStarts[number])
      words.append((node.order.isBillable ? 1 : 0) | (node.isSeventh ? 2 : 0))
      words.append(memberships[number])
    }
    return littleEndian(words)
  }

  /// The chapter and the block of every row, as `NodeLayout.group` has them; the groups are numbered as `layOutNotes` lays
  /// them out.
  private func groupMemberships() -> [UInt32] {
    var result = [UInt32](repeating: 0, count: nodes.count)
    var number: UInt32 = 0
    for chapter in release.tabular.chapters {
      number += 1
      let ofChapter = number
      for section in chapter.sections {
        number += 1
        for first in section.diagnoses.compactMap({ numbers[$0.code] }) {
          for row in first..<nodes[first].subtreeEnd { result[row] = ofChapter | number << 16 }
        }
      }
    }
    return result
  }

  // MARK: Notes

  private mutating func layOutNotes() -> (
    notes: (records: [UInt32], starts: [UInt32]), targets: [UInt8], groups: [UInt32]
  ) {
    func collect(_ diagnoses: [Tabular.Diagnosis]) {
      for diagnosis in diagnoses {
        if let number = numbers[diagnosis.code] { nodes[number].notes = diagnosis.notes }
        collect(diagnosis.children)
      }
    }
    var records: [UInt32] = []
    var targets: [UInt8] = []
    var starts: [UInt32] = []
    var targetCount: UInt32 = 0
    func append(_ note: Tabular.Note) {
      let ranges = NoteTargets.ranges(in: note.text)
      records += [
        UInt32(note.kind.rawValue), UInt32(strings.offset(of: note.text)), targetCount,
        targetCount + UInt32(ranges.count),
      ]
      for range in ranges {
        BookFormat.append(range.first.packed, to: &targets)
        BookFormat.append(range.last.packed, to: &targets)
      }
      targetCount += UInt32(ranges.count)
    }
    for chapter in release.tabular.chapters { for section in chapter.sections { collect(section.diagnoses) } }
    for number in nodes.indices {
      starts.append(UInt32(records.count / NoteLayout.size))
      for note in nodes[number].notes { append(note) }
    }
    var groups: [UInt32] = []
    func appendGroup(_ id: String, _ title: String, _ notes: [Tabular.Note], _ diagnoses: [Tabular.Diagnosis]) {
      let rows = diagnoses.compactMap { numbers[$0.code] }
      let start = UInt32(records.count / NoteLayout.size)
      for note in notes { append(note) }
      groups += [
        UInt32(strings.offset(of: id)), UInt32(strings.offset(of: title)), UInt32(rows.min() ?? 0),
        UInt32(rows.map { nodes[$0].subtreeEnd }.max() ?? 0), start, UInt32(records.count / NoteLayout.size),
      ]
    }
    for chapter in release.tabular.chapters {
      appendGroup(
        "Chapter " + chapter.name, chapter.title, chapter.notes, chapter.sections.flatMap(\.diagnoses))
      for section in chapter.sections { appendGroup(section.id, section.title, section.notes, section.diagnoses) }
    }
    return ((records, starts), targets, groups)
  }

  // MARK: Wordings

  private mutating func layOutWordings() -> (wordings: [UInt32], starts: [UInt32]) {
    var wordings: [UInt32] = [0]
    var starts: [UInt32] = []
    var shared: [Int: [String: Int]] = [:]
    for number in nodes.indices {
      guard !nodes[number].isSeventh else {
        starts.append(UInt32(NodeLayout.none))
        continue
      }
      starts.append(UInt32(wordings.count))
      let inherited = nodes[number].parent.map { parent in shared[parent] ?? sharedWords(below: parent) } ?? [:]
      if let parent = nodes[number].parent { shared[parent] = inherited }
      let texts =
        [nodes[number].order.longTitle]
        + nodes[number].notes.filter { $0.kind == .inclusionTerm }.map(\.text).prefix(500)
      wordings.append(UInt32(texts.count))
      for (index, text) in texts.enumerated() {
        let pieces = TitleWords.pieces(text).prefix(60)
        wordings.append(UInt32(pieces.count) | (index == 0 ? 0x1_0000 : 0))
        var left = inherited
        for piece in pieces {
          // "Unspecified fracture of shaft of unspecified tibia" says the word once more than its siblings.
          let isRepeated = piece.word == "unspecified" && left[piece.word] == 0
          left[Self.key(piece)]? -= 1
          let element = WordingElement(
            word: vocabulary.number(piece.word), isNegated: piece.isNegated, option: piece.option,
            isDistinguishing: inherited[Self.key(piece)] == nil || isRepeated)
          wordings.append(element.stored)
        }
        addTitleTerm(text, to: number, isTitle: index == 0)
      }
    }
    return (wordings, starts)
  }

  private static func key(_ piece: TitleWords.Piece) -> String {
    piece.isNegated ? "without " + piece.word : piece.word
  }

  /// Words of a row's title that do not part its children: all but those it offers as alternatives ("ankle, foot and
  /// toes"), unless every child repeats them.
  private func sharedWords(below parent: Int) -> [String: Int] {
    func counts(_ title: String, isParent: Bool) -> [String: Int] {
      TitleWords.pieces(title).reduce(into: [:]) { counts, piece in
        // "With bleeding" and "without bleeding" share no word.
        if !isParent || piece.option == 0 { counts[Self.key(piece), default: 0] += 1 }
      }
    }
    var common: [String: Int]?
    var child = parent + 1
    while child < nodes[parent].subtreeEnd {
      let words = counts(nodes[child].order.longTitle, isParent: false)
      common =
        common.map { common in
          common.reduce(into: [:]) { kept, entry in
            if let count = words[entry.key] { kept[entry.key] = min(count, entry.value) }
          }
        } ?? words
      child = max(child + 1, nodes[child].subtreeEnd)
    }
    return counts(nodes[parent].order.longTitle, isParent: true).merging(common ?? [:], uniquingKeysWith: max)
  }

  /// Titles and inclusion terms are terms by themselves, less what a clinician never writes: side, "unspecified".
  private mutating func addTitleTerm(_ text: String, to number: Int, isTitle: Bool) {
    var words = Words.split(TitleWords.strippingBrackets(text))
    if words.contains("other") || words.contains("elsewhere") || words.contains("specified") { return }
    // A title with a side names one of a set of rows; the row above, or a lexicon row, leads to all of them.
    if words.contains("right") || words.contains("left") || words.contains("bilateral") { return }
    let isUnspecified = words.contains("unspecified")
    words.removeAll { ["unspecified", "nos", "unilateral"].contains($0) }
    // Below "Fracture of talus" the Tabular lists "Astragalus": another name of the bone, not of the injury.
    if !isTitle, nodes[number].order.code.description.hasPrefix("S"), siteWords.isSuperset(of: words) { return }
    words.removeAll { TermCollector.skipped.contains($0) }
    var sites: [String] = []
    // "Fracture of humerus NOS" stands beside the rows of the lexicon for fractures by bone and part, and hides none;
    // of parts of a bone the lexicon has rows of its own.
    let chapter = nodes[number].order.code.description.prefix(1)
    let count = (1..<max(1, words.count)).last { termsWithConditions.contains(words.prefix($0).joined(separator: " ")) }
    if chapter == "S" || chapter == "M", let count, siteWords.isSuperset(of: words.dropFirst(count)) {
      guard words.count - count <= 2, !isUnspecified else { return }
      (words, sites) = (Array(words.prefix(count)), Array(words.dropFirst(count)))
    }
    terms.add(
      words: words.map { vocabulary.number($0) }, conditions: sites.map { vocabulary.number($0) }, target: number,
      kind: isTitle ? .title : .inclusionTerm, text: text, strings: &strings)
  }

  private func layOutPostings(wordings: [UInt32], starts: [UInt32]) -> (rows: [UInt32], starts: [UInt32]) {
    var lists = [[UInt32]](repeating: [], count: vocabulary.names.count)
    for (node, start) in starts.enumerated() where start != UInt32(NodeLayout.none) {
      var position = Int(start) + 1
      for _ in 0..<wordings[Int(start)] {
        let count = Int(wordings[position] & 0xFFFF)
        for element in wordings[(position + 1)..<(position + 1 + count)] {
          let word = Int(element & 0xFF_FFFF)
          if lists[word].last != UInt32(node) { lists[word].append(UInt32(node)) }
        }
        position += 1 + count
      }
    }
    var offsets: [UInt32] = [0]
    for list in lists { offsets.append(offsets[offsets.count - 1] + UInt32(list.count)) }
    return (lists.flatMap(\.self), offsets)
  }

  // MARK: Index

  private mutating func layOutIndex() -> [UInt8] {
    var entries: [(code: Code, path: Int, printed: Int)] = []
    func walk(_ term: IndexTerm, path: String) {
      let here = path.isEmpty ? term.title : path + ", " + term.title
      if let printed = term.code, let code = Code(printed.filter { $0 != "-" }) {
        entries.append((code, strings.offset(of: here), strings.offset(of: printed)))
      }
      for child in term.children { walk(child, path: here) }
    }
    for index in release.indexes where index.kind == .alphabetic || index.kind == .externalCause {
      for term in index.terms { walk(term, path: "") }
    }
    var bytes: [UInt8] = []
    for entry in entries.sorted(by: { ($0.code, $0.path) < ($1.code, $1.path) }) {
      BookFormat.append(entry.code.packed, to: &bytes)
      BookFormat.append(UInt32(entry.path), to: &bytes)
      BookFormat.append(UInt32(entry.printed), to: &bytes)
    }
    return bytes
  }

  private func hashTable() -> [UInt8] {
    let forms = vocabulary.forms()
    var slots = 1024
    while slots < forms.count * 2 { slots *= 2 }
    var table = [(hash: UInt64, number: UInt32)](repeating: (0, 0), count: slots)
    for form in forms {
      var slot = Int(truncatingIfNeeded: form.hash ^ (form.hash >> 32)) & (slots - 1)
      while table[slot].number != 0 { slot = (slot + 1) & (slots - 1) }
      table[slot] = form
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(slots * WordLayout.slotSize)
    for slot in table {
      BookFormat.append(slot.hash, to: &bytes)
      BookFormat.append(slot.number, to: &bytes)
    }
    return bytes
  }
}

/// 32-bit integers as little-endian bytes.
func littleEndian(_ words: [UInt32]) -> [UInt8] {
  unsafe words.map(\.littleEndian).withUnsafeBytes { unsafe Array($0) }
}

/// Length-prefixed strings, each once.
struct StringBlock {
  private(set) var bytes: [UInt8] = [0, 0]
  private var offsets: [String: Int] = ["": 0]

  mutating func offset(of text: String) -> Int {
    if let known = offsets[text] { return known }
    let offset = bytes.count
    let utf8 = Array(text.utf8.prefix(Int(UInt16.max)))
    BookFormat.append(UInt16(utf8.count), to: &bytes)
    bytes += utf8
    offsets[text] = offset
    return offset
  }
}

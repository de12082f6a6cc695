import Coding
public import ICD10CM

/// Makes the pages of one edition. Works fastest in Tabular order: what the codes of a category share is kept.
public struct PageMaker {
  /// The edition's book.
  public let book: Book
  let shelf: ReferenceShelf
  let index: EditionIndex
  private let number: Int
  private let axes: AxisReader?
  private var grids: [NodeID: SiblingGrid] = [:]
  private var families: [NodeID: (grid: SiblingGrid, header: NodeID?)] = [:]
  /// Families with the codes of one 7th character in their cells.
  private var seventhFamilies: [SeventhFamily: SiblingGrid] = [:]
  private var category: NodeID?
  /// The notes that a row hands down to rows without notes of their own.
  private var inherited: (row: NodeID, notes: [CodePage.Notes])?
  /// The 7th characters of the last stem.
  private var sevenths: (stem: NodeID, characters: [CodePage.SeventhCharacter])?

  /// The most codes that a family's grid compares.
  private static let maximumFamily = 40
  /// The most related codes of one kind that are named because their own notes name this one.
  private static let maximumNamedBy = 16

  init(_ shelf: ReferenceShelf, edition: Int) {
    self.shelf = shelf
    number = edition
    index = shelf.indexes[edition]
    book = index.book
    axes = AxisReader(book)
  }

  /// The page of a code, `nil` where the edition has none.
  public mutating func page(for code: Code) -> CodePage? { book.node(code).map { page(for: $0) } }

  /// The page of a row.
  public mutating func page(for node: NodeID) -> CodePage {
    let ancestors = book.ancestors(of: node)
    if category != ancestors.last {
      grids = [:]
      families = [:]
      seventhFamilies = [:]
      category = ancestors.last
    }
    let row = CodeRow(node, in: book)
    let code = row.code
    let stem = book.stem(of: node)
    let seventh = book.isSeventhCharacterCode(node) ? code[code.count - 1] : nil
    let (family, header) = family(of: stem)
    let siblings = seventh.map { self.family(family, header: header, seventh: $0) } ?? family
    let axes = axes(of: node, seventh: seventh).map { $0.fallback(in: siblings, besides: code) }
    let notes = notes(of: node, code: code)
    let related = related(notes, code: code)
    let seventhCharacters = seventhCharacters(stem)
    let headers = ancestors.dropFirst().reversed().map { CodeRow($0, in: book) }
    let children = book.children(of: node).filter { !book.isSeventhCharacterCode($0) }.map { CodeRow($0, in: book) }
    let history = history(of: code)
    let derived = DerivedText(
      row: row, headers: headers, children: children, axes: axes, notes: notes, related: related,
      seventhCharacters: seventhCharacters, history: history, edition: index.edition,
      bilateral: siblings.bilateral(of: code))
    let (previous, next) = neighbours(of: node)
    return CodePage(
      row: row, edition: index.edition, groups: groups(of: node), headers: headers, children: children,
      seventhCharacters: seventhCharacters, notes: notes,
      siblings: siblings, siblingHeader: header.map { CodeRow($0, in: book) },
      siblingSelf: code,
      indexEntries: book.indexEntries(leadingTo: stem).map { CodePage.IndexEntry(path: $0.path, printed: $0.printed) },
      terms: Self.wellSpelt(index.terms(of: stem), title: book.title(of: stem)), related: related, history: history,
      axes: axes, tips: derived.tips,
      pitfalls: derived.pitfalls, questions: derived.questions, checklist: derived.checklist,
      editorial: shelf.editorial.page(for: code, in: book),
      billing: shelf.billing.facts(for: code, edition: index.edition.name),
      regions: SkeletalRegion.named(in: row.title),
      previous: previous, next: next)
  }

  // MARK: Place

  private func groups(of node: NodeID) -> [CodePage.Group] {
    book.groups(of: node).map { CodePage.Group(id: $0.id, title: Self.withoutRange($0.title)) }
  }

  /// "Osteoarthritis (M15-M19)" says its range twice beside the block's name.
  static func withoutRange(_ title: String) -> String {
    guard title.hasSuffix(")"), let open = title.lastIndex(of: "(") else { return title }
    let inside = title[title.index(after: open)...].dropLast()
    let isRange = inside.utf8.count == 7 && inside.contains("-")
    // "Autoinflammatory syndromes (M04)": a block of one category.
    guard isRange || Code(inside)?.count == 3 else { return title }
    return String(title[..<open].dropLast(while: { $0 == " " }))
  }

  /// Terms without those that only spell a word of the title wrongly: the engine reads "osteoperosis", a page does not
  /// teach it.
  static func wellSpelt(_ terms: [String], title: String) -> [String] {
    let right = title.lowercased().split { !$0.isLetter }.map { Array($0.utf8) }.filter { $0.count >= 7 }
    return terms.filter { term in
      !term.lowercased().split { !$0.isLetter }.map { Array($0.utf8) }.contains { word in
        right.contains { isMisspelt(word, $0) }
      }
    }
  }

  /// One letter too many, too few or wrong; not at the end, where words are inflected.
  private static func isMisspelt(_ word: [UInt8], _ right: [UInt8]) -> Bool {
    guard word != right, word.count >= 7, abs(word.count - right.count) <= 1 else { return false }
    let start = zip(word, right).prefix { $0 == $1 }.count
    let end = zip(word.reversed(), right.reversed()).prefix { $0 == $1 }.count
    let isOneError = start + end >= max(word.count, right.count) - 1
    return isOneError && start < min(word.count, right.count) - 1
  }

  private func neighbours(of node: NodeID) -> (CodeRow?, CodeRow?) {
    let siblings: [NodeID]
    if let parent = book.parent(of: node) {
      siblings = book.children(of: parent)
    } else {
      siblings = categories(besides: node)
    }
    guard let place = siblings.firstIndex(of: node) else { return (nil, nil) }
    return (
      place > 0 ? CodeRow(siblings[place - 1], in: book) : nil,
      place + 1 < siblings.count ? CodeRow(siblings[place + 1], in: book) : nil
    )
  }

  /// The categories of a category's block, itself among them.
  private func categories(besides node: NodeID) -> [NodeID] {
    guard let block = book.groups(of: node).last else { return [node] }
    var result: [NodeID] = []
    var index = block.rows.lowerBound
    while index < block.rows.upperBound {
      result.append(NodeID(index))
      index = book.subtree(of: NodeID(index)).upperBound
    }
    return result
  }

  private mutating func seventhCharacters(_ stem: NodeID) -> [CodePage.SeventhCharacter] {
    if let sevenths, sevenths.stem == stem { return sevenths.characters }
    let characters = book.children(of: stem).filter(book.isSeventhCharacterCode).map { child in
      let row = CodeRow(child, in: book)
      let meaning = book.seventhCharacterMeaning(child)
      return CodePage.SeventhCharacter(
        character: String(decoding: [row.code[row.code.count - 1]], as: UTF8.self),
        meaning: meaning, row: row, tellsWound: SeventhCharacterMeaning(meaning).wound != nil)
    }
    sevenths = (stem, characters)
    return characters
  }

  // MARK: Siblings

  private struct SeventhFamily: Hashable {
    let header: NodeID?
    let character: UInt8
  }

  /// The widest family whose codes can still be compared at a glance; kept for all codes below the same header.
  private mutating func family(of stem: NodeID) -> (grid: SiblingGrid, header: NodeID?) {
    let start = book.isStem(stem) ? book.parent(of: stem) : stem
    guard let start else { return (SiblingGrid(categories(besides: stem), in: book), nil) }
    if let known = families[start] { return known }
    var header: NodeID?
    var stems: [NodeID] = []
    var next: NodeID? = start
    while let current = next {
      let below = book.stems(below: current, limit: Self.maximumFamily)
      guard below.count <= Self.maximumFamily else { break }
      (header, stems) = (current, below)
      next = book.parent(of: current)
    }
    let found: (grid: SiblingGrid, header: NodeID?)
    if let header, stems.count > 1 {
      found = families[header] ?? (SiblingGrid(stems, in: book), header)
      families[header] = found
    } else {
      found = (SiblingGrid(book.children(of: start), in: book), start)
    }
    families[start] = found
    return found
  }

  private mutating func family(_ grid: SiblingGrid, header: NodeID?, seventh: UInt8) -> SiblingGrid {
    let key = SeventhFamily(header: header, character: seventh)
    if let known = seventhFamilies[key] { return known }
    let changed = grid.cells { sameSeventhCharacter(seventh, $0) }
    seventhFamilies[key] = changed
    return changed
  }

  private mutating func axes(of node: NodeID, seventh: UInt8?) -> [SiblingAxis] {
    guard let axes else { return [] }
    for level in book.ancestors(of: book.stem(of: node)) where book.hasChildren(level) && grids[level] == nil {
      guard !book.isStem(level) else { continue }
      grids[level] = SiblingGrid(book.children(of: level), in: book)
    }
    let known = grids
    var result = axes.axes(of: node) { known[$0] }
    if let encounter = axes.seventhCharacter(of: node) {
      result = result.map { axis in axis.rows { sameSeventhCharacter(seventh, $0) } }
      result.append(encounter)
    }
    return result
  }

  /// The code with the same 7th character, where the row takes one.
  private func sameSeventhCharacter(_ character: UInt8?, _ row: CodeRow) -> CodeRow {
    guard let character, row.takesSeventhCharacter else { return row }
    var found: NodeID?
    book.forEachChild(of: row.node) { child in
      let code = book.code(of: child)
      if code[code.count - 1] == character { found = child }
    }
    return found.map { CodeRow($0, in: book) } ?? row
  }

  // MARK: Notes

  /// The notes of a row, its own first. Most rows have none of their own, and what they inherit is the same for many in
  /// succession.
  private mutating func notes(of node: NodeID, code: Code) -> [CodePage.Notes] {
    let source =
      book.ancestors(of: node).first { !book.ownNotes(of: $0).isEmpty } ?? book.ancestors(of: node).last ?? node
    guard source != node else { return readNotes(of: node, code: code) }
    if let inherited, inherited.row == source { return inherited.notes }
    let notes = readNotes(of: source, code: code)
    inherited = (source, notes)
    return notes
  }

  private func readNotes(of node: NodeID, code: Code) -> [CodePage.Notes] {
    let groups = Set(book.groups(of: node).map(\.id))
    var levels: [String] = []
    var byLevel: [String: [NoteKind: [BookNote]]] = [:]
    for note in book.notesThatApply(to: node) {
      if byLevel[note.level] == nil { levels.append(note.level) }
      byLevel[note.level, default: [:]][note.kind, default: []].append(note)
    }
    var result: [CodePage.Notes] = []
    for level in levels.reversed() {
      for kind in NoteKind.allCases {
        guard let notes = byLevel[level]?[kind] else { continue }
        result.append(
          CodePage.Notes(
            level: level, isOwn: level == code.description, isFromGroup: groups.contains(level), kind: kind,
            notes: notes))
      }
    }
    return result
  }

  private static let relations: [NoteKind: (CodePage.Relation, reverse: CodePage.Relation)] = [
    .excludes1: (.excludes1, .excludedBy), .excludes2: (.excludes2, .excludes2By),
    .codeFirst: (.codeFirst, .manifestation), .useAdditionalCode: (.useAdditional, .underlying),
    .codeAlso: (.codeAlso, .namedBy),
  ]

  private func related(_ notes: [CodePage.Notes], code: Code) -> [CodePage.Related] {
    var result: [CodePage.Related] = []
    for group in notes {
      guard let relation = Self.relations[group.kind]?.0, !group.level.hasPrefix("Chapter") else { continue }
      for note in group.notes {
        for target in note.targets where result.count < 200 {
          let isSingle = target.first == target.last
          let row = isSingle ? book.node(target.first).map { CodeRow($0, in: book) } : nil
          let range =
            isSingle ? row.map(CodePage.name) ?? target.first.description : "\(target.first)–\(target.last)"
          guard !result.contains(where: { $0.relation == relation && $0.range == range }) else { continue }
          result.append(
            CodePage.Related(relation: relation, range: range, row: row, text: note.text, level: group.level))
        }
      }
    }
    var counts: [CodePage.Relation: Int] = [:]
    var seen = Set<Code>()
    for link in index.links(to: code).sorted(by: { $0.node < $1.node }) {
      guard let relation = Self.relations[link.kind]?.reverse, counts[relation, default: 0] < Self.maximumNamedBy else {
        continue
      }
      let row = CodeRow(link.node, in: book)
      guard !code.hasPrefix(row.code), seen.insert(row.code).inserted else { continue }
      counts[relation, default: 0] += 1
      result.append(
        CodePage.Related(
          relation: relation, range: CodePage.name(row), row: row, text: link.text,
          level: row.code.description))
    }
    return result
  }

  // MARK: Editions

  private func history(of code: Code) -> [CodePage.History] {
    shelf.indexes.indices.map { position in
      let index = shelf.indexes[position]
      let node = index.book.node(code)
      return CodePage.History(
        edition: index.edition, title: node.map(index.book.title(of:)), isBillable: node.map(index.book.isBillable),
        shownIn: shelf.shownIn(code, edition: position).map { shelf.indexes[$0].edition.name })
    }
  }
}

extension Substring {
  fileprivate func dropLast(while condition: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, condition(last) { text = text.dropLast() }
    return text
  }
}

extension SiblingGrid {
  /// The code for both sides in the row of a code.
  func bilateral(of code: Code) -> CodeRow? {
    guard let place = position(of: code), columns[place.column] == .right || columns[place.column] == .left,
      let column = columns.firstIndex(of: .bilateral)
    else { return nil }
    return rows[place.row].cells[column]
  }
}

extension SiblingAxis {
  /// The same axis; where its fallback is a header, the one code below it that says the same side as `code`.
  func fallback(in grid: SiblingGrid, besides code: Code) -> SiblingAxis {
    guard let fallback, !fallback.row.isBillable, let column = grid.position(of: code)?.column else { return self }
    let below = grid.rows.compactMap { $0.cells[column] }.filter { $0.code.hasPrefix(fallback.row.code) }
    guard below.count == 1, let row = below.first else { return self }
    return SiblingAxis(
      kind: kind, header: header, value: value, isUnspecified: isUnspecified, isOther: isOther,
      fallback: Value(label: fallback.label, row: row), values: values, rule: rule)
  }

  /// The same axis with other codes for its values.
  func rows(_ change: (CodeRow) -> CodeRow) -> SiblingAxis {
    func changed(_ value: Value) -> Value { Value(label: value.label, row: change(value.row)) }
    return SiblingAxis(
      kind: kind, header: header, value: value.map(changed), isUnspecified: isUnspecified, isOther: isOther,
      fallback: fallback.map(changed), values: values.map(changed), rule: rule)
  }
}

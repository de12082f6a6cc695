public import ICD10CM

/// A code as another code's page names it.
public struct CodeRow: Sendable, Hashable {
  /// The code.
  public let code: Code
  /// Its full title.
  public let title: String
  /// Whether it is valid for submission.
  public let isBillable: Bool
  /// Whether it takes a 7th character that is chosen on its own page.
  public let takesSeventhCharacter: Bool
  /// Its place in the book that it was read from.
  let node: NodeID

  init(_ node: NodeID, in book: Book) {
    self.node = node
    code = book.code(of: node)
    title = book.title(of: node)
    isBillable = book.isBillable(node)
    var takesSeventh = false
    if let first = book.firstChild(of: node) { takesSeventh = book.isSeventhCharacterCode(first) }
    takesSeventhCharacter = takesSeventh
  }
}

/// Codes compared by what parts them: a row for what the words say, a column for the side.
///
/// Nothing is known of the codes but their titles: "unspecified" belongs to the side where the same title stands with a
/// side in its place. The words that all titles share are left out of the rows' labels.
public struct SiblingGrid: Sendable, Hashable {
  /// One row: the same words with each side.
  public struct Row: Sendable, Hashable {
    /// What parts this row from the others ("shoulder", "displaced, greater trochanter").
    public let label: String
    /// The code for each column of the grid; `nil` where there is none.
    public let cells: [CodeRow?]
    /// Whether the row stands for what is not specified.
    public let isUnspecified: Bool
    /// Whether the row stands for what has no code of its own ("other").
    public let isOther: Bool
  }

  /// The sides that occur.
  public let columns: [TitleSide]
  /// The rows, in order of the Tabular.
  public let rows: [Row]
  /// What kind of thing parts the rows.
  let kind: SiblingAxis.Kind

  /// Whether the codes are parted by side.
  public var hasSides: Bool { columns.contains { $0 == .right || $0 == .left } }

  init(columns: [TitleSide], rows: [Row]) {
    self.columns = columns
    self.rows = rows
    kind = Self.kind(of: rows.map(\.label))
  }

  private init(columns: [TitleSide], rows: [Row], kind: SiblingAxis.Kind) {
    self.columns = columns
    self.rows = rows
    self.kind = kind
  }

  /// The same grid with other codes in its cells.
  func cells(_ change: (CodeRow) -> CodeRow) -> SiblingGrid {
    let rows = rows.map { row in
      Row(
        label: row.label, cells: row.cells.map { $0.map(change) }, isUnspecified: row.isUnspecified,
        isOther: row.isOther)
    }
    return SiblingGrid(columns: columns, rows: rows, kind: kind)
  }

  private static func kind(of labels: [String]) -> SiblingAxis.Kind {
    guard labels.count > 1 else { return .type }
    if labels.allSatisfy({ $0.lowercased().contains("displaced") }) { return .displacement }
    return labels.count(where: SkeletalRegion.isSite) * 2 > labels.count ? .site : .type
  }

  /// Where a code stands.
  public func position(of code: Code) -> (row: Int, column: Int)? {
    for (index, row) in rows.enumerated() {
      for (column, cell) in row.cells.enumerated() where cell?.code == code { return (index, column) }
    }
    return nil
  }

  /// Compares codes by their titles.
  public init(_ nodes: [NodeID], in book: Book) {
    let codes = nodes.map { CodeRow($0, in: book) }
    let titles = codes.map { TitleReading($0.title) }
    let placed = Self.place(titles)
    let shared = Self.sharedWords(titles, placed)
    let columns = Set(placed.map(\.side)).sorted()
    self.columns = columns
    var rows: [Row] = []
    var numbers: [String: [Int]] = [:]
    var drafts: [(label: String, cells: [CodeRow?], unspecified: Bool, other: Bool)] = []
    for (index, place) in placed.enumerated() {
      let column = columns.firstIndex(of: place.side) ?? 0
      // Two codes that say the same of the same side stand in two rows.
      if let row = numbers[place.key]?.first(where: { drafts[$0].cells[column] == nil }) {
        drafts[row].cells[column] = codes[index]
        continue
      }
      var cells = [CodeRow?](repeating: nil, count: columns.count)
      cells[column] = codes[index]
      let label = titles[index].label(
        without: shared, keepsSide: place.keepsSide, dropping: place.dropped
      ).capitalizedFirst
      let words = titles[index].counts(dropping: place.dropped)
      func says(_ word: String) -> Bool { words[word, default: 0] > shared[word, default: 0] }
      numbers[place.key, default: []].append(drafts.count)
      drafts.append(
        (
          label.isEmpty ? codes[index].title : label, cells,
          says("unspecified") || says("nos"), says("other")
        ))
    }
    for draft in drafts {
      rows.append(Row(label: draft.label, cells: draft.cells, isUnspecified: draft.unspecified, isOther: draft.other))
    }
    self.rows = rows
    kind = Self.kind(of: rows.map(\.label))
  }

  private struct Place {
    var key: String
    var side: TitleSide
    /// The word "unspecified" that belongs to the side.
    var dropped: Int?
    /// Whether the words of the side belong to the label, since the side is no axis here.
    var keepsSide = false
  }

  private static func place(_ titles: [TitleReading]) -> [Place] {
    var sides: [String: Set<TitleSide>] = [:]
    var places: [Place] = []
    for title in titles {
      let key = title.key()
      if title.side != .none { sides[key, default: []].insert(title.side) }
      places.append(Place(key: key, side: title.side, dropped: nil))
    }
    for (index, title) in titles.enumerated() {
      let key = places[index].key
      let isSided = (sides[key]?.count ?? 0) > 1
      switch places[index].side {
      case .none, .oneSide:
        for position in title.unspecifiedPositions.reversed() {
          let without = title.key(dropping: position)
          guard let found = sides[without], found.contains(.right) || found.contains(.left) else { continue }
          places[index] = Place(key: without, side: .unspecified, dropped: position)
          break
        }
        if places[index].side == .oneSide, !isSided {
          places[index] = Place(key: title.fullKey, side: .none, dropped: nil, keepsSide: true)
        }
      default:
        if !isSided, !hasUnspecifiedTwin(key, titles) {
          places[index] = Place(key: title.fullKey, side: .none, dropped: nil, keepsSide: true)
        }
      }
    }
    return places
  }

  private static func hasUnspecifiedTwin(_ key: String, _ titles: [TitleReading]) -> Bool {
    titles.contains { title in title.unspecifiedPositions.contains { title.key(dropping: $0) == key } }
  }

  /// Words that stand in every title, with how often; where there is one row only, there is nothing to part it from.
  private static func sharedWords(_ titles: [TitleReading], _ places: [Place]) -> [String: Int] {
    guard Set(places.map(\.key)).count > 1, let first = titles.first, let place = places.first else { return [:] }
    var shared = first.counts(dropping: place.dropped)
    for (title, place) in zip(titles, places) {
      let counts = title.counts(dropping: place.dropped)
      shared = shared.reduce(into: [:]) { result, entry in
        let count = min(entry.value, counts[entry.key] ?? 0)
        if count > 0 { result[entry.key] = count }
      }
    }
    return shared.filter { !TitleReading.connectives.contains($0.key) && !TitleReading.sides.contains($0.key) }
  }
}

extension Book {
  /// The first row directly below, without an array.
  func firstChild(of node: NodeID) -> NodeID? { hasChildren(node) ? NodeID(node.index + 1) : nil }

  /// Whether the row is divided by its 7th character only, or not at all.
  func isStem(_ node: NodeID) -> Bool {
    guard let child = firstChild(of: node) else { return !isSeventhCharacterCode(node) }
    return isSeventhCharacterCode(child)
  }

  /// The rows below that are stems, counted up to `limit`.
  func stems(below node: NodeID, limit: Int) -> [NodeID] {
    var result: [NodeID] = []
    for index in subtree(of: node) where isStem(NodeID(index)) {
      result.append(NodeID(index))
      if result.count > limit { break }
    }
    return result
  }
}

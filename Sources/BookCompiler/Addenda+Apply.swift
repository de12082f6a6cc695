import ICD10CM

/// Applies addenda to the rows of the older edition.
///
/// A row is deleted or revised only where it reads exactly as the addenda say (titles that one side lacks are not
/// compared), and added only where its code is free. Where the addenda have a footer, the rows must be as many as it
/// says, before and after.
///
/// The place of a new row is among its siblings by the order of the characters, after the codes below them. The printed
/// order differs for some codes that end in a letter (M1A stands before M10), so order numbers made from it are
/// approximate; codes, flags and titles are exact.
///
/// - Throws: `SourceError` that names the line of the addenda.
public func apply(_ addenda: Addenda, to rows: [OrderRow]) throws(SourceError) -> [OrderRow] {
  try addenda.require(rows, \.older, "before", of: \.olderFile)
  var forest = RowForest(rows)
  for entry in addenda.entries {
    let conflict: String?
    switch entry.change {
    case .add(let row):
      conflict = forest.add(row) ? nil : "\(row.code) is to be added and is there already"
    case .delete(let row):
      conflict = forest.conflict(with: row, verb: "deleted")
      if conflict == nil { forest.delete(row.code) }
    case .revise(let from, let to):
      conflict = forest.conflict(with: from, verb: "revised")
      if conflict == nil { forest.replace(with: to) }
    }
    if let conflict { throw SourceError(.addendumMismatch, file: addenda.file, line: entry.line, conflict) }
  }
  let result = forest.rows
  try addenda.require(result, \.newer, "after", of: \.newerFile)
  if let (index, message) = result.firstFlagThatContradictsTheHierarchy {
    let line = addenda.entries.last {
      $0.change.code == result[index].code || $0.change.code.hasPrefix(result[index].code)
    }?.line
    throw SourceError(.wrongFlag, file: addenda.file, line: line ?? 1, "once applied, \(message)")
  }
  return result
}

extension Addenda {
  fileprivate func require(
    _ rows: [OrderRow], _ count: KeyPath<Tally, Int>, _ when: String, of name: KeyPath<Tally, String>
  ) throws(SourceError) {
    let billable = rows.count { $0.isBillable }
    for (tally, found, what) in [(headers, rows.count - billable, "headers"), (codes, billable, "codes")] {
      guard let tally, kind == .order || what == "codes", !tally[keyPath: name].isEmpty else { continue }
      guard tally[keyPath: count] == found else {
        throw SourceError(
          .wrongCount, file: file,
          "\(when) the changes there must be \(tally[keyPath: count]) \(what) (\(tally[keyPath: name])); "
            + "there are \(found)"
        )
      }
    }
  }

  /// Whether the rows are as many as the footer says of the older edition; `nil` without a footer.
  func startsFrom(_ rows: [OrderRow]) -> Bool? {
    guard let codes else { return nil }
    let billable = rows.count { $0.isBillable }
    return codes.older == billable && (headers.map { $0.older == rows.count - billable } ?? true)
  }

  /// Whether the rows are as many as the footer says of the newer edition, and every change is in them already.
  func isContained(in rows: [OrderRow]) -> Bool {
    guard let codes, codes.newer == rows.count(where: { $0.isBillable }) else { return false }
    let byCode = Dictionary(rows.map { ($0.code, $0) }) { first, _ in first }
    // The last word on a code counts: a code that becomes a header is deleted and added.
    var last: [Code: OrderRow?] = [:]
    for entry in entries {
      switch entry.change {
      case .add(let row), .revise(_, let row): last[row.code] = .some(row)
      case .delete(let row): last[row.code] = .some(nil)
      }
    }
    return last.allSatisfy { code, row in
      guard let row else { return byCode[code] == nil }
      return byCode[code].map { $0.difference(from: row) == nil } ?? false
    }
  }
}

extension OrderRow {
  /// In what the row differs from what the addenda say; `nil` where they agree.
  fileprivate func difference(from other: OrderRow) -> String? {
    if isBillable != other.isBillable { return "flag \(isBillable ? 1 : 0)" }
    if longTitle != other.longTitle { return "the title \"\(longTitle)\"" }
    if !shortTitle.isEmpty, !other.shortTitle.isEmpty, shortTitle != other.shortTitle {
      return "the short title \"\(shortTitle)\""
    }
    return nil
  }
}

/// Rows as trees by code, so that a new row finds its place.
private struct RowForest {
  private struct Node {
    let code: Code
    /// `nil` once deleted: the place is kept for a row of the same code that may be added again.
    var row: OrderRow?
    var children: [Int] = []
  }
  private var nodes: [Node] = []
  private var roots: [Int] = []
  private var places: [Code: Int] = [:]

  init(_ rows: [OrderRow]) {
    nodes.reserveCapacity(rows.count + 1024)
    places.reserveCapacity(rows.count + 1024)
    for row in rows { attach(row, sorted: false) }
  }

  private mutating func attach(_ row: OrderRow, sorted: Bool) {
    let index = nodes.count
    nodes.append(Node(code: row.code, row: row))
    places[row.code] = index
    var parent: Int?
    for length in stride(from: row.code.count - 1, through: 3, by: -1) where parent == nil {
      parent = places[row.code.prefix(length)]
    }
    let siblings = parent.map { nodes[$0].children } ?? roots
    let place = sorted ? (siblings.lastIndex { nodes[$0].code < row.code } ?? -1) + 1 : siblings.count
    if let parent { nodes[parent].children.insert(index, at: place) } else { roots.insert(index, at: place) }
  }

  mutating func add(_ row: OrderRow) -> Bool {
    guard let place = places[row.code] else {
      attach(row, sorted: true)
      return true
    }
    guard nodes[place].row == nil else { return false }
    nodes[place].row = row
    return true
  }

  func conflict(with row: OrderRow, verb: String) -> String? {
    guard let place = places[row.code], let found = nodes[place].row else {
      return "\(row.code) is to be \(verb) and is not there"
    }
    return found.difference(from: row).map { "\(row.code) is to be \(verb) and has \($0)" }
  }

  mutating func delete(_ code: Code) { if let place = places[code] { nodes[place].row = nil } }
  mutating func replace(with row: OrderRow) { if let place = places[row.code] { nodes[place].row = row } }

  var rows: [OrderRow] {
    var rows: [OrderRow] = []
    rows.reserveCapacity(nodes.count)
    var stack: [Int] = roots.reversed()
    while let index = stack.popLast() {
      if let row = nodes[index].row { rows.append(row) }
      stack.append(contentsOf: nodes[index].children.reversed())
    }
    return rows
  }
}

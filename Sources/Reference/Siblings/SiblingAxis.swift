public import Coding
import ICD10CM

/// One thing that the chart must say for a code: what parts it from the codes beside it at one step of the Tabular.
public struct SiblingAxis: Sendable, Hashable {
  /// What kind of thing it is.
  public enum Kind: String, Sendable, CaseIterable {
    case site, side, displacement, type, encounter

    /// What the axis is called on a page.
    public var heading: String {
      switch self {
      case .site: "Site"
      case .side: "Side"
      case .displacement: "Displacement"
      case .type: "Type"
      case .encounter: "Encounter"
      }
    }
  }

  /// A value of the axis and the code that it gives.
  public struct Value: Sendable, Hashable {
    /// What the chart says.
    public let label: String
    /// Where that leads.
    public let row: CodeRow
  }

  /// What kind of thing is asked for.
  public let kind: Kind
  /// The header below which it is decided.
  public let header: CodeRow
  /// What the chart says for this code; `nil` on the page of a header, where it is still open.
  public let value: Value?
  /// Whether `value` itself says that nothing is specified.
  public let isUnspecified: Bool
  /// Whether `value` is for what has no code of its own.
  public let isOther: Bool
  /// The code that applies where the chart says nothing; `nil` where the Tabular gives none.
  public let fallback: Value?
  /// All values, in order of the Tabular.
  public let values: [Value]
  /// The rule for `fallback`, by its name in the list of the engine's rules.
  public let rule: CodingRule
}

extension CodingRule {
  private static let byName = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
  private static let cited = all.reduce(into: [String: String]()) { $0[$1.id] = $1.citation }

  /// The rule of the engine with this name.
  static func named(_ id: String) -> CodingRule? { byName[id] }

  /// The source of the rule with this name, marked where it was not read.
  static func source(_ id: String) -> String { cited[id] ?? "Tabular" }

  private var citation: String { isVerified ? source : source + " (unverified)" }
}

/// Finds the axes of codes.
struct AxisReader {
  let book: Book
  private let unspecified: CodingRule
  private let displaced: CodingRule
  private let laterality: CodingRule
  private let seventh: CodingRule

  /// `nil` where the engine lacks a rule that axes rest on.
  init?(_ book: Book) {
    guard let unspecified = CodingRule.named("unspecified"), let displaced = CodingRule.named("displaced-by-default"),
      let laterality = CodingRule.named("laterality"), let seventh = CodingRule.named("seventh-character")
    else { return nil }
    self.book = book
    self.unspecified = unspecified
    self.displaced = displaced
    self.laterality = laterality
    self.seventh = seventh
  }

  /// The axes between a category and a code, widest first; for a header also the one below it.
  func axes(of node: NodeID, grids: (NodeID) -> SiblingGrid?) -> [SiblingAxis] {
    var result: [SiblingAxis] = []
    let levels = Array(book.ancestors(of: book.stem(of: node)).reversed())
    for (index, header) in levels.enumerated() where book.hasChildren(header) && !book.isStem(header) {
      guard let grid = grids(header) else { continue }
      let chosen = levels.indices.contains(index + 1) ? book.code(of: levels[index + 1]) : nil
      let place = chosen.flatMap { grid.position(of: $0) }
      if chosen != nil, place == nil { continue }
      if let axis = words(grid, place, header: header) { result.append(axis) }
      if let axis = side(grid, place, header: header) { result.append(axis) }
    }
    return result
  }

  /// The side, where the grid has columns for it.
  private func side(_ grid: SiblingGrid, _ place: (row: Int, column: Int)?, header: NodeID) -> SiblingAxis? {
    guard grid.hasSides else { return nil }
    let row = place.map { grid.rows[$0.row] } ?? grid.rows.first { $0.cells.count(where: { $0 != nil }) > 1 }
    guard let row, row.cells.count(where: { $0 != nil }) > 1 else { return nil }
    var values: [SiblingAxis.Value] = []
    for (column, cell) in zip(grid.columns, row.cells) {
      if let cell { values.append(SiblingAxis.Value(label: column.heading, row: cell)) }
    }
    func value(_ side: TitleSide) -> SiblingAxis.Value? {
      grid.columns.firstIndex(of: side).flatMap { column in
        row.cells[column].map { SiblingAxis.Value(label: side.heading, row: $0) }
      }
    }
    let column = place.map { grid.columns[$0.column] }
    return SiblingAxis(
      kind: .side, header: CodeRow(header, in: book), value: column.flatMap(value),
      isUnspecified: column == .unspecified, isOther: false, fallback: value(.unspecified), values: values,
      rule: laterality)
  }

  /// What the words say, where there is more than one row.
  private func words(_ grid: SiblingGrid, _ place: (row: Int, column: Int)?, header: NodeID) -> SiblingAxis? {
    guard grid.rows.count > 1 else { return nil }
    let column = place?.column
    func value(_ row: SiblingGrid.Row) -> SiblingAxis.Value? {
      let own = column.flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil }
      return (own ?? row.cells.compactMap(\.self).last).map { SiblingAxis.Value(label: row.label, row: $0) }
    }
    let isDisplacement = grid.kind == .displacement
    var fallback = grid.rows.last { $0.isUnspecified }.flatMap(value)
    if isDisplacement {
      fallback = grid.rows.first { !$0.label.lowercased().contains("nondisplaced") }.flatMap(value)
    }
    let own = place.map { grid.rows[$0.row] }
    return SiblingAxis(
      kind: grid.kind, header: CodeRow(header, in: book), value: own.flatMap(value),
      isUnspecified: own?.isUnspecified ?? false, isOther: own?.isOther ?? false, fallback: fallback,
      values: grid.rows.compactMap(value), rule: isDisplacement ? displaced : unspecified)
  }

  /// The 7th character, where the code's stem takes one.
  func seventhCharacter(of node: NodeID) -> SiblingAxis? {
    let stem = book.stem(of: node)
    let children = book.children(of: stem).filter(book.isSeventhCharacterCode)
    guard !children.isEmpty else { return nil }
    func value(_ child: NodeID) -> SiblingAxis.Value {
      let row = CodeRow(child, in: book)
      let character = String(decoding: [row.code[row.code.count - 1]], as: UTF8.self)
      return SiblingAxis.Value(label: "\(character): \(book.seventhCharacterMeaning(child))", row: row)
    }
    return SiblingAxis(
      kind: .encounter, header: CodeRow(stem, in: book), value: node == stem ? nil : value(node), isUnspecified: false,
      isOther: false, fallback: nil, values: children.map(value), rule: seventh)
  }
}

/// A range of codes as a note names it: `M80.-` is both ends M80; `M05-M14` has two.
public struct CodeRange: Hashable, Sendable {
  /// First code, a prefix.
  public let first: Code
  /// Last code, a prefix; everything below it is inside.
  public let last: Code

  /// Creates a range; both ends included with all that is below them.
  public init(_ first: Code, _ last: Code) {
    self.first = first
    self.last = last
  }

  /// Whether a code lies inside: not before `first`, and not behind the last code that starts with `last`.
  @inline(__always)
  public func contains(_ code: Code) -> Bool { bounds.contains(code.packed) }

  /// The least and the greatest `Code.packed` inside.
  @inline(__always)
  package var bounds: ClosedRange<UInt64> {
    let low = first.packed & ~0xFF
    return low...max(low, last.packed | ~UInt64(0) >> UInt64(8 * last.count))
  }
}

/// A note of the Tabular with the level it was printed at.
public struct BookNote: Sendable {
  /// Kind of note.
  public let kind: NoteKind
  /// The text as printed.
  public let text: String
  /// Code ranges named in it.
  public let targets: [CodeRange]
  /// Where it was printed: a code, a block ("M80-M85") or a chapter ("Chapter 13").
  public let level: String
}

/// A chapter or a block of categories.
public struct BookGroup: Sendable {
  /// "Chapter 13" or "M80-M85".
  public let id: String
  /// Title as printed.
  public let title: String
  /// Rows inside, as a range of Tabular order.
  public let rows: Range<Int>
}

package enum GroupLayout {
  package static let size = 6
  package static let id = 0, title = 1, firstRow = 2, endRow = 3, notesStart = 4, notesEnd = 5
}

package enum NoteLayout {
  package static let size = 4
  package static let kind = 0, text = 1, targetsStart = 2, targetsEnd = 3
}

/// Notes and groups.
extension Book {
  /// Chapters and blocks that a row stands in, widest first.
  public func groups(of node: NodeID) -> [BookGroup] {
    var result: [BookGroup] = []
    forEachGroup(of: node) { result.append(group($0)) }
    return result
  }

  /// Every chapter and block, in Tabular order.
  public var allGroups: [BookGroup] {
    (0..<(groups.wordCount / GroupLayout.size)).map(group)
  }

  private func group(_ number: Int) -> BookGroup {
    let base = number * GroupLayout.size
    let first = groups.word(base + GroupLayout.firstRow)
    return BookGroup(
      id: strings.string(groups.word(base + GroupLayout.id)),
      title: strings.string(groups.word(base + GroupLayout.title)),
      rows: first..<max(first, groups.word(base + GroupLayout.endRow)))
  }

  /// Calls `body` with the numbers of the chapter and the block of a row, as the compiler noted them; searched for where
  /// it did not.
  private func forEachGroup(of node: NodeID, _ body: (Int) -> Void) {
    let noted = field(node, NodeLayout.group)
    guard noted == 0 else {
      if noted & 0xFFFF > 0 { body(noted & 0xFFFF - 1) }
      if noted >> 16 > 0 { body(noted >> 16 - 1) }
      return
    }
    for number in 0..<(groups.wordCount / GroupLayout.size) {
      let base = number * GroupLayout.size
      let rows =
        groups.word(
          base + GroupLayout.firstRow)..<max(
          groups.word(base + GroupLayout.firstRow), groups.word(base + GroupLayout.endRow))
      if rows.contains(node.index) { body(number) }
    }
  }

  /// Notes printed at this row only.
  public func ownNotes(of node: NodeID) -> [BookNote] {
    notes(in: noteRange(of: node), level: code(of: node).description)
  }

  /// Notes that apply to this row: of its chapter, its block, and every level down to itself, in that order.
  public func notesThatApply(to node: NodeID) -> [BookNote] {
    var result: [BookNote] = []
    forEachGroup(of: node) { number in
      let base = number * GroupLayout.size
      let range =
        groups.word(
          base + GroupLayout.notesStart)..<max(
          groups.word(base + GroupLayout.notesStart), groups.word(base + GroupLayout.notesEnd))
      result += notes(in: range, level: strings.string(groups.word(base + GroupLayout.id)))
    }
    for level in ancestors(of: node).reversed() { result += ownNotes(of: level) }
    return result
  }

  private func noteRange(of node: NodeID) -> Range<Int> {
    let start = field(node, NodeLayout.notesStart)
    let next = NodeID(node.index + 1)
    let end = next.index < rowCount ? field(next, NodeLayout.notesStart) : nodeNotesEnd
    return start..<max(start, min(end, nodeNotesEnd))
  }

  /// Notes of rows come first in the block, those of groups after them.
  private var nodeNotesEnd: Int {
    groups.wordCount >= GroupLayout.size ? groups.word(GroupLayout.notesStart) : notes.wordCount / NoteLayout.size
  }

  private func notes(in range: Range<Int>, level: String) -> [BookNote] {
    range.prefix(4096).compactMap { number in
      guard let kind = NoteKind(rawValue: UInt8(truncatingIfNeeded: notes.word(number * NoteLayout.size))) else {
        return nil
      }
      return BookNote(
        kind: kind, text: strings.string(notes.word(number * NoteLayout.size + NoteLayout.text)),
        targets: targets(ofNote: number), level: level)
    }
  }

  private func targets(ofNote number: Int) -> [CodeRange] {
    let start = notes.word(number * NoteLayout.size + NoteLayout.targetsStart)
    let end = notes.word(number * NoteLayout.size + NoteLayout.targetsEnd)
    return (start..<max(start, end)).prefix(256).map(target)
  }

  private func target(_ index: Int) -> CodeRange {
    CodeRange(
      Code(packed: noteTargets.load(index * 16, as: UInt64.self)),
      Code(packed: noteTargets.load(index * 16 + 8, as: UInt64.self)))
  }

  /// The first note of `kind` that applies to `node` and names `other`; with the level it was printed at.
  ///
  /// This is how a convention is looked up (Guidelines I.A.12 for Excludes1): the pair comes from the edition's own
  /// Tabular, inherited from every level above, never from a list in the program.
  public func note(_ kind: NoteKind, at node: NodeID, naming other: Code) -> BookNote? {
    var level = node
    for _ in 0..<8 {
      for number in noteRange(of: level) where names(number, kind, other) {
        return notes(in: number..<(number + 1), level: code(of: level).description).first
      }
      guard let parent = parent(of: level) else { break }
      level = parent
    }
    var found: BookNote?
    forEachGroup(of: node) { group in
      guard found == nil else { return }
      let base = group * GroupLayout.size
      let start = groups.word(base + GroupLayout.notesStart)
      for number in start..<max(start, groups.word(base + GroupLayout.notesEnd)) where names(number, kind, other) {
        found = notes(in: number..<(number + 1), level: strings.string(groups.word(base + GroupLayout.id))).first
        return
      }
    }
    return found
  }

  /// Every range of codes that notes of `kind` which apply to a row name: with `note(_:at:naming:)` for one other code,
  /// with this for many.
  package func targets(of kind: NoteKind, at node: NodeID) -> [CodeRange] {
    var result: [CodeRange] = []
    func add(_ number: Int) {
      guard notes.word(number * NoteLayout.size) == Int(kind.rawValue) else { return }
      let start = notes.word(number * NoteLayout.size + NoteLayout.targetsStart)
      let end = notes.word(number * NoteLayout.size + NoteLayout.targetsEnd)
      guard end - start < 4096 else { return }
      for index in start..<max(start, end) { result.append(target(index)) }
    }
    var level = node
    for _ in 0..<8 {
      for number in noteRange(of: level) { add(number) }
      guard let parent = parent(of: level) else { break }
      level = parent
    }
    forEachGroup(of: node) { group in
      let base = group * GroupLayout.size
      let start = groups.word(base + GroupLayout.notesStart)
      for number in start..<max(start, groups.word(base + GroupLayout.notesEnd)) { add(number) }
    }
    return result
  }

  private func names(_ number: Int, _ kind: NoteKind, _ other: Code) -> Bool {
    guard notes.word(number * NoteLayout.size) == Int(kind.rawValue) else { return false }
    let start = notes.word(number * NoteLayout.size + NoteLayout.targetsStart)
    let end = notes.word(number * NoteLayout.size + NoteLayout.targetsEnd)
    guard end - start < 4096 else { return false }
    for index in start..<max(start, end) where target(index).contains(other) { return true }
    return false
  }
}

/// A row of the code set inside one book. Meaningless in another.
public struct NodeID: Hashable, Comparable, Sendable {
  /// Position in Tabular order.
  public let index: Int
  /// Creates a row number.
  @inlinable public init(_ index: Int) { self.index = index }
  /// Orders as in the Tabular.
  public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// Layout of a row record, in 32-bit integers.
@usableFromInline
package enum NodeLayout {
  @usableFromInline package static let size = 10
  @usableFromInline package static let codeLow = 0, codeHigh = 1, parent = 2, subtreeEnd = 3, title = 4, suffix = 5,
    notesStart = 6
  @usableFromInline package static let wordingStart = 7, flags = 8, group = 9
  // group: one more than the chapter's number in the low half, than the block's in the high half; zero is not known.
  @usableFromInline package static let none = 0xFFFF_FFFF
  @usableFromInline package static let billable = 1, seventh = 2
}

/// Rows, titles and hierarchy.
extension Book {
  /// Rows of the code set, headers included.
  @inlinable public var rowCount: Int { nodes.wordCount / NodeLayout.size }
  /// Every row, in Tabular order.
  public var allNodes: LazyMapSequence<Range<Int>, NodeID> { (0..<rowCount).lazy.map { NodeID($0) } }

  @inlinable
  func field(_ node: NodeID, _ field: Int) -> Int { nodes.word(node.index &* NodeLayout.size &+ field) }

  /// The row of a code, `nil` where this edition has none. Binary search.
  public func node(_ code: Code) -> NodeID? {
    var low = 0
    var high = sortedCodes.wordCount
    while low < high {
      let middle = (low + high) / 2
      let candidate = NodeID(sortedCodes.word(middle))
      let found = self.code(of: candidate)
      if found == code { return candidate }
      if found < code { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The row's code.
  @inlinable
  public func code(of node: NodeID) -> Code {
    Code(packed: UInt64(field(node, NodeLayout.codeLow)) | UInt64(field(node, NodeLayout.codeHigh)) << 32)
  }

  /// Whether the code is valid for submission.
  @inlinable
  public func isBillable(_ node: NodeID) -> Bool { field(node, NodeLayout.flags) & NodeLayout.billable != 0 }

  /// Whether the code's last character is a 7th character that the Tabular defines for the category.
  @inlinable
  public func isSeventhCharacterCode(_ node: NodeID) -> Bool { field(node, NodeLayout.flags) & NodeLayout.seventh != 0 }

  /// The full title.
  public func title(of node: NodeID) -> String {
    let suffix = field(node, NodeLayout.suffix)
    return strings.string(field(node, NodeLayout.title)) + (suffix == 0 ? "" : strings.string(suffix))
  }

  /// For a 7th-character code, what the character means ("initial encounter for closed fracture").
  public func seventhCharacterMeaning(_ node: NodeID) -> String {
    let suffix = strings.string(field(node, NodeLayout.suffix))
    return suffix.hasPrefix(", ") ? String(suffix.dropFirst(2)) : suffix
  }

  /// The next row above, `nil` for a category.
  @inlinable
  public func parent(of node: NodeID) -> NodeID? {
    let parent = field(node, NodeLayout.parent)
    return parent < node.index ? NodeID(parent) : nil
  }

  /// The rows directly below, in order.
  public func children(of node: NodeID) -> [NodeID] {
    var count = 0
    forEachChild(of: node) { _ in count += 1 }
    var result: [NodeID] = []
    result.reserveCapacity(count)
    forEachChild(of: node) { result.append($0) }
    return result
  }

  /// Calls `body` with each row directly below, in order, without an allocation.
  @inlinable
  public func forEachChild(of node: NodeID, _ body: (NodeID) -> Void) {
    let end = min(field(node, NodeLayout.subtreeEnd), rowCount)
    var child = node.index + 1
    while child < end {
      body(NodeID(child))
      child = max(child + 1, field(NodeID(child), NodeLayout.subtreeEnd))
    }
  }

  /// Whether the row has rows below it.
  @inlinable public func hasChildren(_ node: NodeID) -> Bool { field(node, NodeLayout.subtreeEnd) > node.index + 1 }

  /// Every row below and the row itself, as a range of Tabular order.
  public func subtree(of node: NodeID) -> Range<Int> {
    node.index..<max(node.index + 1, min(field(node, NodeLayout.subtreeEnd), rowCount))
  }

  /// The row, its parent, and so on up to the category.
  public func ancestors(of node: NodeID) -> [NodeID] {
    var result: [NodeID] = []
    result.reserveCapacity(8)
    result.append(node)
    var current = node
    while let parent = parent(of: current), result.count < 8 {
      result.append(parent)
      current = parent
    }
    return result
  }

  /// All codes that start with `prefix`, in order of code.
  public func nodes(withPrefix prefix: Code) -> [NodeID] {
    var low = 0
    var high = sortedCodes.wordCount
    while low < high {
      let middle = (low + high) / 2
      if code(of: NodeID(sortedCodes.word(middle))) < prefix { low = middle + 1 } else { high = middle }
    }
    var result: [NodeID] = []
    while low < sortedCodes.wordCount {
      let node = NodeID(sortedCodes.word(low))
      guard code(of: node).hasPrefix(prefix) else { break }
      result.append(node)
      low += 1
    }
    return result
  }

  /// The row that carries the meaning: for a code with a 7th character the row above.
  public func stem(of node: NodeID) -> NodeID {
    isSeventhCharacterCode(node) ? parent(of: node) ?? node : node
  }
}

/// What changed between two editions: codes and headers added, deleted, retitled, or with another billable flag.
public struct BookDifference: Sendable {
  /// One row that changed.
  public struct Change: Sendable, Hashable {
    /// The code.
    public let code: Code
    /// Title in the older edition; `nil` where it has no such row.
    public let oldTitle: String?
    /// Title in the newer edition; `nil` where it has no such row.
    public let newTitle: String?
    /// Whether the code is billable in the older edition; `nil` where it has no such row.
    public let wasBillable: Bool?
    /// Whether the code is billable in the newer edition; `nil` where it has no such row.
    public let isBillable: Bool?
  }

  /// Rows of the newer edition only, in order of code.
  public private(set) var added: [Change] = []
  /// Rows of the older edition only.
  public private(set) var deleted: [Change] = []
  /// Rows of both whose titles differ.
  public private(set) var retitled: [Change] = []
  /// Rows of both that became billable, or ceased to be.
  public private(set) var reflagged: [Change] = []

  /// Whether nothing changed.
  public var isEmpty: Bool { added.isEmpty && deleted.isEmpty && retitled.isEmpty && reflagged.isEmpty }

  /// Compares two editions. Throws `BookError` where a book's block is altered.
  public init(from older: Book, to newer: Book) throws(BookError) {
    try older.touch(.lookup)
    try newer.touch(.lookup)
    let (old, new) = (older.sortedCodes, newer.sortedCodes)
    var (a, b) = (0, 0)
    while a < old.wordCount || b < new.wordCount {
      let left = a < old.wordCount ? NodeID(old.word(a)) : nil
      let right = b < new.wordCount ? NodeID(new.word(b)) : nil
      let order = Self.order(left.map(older.code(of:)), right.map(newer.code(of:)))
      if order <= 0 { a += 1 }
      if order >= 0 { b += 1 }
      take(order <= 0 ? left : nil, of: older, order >= 0 ? right : nil, of: newer)
    }
  }

  private static func order(_ a: Code?, _ b: Code?) -> Int {
    guard let a else { return 1 }
    guard let b else { return -1 }
    return a == b ? 0 : a < b ? -1 : 1
  }

  private mutating func take(_ old: NodeID?, of older: Book, _ new: NodeID?, of newer: Book) {
    guard let code = old.map(older.code(of:)) ?? new.map(newer.code(of:)) else { return }
    let change = Change(
      code: code, oldTitle: old.map(older.title(of:)), newTitle: new.map(newer.title(of:)),
      wasBillable: old.map(older.isBillable), isBillable: new.map(newer.isBillable))
    if old == nil {
      added.append(change)
    } else if new == nil {
      deleted.append(change)
    } else {
      if change.oldTitle != change.newTitle { retitled.append(change) }
      if change.wasBillable != change.isBillable { reflagged.append(change) }
    }
  }
}

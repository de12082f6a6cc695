/// Finds the longest of many phrases that starts at a token: a trie over word hashes in one open-addressed table.
///
/// Phrases are tokenized by `Tokenizer` itself, so that `h/o` and `follow-up` match as they are typed. A number in a
/// phrase stands for any number. One line break between two words of a phrase is passed over.
struct PhraseTrie: Sendable {
  /// What was found: the value stored with the phrase, and the token after its last.
  struct Match {
    let value: UInt16
    let end: Int
  }

  private static let anyNumber: UInt64 = 1
  private static let filterBits: UInt64 = 0xFFFF

  private var keys: [UInt64]
  private var children: [UInt32]
  private var values: [UInt16] = [0]
  private var used = 0
  /// One bit for the low bits of each first word: turns away nearly every token without touching the table.
  private var filter = [UInt64](repeating: 0, count: 1024)

  init() {
    keys = [UInt64](repeating: 0, count: 1024)
    children = [UInt32](repeating: 0, count: 1024)
  }

  /// The key by which a token is compared.
  @inline(__always)
  static func key(_ token: Token) -> UInt64 {
    switch token.kind {
    case .word: token.hash
    case .number: anyNumber
    case .punctuation, .lineBreak: UInt64(token.mark)
    }
  }

  /// Adds every phrase of a list separated by semicolons, with `value` (not zero).
  mutating func insert(list: String, value: UInt16) {
    for phrase in list.utf8.split(separator: UInt8(ascii: ";")) { insert(bytes: Array(phrase), value: value) }
  }

  private mutating func insert(bytes: [UInt8], value: UInt16) {
    var node: UInt32 = 0
    for token in Tokenizer.tokens(of: bytes) where token.kind != .lineBreak {
      let key = Self.key(token)
      if node == 0 { filter[Int((key & Self.filterBits) >> 6)] |= 1 << (key & 63) }
      node = child(of: node, key) ?? addChild(of: node, key)
    }
    if node != 0, values[Int(node)] == 0 { values[Int(node)] = value }
  }

  /// The longest phrase that starts at token `start` and ends before token `limit`.
  @inline(__always)
  func match(_ tokens: borrowing Span<Token>, at start: Int, limit: Int) -> Match? {
    let key = Self.key(tokens[start])
    guard filter[Int((key & Self.filterBits) >> 6)] & (1 << (key & 63)) != 0 else { return nil }
    return walk(tokens, from: start, limit: limit)
  }

  private func walk(_ tokens: borrowing Span<Token>, from start: Int, limit: Int) -> Match? {
    var node: UInt32 = 0
    var best: Match?
    var index = start
    while index < limit {
      let token = tokens[index]
      if token.kind == .lineBreak {
        guard index > start, tokens[index - 1].kind != .lineBreak else { break }
        index += 1
        continue
      }
      guard let next = child(of: node, Self.key(token)) else { break }
      node = next
      index += 1
      if values[Int(node)] != 0 { best = Match(value: values[Int(node)], end: index) }
    }
    return best
  }

  @inline(__always)
  private static func edge(_ node: UInt32, _ key: UInt64) -> UInt64 {
    let mixed = (key ^ (UInt64(node) &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return mixed == 0 ? 1 : mixed
  }

  @inline(__always)
  private func child(of node: UInt32, _ key: UInt64) -> UInt32? {
    let edge = Self.edge(node, key)
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: edge >> 20) & mask
    while keys[slot] != 0 {
      if keys[slot] == edge { return children[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func addChild(of node: UInt32, _ key: UInt64) -> UInt32 {
    if used * 2 >= keys.count { grow() }
    let child = UInt32(values.count)
    values.append(0)
    place(Self.edge(node, key), child)
    used += 1
    return child
  }

  private mutating func place(_ edge: UInt64, _ child: UInt32) {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: edge >> 20) & mask
    while keys[slot] != 0 { slot = (slot + 1) & mask }
    keys[slot] = edge
    children[slot] = child
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldChildren = children
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    children = [UInt32](repeating: 0, count: oldKeys.count * 2)
    for (slot, edge) in oldKeys.enumerated() where edge != 0 { place(edge, oldChildren[slot]) }
  }
}

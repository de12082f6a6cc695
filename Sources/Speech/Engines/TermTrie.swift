/// Terms as sequences of tokens, walked while a decoder writes: a token that continues a term gets a bonus.
struct TermTrie: Sendable {
  private var next: [[Int32: Int]] = [[:]]
  private var depth: [Float] = [0]

  /// Where the walk stands: nodes of terms begun and not ended.
  struct Walk: Sendable {
    fileprivate var nodes: [Int] = [0]
  }

  mutating func insert(_ tokens: [Int32]) {
    var node = 0
    for token in tokens {
      if let known = next[node][token] {
        node = known
      } else {
        next.append([:])
        depth.append(depth[node] + 1)
        next[node][token] = next.count - 1
        node = next.count - 1
      }
    }
  }

  /// Calls `body` with each token that begins or continues a term, and how many tokens of the term it makes.
  func forEachNext(_ walk: Walk, _ body: (Int32, Float) -> Void) {
    for node in walk.nodes {
      for (token, child) in next[node] { body(token, depth[child]) }
    }
  }

  /// The walk after a token.
  func advanced(_ walk: Walk, by token: Int32) -> Walk {
    var result = Walk()
    for node in walk.nodes {
      if let child = next[node][token], !next[child].isEmpty { result.nodes.append(child) }
    }
    return result
  }
}

/// Finds a decoder that repeats itself.
enum LoopGuard {
  /// How many tokens at the end are repetitions: the last 1...20 tokens stand there three times over (and make six tokens
  /// or more); one copy is kept.
  static func repeated(_ tokens: [Int32]) -> Int? {
    guard tokens.count >= 6 else { return nil }
    for period in 1...20 {
      guard 3 * period <= tokens.count else { return nil }
      guard 3 * period >= 6 else { continue }
      let tail = tokens.suffix(2 * period)
      let before = tokens.dropLast(period).suffix(2 * period)
      if tail.elementsEqual(before) { return 2 * period }
    }
    return nil
  }
}

import Synchronization

/// Pages that were made, up to a number of bytes.
///
/// Two generations: what is asked for is in the younger one, and when that has half of the bytes it becomes the older one
/// and what nobody asked for since goes. Both steps cost the same for ten pages and for ten thousand.
final class PageCache: Sendable {
  private struct Generations {
    var young: [String: LiveReference.Answer] = [:]
    var old: [String: LiveReference.Answer] = [:]
    var size = 0

    mutating func insert(_ answer: LiveReference.Answer, at path: String, limit: Int) {
      // What is beside the content of a page: its path, its tag and the table's own space.
      let cost = answer.body.count + 256
      guard cost <= limit, young.updateValue(answer, forKey: path) == nil else { return }
      size += cost
      guard size > limit else { return }
      old = young
      young = [:]
      size = 0
    }
  }

  private let limit: Int
  private let generations = Mutex(Generations())

  /// Keeps no more than `capacity` bytes, give or take one page.
  init(capacity: Int) { limit = max(0, capacity / 2) }

  /// The page that was kept for a path.
  subscript(path: String) -> LiveReference.Answer? {
    get {
      generations.withLock { kept in
        if let answer = kept.young[path] { return answer }
        guard let answer = kept.old[path] else { return nil }
        kept.insert(answer, at: path, limit: limit)
        return answer
      }
    }
    set {
      guard let newValue else { return }
      generations.withLock { $0.insert(newValue, at: path, limit: limit) }
    }
  }

  /// Bytes of all pages that are kept.
  var size: Int {
    generations.withLock { kept in
      kept.old.reduce(0) { $0 + (kept.young[$1.key] == nil ? $1.value.body.count : 0) }
        + kept.young.reduce(0) { $0 + $1.value.body.count }
    }
  }
}

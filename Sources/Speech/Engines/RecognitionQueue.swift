import Dispatch
import Synchronization

/// The one place where phrases are recognised: first come, first served, one at a time, off the cooperative threads.
///
/// A stream waits for one phrase before it sends the next, so several streams take turns.
public final class RecognitionQueue: Sendable {
  private let queue = DispatchQueue(label: "osteon.speech", qos: .userInitiated)
  private let waiting = Mutex<[String]>([])

  /// Creates an empty queue.
  public init() {}

  /// Runs `work` when its turn comes; `owner` names the stream for `place(of:)`.
  func run<T: Sendable>(owner: String, _ work: @escaping @Sendable () throws -> T) async throws -> T {
    waiting.withLock { $0.append(owner) }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async {
        let result = Result { try work() }
        self.waiting.withLock { owners in
          if let index = owners.firstIndex(of: owner) { owners.remove(at: index) }
        }
        continuation.resume(with: result)
      }
    }
  }

  /// How many phrases are before the owner's own; `nil` where it has none waiting. Zero means that it is being heard.
  public func place(of owner: String) -> Int? { waiting.withLock { $0.firstIndex(of: owner) } }

  /// Whether nothing waits.
  public var isIdle: Bool { waiting.withLock { $0.isEmpty } }
}

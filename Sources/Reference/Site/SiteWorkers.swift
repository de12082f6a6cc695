import Foundation
import Synchronization

/// Threads that make pages and write them.
///
/// A thread that waits for the disk waits for a good part of a build: in the pool of Swift's tasks, which has one thread
/// for each core, a core would be idle meanwhile. So there are more threads than cores, and as many of them make pages at
/// any time as there are jobs.
final class SiteWorkers: Sendable {
  private let turns: DispatchSemaphore
  private let count: Int
  private let isStopped = Atomic<Bool>(false)

  /// Prepares to make `jobs` pages at once.
  init(jobs: Int) {
    count = jobs * 2
    turns = DispatchSemaphore(value: jobs)
  }

  /// Calls `step` on every thread until it says that nothing is left; throws the first error of any.
  func run(_ step: @escaping @Sendable () throws -> Bool) async throws {
    try await withTaskCancellationHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<count {
          group.addTask {
            try await withCheckedThrowingContinuation { continuation in
              Thread.detachNewThread { [self] in
                continuation.resume(
                  with: Result {
                    do { while !isStopped.load(ordering: .relaxed), try step() {} } catch {
                      isStopped.store(true, ordering: .relaxed)
                      throw error
                    }
                  })
              }
            }
          }
        }
        try await group.waitForAll()
      }
    } onCancel: {
      isStopped.store(true, ordering: .relaxed)
    }
  }

  /// Calls `body` when it is this thread's turn to have a core.
  func make<R>(_ body: () throws -> R) rethrows -> R {
    turns.wait()
    defer { turns.signal() }
    return try body()
  }
}

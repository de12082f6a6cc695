/// Answers rows of JSON, each by itself.
protocol RowWorker: Sendable {
  /// The answer to one row, with its line feed.
  func answer(to line: NumberedLine) -> [UInt8]
}

extension RowWorker {
  /// Answers all rows in their order, on up to `jobs` cores. Blocks of rows keep the memory small: no more than four for
  /// each core are held at once.
  func answer(
    _ lines: consuming LineReader, jobs: Int, rowsInBlock: Int = 64, write: ([UInt8]) throws -> Void
  ) async throws {
    var lines = lines
    try await withThrowingTaskGroup(of: (number: Int, answers: [UInt8]).self) { group in
      var (started, written) = (0, 0)
      /// Answers to blocks that came before those to an earlier one.
      var done: [Int: [UInt8]] = [:]
      var isAtEnd = false
      repeat {
        while !isAtEnd, started - written - done.count < jobs, started - written < 4 * jobs {
          guard let block = try lines.next(maximumLines: rowsInBlock, maximumBytes: 1 << 20) else {
            isAtEnd = true
            break
          }
          let number = started
          group.addTask { (number, block.reduce(into: []) { $0.append(contentsOf: answer(to: $1)) }) }
          started += 1
        }
        guard let block = try await group.next() else { return }
        done[block.number] = block.answers
        while let answers = done.removeValue(forKey: written) {
          try write(answers)
          written += 1
        }
      } while true
    }
  }
}

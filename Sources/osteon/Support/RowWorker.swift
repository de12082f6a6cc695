/// Answers rows of JSON, each by itself.
protocol RowWorker: Sendable {
  /// The answer to one row, with its line feed.
  func answer(to line: NumberedLine) -> [UInt8]
}

extension RowWorker {
  /// The answers to a block of rows in their order, worked out on `jobs` cores.
  func answers(to block: [NumberedLine], jobs: Int) async -> [UInt8] {
    let size = max(1, (block.count + jobs - 1) / jobs)
    guard jobs > 1, block.count > 1 else { return answers(to: block[...]) }
    return await withTaskGroup(of: (Int, [UInt8]).self) { group in
      for start in stride(from: 0, to: block.count, by: size) {
        group.addTask { (start, answers(to: block[start..<min(block.count, start + size)])) }
      }
      var parts: [Int: [UInt8]] = [:]
      for await (start, bytes) in group { parts[start] = bytes }
      return parts.sorted { $0.key < $1.key }.flatMap(\.value)
    }
  }

  private func answers(to block: ArraySlice<NumberedLine>) -> [UInt8] {
    block.reduce(into: []) { $0.append(contentsOf: answer(to: $1)) }
  }
}

/// A line of the input with its number, counted from 1.
struct NumberedLine: Sendable {
  let number: Int
  let bytes: [UInt8]
}

/// Lines of a stream of bytes, a block at a time: memory does not grow with the stream.
struct LineReader {
  /// Longest line that is read, in bytes.
  static let maximumLine = 256 << 20

  private let read: () throws -> [UInt8]
  private var buffer: [UInt8] = []
  private var position = 0
  private var number = 0
  private var isAtEnd = false

  /// Takes a source that gives the next bytes, and none at the end.
  init(_ read: @escaping () throws -> [UInt8]) { self.read = read }

  /// The next lines that are not blank; `nil` at the end.
  mutating func next(maximumLines: Int, maximumBytes: Int) throws -> [NumberedLine]? {
    var lines: [NumberedLine] = []
    var bytes = 0
    while lines.count < maximumLines, bytes < maximumBytes, let line = try nextLine() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      lines.append(NumberedLine(number: number, bytes: line))
      bytes += line.count
    }
    return lines.isEmpty ? nil : lines
  }

  private mutating func nextLine() throws -> [UInt8]? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        let line = Array(buffer[position..<end])
        position = end + 1
        number += 1
        return line
      }
      guard !isAtEnd else {
        guard position < buffer.count else { return nil }
        defer { position = buffer.count }
        number += 1
        return Array(buffer[position...])
      }
      buffer.removeSubrange(0..<position)
      position = 0
      searched = buffer.count
      let piece = try read()
      if piece.isEmpty { isAtEnd = true }
      buffer.append(contentsOf: piece)
      guard buffer.count <= Self.maximumLine else {
        throw CommandFailure(.badInput, "line \(number + 1) is longer than \(Self.maximumLine >> 20) MB")
      }
    }
  }
}

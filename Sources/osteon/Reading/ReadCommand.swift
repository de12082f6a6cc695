import ArgumentParser
import Foundation
import ICD10CM
import JSON

/// `osteon read`: sections, mentions with assertion, measurements; no codes.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Shows what the engine reads in a text, without codes, as NDJSON.",
    discussion: """
      Without a name, rows {id, text, …} come from standard input; a row with start and end, in characters and both
      included, also gets the assertion of that span. Named files are read as texts. All positions in the answer are
      bytes; a section's start and end are those of its heading.
      """)
  @Argument(help: "Files; '-' reads one text from standard input.") var files: [String] = []
  @Option(help: "Edition whose terms are looked for; the newest installed one without it.") var edition: String?

  func run() throws {
    let book = try book()
    if files.isEmpty {
      var lines = LineReader { try FileHandle.standardInput.read(upToCount: 1 << 18).map { Array($0) } ?? [] }
      while let block = try lines.next(maximumLines: 256, maximumBytes: 1 << 20) {
        try Console.write(block.flatMap { Self.answer(to: $0, book: book) })
      }
    } else {
      for name in files {
        let reading = NoteReading(try CodeCommand.read(name), book: book)
        try Console.write(reading.json(id: .string(Array(name.utf8)), asked: nil))
      }
    }
  }

  private func book() throws -> Book? {
    let shelf = Shelf()
    if edition == nil, shelf.bookFiles.isEmpty {
      Console.warn("no code book is installed: terms of the lexicon are not looked for, only phrases")
      return nil
    }
    let book = try shelf.book(edition: edition)
    try book.touch(.coding)
    return book
  }

  /// The reading of one row, or {id, error, line}.
  static func answer(to line: NumberedLine, book: Book?) -> [UInt8] {
    var id: JSONValue?
    do {
      let row: JSONValue
      do { row = try JSONReader.value(of: line.bytes) } catch {
        throw CommandFailure(.badInput, "the row is not valid JSON: \(error)")
      }
      id = row["id"]
      let request = try NoteRequest(row: row, defaults: NoteRequest.Defaults())
      return NoteReading(request.text, book: book).json(id: request.id, asked: try asked(row))
    } catch {
      return BatchWorker.failure(error, id: id, line: line.number)
    }
  }

  private static func asked(_ row: JSONValue) throws -> (start: Int, end: Int)? {
    guard let start = row["start"], let end = row["end"], start != .null, end != .null else { return nil }
    guard let first = start.integer, let last = end.integer, first >= 0, first <= last else {
      throw CommandFailure(.badInput, "'start' and 'end' must be characters of the text, start not after end")
    }
    return (first, last)
  }
}

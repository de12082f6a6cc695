import ArgumentParser
import Foundation
import JSON

/// `osteon batch`: rows of JSON in, rows of JSON out, in the same order.
struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Codes NDJSON rows {id, text, …} from standard input.",
    discussion: """
      A row may hold kind, patient {age, sex, menopause}, date and setting; the options give what a row leaves out. The
      answer holds id, codes in sequence, assignments with their evidence, rejected mentions, queries, measurements and
      the edition. A bad row is answered with {id, error, line}, and the rest goes on.
      """)
  @OptionGroup var encounter: EncounterOptions
  @Option(help: "Cores to use; all of them without it.") var jobs: Int?
  @Flag(help: "Put the certificate of each row into its answer.") var certificates = false

  func run() async throws {
    let width = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    guard (1...1024).contains(width) else { throw ValidationError("--jobs must be 1 or more") }
    let defaults = try encounter.defaults()
    let worker = BatchWorker(
      shelf: try EditionShelf(Shelf()), defaults: defaults, isCertified: certificates)
    // A default that no row could use is the caller's mistake, not every row's.
    if encounter.edition != nil || encounter.date != nil {
      _ = try worker.shelf.choose(date: encounter.date, edition: encounter.edition)
    }
    let lines = LineReader { try FileHandle.standardInput.read(upToCount: 1 << 18).map { Array($0) } ?? [] }
    try await worker.answer(lines, jobs: width) { try Console.write($0) }
  }
}

/// Answers rows of a batch.
struct BatchWorker: RowWorker {
  let shelf: EditionShelf
  let defaults: NoteRequest.Defaults
  var isCertified = false

  /// The answer to one row, with its line feed.
  func answer(to line: NumberedLine) -> [UInt8] {
    var id: JSONValue?
    do {
      let row: JSONValue
      do { row = try JSONReader.value(of: line.bytes) } catch {
        throw CommandFailure(.badInput, "the row is not valid JSON: \(error)")
      }
      id = row["id"]
      let request = try NoteRequest(row: row, defaults: defaults)
      return try CodedAnswer(
        request, shelf: shelf, edition: defaults.edition, isCertified: isCertified
      ).json()
    } catch {
      return Self.failure(error, id: id, line: line.number)
    }
  }

  /// What a bad row is answered with.
  static func failure(_ error: any Error, id: JSONValue?, line: Int) -> [UInt8] {
    var output = JSONOutput()
    output.object { output in
      output.member("error", CommandFailure(error).description)
      if let id {
        output.name("id")
        output.value(id)
      }
      output.member("line", line)
    }
    return output.line()
  }
}

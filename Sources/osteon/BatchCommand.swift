import ArgumentParser
import BoneDensity
import ClinicalText
import Coding
import Foundation
import ICD10CM

/// `osteon batch`: rows of JSON in, rows of JSON out, in the same order.
struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Codes NDJSON rows {id, text, …} from standard input.",
    discussion: """
      A row may hold kind, patient {age, sex, menopause}, date and setting. The answer holds id, codes in sequence,
      assignments with their evidence, rejected mentions, measurements and the edition. A bad row is answered with
      {id, error, line}, and the rest goes on.
      """)
  @Option(help: "Default kind: note, dxa or problem; found out if absent.") var kind: String?
  @Option(help: "Default setting: outpatient or inpatient.") var setting: String = "outpatient"
  @Option(help: "Default date of service, YYYY-MM-DD.") var date: String?
  @Option(help: "Edition to use whatever the date.") var edition: String?
  @Option(help: "Cores to use; all of them without it.") var jobs: Int?

  func run() async throws {
    guard kind.map({ EncounterContext.Kind(rawValue: $0) != nil }) ?? true,
      let setting = EncounterContext.Setting(rawValue: setting)
    else { throw ValidationError("--kind is note, dxa or problem; --setting is outpatient or inpatient") }
    let shelf = try EditionShelf(Shelf())
    let worker = BatchWorker(
      shelf: shelf, kind: kind.flatMap(EncounterContext.Kind.init), setting: setting, date: date, edition: edition)
    var numbered = LineReader(standardInput: FileHandle.standardInput)
    let width = max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    // Blocks of rows keep the order of the input and bound the memory.
    while let block = numbered.next(maximumLines: 64 * width, maximumBytes: 4 << 20) {
      let chunks = stride(from: 0, to: block.count, by: max(1, (block.count + width - 1) / width)).map {
        Array(block[$0..<min(block.count, $0 + max(1, (block.count + width - 1) / width))])
      }
      let answers = await withTaskGroup(of: (Int, Data).self) { group in
        for (index, chunk) in chunks.enumerated() {
          group.addTask { (index, chunk.reduce(into: Data()) { $0.append(worker.answer($1.text, line: $1.number)) }) }
        }
        var answers = [Data](repeating: Data(), count: chunks.count)
        for await (index, data) in group { answers[index] = data }
        return answers
      }
      for answer in answers { try FileHandle.standardOutput.write(contentsOf: answer) }
    }
  }
}

/// Lines of standard input, a block at a time.
struct LineReader {
  private let handle: FileHandle
  private var rest = Data()
  private var number = 0
  private var isAtEnd = false

  init(standardInput: FileHandle) { handle = standardInput }

  /// The next lines that are not blank; `nil` at the end.
  mutating func next(maximumLines: Int, maximumBytes: Int) -> [(number: Int, text: Data)]? {
    var lines: [(number: Int, text: Data)] = []
    var bytes = 0
    while lines.count < maximumLines, bytes < maximumBytes, let line = nextLine() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      lines.append((number, line))
      bytes += line.count
    }
    return lines.isEmpty ? nil : lines
  }

  private mutating func nextLine() -> Data? {
    var searched = rest.startIndex
    while true {
      if let end = rest[searched...].firstIndex(of: 0x0A) {
        let line = Data(rest[rest.startIndex..<end])
        rest = rest[(end + 1)...]
        number += 1
        return line
      }
      guard !isAtEnd else {
        guard !rest.isEmpty else { return nil }
        defer { rest = Data() }
        number += 1
        return Data(rest)
      }
      let offset = rest.count
      let piece = handle.readData(ofLength: 1 << 18)
      if piece.isEmpty { isAtEnd = true } else { rest = Data(rest) + piece }
      searched = rest.startIndex + (isAtEnd ? 0 : offset)
    }
  }
}

import ArgumentParser
import Foundation

/// Runs the readers of outside input on altered files, for a time, with a fixed seed.
///
/// A crash ends the process, a reading of more than half a minute is ended by the alarm clock; the line before says which
/// parser it was, and `--trace` leaves the input in a file.
@main
struct OsteonFuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "osteon-fuzz", abstract: "Fuzzes the readers of outside input; a row of a table for each.")
  @Option(help: "Minutes for each parser.") var minutes = 1.0
  @Option(help: "Seed of the mutator.") var seed: UInt64 = 20_261_123
  @Option(help: "File that holds each input before it is read.") var trace: String?
  @Flag(help: "Print the parsers' names and stop.") var list = false
  @Argument(help: "Parsers; all of them without it.") var parsers: [String] = []

  /// Seconds of processor time after which a reading counts as hung.
  static let patience = 30

  /// Ends the process when it has worked so long; zero takes that back. Time that other programs take does not count.
  private static func endReading(after seconds: Int) {
    let none = timeval(tv_sec: 0, tv_usec: 0)
    var timer = itimerval(it_interval: none, it_value: timeval(tv_sec: seconds, tv_usec: 0))
    #if canImport(Darwin)
      _ = unsafe setitimer(ITIMER_PROF, &timer, nil)
    #else
      _ = unsafe setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    #endif
  }

  static func all() throws -> [FuzzedParser] {
    try FuzzedParser.ofOfficialFiles() + FuzzedParser.ofBooks() + FuzzedParser.ofNotes() + FuzzedParser.ofInterchange()
  }

  func run() throws {
    let all = try Self.all()
    if list { return print(all.map(\.name).joined(separator: "\n")) }
    let unknown = parsers.filter { name in !all.contains { $0.name == name } }
    guard unknown.isEmpty else {
      throw ValidationError("no parser '\(unknown[0])'; there are \(all.map(\.name).joined(separator: ", "))")
    }
    var isClean = true
    for parser in all where parsers.isEmpty || parsers.contains(parser.name) {
      FileHandle.standardError.write(Data("\(parser.name), seed \(seed)\n".utf8))
      let result = try FuzzRun(parser, seed: seed).run(for: .seconds(60 * minutes)) { bytes in
        if let trace { try Data(bytes).write(to: URL(filePath: trace)) }
        Self.endReading(after: Self.patience)
      }
      Self.endReading(after: 0)
      isClean = isClean && result.findings.isEmpty
      print(result.row)
      fflush(nil)
      for finding in result.findings { print("  \(finding)") }
    }
    if !isClean { throw ExitCode.failure }
  }
}

/// One parser under a stream of altered inputs.
struct FuzzRun {
  /// What came of it.
  struct Result {
    let name: String
    var accepted = 0
    var refused = 0
    var slowest = Duration.zero
    var elapsed = Duration.zero
    var findings: [String] = []

    /// A row of the table in Documentation/fuzzing.md.
    var row: String {
      let minutes = Double(elapsed.components.seconds) / 60
      let milliseconds =
        Double(slowest.components.seconds) * 1000 + Double(slowest.components.attoseconds) / 1e15
      return String(
        format: "| %@ | %.1f | %d | %d | %.0f ms | %@ |", name, minutes, accepted + refused, accepted, milliseconds,
        findings.isEmpty ? "none" : "\(findings.count)")
    }
  }

  private let parser: FuzzedParser
  private let mutator: Mutator

  init(_ parser: FuzzedParser, seed: UInt64) {
    self.parser = parser
    mutator = Mutator(seed: seed, seeds: parser.seeds, words: parser.words)
  }

  /// Reads altered inputs until the time is over or ten findings were made.
  ///
  /// - Parameter before: Called with each input before it is read.
  func run(for time: Duration, before: ([UInt8]) throws -> Void = { _ in }) throws -> Result {
    var mutator = mutator
    var result = Result(name: parser.name)
    let clock = ContinuousClock()
    let start = clock.now
    while clock.now - start < time, result.findings.count < 10 {
      let bytes = mutator.next()
      try before(bytes)
      let begun = clock.now
      do {
        if try parser.accepts(bytes) { result.accepted += 1 } else { result.refused += 1 }
      } catch {
        let round = result.accepted + result.refused + result.findings.count
        result.findings.append("round \(round): \(error)")
      }
      result.slowest = max(result.slowest, clock.now - begun)
    }
    result.elapsed = clock.now - start
    return result
  }
}

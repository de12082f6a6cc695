import ArgumentParser
import Foundation
import ICD10CM
import Reference
import Synchronization

/// `osteon site`: the reference as a folder of files.
struct SiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site", abstract: "Writes the reference as a site of plain files.",
    subcommands: [Build.self, Diff.self])

  /// `osteon site build DIR`
  struct Build: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "build", abstract: "Writes a page for every code; a build that was stopped goes on where it was.")
    @Argument(help: "Folder to write into.") var folder: String
    @Option(parsing: .singleValue, help: "Only codes that start so (M, M8, M85.8, M85.89); may be repeated.") var codes:
      [String] = []
    @Option(help: "Address of the site, for canonical addresses and the sitemap.") var url = "http://localhost:8080"
    @Option(help: "Folder of editorial pages.") var pages: String?
    @Option(help: "Pages made at once.") var jobs = ProcessInfo.processInfo.activeProcessorCount
    @Flag(help: "No JSON beside the pages.") var noJson = false
    @Flag(help: "Begin anew, also where an earlier build can be continued.") var fresh = false
    @Flag(name: .shortAndLong, help: "Say nothing but the last line.") var quiet = false

    func validate() throws {
      guard (1...64).contains(jobs) else { throw ValidationError("--jobs must lie between 1 and 64") }
      guard url.hasPrefix("http://") || url.hasPrefix("https://"), !url.contains(where: \.isWhitespace) else {
        throw ValidationError("--url must start with http:// or https://")
      }
    }

    func run() async throws {
      let reference = ReferenceFolder(pages: pages)
      var options = SiteBuilder.Options()
      options.codes = try codes.map { text in
        guard let code = CodePrefix(text) else {
          throw ValidationError("--codes: '\(text)' is not the start of a code")
        }
        return code
      }
      options.address = url.hasSuffix("/") ? String(url.dropLast()) : url
      options.hasJSON = !noJson
      options.isFresh = fresh
      options.jobs = jobs
      options.version = Osteon.version
      options.material = reference.material()
      let started = ContinuousClock.now
      let shelf = try reference.shelf()
      let shown = Mutex(ContinuousClock.now)
      let isQuiet = quiet || isatty(STDERR_FILENO) == 0
      let report = try await SiteBuilder(shelf, folder: folder, options: options).build { done, total in
        guard !isQuiet else { return }
        let isDue = shown.withLock { last in
          guard ContinuousClock.now - last > .seconds(1) else { return false }
          last = ContinuousClock.now
          return true
        }
        if isDue { Console.warn("\(done) of \(total) pages") }
      }
      let seconds = (ContinuousClock.now - started) / .seconds(1)
      let rate = seconds > 0 ? Int(Double(report.written) / seconds) : 0
      print(
        "\(report.pages) pages (\(report.written) written, \(rate)/s), \(report.files) files, "
          + "\(report.bytes / 1_000_000) MB in \(folder), \((seconds * 10).rounded() / 10) s")
    }
  }
}

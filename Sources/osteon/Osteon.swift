import ArgumentParser
import Foundation

/// The command line: thin, one file per subcommand.
@main
struct Osteon: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "osteon", abstract: "Codes orthopaedic documentation in ICD-10-CM, offline, with proof.",
    discussion: ExitStatus.help, version: Self.version,
    subcommands: [
      CodeCommand.self, BatchCommand.self, ReadCommand.self, LookupCommand.self, SearchCommand.self,
      ExplainCommand.self, VerifyCommand.self, ProveCommand.self, RulesCommand.self, BookCommand.self,
      DRGCommand.self,
      SetupCommand.self,
      PageCommand.self,
      PagesCommand.self,
      SiteCommand.self, ServeCommand.self,
      TranscribeCommand.self,
      SpeechCommand.self,
      DeskCommand.self, DeskKeyCommand.self,
      CheckCommand.self,
      VisitCommand.self,
      ClaimCommand.self,
    ])

  /// Version of the program; certificates carry it.
  static let version = "0.1.0"

  /// Runs the command that the arguments name; ends the process with one of `ExitStatus`.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error where Self.isOurs(error) {
      let failure = CommandFailure(error)
      Console.warn(failure.description)
      Foundation.exit(failure.status.rawValue)
    } catch {
      exit(withError: error)
    }
  }

  /// What the argument parser does not know how to print: help, usage and validation stay with it.
  private static func isOurs(_ error: any Error) -> Bool {
    !(error is ValidationError) && !(error is ExitCode) && !(error is CleanExit)
      && exitCode(for: error) == .failure
  }
}

import ArgumentParser

/// The command line: thin, one file per subcommand.
@main
struct Osteon: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "osteon", abstract: "Codes orthopaedic documentation in ICD-10-CM, offline, with proof.",
    subcommands: [BatchCommand.self, BookCommand.self, LookupCommand.self])
}

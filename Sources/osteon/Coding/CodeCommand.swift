import ArgumentParser
import BoneDensity
import Foundation

/// `osteon code`: one note or several, for a person to read, or as JSON.
struct CodeCommand: ParsableCommand {
  /// What is printed.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, html }

  static let configuration = CommandConfiguration(
    commandName: "code", abstract: "Codes notes, and shows the words, the path and the rule behind each code.",
    discussion: """
      Reads the named files, or standard input for '-' or without a name. --format json prints for each file one line
      that equals the answer of 'osteon batch'. Colours appear on a terminal only, and never where NO_COLOR is set.
      """)
  @Argument(help: "Files; '-' is standard input.") var files: [String] = []
  @OptionGroup var encounter: EncounterOptions
  @Option(help: "Age in years.") var age: Double?
  @Option(help: "F, M, female or male.") var sex: String?
  @Option(help: "premenopausal, perimenopausal or postmenopausal.") var menopause: String?
  @Option(help: "text, json or html.") var format: Format = .text
  @Option(help: "File to write the certificate to, for 'osteon verify'.") var certificate: String?

  func run() throws {
    let defaults = try encounter.defaults(subject: try subject())
    let names = files.isEmpty ? ["-"] : files
    guard format != .html || names.count == 1 else { throw ValidationError("--format html takes one file") }
    guard certificate == nil || names.count == 1 else { throw ValidationError("--certificate takes one file") }
    let texts = try names.map { (name: $0, text: try Self.read($0)) }
    let shelf = try EditionShelf(Shelf())
    for (index, (name, text)) in texts.enumerated() {
      let shown = name == "-" ? "standard input" : name
      let answer = try CodedAnswer(
        NoteRequest(id: name, text: text, defaults: defaults), shelf: shelf, edition: defaults.edition,
        isCertified: certificate != nil)
      if let certificate, let bytes = answer.certificate { try Self.write(bytes, to: certificate) }
      switch format {
      case .json: try Console.write(answer.json(withCertificate: false))
      case .html: try Console.write(Array(HTMLReport(answer: answer, name: shown).html().utf8))
      case .text:
        let page = TextReport(answer: answer, name: shown, style: .standardOutput).text()
        try Console.write(Array(((index > 0 ? "\n" : "") + page).utf8))
      }
    }
  }

  private func subject() throws -> DensitySubject {
    do {
      return DensitySubject(
        age: try age.map(Patient.age), sex: try sex.flatMap(Patient.sex),
        menopause: try menopause.flatMap(Patient.menopause)
      )
    } catch let failure as CommandFailure {
      throw ValidationError(failure.description)
    }
  }

  private static func write(_ bytes: [UInt8], to name: String) throws {
    do { try Data(bytes).write(to: URL(fileURLWithPath: name), options: .atomic) } catch {
      throw CommandFailure(.cannotCreate, "\(name): cannot be written (\(error.localizedDescription))")
    }
  }

  /// The bytes of a file, or of standard input for `-`.
  static func read(_ name: String) throws -> [UInt8] {
    if name == "-" { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) else {
      throw CommandFailure(.noInput, "\(name): no such file")
    }
    guard !isFolder.boolValue else { throw CommandFailure(.noInput, "\(name): is a folder; name the files in it") }
    do { return Array(try Data(contentsOf: URL(fileURLWithPath: name))) } catch {
      throw CommandFailure(.noInput, "\(name): cannot be read (\(error.localizedDescription))")
    }
  }
}

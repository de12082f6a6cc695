import ArgumentParser
import BoneDensity
import Certificate
import ClinicalText
import Coding
import Foundation
import ICD10CM

/// `osteon prove`: codes the rows of NDJSON files and lets the verifier check every certificate.
///
/// A check of the installation and of new rules: engine and verifier must agree on every note.
struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove", abstract: "Codes rows {id, text or file, …} and verifies every certificate.")
  @Option(help: "Kind of every row: note, dxa or problem.") var kind: String?
  @Option(help: "Setting where a row names none.") var setting: String = "outpatient"
  @Option(help: "Edition; the newest without it.") var edition: String?
  @Option(help: "Failures to print for each file.") var show: Int = 20
  @Argument(help: "NDJSON files; 'file' is looked up beside them.") var files: [String]

  private struct Row: Decodable {
    let id: String
    let text: String?
    let file: String?
    let setting: String?
  }

  func run() throws {
    let book = try Shelf().book(edition: edition)
    let coder = try Coder(book: book)
    let verifier = try Verifier(book: book)
    var isAccepted = true
    for path in files {
      var counts = (rows: 0, codes: 0, refused: 0)
      var kinds: [String: Int] = [:]
      let url = URL(fileURLWithPath: path)
      for line in try Data(contentsOf: url).split(separator: 0x0A) {
        let row = try JSONDecoder().decode(Row.self, from: Data(line))
        guard let text = try row.text ?? row.file.map({ try Self.text($0, beside: url) }) else { continue }
        let context = EncounterContext(
          setting: (row.setting ?? setting).contains("inpatient") ? .inpatient : .outpatient,
          kind: kind.flatMap(EncounterContext.Kind.init))
        let document = Document(text)
        let certificate = coder.codeWithCertificate(document, in: context).certificate
        let failures = verifier.failures(of: certificate.canonicalBytes(), note: document.bytes)
        counts.rows += 1
        counts.codes += certificate.assignments.count
        guard !failures.isEmpty else { continue }
        counts.refused += 1
        for failure in failures {
          kinds["\(failure.code): \(failure.message)", default: 0] += 1
          if counts.refused <= show { print("  \(row.id): \(failure)") }
        }
      }
      print(
        "\(url.lastPathComponent): \(counts.rows) rows, \(counts.codes) codes, \(counts.refused) certificates refused")
      for (message, count) in kinds.sorted(by: { $0.value > $1.value }).prefix(show) { print("  \(count) \(message)") }
      isAccepted = isAccepted && counts.refused == 0
    }
    if !isAccepted { throw ExitCode.failure }
  }

  private static func text(_ name: String, beside url: URL) throws -> String {
    let folder = url.deletingLastPathComponent()
    for candidate in [name, "ortho/" + name, "texts/" + name] {
      if let data = FileManager.default.contents(atPath: folder.appendingPathComponent(candidate).path) {
        return String(decoding: data, as: UTF8.self)
      }
    }
    throw ValidationError("\(name) is not beside \(url.path)")
  }
}

import Foundation
import Speech

/// Lists that the user owns: replacements and templates, plain text files in one folder.
struct UserLists: Sendable {
  let folder: URL

  var templates: URL { folder.appendingPathComponent("templates", isDirectory: true) }
  var replacementsFile: URL { folder.appendingPathComponent("replacements.txt") }

  var replacements: String {
    FileManager.default.contents(atPath: replacementsFile.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private var practiceFile: URL { folder.appendingPathComponent("billing.json") }

  /// What is the same for every claim, by name of its field; empty where nothing was entered.
  var practiceDetails: [String: String] {
    guard let data = FileManager.default.contents(atPath: practiceFile.path) else { return [:] }
    return (try? DeskJSON.decode([String: String].self, from: Array(data))) ?? [:]
  }

  /// Keeps what is the same for every claim.
  func savePracticeDetails(_ details: [String: String]) throws {
    try save(
      Data(try DeskJSON.encode(ClaimField.cleaned(details, ClaimField.ofPractice))), as: practiceFile)
  }

  func writer() throws -> TranscriptWriter {
    do throws(SpeechError) {
      return TranscriptWriter(replacements: try ReplacementList(parsing: replacements, name: "replacements.txt"))
    } catch { throw DeskError(422, error.description) }
  }

  /// Keeps the list if it can be read.
  func saveReplacements(_ text: String) throws {
    do throws(SpeechError) { _ = try ReplacementList(parsing: text, name: "the list") } catch {
      throw DeskError(422, error.description)
    }
    try save(Data(text.utf8), as: replacementsFile)
  }

  private func save(_ data: Data, as file: URL) throws(DeskError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: file, options: .atomic)
    } catch { throw DeskError(500, "\(file.path): cannot be written (\(error.localizedDescription))") }
  }
}

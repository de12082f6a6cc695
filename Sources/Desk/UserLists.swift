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
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: replacementsFile, options: .atomic)
    } catch { throw DeskError(500, "\(replacementsFile.path): cannot be written (\(error.localizedDescription))") }
  }
}

import Foundation
import Testing

/// Notes for the tests: the project's own, and the shared development sets where they are at hand.
enum DevelopmentNotes {
  struct Note: Sendable, CustomTestStringConvertible {
    let id: String
    let text: String
    let isInpatient: Bool
    var testDescription: String { id }
  }

  private struct Row: Decodable {
    let id: String
    let text: String?
    let file: String?
    let setting: String?
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let shared: URL = {
    let path = ProcessInfo.processInfo.environment["OSTEON_SHARED"]
    return path.map { URL(fileURLWithPath: $0, isDirectory: true) }
      ?? root.deletingLastPathComponent().appendingPathComponent("shared", isDirectory: true)
  }()

  /// `Examples/bone-health`.
  static let own = rows(root.appendingPathComponent("Examples/bone-health/gold.jsonl"))
  /// The labelled notes.
  static let labelled = rows(shared.appendingPathComponent("data/notes/gold.jsonl"))

  /// A set of the benchmark folder.
  static func bench(_ name: String) -> [Note] { rows(shared.appendingPathComponent("data/bench/\(name).jsonl")) }

  private static func rows(_ url: URL) -> [Note] {
    guard let data = try? Data(contentsOf: url) else { return [] }
    return data.split(separator: 0x0A).compactMap { line in
      guard let row = try? JSONDecoder().decode(Row.self, from: Data(line)),
        let text = row.text ?? row.file.flatMap({ file($0, beside: url) })
      else { return nil }
      return Note(id: row.id, text: text, isInpatient: row.setting?.contains("inpatient") ?? false)
    }
  }

  private static func file(_ name: String, beside url: URL) -> String? {
    try? String(contentsOf: url.deletingLastPathComponent().appendingPathComponent(name), encoding: .utf8)
  }
}

import Foundation

/// Notes to try the engine on: the project's own, and the development notes where they are at hand.
enum TestNotes {
  typealias Note = (name: String, text: String)

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The notes of `Examples/bone-health`.
  static let own: [Note] = texts(in: root.appendingPathComponent("Examples/bone-health"))

  /// The notes of the labelled and unlabelled development sets (OSTEON_SHARED, or the folder beside the project).
  static let development: [Note] = {
    let shared =
      ProcessInfo.processInfo.environment["OSTEON_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? root.deletingLastPathComponent().appendingPathComponent("shared")
    let folders = ["layouts", "ortho", "texts"].flatMap { texts(in: shared.appendingPathComponent("data/notes/\($0)")) }
    let sets = ["visits", "cases-dev", "ortho-text-unlabelled"].flatMap {
      rows(of: shared.appendingPathComponent("data/bench/\($0).jsonl"))
    }
    return folders + sets
  }()

  private static func texts(in folder: URL) -> [Note] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap { name in
      (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)).map { (name, $0) }
    }
  }

  private struct Row: Decodable {
    let id: String
    let text: String
  }

  private static func rows(of file: URL) -> [Note] {
    guard let data = try? Data(contentsOf: file) else { return [] }
    return data.split(separator: UInt8(ascii: "\n")).compactMap { line in
      (try? JSONDecoder().decode(Row.self, from: line)).map { ($0.id, $0.text) }
    }
  }
}

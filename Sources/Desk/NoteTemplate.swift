import Foundation

/// A note to start from: a text file with `name:` and `kind:` lines, `---`, and the text. Lines before `---` that start
/// with `#` are for its readers.
struct NoteTemplate: Sendable, Hashable {
  var id: String
  var name: String
  var kind: String
  var text: String

  /// Reads a template.
  ///
  /// - Throws: `DeskError` that names the file and the line.
  init(id: String, parsing content: String, file: String) throws(DeskError) {
    self.id = id
    name = id
    kind = ""
    var lines = content.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasSuffix("\r") ? $0.dropLast() : $0
    }
    var number = 0
    while let line = lines.first {
      lines.removeFirst()
      number += 1
      if line == "---" {
        text = lines.joined(separator: "\n")
        return
      }
      if line.isEmpty || line.hasPrefix("#") { continue }
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      switch (parts.first, parts.count) {
      case ("name", 2) where !parts[1].isEmpty && parts[1].count <= 60: name = parts[1]
      case ("kind", 2) where ["note", "dxa"].contains(parts[1]): kind = parts[1]
      default:
        throw DeskError(422, "\(file), line \(number): write 'name: …', 'kind: note' or 'kind: dxa', then a line '---'")
      }
    }
    throw DeskError(422, "\(file): there is no line '---' before the text")
  }

  /// The templates that come with Osteon.
  private static let included: [(id: String, bytes: [UInt8])] = [
    ("dxa-read", PackageResources.dxa_read_txt), ("new-visit", PackageResources.new_visit_txt),
    ("follow-up", PackageResources.follow_up_txt), ("operative-note", PackageResources.operative_note_txt),
    ("fracture-care", PackageResources.fracture_care_txt), ("injection", PackageResources.injection_txt),
  ]

  /// Those that come with Osteon and the user's own from `folder`, which go before; and what is wrong with any.
  static func all(in folder: URL) -> (templates: [NoteTemplate], problems: [String]) {
    var templates: [NoteTemplate] = []
    var problems: [String] = []
    func add(_ id: String, _ text: String, _ file: String) {
      guard !templates.contains(where: { $0.id == id }) else { return }
      do throws(DeskError) { templates.append(try NoteTemplate(id: id, parsing: text, file: file)) } catch {
        problems.append(error.description)
      }
    }
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "txt" {
      guard let data = FileManager.default.contents(atPath: file.path), data.count < 100_000 else {
        problems.append("\(file.lastPathComponent): cannot be read, or is larger than 100 kB")
        continue
      }
      add(file.deletingPathExtension().lastPathComponent, String(decoding: data, as: UTF8.self), file.lastPathComponent)
    }
    for (id, bytes) in included { add(id, String(decoding: bytes, as: UTF8.self), id + ".txt") }
    return (templates, problems)
  }
}

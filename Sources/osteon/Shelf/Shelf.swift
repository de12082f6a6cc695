import Foundation
import ICD10CM

/// The folder in which books are installed: one file per edition.
struct Shelf: Sendable {
  let folder: URL

  /// A shelf in a folder of its own.
  init(folder: URL) { self.folder = folder }

  /// `OSTEON_BOOKS`, else `osteon/books` under the user's data folder (XDG base directory specification).
  init() {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["OSTEON_BOOKS"], !path.isEmpty {
      folder = URL(fileURLWithPath: path, isDirectory: true)
    } else {
      folder = Self.dataFolder.appendingPathComponent("books", isDirectory: true)
    }
  }

  /// `osteon` under the user's data folder (XDG base directory specification).
  static var dataFolder: URL {
    let home = FileManager.default.homeDirectoryForCurrentUser
    let data =
      ProcessInfo.processInfo.environment["XDG_DATA_HOME"].flatMap {
        $0.isEmpty ? nil : URL(fileURLWithPath: $0, isDirectory: true)
      } ?? home.appendingPathComponent(".local/share", isDirectory: true)
    return data.appendingPathComponent("osteon", isDirectory: true)
  }

  /// Where a book of this edition is kept.
  func path(edition: String) -> URL { folder.appendingPathComponent(edition + ".book") }

  /// Where downloaded official files are kept, so that a book can be made again without the network.
  var downloads: URL { folder.appendingPathComponent("downloads", isDirectory: true) }

  /// The files of the shelf, in order of name.
  var bookFiles: [URL] {
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "book" }.sorted { $0.path < $1.path }
  }

  /// Every installed book, oldest first. A file that is no book is an error that names it.
  func books() throws -> [Book] {
    try bookFiles.map { try Book(path: $0.path) }
      .sorted { ($0.edition.effectiveFrom, $0.edition.name) < ($1.edition.effectiveFrom, $1.edition.name) }
  }

  /// What to say where there is no book at all.
  var emptiness: CommandFailure {
    CommandFailure(
      .unavailable, "no code book is installed in \(folder.path); run 'make book', or 'osteon book fetch' to get one")
  }

  /// The book of the named edition, or the newest.
  func book(edition: String?) throws -> Book {
    let books = try books()
    guard let newest = books.last else { throw emptiness }
    guard let edition else { return newest }
    guard let book = books.first(where: { $0.edition.name == edition }) else {
      let installed = books.map(\.edition.name).joined(separator: ", ")
      throw CommandFailure(.unavailable, "edition \(edition) is not installed (installed: \(installed))")
    }
    return book
  }

  /// Writes a book so that no reader ever sees half of it.
  func install(_ bytes: [UInt8], edition: String) throws -> URL {
    let target = path(edition: edition)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: target, options: .atomic)
    } catch {
      throw CommandFailure(.cannotCreate, "\(target.path): cannot be written (\(error.localizedDescription))")
    }
    return target
  }
}

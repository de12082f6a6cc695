import ArgumentParser
import Foundation
import ICD10CM

/// The folder in which books are installed: one file per edition.
struct Shelf {
  let folder: URL

  /// `OSTEON_BOOKS`, else `osteon/books` under the user's data folder (XDG base directory specification).
  init() {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["OSTEON_BOOKS"], !path.isEmpty {
      folder = URL(fileURLWithPath: path, isDirectory: true)
    } else {
      let home = FileManager.default.homeDirectoryForCurrentUser
      let data =
        environment["XDG_DATA_HOME"].map { URL(fileURLWithPath: $0, isDirectory: true) }
        ?? home.appendingPathComponent(".local/share", isDirectory: true)
      folder = data.appendingPathComponent("osteon/books", isDirectory: true)
    }
  }

  /// Where a book of this edition is kept.
  func path(edition: String) -> URL { folder.appendingPathComponent(edition + ".book") }

  /// Every installed book, oldest first. A file that is no book is an error that names it.
  func books() throws -> [Book] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "book" }.map { try Book(path: $0.path) }
      .sorted { ($0.edition.effectiveFrom, $0.edition.name) < ($1.edition.effectiveFrom, $1.edition.name) }
  }

  /// The book of the named edition, or the newest.
  func book(edition: String?) throws -> Book {
    let books = try books()
    guard let newest = books.last else {
      throw ValidationError("no code book is installed in \(folder.path); run 'osteon book build' or 'make book'")
    }
    guard let edition else { return newest }
    guard let book = books.first(where: { $0.edition.name == edition }) else {
      let installed = books.map(\.edition.name).joined(separator: ", ")
      throw ValidationError("edition \(edition) is not installed (installed: \(installed))")
    }
    return book
  }

  /// Writes a book so that no reader ever sees half of it.
  func install(_ bytes: [UInt8], edition: String) throws -> URL {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let target = path(edition: edition)
    try Data(bytes).write(to: target, options: .atomic)
    return target
  }
}

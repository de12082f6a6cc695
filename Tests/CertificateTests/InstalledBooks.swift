import Foundation
import ICD10CM

/// The books that `make book` installed, newest last; tests on the real code set are skipped where there is none.
enum InstalledBooks {
  static let all: [Book] = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "/root") + "/.local/share"
    let folder = environment["OSTEON_BOOKS"] ?? data + "/osteon/books"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let books = names.filter { $0.hasSuffix(".book") }.compactMap { try? Book(path: folder + "/" + $0) }
    return books.sorted { $0.edition.effectiveFrom < $1.edition.effectiveFrom }
  }()

  /// The April 2026 edition where it is installed, else the newest.
  static var main: Book? { all.last { $0.edition.name == "2026-04" } ?? all.last }
}

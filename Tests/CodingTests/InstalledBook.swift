import Foundation
import ICD10CM

/// The newest book that `make book` installed, for tests on the real code set; `nil` where none is.
enum InstalledBook {
  static let newest: Book? = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "/root") + "/.local/share"
    let folder = environment["OSTEON_BOOKS"] ?? data + "/osteon/books"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let books = names.filter { $0.hasSuffix(".book") }.compactMap { try? Book(path: folder + "/" + $0) }
    return books.max { $0.edition.effectiveFrom < $1.edition.effectiveFrom }
  }()
}

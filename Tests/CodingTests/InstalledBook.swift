import Foundation
import ICD10CM

/// The newest book that `make book` installed, for tests on the real code set; `nil` where none is.
enum InstalledBook {
  /// The edition that labelled lines are kept for.
  static let april2026: Book? = try? Book(path: folder + "/2026-04.book")

  private static let folder: String = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "/root") + "/.local/share"
    return environment["OSTEON_BOOKS"] ?? data + "/osteon/books"
  }()

  /// Every edition that is installed.
  static let all: [Book] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".book") }.sorted().compactMap { try? Book(path: folder + "/" + $0) }
  }()

  static let newest: Book? = all.max { $0.edition.effectiveFrom < $1.edition.effectiveFrom }
}

import Foundation
import ICD10CM
import Reference

/// Where the reference's material is: the installed books, and the folder of editorial pages.
struct ReferenceFolder {
  let pages: String?

  /// The pages named, else `OSTEON_PAGES`, else `Knowledge/pages` where the command is run; none where there is no such
  /// folder.
  private func editorial() throws -> EditorialLibrary {
    if let pages { return try EditorialLibrary(folder: pages) }
    if let named = ProcessInfo.processInfo.environment["OSTEON_PAGES"], !named.isEmpty {
      return try EditorialLibrary(folder: named)
    }
    let usual = "Knowledge/pages"
    guard FileManager.default.fileExists(atPath: usual) else { return .empty }
    return try EditorialLibrary(folder: usual)
  }

  /// Everything that pages are made from.
  func shelf() throws -> ReferenceShelf {
    let shelf = Shelf()
    let books = try shelf.books()
    guard !books.isEmpty else { throw shelf.emptiness }
    return try ReferenceShelf(books: books, editorial: try editorial())
  }
}

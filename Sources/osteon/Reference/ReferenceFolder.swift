import Foundation
import ICD10CM
import Reference

/// Where the reference's material is: the installed books, and the folder of editorial pages.
struct ReferenceFolder {
  let pages: String?

  /// The folder named, else `OSTEON_PAGES`, else `Knowledge/pages` where the command is run; `nil` where there is none.
  private var folder: String? {
    if let pages { return pages }
    if let named = ProcessInfo.processInfo.environment["OSTEON_PAGES"], !named.isEmpty { return named }
    let usual = "Knowledge/pages"
    return FileManager.default.fileExists(atPath: usual) ? usual : nil
  }

  /// Names and bytes of the editorial pages, to tell whether they changed.
  func material() -> [UInt8] {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
    var bytes: [UInt8] = []
    for name in names.sorted() where name.hasSuffix(".md") {
      bytes += Array(name.utf8)
      bytes += FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
    }
    return bytes
  }

  /// Everything that pages are made from.
  func shelf() throws -> ReferenceShelf {
    let shelf = Shelf()
    let books = try shelf.books()
    guard !books.isEmpty else { throw shelf.emptiness }
    return try ReferenceShelf(
      books: books, editorial: try folder.map { try EditorialLibrary(folder: $0) } ?? .empty,
      billing: try InstalledBillingFacts())
  }
}

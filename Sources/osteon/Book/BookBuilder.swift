import BookCompiler
import Foundation
import ICD10CM

/// What a book is made from: the official files of an edition, and the lexicon.
struct BookRecipe: Hashable, Sendable {
  var edition: String
  var from: Day
  var to: Day
  var notesAsOf = ""
  var files: [String]
}

/// The tables of the lexicon, read once for all editions.
struct Lexicon: Sendable {
  let rows: [LexiconRow]
  /// Each table, as it is recorded in a book.
  let sources: [Edition.Source]

  /// Reads every `.tsv` of a folder; without one the folder `Knowledge/lexicon` here or above the program.
  init(folder named: String?) throws {
    let folder = try KnowledgeFolder.named(named, or: "lexicon", option: "--lexicon")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".tsv") }
    guard !names.isEmpty else { throw CommandFailure(.noInput, "\(folder.path): no table (.tsv) in it") }
    var rows: [LexiconRow] = []
    var sources: [Edition.Source] = []
    for name in names.sorted() {
      let bytes = try CodeCommand.read(folder.appendingPathComponent(name).path)
      rows += try LexiconTable(parsing: bytes, file: name).rows
      sources.append(
        Edition.Source(name: name, kind: "lexicon", sha256: bytes.sha256, size: bytes.count, standing: .own))
    }
    self.rows = rows
    self.sources = sources
  }
}

/// Makes books and puts them on the shelf.
struct BookBuilder {
  let shelf: Shelf
  let lexicon: Lexicon

  /// Makes and installs the book of a recipe; checks every block of what was written.
  func install(_ recipe: BookRecipe) throws -> Book {
    let (release, files) = try OfficialFiles.read(directoryOrFiles: recipe.files)
    for file in files where !file.remarks.isEmpty {
      Console.warn("\(file.name): \(file.remarks.joined(separator: " "))")
    }
    let edition = Edition(
      name: recipe.edition, effectiveFrom: recipe.from, effectiveTo: recipe.to, notesAsOf: recipe.notesAsOf,
      sources: files.filter { $0.kind != .unrecognised }.map(Self.source) + lexicon.sources)
    var assembler = BookAssembler(release: release, edition: edition)
    let path = try shelf.install(assembler.assemble(lexicon: lexicon.rows), edition: edition.name)
    let book = try Book(path: path.path)
    try book.verify()
    return book
  }

  /// Makes the book unless the installed one was made from the same bytes by this program.
  ///
  /// A book is made again where its format, an official file or a table of the lexicon changed, and where the program
  /// is younger than the book: the compiler may do something else now.
  func update(_ recipe: BookRecipe, force: Bool) throws -> (book: Book, isNew: Bool) {
    let path = shelf.path(edition: recipe.edition)
    if !force, let book = try? Book(path: path.path), isCurrent(book, recipe) { return (book, false) }
    return (try install(recipe), true)
  }

  private func isCurrent(_ book: Book, _ recipe: BookRecipe) -> Bool {
    let edition = book.edition
    guard edition.effectiveFrom == recipe.from, edition.effectiveTo == recipe.to, edition.notesAsOf == recipe.notesAsOf,
      edition.sources.filter({ $0.standing == .own }) == lexicon.sources,
      let made = Self.changed(book.path), let program = Bundle.main.executablePath.flatMap(Self.changed),
      program <= made
    else { return false }
    let recorded = Set(edition.sources.filter { $0.standing != .own && !$0.name.contains("!/") }.map(\.sha256))
    var now: Set<String> = []
    for file in recipe.files {
      guard let bytes = try? CodeCommand.read(file) else { return false }
      now.insert(bytes.sha256)
    }
    return recorded == now
  }

  private static func changed(_ path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }

  /// The file's own name says where it was rebuilt or patched; what comes from elsewhere unchanged is official.
  private static func source(_ file: SourceFile) -> Edition.Source {
    let inner = file.name.split(separator: "/").last.map(String.init) ?? file.name
    let name = file.name.contains("!/") ? "archive!/" + inner : inner
    let standing: Edition.Standing =
      inner.contains("patched") ? .patched : inner.contains("reconstructed") ? .reconstructed : .official
    return Edition.Source(
      name: name, kind: file.kind.rawValue, sha256: file.sha256, size: file.byteCount, standing: standing)
  }
}

import ArgumentParser
import BookCompiler
import Foundation
import ICD10CM

/// `osteon book`: build, list, verify.
struct BookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "Builds and checks the installed code books.",
    subcommands: [Build.self, List.self, Verify.self])

  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes a book from official files and installs it.")
    @Option(help: "Name of the edition, for example 2027 or 2026-04.") var edition: String
    @Option(help: "First day in force, YYYY-MM-DD.") var from: String
    @Option(help: "Last day in force, YYYY-MM-DD.") var to: String
    @Option(help: "What the notes are as of, where they are older than the codes.") var notesAsOf: String = ""
    @Option(help: "Folder of the lexicon tables.") var lexicon: String = "Knowledge/lexicon"
    @Argument(help: "Official files, folders or zip archives.") var files: [String]

    func run() throws {
      guard let first = Day(from), let last = Day(to), first <= last else {
        throw ValidationError("--from and --to must be days, as 2026-10-01, the first not after the last")
      }
      let (release, sources) = try OfficialFiles.read(directoryOrFiles: files)
      let tables = try lexiconTables()
      let lexicon = try tables.flatMap { try LexiconTable(parsing: $0.bytes, file: $0.name).rows }
      let edition = Edition(
        name: edition, effectiveFrom: first, effectiveTo: last, notesAsOf: notesAsOf, sources: sources.map(provenance))
      var assembler = BookAssembler(release: release, edition: edition)
      let path = try Shelf().install(assembler.assemble(lexicon: lexicon), edition: edition.name)
      let book = try Book(path: path.path)
      try book.verify()
      print("installed \(path.path): edition \(edition.name), \(edition.standing.rawValue), \(book.rowCount) rows")
    }

    private func lexiconTables() throws -> [(name: String, bytes: [UInt8])] {
      let folder = URL(fileURLWithPath: lexicon, isDirectory: true)
      guard FileManager.default.fileExists(atPath: folder.path) else {
        throw ValidationError("no lexicon in \(folder.path); name its folder with --lexicon")
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".tsv") }
      return try names.sorted().map { ($0, Array(try Data(contentsOf: folder.appendingPathComponent($0)))) }
    }

    /// The file's own name says where it was rebuilt or patched; what comes from elsewhere unchanged is official.
    private func provenance(_ file: SourceFile) -> Edition.Source {
      let name = URL(fileURLWithPath: file.name).lastPathComponent
      let standing: Edition.Standing =
        name.contains("patched") ? .patched : name.contains("reconstructed") ? .reconstructed : .official
      return Edition.Source(
        name: name, kind: file.kind.rawValue, sha256: file.sha256, size: file.byteCount, standing: standing)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the installed books.")
    @Option(help: "text or json.") var format: String = "text"

    private struct Row: Encodable {
      let edition, effectiveFrom, effectiveTo, standing, notesAsOf, hash: String
      let rows, billable: Int
      let sources: [[String: String]]
    }

    func run() throws {
      let rows = try Shelf().books().map { book in
        try book.touch(.lookup)
        return Row(
          edition: book.edition.name, effectiveFrom: book.edition.effectiveFrom.description,
          effectiveTo: book.edition.effectiveTo.description, standing: book.edition.standing.rawValue,
          notesAsOf: book.edition.notesAsOf, hash: book.hash, rows: book.rowCount,
          billable: book.allNodes.count(where: book.isBillable),
          sources: book.edition.sources.map {
            ["name": $0.name, "kind": $0.kind, "sha256": $0.sha256, "standing": $0.standing.rawValue]
          })
      }
      if format == "json" {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        print(String(decoding: try encoder.encode(rows), as: UTF8.self))
      } else {
        for row in rows {
          print(
            "\(row.edition)  \(row.effectiveFrom) to \(row.effectiveTo)  \(row.rows) rows, \(row.billable) billable  "
              + "\(row.standing)\(row.notesAsOf.isEmpty ? "" : ", notes as of \(row.notesAsOf)")")
        }
      }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Checks every block of the installed books.")
    func run() throws {
      for book in try Shelf().books() {
        try book.verify()
        print("\(book.edition.name): intact, \(book.hash)")
      }
    }
  }
}

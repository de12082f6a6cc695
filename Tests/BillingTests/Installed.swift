import Billing
import Foundation
import ICD10CM

/// What `osteon setup` put on this machine, and development data; tests that need them are skipped without.
enum Installed {
  static let packages: PackageFolder = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "/root") + "/.local/share"
    return PackageFolder(path: environment["OSTEON_PACKAGES"] ?? data + "/osteon/packages")
  }()

  static let grouper: Grouper? = try? Grouper(packages)
  static let codeEditor: CodeEditorTable? = try? CodeEditorTable(packages)

  /// A file of the development data; `nil` where it is absent.
  static func shared(_ path: String) -> String? {
    let root: URL
    if let named = ProcessInfo.processInfo.environment["OSTEON_SHARED"] {
      root = URL(fileURLWithPath: named)
    } else {
      var package = URL(fileURLWithPath: #filePath)
      for _ in 0..<3 { package.deleteLastPathComponent() }
      root = package.deletingLastPathComponent().appendingPathComponent("shared")
    }
    return try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }
}

extension Installed {
  /// Every book on this machine, oldest first.
  static let books: [Book] = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "/root") + "/.local/share"
    let folder = environment["OSTEON_BOOKS"] ?? data + "/osteon/books"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let books = names.filter { $0.hasSuffix(".book") }.compactMap { try? Book(path: folder + "/" + $0) }
    return books.sorted { $0.edition.effectiveFrom < $1.edition.effectiveFrom }
  }()

  /// A file of the project itself.
  static func project(_ path: String) throws -> [UInt8] {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return Array(try Data(contentsOf: package.appendingPathComponent(path)))
  }

  /// The tables of `Knowledge/procedures` with the books and the code editor of this machine.
  static func tables() throws -> EditTables {
    var procedures = ProcedureTable()
    try procedures.read(try project("Knowledge/procedures/procedures.tsv"), file: "procedures.tsv")
    var correctCoding = CorrectCoding()
    try correctCoding.readPairs(try project("Knowledge/procedures/pairs.tsv"), file: "pairs.tsv")
    try correctCoding.readUnits(try project("Knowledge/procedures/units.tsv"), file: "units.tsv")
    return EditTables(books: books, codeEditor: codeEditor, procedures: procedures, correctCoding: correctCoding)
  }

  /// The packs of `Knowledge/coverage`.
  static func packs() throws -> [CoveragePack] {
    try ["ncd-150-3", "l36460-a57132", "l39268-a59040"].map {
      try CoveragePack(try project("Knowledge/coverage/\($0).json"), file: $0)
    }
  }
}

import BookCompiler
import Foundation
import ICD10CM
import Testing

@testable import osteon

/// A shelf of small books, made as real ones are, in a folder that `remove` takes away.
struct SmallShelf {
  let shelf = Shelf(
    folder: FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)"))

  /// Installs a book with osteoporosis, low bone density and knee pain in it.
  func install(_ name: String, _ from: String, _ to: String, extra: [OrderRow] = []) throws {
    var release = Release()
    release.rows =
      try [
        ("M25.5", false, "Pain in joint"), ("M25.561", true, "Pain in right knee"),
        ("M25.562", true, "Pain in left knee"), ("M81", false, "Osteoporosis without current pathological fracture"),
        ("M81.0", true, "Age-related osteoporosis without current pathological fracture"),
        ("M85.8", false, "Other specified disorders of bone density and structure"),
        ("M85.89", true, "Other specified disorders of bone density and structure, multiple sites"),
      ].map { code, isBillable, title in try Self.row(code, isBillable, title) } + extra
    let first = try #require(Day(from))
    let last = try #require(Day(to))
    let edition = Edition(name: name, effectiveFrom: first, effectiveTo: last, notesAsOf: "", sources: [])
    var assembler = BookAssembler(release: release, edition: edition)
    let lexicon = try LexiconTable(
      parsing: Array(
        """
        term\tkind\ttarget\twith\tsource
        osteoporosis | brittle bones\tdx\tM81.0\t\town
        knee pain\tdx\tM25.5\t\town
        fx\twords\tfracture\t\town

        """.utf8), file: "test.tsv")
    _ = try shelf.install(assembler.assemble(lexicon: lexicon.rows), edition: name)
  }

  static func row(_ code: String, _ isBillable: Bool, _ title: String) throws -> OrderRow {
    OrderRow(code: try #require(Code(code)), isBillable: isBillable, shortTitle: "", longTitle: title)
  }

  func remove() { try? FileManager.default.removeItem(at: shelf.folder) }
}

/// Runs `body` with the editions of fiscal year 2026, its April update and 2027.
func withThreeEditions<R>(_ body: (Shelf) throws -> R) throws -> R {
  let small = SmallShelf()
  defer { small.remove() }
  try small.install("2026", "2025-10-01", "2026-03-31")
  try small.install("2026-04", "2026-04-01", "2026-09-30")
  try small.install(
    "2027", "2026-10-01", "2027-09-30", extra: [SmallShelf.row("M85.88", true, "Other specified, other site")])
  return try body(small.shelf)
}

/// What a throwing expression says of its failure.
func failure<R>(_ body: () throws -> R) -> CommandFailure? {
  do {
    _ = try body()
    return nil
  } catch { return CommandFailure(error) }
}

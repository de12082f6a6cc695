import BookCompiler
import Foundation
import ICD10CM
import Testing

@testable import Reference

/// Books of a few rows, made as real ones are, with the titles of the code set that grids and axes are read from.
enum SmallReference {
  typealias Row = (code: String, isBillable: Bool, title: String)

  static let rows: [Row] = [
    ("M17", false, "Osteoarthritis of knee"), ("M17.0", true, "Bilateral primary osteoarthritis of knee"),
    ("M17.1", false, "Unilateral primary osteoarthritis of knee"),
    ("M17.10", true, "Unilateral primary osteoarthritis, unspecified knee"),
    ("M17.11", true, "Unilateral primary osteoarthritis, right knee"),
    ("M17.12", true, "Unilateral primary osteoarthritis, left knee"),
    ("M17.4", true, "Other bilateral secondary osteoarthritis of knee"),
    ("M17.5", true, "Other unilateral secondary osteoarthritis of knee"),
    ("M17.9", true, "Osteoarthritis of knee, unspecified"),
    ("M85", false, "Other disorders of bone density and structure"),
    ("M85.8", false, "Other specified disorders of bone density and structure"),
    ("M85.80", true, "Other specified disorders of bone density and structure, unspecified site"),
    ("M85.81", false, "Other specified disorders of bone density and structure, shoulder"),
    ("M85.811", true, "Other specified disorders of bone density and structure, right shoulder"),
    ("M85.812", true, "Other specified disorders of bone density and structure, left shoulder"),
    ("M85.819", true, "Other specified disorders of bone density and structure, unspecified shoulder"),
    ("M85.88", true, "Other specified disorders of bone density and structure, other site"),
    ("M85.89", true, "Other specified disorders of bone density and structure, multiple sites"),
    ("S72", false, "Fracture of femur"), ("S72.1", false, "Pertrochanteric fracture"),
    ("S72.14", false, "Intertrochanteric fracture of femur"),
    ("S72.141", true, "Displaced intertrochanteric fracture of right femur"),
    ("S72.142", true, "Displaced intertrochanteric fracture of left femur"),
    ("S72.143", true, "Displaced intertrochanteric fracture of unspecified femur"),
    ("S72.144", true, "Nondisplaced intertrochanteric fracture of right femur"),
    ("S72.145", true, "Nondisplaced intertrochanteric fracture of left femur"),
    ("S72.146", true, "Nondisplaced intertrochanteric fracture of unspecified femur"),
  ]

  /// The bytes of a book.
  static func bytes(_ name: String, from: String, to: String, rows: [Row] = rows) throws -> [UInt8] {
    var release = Release()
    release.rows = try rows.map { row in
      OrderRow(code: try #require(Code(row.code)), isBillable: row.isBillable, shortTitle: "", longTitle: row.title)
    }
    let first = try #require(Day(from))
    let last = try #require(Day(to))
    let edition = Edition(name: name, effectiveFrom: first, effectiveTo: last, notesAsOf: "", sources: [])
    var assembler = BookAssembler(release: release, edition: edition)
    let lexicon = try LexiconTable(
      parsing: Array(
        "term\tkind\ttarget\twith\tsource\nknee arthritis | knee wear\tdx\tM17.9\t\town\nfx\twords\tfracture\t\town\n"
          .utf8),
      file: "test.tsv")
    return assembler.assemble(lexicon: lexicon.rows)
  }
}

/// Runs `body` with books in a folder that is taken away afterwards.
func withBooks<R>(_ books: [[UInt8]], _ body: ([Book], String) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  var opened: [Book] = []
  for (index, bytes) in books.enumerated() {
    let file = folder.appendingPathComponent("\(index).book")
    try Data(bytes).write(to: file)
    opened.append(try Book(path: file.path))
  }
  return try body(opened, folder.path)
}

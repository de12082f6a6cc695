import BookCompiler
import Foundation
import Testing

@testable import ICD10CM

@Suite struct BookSearchTests {
  private static let rows: [(String, Bool, String)] = [
    ("M17", false, "Osteoarthritis of knee"), ("M17.1", false, "Unilateral primary osteoarthritis of knee"),
    ("M17.11", true, "Unilateral primary osteoarthritis, right knee"),
    ("M17.12", true, "Unilateral primary osteoarthritis, left knee"),
    ("M81", false, "Osteoporosis without current pathological fracture"),
    ("M81.0", true, "Age-related osteoporosis without current pathological fracture"),
    ("S72", false, "Fracture of femur"), ("S72.0", false, "Fracture of head and neck of femur"),
    ("S72.001", false, "Fracture of unspecified part of neck of right femur"),
    ("S72.002", false, "Fracture of unspecified part of neck of left femur"),
    ("S72.14", false, "Intertrochanteric fracture of femur"),
    ("S72.141", true, "Displaced intertrochanteric fracture of right femur"),
    ("S72.142", true, "Displaced intertrochanteric fracture of left femur"),
    ("S72.143", true, "Displaced intertrochanteric fracture of unspecified femur"),
  ]
  private static let lexicon = """
    term\tkind\ttarget\twith\tsource
    fx\twords\tfracture\t\town
    hip fracture\tdx\tS72.0\t\town
    brittle bones\tdx\tM81.0\t\town

    """

  private func search<R>(_ body: (BookSearch, Book) throws -> R) throws -> R {
    var release = Release()
    release.rows = try Self.rows.map {
      OrderRow(code: try #require(Code($0.0)), isBillable: $0.1, shortTitle: "", longTitle: $0.2)
    }
    let edition = Edition(
      name: "test", effectiveFrom: try #require(Day("2026-10-01")), effectiveTo: try #require(Day("2027-09-30")),
      notesAsOf: "", sources: [])
    var assembler = BookAssembler(release: release, edition: edition)
    let path = NSTemporaryDirectory() + "osteon-\(UUID().uuidString).book"
    let lexicon = try LexiconTable(parsing: Array(Self.lexicon.utf8), file: "test.tsv").rows
    try Data(assembler.assemble(lexicon: lexicon)).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let book = try Book(path: path)
    return try body(BookSearch(book), book)
  }

  @Test(arguments: [
    ("osteoarthritis left knee", "M17.12"), ("knee osteoarthritis RIGHT", "M17.11"), ("osteoprosis", "M81.0"),
    ("osteopo", "M81.0"), ("brittle bones", "M81.0"), ("hip fx left", "S72.002"),
    ("ostoearthritis left knee", "M17.12"),
    ("m17.12", "M17.12"), ("M17 .1", "M17.1"),
    ("femoral neck fracture of the left femur", "S72.002"),
  ])
  func `finds the code first`(_ words: String, _ code: String) throws {
    try search { search, book in
      #expect(search.hits(for: words).first.map { book.code(of: $0.node).description } == code)
    }
  }

  @Test(arguments: [
    ("displaced intertrochanteric fracture", ["S72.141", "S72.142", "S72.143"]),
    ("intertrochanteric femur fx displaced", ["S72.141", "S72.142", "S72.143"]),
    // A side that is asked for goes first, and then the code that leaves it open: the other side is wrong.
    ("displaced intertrochanteric fracture left", ["S72.142", "S72.143"]),
    ("displaced intertrochanteric fracture unspecified", ["S72.143"]),
  ])
  func `codes with a side go before the unspecified one`(_ words: String, _ codes: [String]) throws {
    try search { search, book in
      let found = search.hits(for: words, limit: codes.count).map { book.code(of: $0.node).description }
      #expect(found == codes)
    }
  }

  @Test(arguments: ["", "  ", "zzzzqqq", "-", "the of"])
  func `finds nothing for nothing`(_ words: String) throws {
    try search { search, _ in #expect(search.hits(for: words).isEmpty) }
  }

  @Test func `gives no more than asked for, and the same each time`() throws {
    try search { search, _ in
      #expect(search.hits(for: "fracture femur", limit: 2).count == 2)
      #expect(search.hits(for: "fracture femur", limit: 0).isEmpty)
      #expect(search.hits(for: "fracture femur") == search.hits(for: "fracture femur"))
    }
  }

  @Test(arguments: [
    ("knee", "knee"), ("knee", "nkee"), ("osteoporosis", "osteoprosis"), ("a", "b"), ("fracture", "fractures"),
    ("kitten", "sitting"), ("abc", ""), ("x", "xxxxxxxx"),
  ])
  func `the edit distance is Levenshtein's`(_ a: String, _ b: String) throws {
    let pattern = try #require(EditPattern(Array(a.utf8)))
    #expect(pattern.distance(to: Array(b.utf8)[...]) == Self.distance(Array(a.utf8), Array(b.utf8)))
  }

  @Test func `a word that is empty or too long has no pattern`() {
    #expect(EditPattern([]) == nil)
    #expect(EditPattern([UInt8](repeating: 0x61, count: 65)) == nil)
    #expect(EditPattern([UInt8](repeating: 0x61, count: 64)) != nil)
  }

  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var previous = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j + 1] + 1, row[j] + 1, previous + (x == y ? 0 : 1))
        previous = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}

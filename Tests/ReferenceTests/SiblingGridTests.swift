import ICD10CM
import Testing

@testable import Reference

@Suite struct SiblingGridTests {
  private func grid(below header: String, in book: Book) throws -> SiblingGrid {
    let node = try #require(Code(header).flatMap(book.node))
    return SiblingGrid(book.stems(below: node, limit: 40), in: book)
  }

  private func written(_ grid: SiblingGrid) -> [String] {
    grid.rows.map { row in
      row.label + ": "
        + zip(grid.columns, row.cells).compactMap { column, cell in cell.map { "\(column) \($0.code)" } }
        .joined(separator: ", ")
    }
  }

  @Test(arguments: [
    (
      "M85.8",
      [
        "Unspecified site: none M85.80", "Shoulder: right M85.811, left M85.812, unspecified M85.819",
        "Other site: none M85.88", "Multiple sites: none M85.89",
      ]
    ),
    (
      "M17",
      [
        "Primary: right M17.11, left M17.12, bilateral M17.0, unspecified M17.10",
        "Other, secondary: bilateral M17.4, oneSide M17.5", "Unspecified: none M17.9",
      ]
    ),
    (
      "S72.14",
      [
        "Displaced: right S72.141, left S72.142, unspecified S72.143",
        "Nondisplaced: right S72.144, left S72.145, unspecified S72.146",
      ]
    ),
  ])
  func `parts codes by their titles`(header: String, expected: [String]) throws {
    try withBooks([SmallReference.bytes("2027", from: "2026-10-01", to: "2027-09-30")]) { books, _ in
      let grid = try grid(below: header, in: books[0])
      #expect(written(grid) == expected)
    }
  }

  @Test func `a side that has no counterpart is no axis`() throws {
    let rows: [SmallReference.Row] = [
      ("I50", false, "Heart failure"), ("I50.1", true, "Left ventricular failure, unspecified"),
      ("I50.9", true, "Heart failure, unspecified"),
    ]
    try withBooks([SmallReference.bytes("2027", from: "2026-10-01", to: "2027-09-30", rows: rows)]) { books, _ in
      let grid = try grid(below: "I50", in: books[0])
      #expect(!grid.hasSides)
      #expect(grid.rows.map(\.label) == ["Left ventricular", "Heart"])
    }
  }

  @Test(arguments: [
    ("Other specified disorders of bone, right shoulder", TitleSide.right),
    ("Bilateral primary osteoarthritis of hip", .bilateral), ("Unilateral primary osteoarthritis, left hip", .left),
    ("Other unilateral secondary osteoarthritis of knee", .oneSide), ("Copyright of a rightful title", .none),
  ])
  func `reads the side of a title`(title: String, side: TitleSide) {
    #expect(TitleReading(title).side == side)
  }
}

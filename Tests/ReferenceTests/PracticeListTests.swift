import ICD10CM
import Testing

@testable import Reference

@Suite struct PracticeListTests {
  @Test(arguments: [
    ("M72.2,120\nM85.89", ["M72.2 120", "M85.89 1"]), ("code,count\n\"M722\" ; \"7\"\n\nm72.2\t3\n", ["M72.2 10"]),
    ("\u{FEFF}M81.0,\r\nM81.0,4\r\n", ["M81.0 5"]), ("", []),
  ])
  func `reads codes with their counts`(csv: String, entries: [String]) throws {
    #expect(try PracticeList(csv: csv).entries.map { "\($0.code) \($0.count)" } == entries)
  }

  @Test(arguments: [
    ("M72.2\nfracture", 2), ("M72.2,many", 1), ("code\nM72.2,-1", 2), ("M72.2,9223372036854775807\nM72.2,1", 2),
  ])
  func `names the line that is no code`(csv: String, line: Int) {
    #expect(throws: PracticeList.Problem.self) { try PracticeList(csv: csv) }
    do { _ = try PracticeList(csv: csv) } catch { #expect(error.line == line) }
  }

  @Test func `says what happens to each code`() throws {
    let old: [SmallReference.Row] = [
      ("M72", false, "Fibroblastic disorders"), ("M72.2", true, "Plantar fascial fibromatosis"),
      ("M72.4", true, "Pseudosarcomatous fibromatosis"), ("M72.6", true, "Necrotizing fasciitis"),
      ("M72.9", true, "Fibroblastic disorder, unspecified"),
    ]
    let new: [SmallReference.Row] = [
      ("M72", false, "Fibroblastic disorders"), ("M72.2", false, "Plantar fascial fibromatosis"),
      ("M72.20", true, "Plantar fascial fibromatosis, unspecified foot"),
      ("M72.21", true, "Plantar fascial fibromatosis, right foot"), ("M72.4", true, "Nodular fasciitis"),
      ("M72.9", true, "Fibroblastic disorder, unspecified"),
    ]
    let books = [
      try SmallReference.bytes("2026", from: "2025-10-01", to: "2026-09-30", rows: old),
      try SmallReference.bytes("2027", from: "2026-10-01", to: "2027-09-30", rows: new),
    ]
    try withBooks(books) { books, _ in
      let list = try PracticeList(csv: "M72.2,9\nM72.4,8\nM72.6,7\nM72.9,6\nM99.9,5\n")
      let report = try PracticeReport(list, from: books[0], to: books[1])
      #expect(
        report.lines.map { "\($0.entry.code) \($0.effect)" } == [
          "M72.2 noLongerBillable", "M72.4 retitled", "M72.6 deleted", "M99.9 notInEither",
        ])
      #expect(report.lines[0].candidates.map(\.code.description) == ["M72.20", "M72.21"])
      #expect(report.unaffected == 1)
      #expect(report.csv().contains("M72.6,7,Deleted,Necrotizing fasciitis,,"))
    }
  }
}

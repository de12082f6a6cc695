import ICD10CM
import Testing

@testable import Reference

@Suite struct CodePageTests {
  private func withPage<R>(_ code: String, _ body: (CodePage) throws -> R) throws -> R {
    try withBooks([SmallReference.bytes("2027", from: "2026-10-01", to: "2027-09-30")]) { books, _ in
      var maker = try #require(try ReferenceShelf(books: books).pages())
      return try body(try #require(Code(code).flatMap { maker.page(for: $0) }))
    }
  }

  @Test(arguments: [
    ("M85.811", ["site", "side"]), ("M85.89", ["site"]), ("M17.11", ["type", "side"]), ("M17.9", ["type"]),
    ("S72.144", ["displacement", "side"]), ("S72.14", ["displacement", "side"]),
  ])
  func `names the axes that part a code from its siblings`(code: String, kinds: [String]) throws {
    try withPage(code) { #expect($0.axes.map(\.kind.rawValue) == kinds) }
  }

  @Test(arguments: [
    ("M85.811", "side", "M85.819"), ("M85.811", "site", "M85.80"), ("M17.12", "side", "M17.10"),
    ("M17.12", "type", "M17.9"), ("S72.145", "displacement", "S72.142"),
  ])
  func `says what the code becomes where the chart is silent`(code: String, kind: String, fallback: String) throws {
    try withPage(code) { page in
      let axis = try #require(page.axes.last { $0.kind.rawValue == kind })
      #expect(axis.fallback?.row.code.description == fallback)
    }
  }

  @Test func `both sides of the knee have a code of their own, both shoulders have two`() throws {
    try withPage("M17.11") { page in
      #expect(page.tips.first { $0.heading == "Both sides" }?.values.map(\.row.code.description) == ["M17.0"])
    }
    try withPage("M85.811") { page in
      let both = page.tips.first { $0.heading == "Both sides" }
      #expect(both?.values.map(\.row.code.description) == ["M85.811", "M85.812"])
    }
  }

  @Test func `a header is not billable and names what is below it`() throws {
    try withPage("M85.8") { page in
      #expect(page.pitfalls.first?.heading == "Header")
      #expect(page.children.map(\.code.description) == ["M85.80", "M85.81", "M85.88", "M85.89"])
      #expect(page.questions.first?.answer.hasPrefix("No.") == true)
    }
  }

  @Test func `terms of the lexicon stand on the page of their code`() throws {
    try withPage("M17.9") { #expect($0.terms == ["knee arthritis", "knee wear"]) }
    try withPage("M17.11") { #expect($0.terms.isEmpty) }
  }

  @Test func `payment tables are not installed until they are given`() throws {
    try withPage("M85.89") { #expect($0.billing == CodeBilling()) }
  }

  @Test func `history tells what changed, and where each edition is shown`() throws {
    let old = SmallReference.rows.filter { $0.code != "M85.89" }.map { row in
      row.code == "M17.9" ? ("M17.9", true, "Gonarthrosis, unspecified") : row
    }
    let books = [
      try SmallReference.bytes("2026", from: "2025-10-01", to: "2026-09-30", rows: old),
      try SmallReference.bytes("2027", from: "2026-10-01", to: "2027-09-30"),
    ]
    try withBooks(books) { books, _ in
      let shelf = try ReferenceShelf(books: books)
      var maker = try #require(shelf.pages())
      func shown(_ code: String) throws -> [String?] {
        try #require(Code(code).flatMap { maker.page(for: $0) }).history.map(\.shownIn)
      }
      #expect(try shown("M85.89") == [nil, "2027"])
      #expect(try shown("M17.9") == ["2026", "2027"])
      #expect(try shown("S72.141") == ["2027", "2027"])
      let page = try #require(Code("M17.9").flatMap { maker.page(for: $0) })
      #expect(page.questions.last?.answer.contains("Gonarthrosis") == true)
    }
  }

  @Test(arguments: [
    ("Osteoarthritis (M15-M19)", "Osteoarthritis"), ("Diseases of the eye (H00-H59)", "Diseases of the eye"),
    ("Something (else)", "Something (else)"), ("No range", "No range"),
  ])
  func `a group's title goes without its range`(printed: String, title: String) {
    #expect(PageMaker.withoutRange(printed) == title)
  }
}

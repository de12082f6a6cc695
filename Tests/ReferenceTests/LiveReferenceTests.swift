import ICD10CM
import Testing

@testable import Reference

@Suite struct LiveReferenceTests {
  private func withReference<R>(_ body: (LiveReference) throws -> R) throws -> R {
    let old = SmallReference.rows.map { $0.code == "M17.9" ? ("M17.9", true, "Gonarthrosis, unspecified") : $0 }
    let books = [
      try SmallReference.bytes("2026", from: "2025-10-01", to: "2026-09-30", rows: old),
      try SmallReference.bytes("2027", from: "2026-10-01", to: "2027-09-30"),
    ]
    return try withBooks(books) { books, _ in
      let reference = LiveReference(try ReferenceShelf(books: books), address: "http://localhost", version: "1")
      return try body(try #require(reference))
    }
  }

  @Test(arguments: [
    ("/icd10cm/M85.89", 200, "text/html; charset=utf-8"), ("/icd10cm/M85.89.html", 200, "text/html; charset=utf-8"),
    ("/icd10cm/M85.89.json", 200, "application/json"), ("/icd10cm/2026/M85.89", 200, "text/html; charset=utf-8"),
    ("/", 200, "text/html; charset=utf-8"), ("/search", 200, "text/html; charset=utf-8"),
    ("/assets/osteon.css", 200, "text/css; charset=utf-8"), ("/search/words.json", 200, "application/json"),
    ("/icd10cm/M99.99", 404, "text/html; charset=utf-8"), ("/icd10cm/1999/M85.89", 404, "text/html; charset=utf-8"),
    ("/icd10cm/../../etc/passwd", 404, "text/html; charset=utf-8"), ("/etc/passwd", 404, "text/html; charset=utf-8"),
    ("/icd10cm/", 404, "text/html; charset=utf-8"), ("/icd10cm/<script>", 404, "text/html; charset=utf-8"),
  ])
  func `answers a path`(path: String, status: Int, type: String) throws {
    try withReference { reference in
      let answer = try reference.answer(path)
      #expect(answer.status == status)
      #expect(answer.type == type)
      #expect(!answer.body.isEmpty)
    }
  }

  @Test(arguments: [
    ("/icd10cm/m8589", "M85.89"), ("/icd10cm/M8589.html", "M85.89.html"), ("/icd10cm/2026/m85.89.json", "M85.89.json"),
  ])
  func `one page has one address`(path: String, location: String) throws {
    try withReference { reference in
      let answer = try reference.answer(path)
      #expect(answer.status == 301)
      #expect(answer.location == location)
    }
  }

  @Test func `what is known is not sent again`() throws {
    try withReference { reference in
      let first = try reference.answer("/icd10cm/M85.89")
      #expect(try reference.answer("/icd10cm/M85.89", known: first.tag).status == 304)
      #expect(try reference.answer("/icd10cm/M85.89", known: "\"other\"").body == first.body)
      #expect(try reference.answer("/icd10cm/M85.88").tag != first.tag)
    }
  }

  @Test func `an older edition shows its own words`() throws {
    try withReference { reference in
      let old = String(decoding: try reference.answer("/icd10cm/2026/M17.9").body, as: UTF8.self)
      #expect(old.contains("Gonarthrosis"))
      #expect(
        !String(decoding: try reference.answer("/icd10cm/M17.9").body, as: UTF8.self).contains("<h1>Gonarthrosis"))
    }
  }
}

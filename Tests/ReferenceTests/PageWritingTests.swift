import Foundation
import ICD10CM
import Testing

@testable import Reference

@Suite struct PageWritingTests {
  private func page(_ rows: [SmallReference.Row], _ code: String, _ body: (CodePage, String) throws -> Void) throws {
    try withBooks([SmallReference.bytes("2027", from: "2026-10-01", to: "2027-09-30", rows: rows)]) { books, _ in
      let shelf = try ReferenceShelf(books: books)
      var maker = try #require(shelf.pages())
      let page = try #require(Code(code).flatMap { maker.page(for: $0) })
      try body(page, String(decoding: shelf.html(page, version: "1"), as: UTF8.self))
    }
  }

  @Test func `titles cannot break out of the markup`() throws {
    let rows: [SmallReference.Row] = [("A00", true, "</script><b>\"Fever\" & chill's")]
    try page(rows, "A00") { page, html in
      #expect(!html.contains("</script><b>"))
      #expect(html.contains("&lt;/script&gt;&lt;b&gt;&quot;Fever&quot; &amp; chill's"))
      let object = try JSONSerialization.jsonObject(with: Data(page.json()))
      #expect((object as? [String: Any])?["code"] as? String == "A00")
    }
  }

  @Test func `machine-readable data is a medical code of schema org`() throws {
    try page(SmallReference.rows, "M85.89") { _, html in
      let start = try #require(html.range(of: "<script type=\"application/ld+json\">")?.upperBound)
      let end = try #require(html.range(of: "</script>", range: start..<html.endIndex)?.lowerBound)
      let data = try #require(
        try JSONSerialization.jsonObject(with: Data(html[start..<end].utf8)) as? [String: Any])
      #expect(data["@type"] as? String == "MedicalCode")
      #expect(data["codeValue"] as? String == "M85.89")
      #expect(data["codingSystem"] as? String == "ICD-10-CM")
    }
  }

  @Test func `JSON names its members in order`() throws {
    try page(SmallReference.rows, "M17.11") { page, _ in
      let object = try #require(try JSONSerialization.jsonObject(with: Data(page.json())) as? [String: Any])
      #expect(object["code"] as? String == "M17.11")
      #expect(object["previous"] as? String == "M17.10")
      #expect(object["next"] as? String == "M17.12")
      let billing = try #require(object["billing"] as? [String: Any])
      #expect(billing["drg"] is NSNull)
      let text = String(decoding: page.json(), as: UTF8.self)
      let names = ["\"axes\"", "\"billable\"", "\"code\"", "\"edition\"", "\"title\""].compactMap {
        text.range(of: $0)?.lowerBound
      }
      #expect(names.count == 5)
    }
  }

  @Test func `every part says where it comes from, and no address leaves the site`() throws {
    try page(SmallReference.rows, "M85.811") { _, html in
      let sections = html.components(separatedBy: "<section ").count - 1
      #expect(sections >= 5)
      #expect(html.components(separatedBy: "</h2><p class=from>").count - 1 == sections)
      for attribute in ["src=\"http", "href=\"//", "src=\"//"] { #expect(!html.contains(attribute)) }
      #expect(html.components(separatedBy: "href=\"http").count == 2, "only the canonical address is absolute")
    }
  }
}

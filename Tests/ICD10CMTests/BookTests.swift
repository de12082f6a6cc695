import BookCompiler
import Foundation
import ICD10CM
import Testing

/// A book of four rows, made as a real one is.
private func smallBook() throws -> [UInt8] {
  func code(_ text: String) throws -> Code { try #require(Code(text)) }
  var release = Release()
  release.rows = [
    OrderRow(code: try code("M85"), isBillable: false, shortTitle: "", longTitle: "Other disorders of bone density"),
    OrderRow(code: try code("M858"), isBillable: false, shortTitle: "", longTitle: "Other specified disorders"),
    OrderRow(code: try code("M8588"), isBillable: true, shortTitle: "", longTitle: "Other specified, other site"),
    OrderRow(code: try code("M8589"), isBillable: true, shortTitle: "", longTitle: "Other specified, multiple sites"),
  ]
  let from = try #require(Day("2026-10-01"))
  let to = try #require(Day("2027-09-30"))
  let edition = Edition(name: "test", effectiveFrom: from, effectiveTo: to, notesAsOf: "", sources: [])
  var assembler = BookAssembler(release: release, edition: edition)
  return assembler.assemble(lexicon: [])
}

private func withFile<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
  let path = NSTemporaryDirectory() + "osteon-\(UUID().uuidString).book"
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

@Suite struct BookTests {
  @Test func `finds rows, hierarchy and the billable flag`() throws {
    try withFile(smallBook()) { path in
      let book = try Book(path: path)
      try book.verify()
      let node = try #require(Code("m85.89").flatMap(book.node))
      #expect(book.isBillable(node))
      #expect(book.title(of: node) == "Other specified, multiple sites")
      #expect(book.ancestors(of: node).map { book.code(of: $0).description } == ["M85.89", "M85.8", "M85"])
      let header = try #require(book.parent(of: node))
      #expect(!book.isBillable(header))
      #expect(book.children(of: header).count == 2)
      #expect(Code("M85.87").flatMap(book.node) == nil)
    }
  }

  @Test func `the same input gives the same bytes`() throws { #expect(try smallBook() == smallBook()) }

  @Test func `a cut, foreign or altered file is refused`() throws {
    let whole = try smallBook()
    for length in [0, 7, 63, 200, whole.count - 1] {
      #expect(throws: BookError.self) { try withFile(Array(whole.prefix(length))) { try Book(path: $0).verify() } }
    }
    #expect(throws: BookError.self) { try withFile(Array("<html>".utf8)) { _ = try Book(path: $0) } }
    for position in stride(from: 0, to: whole.count, by: 97) where !isPadding(position, in: whole) {
      var altered = whole
      altered[position] ^= 0x10
      #expect(throws: BookError.self, "byte \(position)") { try withFile(altered) { try Book(path: $0).verify() } }
    }
  }

  /// Bytes that no hash covers: the reserved word of the header, and the padding between blocks.
  private func isPadding(_ position: Int, in bytes: [UInt8]) -> Bool {
    (24..<32).contains(position) || (bytes[position] == 0 && position > 64)
  }

  @Test(arguments: ["M85.89", "m8589", "S72.22XA", "QA0.0101", "O9A.219"])
  func `codes are read with or without their point`(_ text: String) { #expect(Code(text) != nil) }

  @Test(arguments: ["", "M8", "85.89", "M8.589", "M85.890123", "M85-89", "MÄ5"])
  func `what is no code is refused`(_ text: String) { #expect(Code(text) == nil) }

  @Test(arguments: ["2026-02-29", "2026-13-01", "26-1-1", "yesterday"])
  func `what is no day is refused`(_ text: String) { #expect(Day(text) == nil) }
}

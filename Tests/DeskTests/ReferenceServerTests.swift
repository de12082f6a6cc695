import BookCompiler
import Foundation
import HTTPTypes
import Hummingbird
import ICD10CM
import Reference
import Testing

@testable import Desk

@Suite struct ReferenceServerTests {
  /// The reference of a small book, asked without a network.
  private func withClient(_ body: (TestClient) async throws -> Void) async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString).book")
    defer { try? FileManager.default.removeItem(at: file) }
    var release = Release()
    for (code, isBillable, title) in [("M25.5", false, "Pain in joint"), ("M25.561", true, "Pain in right knee")] {
      release.rows.append(
        OrderRow(code: try #require(Code(code)), isBillable: isBillable, shortTitle: "", longTitle: title))
    }
    let edition = Edition(
      name: "2027", effectiveFrom: try #require(Day("2026-10-01")), effectiveTo: try #require(Day("2027-09-30")),
      notesAsOf: "", sources: [])
    var assembler = BookAssembler(release: release, edition: edition)
    try Data(assembler.assemble(lexicon: [])).write(to: file)
    let shelf = try ReferenceShelf(books: [Book(path: file.path)])
    let reference = try #require(LiveReference(shelf, address: "http://localhost", version: "1"))
    let server = try ReferenceServer(reference, host: "127.0.0.1", port: 0)
    try await body(TestClient(responder: server.router().buildResponder()))
  }

  @Test(arguments: [
    ("/icd10cm/M25.561", 200, "text/html; charset=utf-8"), ("/icd10cm/M25.561.json", 200, "application/json"),
    ("/", 200, "text/html; charset=utf-8"), ("/assets/osteon.css", 200, "text/css; charset=utf-8"),
    ("/icd10cm/m25561", 301, ""), ("/icd10cm/M99", 404, "text/html; charset=utf-8"),
  ])
  func `answers as the reference does`(path: String, status: Int, type: String) async throws {
    try await withClient { client in
      let answer = try await client.ask(.get, path, headers: [:])
      #expect(answer.status == status)
      #expect(answer.headers[.contentType] ?? "" == type)
      #expect(answer.headers[.cacheControl] == "no-cache")
    }
  }

  @Test func `what the browser has is not sent again`() async throws {
    try await withClient { client in
      let first = try await client.ask(.get, "/icd10cm/M25.561", headers: [:])
      let tag = try #require(first.headers[.eTag])
      let second = try await client.ask(.get, "/icd10cm/M25.561", headers: [.ifNoneMatch: tag])
      #expect(second.status == 304)
      #expect(second.text.isEmpty)
      #expect(second.headers[.eTag] == tag)
    }
  }

  @Test func `without an edition there is nothing to serve`() throws {
    #expect(LiveReference(try ReferenceShelf(books: []), address: "", version: "") == nil)
  }
}

import Foundation
import ICD10CM
import Testing

@testable import Reference

/// Every file below a folder with its bytes, the build's own records left out.
private func files(in folder: String) throws -> [String: Data] {
  var result: [String: Data] = [:]
  for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where !name.hasPrefix(".osteon") {
    let kind = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.type] as? FileAttributeType
    guard kind == .typeRegular else { continue }
    result[name] = FileManager.default.contents(atPath: folder + "/" + name)
  }
  return result
}

@Suite struct SiteTests {
  private let rows = SmallReference.rows
  private var older: [SmallReference.Row] {
    rows.filter { $0.code != "M85.89" }.map { $0.code == "M17.9" ? ("M17.9", true, "Gonarthrosis, unspecified") : $0 }
  }

  /// Two editions on a shelf, and a folder to write into.
  private func withShelf(_ body: @Sendable (ReferenceShelf, String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var books: [Book] = []
    for (name, from, to, rows) in [
      ("2026", "2025-10-01", "2026-09-30", older), ("2027", "2026-10-01", "2027-09-30", rows),
    ] {
      let file = folder + "/\(name).book"
      try Data(SmallReference.bytes(name, from: from, to: to, rows: rows)).write(to: URL(fileURLWithPath: file))
      books.append(try Book(path: file))
    }
    try await body(try ReferenceShelf(books: books), folder + "/site")
  }

  @Test func `writes a page and its data for every code, and what leads there`() async throws {
    try await withShelf { shelf, folder in
      let report = try await SiteBuilder(shelf, folder: folder, options: .init()).build()
      let written = try files(in: folder)
      #expect(report.files == written.count)
      for row in SmallReference.rows {
        #expect(written["icd10cm/\(row.code).html"] != nil, "\(row.code)")
        #expect(written["icd10cm/\(row.code).json"] != nil, "\(row.code)")
      }
      for name in [
        "index", "search", "chapters", "body", "regions/knee", "compare", "changes", "changes/2026--2027", "rules",
      ] {
        #expect(written[name + ".html"] != nil, "\(name)")
      }
    }
  }

  @Test func `an older edition has pages of its own only where it says something else`() async throws {
    try await withShelf { shelf, folder in
      _ = try await SiteBuilder(shelf, folder: folder, options: .init()).build()
      let written = try files(in: folder)
      #expect(written["icd10cm/2026/M17.9.html"] != nil)
      #expect(written["icd10cm/2026/S72.141.html"] == nil)
      let page = String(decoding: try #require(written["icd10cm/M17.9.html"]), as: UTF8.self)
      #expect(page.contains("href=\"2026/M17.9.html\""))
      let old = String(decoding: try #require(written["icd10cm/2026/M17.9.html"]), as: UTF8.self)
      #expect(old.contains("href=\"../M17.9.html\""))
      #expect(old.contains("href=\"../../assets/osteon.css\""))
    }
  }

  @Test func `the same material gives the same bytes, in one go or in two, on one thread or on four`() async throws {
    try await withShelf { shelf, folder in
      var options = SiteBuilder.Options()
      _ = try await SiteBuilder(shelf, folder: folder, options: options).build()
      let first = try files(in: folder)
      #expect(try await SiteBuilder(shelf, folder: folder, options: options).build().written == 0)
      #expect(try files(in: folder) == first)
      try FileManager.default.removeItem(atPath: folder + "/icd10cm/M17.9.html")
      #expect(try await SiteBuilder(shelf, folder: folder, options: options).build().written > 0)
      #expect(try files(in: folder) == first)
      options.isFresh = true
      options.jobs = 4
      _ = try await SiteBuilder(shelf, folder: folder, options: options).build()
      #expect(try files(in: folder) == first)
    }
  }

  @Test func `files of other material are taken away`() async throws {
    try await withShelf { shelf, folder in
      _ = try await SiteBuilder(shelf, folder: folder, options: .init()).build()
      var options = SiteBuilder.Options()
      options.codes = [try #require(CodePrefix("M17"))]
      options.hasJSON = false
      let report = try await SiteBuilder(shelf, folder: folder, options: options).build()
      let written = try files(in: folder)
      #expect(report.files == written.count)
      #expect(written["icd10cm/M17.9.html"] != nil)
      #expect(written["icd10cm/M17.9.json"] == nil)
      #expect(written["icd10cm/S72.html"] == nil)
    }
  }

  @Test func `a folder that cannot be made is named`() async throws {
    try await withShelf { shelf, folder in
      try Data().write(to: URL(fileURLWithPath: folder))
      await #expect(throws: SiteError.self) {
        try await SiteBuilder(shelf, folder: folder, options: .init()).build()
      }
    }
  }

  @Test func `the search index finds every word of every title`() async throws {
    try await withShelf { shelf, _ in
      let book = try #require(shelf.newest)
      let files = Dictionary(
        uniqueKeysWithValues: SearchIndex(book) { _ in true }.files().map { ($0.name, $0.bytes) })
      let bytes = try #require(files["words.json"])
      let vocabulary = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      let words = Set(try #require(vocabulary["words"] as? [String]))
      let forms = Set(try #require(vocabulary["forms"] as? [[String]]).compactMap(\.first))
      let skipped = Set(try #require(vocabulary["skipped"] as? [String]))
      for node in book.allNodes {
        for word in SearchIndex.split(book.title(of: node)) {
          #expect(words.contains(word) || forms.contains(word) || skipped.contains(word), "\(word)")
        }
      }
      let category = String(decoding: try #require(files["c/M17.json"]), as: UTF8.self)
      #expect(
        category.contains("{\"rows\":[[\"M17\",")
          && category.contains("[\"M17.11\",\"Unilateral primary osteoarthritis, right knee\",1]"))
    }
  }
}

import ArgumentParser
import BookCompiler
import Foundation
import ICD10CM
import Testing

@testable import osteon

@Suite struct BookCommandTests {
  private func withFolder<R>(_ files: [String: String], _ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try body(folder.path)
  }

  private static let tabular = """
    <?xml version="1.0" encoding="utf-8"?>
    <ICD10CM.tabular><version>2026</version><chapter><name>13</name><desc>Bones (M80-M85)</desc>
    <section id="M80-M85"><desc>Bone density (M80-M85)</desc><diag><name>M81</name><desc>Osteoporosis</desc>
    <diag><name>M81.0</name><desc>Age-related osteoporosis</desc></diag></diag></section></chapter></ICD10CM.tabular>
    """
  private static let order = """
    00001 M81     0 Osteoporosis                                                 Osteoporosis
    00002 M810    1 Age-related osteoporosis                                     Age-related osteoporosis

    """
  private static let lexicon = "term\tkind\ttarget\twith\tsource\nbrittle bones\tdx\tM81.0\t\town\n"

  @Test func `a folder makes the editions of its files`() throws {
    let files = [
      "fy2026/order_2026.txt": Self.order, "fy2026_april/tabular_april_2026.xml": Self.tabular,
      "fy2027/order_2027.txt": Self.order, "fy2027/tabular_2027.patched.xml": Self.tabular, "notes.txt": "x",
    ]
    try withFolder(files) { folder in
      let recipes = try DataFolder(folder).recipes()
      #expect(recipes.map(\.edition) == ["2026", "2026-04", "2027"])
      #expect(
        recipes.map { "\($0.from) \($0.to)" } == [
          "2025-10-01 2026-03-31", "2026-04-01 2026-09-30", "2026-10-01 2027-09-30",
        ])
      #expect(recipes.map(\.notesAsOf) == ["April 2026", "", "April 2026 with some of FY2027"])
    }
  }

  @Test func `a folder without a Tabular makes none, and one that is not there is an error`() throws {
    let recipes = try withFolder(["fy2026/order_2026.txt": Self.order]) { try DataFolder($0).recipes() }
    #expect(recipes.isEmpty)
    #expect(failure { try DataFolder("/nowhere/at/all") }?.status == .noInput)
  }

  @Test func `a book is made again only where an input or the lexicon changed`() throws {
    let small = SmallShelf()
    defer { small.remove() }
    try withFolder(["d/tabular_2026.xml": Self.tabular, "lexicon/a.tsv": Self.lexicon]) { folder in
      let recipe = try #require(try DataFolder(folder + "/d").recipes().first)
      func update() throws -> Bool {
        try BookBuilder(shelf: small.shelf, lexicon: Lexicon(folder: folder + "/lexicon")).update(recipe, force: false)
          .isNew
      }
      #expect(try update())
      #expect(try !update())
      let book = try small.shelf.book(edition: "2026")
      #expect(book.edition.sources.map(\.kind) == ["tabular", "lexicon"])
      #expect(book.edition.sources.last?.standing == .own)
      try Data((Self.lexicon + "thin bones\tdx\tM81.0\t\town\n").utf8).write(
        to: URL(fileURLWithPath: folder + "/lexicon/a.tsv"))
      #expect(try update())
      try Data(Self.tabular.replacing("Age-related", with: "Senile").utf8).write(
        to: URL(fileURLWithPath: folder + "/d/tabular_2026.xml"))
      #expect(try update())
      #expect(try !update())
    }
  }

  @Test func `the lexicon's folder must be there and hold a table`() throws {
    #expect(failure { try Lexicon(folder: "/nowhere") }?.status == .noInput)
    let empty = try withFolder([:]) { folder in failure { try Lexicon(folder: folder) } }
    #expect(empty?.status == .noInput)
  }

  @Test func `editions differ by what was added, and not from themselves`() throws {
    try withThreeEditions { shelf in
      let (older, newer) = (try shelf.book(edition: "2026-04"), try shelf.book(edition: "2027"))
      let difference = try BookDifference(from: older, to: newer)
      #expect(difference.added.map(\.code.description) == ["M85.88"])
      #expect(difference.deleted.isEmpty && difference.retitled.isEmpty && difference.reflagged.isEmpty)
      let back = try BookDifference(from: newer, to: older)
      #expect(back.deleted.map(\.code.description) == ["M85.88"])
      #expect(try BookDifference(from: older, to: older).isEmpty)
      let text = BookCommand.Difference.text(difference, "2026-04", "2027")
      #expect(text.contains("Added (1)\n  M85.88"))
    }
  }

  @Test(arguments: [
    ["code", "--age", "200"], ["code", "--sex", "Q"], ["code", "--menopause", "soon"], ["code", "--kind", "letter"],
    ["code", "--setting", "home"], ["code", "--format", "pdf"], ["book", "build", "--edition", "2027"],
    ["search"], ["search", "knee", "--limit", "0"], ["explain"], ["lookup"], ["nothing"],
  ])
  func `wrong usage is refused`(_ arguments: [String]) {
    #expect(throws: (any Error).self) {
      var command = try Osteon.parseAsRoot(arguments)
      try command.run()
    }
  }

  @Test func `every exit code is documented`() {
    for status in ExitStatus.allCases { #expect(ExitStatus.help.contains("\(status.rawValue) ")) }
  }
}

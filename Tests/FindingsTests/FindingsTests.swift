import BookCompiler
import ClinicalText
import Findings
import Foundation
import ICD10CM
import Testing

/// A book with two rows and a small lexicon.
private func book() throws -> Book {
  func code(_ text: String) throws -> Code { try #require(Code(text)) }
  var release = Release()
  release.rows = [
    OrderRow(code: try code("M17"), isBillable: false, shortTitle: "", longTitle: "Osteoarthritis of knee"),
    OrderRow(
      code: try code("M179"), isBillable: true, shortTitle: "", longTitle: "Osteoarthritis of knee, unspecified"),
  ]
  let from = try #require(Day("2026-10-01"))
  let edition = Edition(name: "test", effectiveFrom: from, effectiveTo: from, notesAsOf: "", sources: [])
  let table = """
    term\tkind\ttarget\twith\tsource
    osteoarthritis | djd\tdx\tM17\t\town
    left knee djd clinic\treject\t-\t\town
    degen\twords\tdegenerative\t\town
    patellofemoral joint\tsite\tpatellofemoral joint < knee\t\town
    """
  let lexicon = try LexiconTable(parsing: Array(table.utf8), file: "test.tsv").rows
  var assembler = BookAssembler(release: release, edition: edition)
  let path = NSTemporaryDirectory() + "osteon-\(UUID().uuidString).book"
  try Data(assembler.assemble(lexicon: lexicon)).write(to: URL(fileURLWithPath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try Book(path: path)
}

@Suite struct FindingsTests {
  @Test(arguments: [
    ("DJD of the knee.", ["DJD"]), ("Osteoarthritis of the knee", ["Osteoarthritis of the knee"]),
    ("no fracture", []), ("Seen in left knee DJD clinic", []),
  ])
  func `terms are matched as words, over articles`(_ text: String, _ expected: [String]) throws {
    let document = Document(text)
    let findings = Findings(document, book: try book())
    #expect(findings.mentions.map { document.text(document.span(of: $0.tokens)) } == expected)
  }

  @Test func `a denied term keeps its mention, marked negated`() throws {
    let findings = Findings(Document("She has no osteoarthritis."), book: try book())
    #expect(findings.mentions.map(\.assertion) == [.negated])
  }

  @Test func `a site supports the sites around it, less closely`() throws {
    let book = try book()
    let findings = Findings(Document("pain at the patellofemoral joint"), book: book)
    let knee = findings.evidence.filter { $0.word == book.word("knee") }
    #expect(knee.map(\.breadth) == [1])
  }
}

import Billing
import Foundation
import ICD10CM
import Testing

@Suite struct ProcedureTests {
  private static let boneDensity = ["77080", "77081", "77085", "77086", "77078", "76977", "G0130"]
  private static let visits = ["99202", "99203", "99204", "99205", "99212", "99213", "99214", "99215"]

  private func table() throws -> ProcedureTable {
    var table = ProcedureTable()
    try table.read(try Installed.project("Knowledge/procedures/procedures.tsv"), file: "procedures.tsv")
    return table
  }

  @Test func `the table holds bone density, visits and forty orthopaedic procedures`() throws {
    let table = try table()
    for number in Self.boneDensity + Self.visits { #expect(table[number] != nil, "\(number)") }
    let surgical: Set<Procedure.Kind> = [.surgery, .injection, .casting]
    #expect(table.rows.values.filter { surgical.contains($0.kind) }.count >= 40)
    for procedure in table.rows.values {
      #expect(!procedure.gloss.isEmpty && !procedure.source.isEmpty && !procedure.diagnoses.isEmpty)
      #expect(procedure.gloss.utf8.count < 90)
    }
  }

  @Test(.enabled(if: Installed.books.contains { $0.edition.name == "2027" }))
  func `every linked diagnosis is in the code set`() throws {
    let book = try #require(Installed.books.last { $0.edition.name == "2027" })
    try book.touch(.lookup)
    for procedure in try table().rows.values {
      for code in procedure.diagnoses { #expect(book.node(code) != nil, "\(procedure.number): \(code)") }
    }
  }

  @Test(arguments: [
    ("77080", "M85.89", true), ("77080", "M85.80", false), ("27447", "M17.11", true), ("27447", "M16.11", false),
  ])
  func `a diagnosis supports a procedure or not`(_ number: String, _ code: String, _ expected: Bool) throws {
    #expect(try #require(try table()[number]).isSupported(by: try #require(Code(code))) == expected)
  }

  @Test(arguments: ["77080", "G0130", "J0897", "0275T", "A4206"])
  func `a number is one`(_ text: String) { #expect(ProcedureTable.isNumber(text)) }

  @Test(arguments: ["", "7708", "770800", "77o80", "g0130", "M85.8"])
  func `what is no number is none`(_ text: String) { #expect(!ProcedureTable.isNumber(text)) }

  @Test(arguments: [
    "7708\timaging\t\t\tM81\tx\ty\tunverified", "77080\tpicture\t\t\tM81\tx\ty\tunverified",
    "77080\timaging\t\tten\tM81\tx\ty\tunverified", "77080\timaging\t\t\tbones\tx\ty\tunverified", "77080\timaging",
  ])
  func `a wrong row is refused with its line`(_ row: String) {
    var table = ProcedureTable()
    let error = #expect(throws: TableError.self) { try table.read(Array("header\n\(row)\n".utf8), file: "t.tsv") }
    #expect(error?.line == 2)
  }

  // MARK: Imports, on files made up in the official layouts

  @Test func `NCCI pairs are imported with their dates`() throws {
    let file = """
      CPT only copyright\t\t\t\t\t\t
      Column 1\tColumn 2\t*=in existence\tEffective Date\tDeletion Date\tModifier\tRationale
      11111\t22222\t\t20200101\t*\t0\tx
      11111\t33333\t\t20200101\t20231231\t1\tx
      22222\t44444\t\t20240101\t*\t9\tx

      """
    var tables = CorrectCoding()
    try tables.importPairs(Array(file.utf8), file: "ptp.txt", among: ["11111", "22222", "33333", "44444"])
    let (in2023, in2026) = (try #require(Day("2023-06-01")), try #require(Day("2026-06-01")))
    #expect(tables.pair("22222", "11111", on: in2026)?.indicator == 0)
    #expect(tables.pair("11111", "33333", on: in2023)?.indicator == 1)
    #expect(tables.pair("11111", "33333", on: in2026) == nil)
    #expect(tables.pair("22222", "44444", on: in2026) == nil)
    var few = CorrectCoding()
    try few.importPairs(Array(file.utf8), file: "ptp.txt", among: ["11111", "33333"])
    #expect(few.counts.pairs == 1)
  }

  @Test func `NCCI units are imported, the last import knows best`() throws {
    var tables = CorrectCoding()
    tables.insert(CorrectCoding.Units(most: 1, indicator: 2, source: "own"), for: "11111")
    let file = """
      "CPT codes, and more"
      "HCPCS/CPT Code","Practitioner Services MUE Values","MUE Adjudication Indicator","MUE Rationale"
      "11111","3","3 Date of Service Edit: Clinical","Clinical: Data"
      22222,1,1 Line Edit,Nature

      """
    try tables.importUnits(Array(file.utf8), file: "mue.csv")
    #expect(tables.units(of: "11111")?.most == 3 && tables.units(of: "11111")?.indicator == 3)
    #expect(tables.units(of: "22222")?.indicator == 1)
  }

  @Test func `Level II, CPT and fee files are imported`() throws {
    var table = try table()
    func level2(_ number: String, _ kind: String, _ short: String, ended: String = "") -> String {
      func pad(_ text: String, _ width: Int) -> String { text.padding(toLength: width, withPad: " ", startingAt: 0) }
      let start = pad(number, 5) + "00100" + kind + pad("Long text", 80) + pad(short, 28)
      return pad(start, 276) + pad("20200101", 8) + pad(ended, 8)
    }
    let rows = [
      level2("G9999", "3", "Made-up service"), level2("G9999", "4", ""),
      level2("G9998", "3", "Gone", ended: "20200101"),
    ]
    try table.importLevel2(Array(rows.joined(separator: "\n").utf8), file: "HCPC.txt")
    #expect(table["G9999"]?.gloss == "Made-up service")
    #expect(table["G9998"] == nil)
    try table.importCPT(Array("99990 FIRST MADE-UP\n77080 LICENSED TEXT\n".utf8), file: "SHORTU.txt")
    #expect(table["99990"]?.gloss == "FIRST MADE-UP")
    #expect(table["77080"]?.gloss == "LICENSED TEXT" && table["77080"]?.diagnoses.isEmpty == false)
    try table.importCPT(Array("Concept Id\tCPT Code\tLong\tMedium\n1\t99991\tA\tB\n".utf8), file: "c.txt")
    #expect(table["99991"]?.gloss == "B")
    let fee = (["99990", ""] + Array(repeating: "0", count: 12) + ["010"]).joined(separator: ",")
    try table.importFees(Array("HCPCS,MOD\n\(fee)\n".utf8), file: "PPRRVU.csv")
    #expect(table["99990"]?.globalDays == 10)
  }

  @Test func `a file of another kind is refused`() {
    let text = Array("nothing of the kind\n".utf8)
    var table = ProcedureTable()
    var coding = CorrectCoding()
    #expect(throws: TableError.self) { try coding.importPairs(text, file: "x", among: []) }
    #expect(throws: TableError.self) { try coding.importUnits(text, file: "x") }
    #expect(throws: TableError.self) { try table.importLevel2(text, file: "x") }
    #expect(throws: TableError.self) { try table.importCPT(text, file: "x") }
    #expect(throws: TableError.self) { try table.importFees(text, file: "x") }
    #expect(throws: TableError.self) { try CoverageArticles(text, file: "x") }
  }
}

import ICD10CM
import Testing

@testable import Billing

/// The layout is AHRQ's; codes and names of these rows are made up for the test.
@Suite struct ClinicalCategoriesTests {
  private static let header =
    "'ICD-10-CM CODE','ICD-10-CM CODE DESCRIPTION','Default CCSR CATEGORY IP','Default CCSR CATEGORY DESCRIPTION IP',"
    + "'Default CCSR CATEGORY OP','Default CCSR CATEGORY DESCRIPTION OP','CCSR CATEGORY 1',"
    + "'CCSR CATEGORY 1 DESCRIPTION','CCSR CATEGORY 2','CCSR CATEGORY 2 DESCRIPTION','Rationale for Default Assignment'"

  private func table(_ rows: String...) throws -> ClinicalCategories {
    try ClinicalCategories(csv: Array(([Self.header] + rows).joined(separator: "\n").utf8), file: "own.csv")
  }

  private func code(_ text: String) throws -> Code { try #require(Code(text)) }

  @Test func `reads every category of a row with its name`() throws {
    let table = try table(
      "'M8589',\"Something, of bone\",'MUS028',One name,'MUS028',One name,'MUS028',One name,' ',,why",
      "'S72141A',\"Something, else\",'INJ006',\"A, quoted name\",'MUS006',Other,'INJ006',\"A, quoted name\",'MUS006',Other,why"
    )
    let bone = try #require(try table[code("M85.89")])
    #expect(bone == [.init(id: "MUS028", name: "One name", isDefault: true)])
    let two = try #require(try table[code("S72.141A")])
    #expect(two.map(\.id) == ["INJ006", "MUS006"])
    #expect(two.map(\.isDefault) == [false, true])
    #expect(two[0].name == "A, quoted name")
    #expect(try table[code("M85.8")] == nil)
    #expect(table.source.contains("own.csv"))
  }

  @Test(arguments: [
    ("'M85.8.9',x,'MUS028',x,'MUS028',x,'MUS028',x", "not a code"), ("'M8589',x,'MUS028'", "not a code"),
    ("'M8589',x,'MUS028',x,'MUS028',x,'MUS28',x", "'MUS28' is no CCSR category"),
  ])
  func `names the line that is wrong`(row: String, message: String) throws {
    let error = #expect(throws: TableError.self) { try table(row) }
    #expect(error?.line == 2 && error?.message.contains(message) == true)
  }

  @Test func `a file of something else is not taken`() {
    #expect(throws: TableError.self) { try ClinicalCategories(csv: Array("a,b\n1,2\n".utf8), file: "x") }
  }

  @Test func `the package has the first category of a code`() throws {
    let table = try ClinicalCategories(package: Array(#"{"M8589":"MUS028","S72141A":"INJ006","M811":"?"}"#.utf8))
    #expect(try table[code("M85.89")]?.map(\.id) == ["MUS028"])
    #expect(try table[code("M81.1")] == nil)
    #expect(throws: PackageError.self) { try ClinicalCategories(package: Array("[]".utf8)) }
  }
}

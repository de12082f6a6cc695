import Billing
import ICD10CM
import Testing

@Suite struct CodeEditorTableTests {
  @Test(
    .enabled(if: Installed.codeEditor != nil),
    arguments: [
      ("M81.0", "2026-11-01", [CodeEditorAttribute.adult]), ("M85.89", "2026-11-01", []),
      ("Z13.820", "2026-11-01", [.unacceptable]), ("M80.059A", "2026-11-01", [.adult, .unspecified]),
      ("M80.059A", "2021-11-01", [.adult]), ("A34", "2020-01-01", [.female, .maternity]),
      ("A34", "2025-01-01", [.maternity]),
      ("W01.0XXA", "2026-06-01", [.externalCause]),
    ])
  func `attributes go by the day`(_ code: String, _ day: String, _ expected: [CodeEditorAttribute]) throws {
    let table = try #require(Installed.codeEditor)
    #expect(table.attributes(of: try #require(Code(code)), on: try #require(Day(day))) == Set(expected))
  }

  @Test(.enabled(if: Installed.codeEditor != nil), arguments: ["M85.8", "M85", "X99.999", "Z99.999"])
  func `a header or an invented code is not in the master list`(_ code: String) throws {
    let day = try #require(Day("2026-11-01"))
    #expect(try #require(Installed.codeEditor).attributes(of: try #require(Code(code)), on: day) == nil)
  }

  @Test(.enabled(if: Installed.codeEditor != nil))
  func `ages go by the day`() throws {
    let table = try #require(Installed.codeEditor)
    let (before, after) = (try #require(Day("2018-01-01")), try #require(Day("2026-11-01")))
    #expect(table.ages(.adult, on: after) == 15...124)
    #expect(table.ages(.pediatric, on: after) == 0...17)
    #expect(table.ages(.newborn, on: after) == 0...0)
    #expect(table.ages(.maternity, on: before) == 12...55)
    #expect(table.ages(.maternity, on: after) == 9...64)
    #expect(table.ages(.unacceptable, on: after) == nil)
  }

  private static let rows = "data/icd10cm/other/mce_v43.1_icd10cm_attributes.tsv"

  @Test(.enabled(if: Installed.codeEditor != nil && Installed.shared(rows) != nil))
  func `every row of the published table is found`() throws {
    let table = try #require(Installed.codeEditor)
    let day = try #require(Day("2026-06-01"))
    var wrong: [Substring] = []
    let rows = try #require(Installed.shared(Self.rows)).split(separator: "\n").dropFirst()
    for row in rows {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
      guard let attributes = Code(fields[0]).flatMap({ table.attributes(of: $0, on: day) }) else {
        wrong.append(row)
        continue
      }
      if let named = CodeEditorAttribute(rawValue: String(fields[2])), !attributes.contains(named) { wrong.append(row) }
    }
    #expect(rows.count == 74_719)
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }
}

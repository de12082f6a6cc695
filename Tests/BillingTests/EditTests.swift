import Billing
import ICD10CM
import Testing

/// A claim to be checked, written short.
struct ClaimSketch: Sendable, CustomTestStringConvertible {
  var codes: [String]
  /// "77080", "20610-RT", "77080 x2": procedure, modifiers, units.
  var lines: [String] = ["99213"]
  var age = 67
  var sex = AdministrativeSex.female
  var day = "2026-11-02"
  var past: [(String, String)] = []
  var pointers: [[Int]] = []
  var charge = 10000

  var testDescription: String { "\(codes.joined(separator: " ")) | \(lines.joined(separator: ", "))" }

  func encounter() throws -> Encounter {
    let day = try #require(Day(day))
    let diagnoses = try codes.map { try #require(Code($0)) }
    let services = try lines.enumerated().map { index, text in
      let words = text.split(separator: " ")
      let parts = try #require(words.first).split(separator: "-").map(String.init)
      let pointed = pointers.indices.contains(index) ? pointers[index] : Array(1...max(1, min(4, codes.count)))
      return ServiceLine(
        parts[0], modifiers: Array(parts.dropFirst()), charge: try #require(Money(cents: charge)),
        units: words.count > 1 ? Int(words[1].dropFirst()) ?? 0 : 1, pointers: pointed, from: day)
    }
    var claim = Claim(id: "1", diagnoses: diagnoses, lines: services)
    claim.subscriber.birth = Day(year: day.year - age, month: day.month, day: 1)
    claim.subscriber.sex = sex
    var facts = ChartFacts()
    facts.pastProcedures = try past.map { PastProcedure($0.0, on: try #require(Day($0.1))) }
    return Encounter(claim, facts: facts)
  }
}

@Suite struct EditTests {
  /// A rule with a claim that fails it and one that passes.
  struct Row: Sendable, CustomTestStringConvertible {
    let rule: String
    let fails: ClaimSketch
    let passes: ClaimSketch
    var needsCodeEditor = false
    var testDescription: String { rule }

    init(_ rule: String, fails: ClaimSketch, passes: ClaimSketch, needsCodeEditor: Bool = false) {
      self.rule = rule
      self.fails = fails
      self.passes = passes
      self.needsCodeEditor = needsCodeEditor
    }
  }

  private static let rows: [Row] = [
    Row("edition", fails: .init(codes: ["M81.0"], day: "1999-01-01"), passes: .init(codes: ["M81.0"])),
    Row("dx-invalid", fails: .init(codes: ["M85.99"]), passes: .init(codes: ["M85.9"])),
    Row("dx-header", fails: .init(codes: ["M85.8"]), passes: .init(codes: ["M85.89"])),
    Row(
      "dx-age", fails: .init(codes: ["M81.0"], age: 8), passes: .init(codes: ["M81.0"], age: 15), needsCodeEditor: true),
    Row(
      "dx-age", fails: .init(codes: ["M80.08XA"], age: 8), passes: .init(codes: ["M85.89"], age: 8),
      needsCodeEditor: true),
    Row(
      "dx-sex", fails: .init(codes: ["C61", "M84.58XA"], sex: .female, day: "2024-06-01"),
      passes: .init(codes: ["C61", "M84.58XA"], sex: .male, day: "2024-06-01"), needsCodeEditor: true),
    Row(
      "dx-first-unacceptable", fails: .init(codes: ["Z13.820", "M85.89"]),
      passes: .init(codes: ["M85.89", "Z78.0"]), needsCodeEditor: true),
    Row(
      "dx-first-manifestation", fails: .init(codes: ["M90.841", "E20.0"]), passes: .init(codes: ["E20.0", "M90.841"])),
    Row(
      "dx-first-external-cause", fails: .init(codes: ["W01.0XXA", "S52.501A"]),
      passes: .init(codes: ["S52.501A", "W01.0XXA"])),
    Row("dx-unspecified-side", fails: .init(codes: ["M80.059A"]), passes: .init(codes: ["M80.051A"])),
    Row("dx-unspecified-side", fails: .init(codes: ["M25.569"]), passes: .init(codes: ["M25.561"])),
    Row("dx-excludes1", fails: .init(codes: ["M85.89", "Q78.2"]), passes: .init(codes: ["M85.89", "M16.11"])),
    Row("dx-excludes1", fails: .init(codes: ["M81.0", "M80.08XA"]), passes: .init(codes: ["M81.0", "Z87.310"])),
    Row("dx-excludes1", fails: .init(codes: ["N95.1", "Z78.0"]), passes: .init(codes: ["M85.89", "Z78.0"])),
    Row("dx-duplicate", fails: .init(codes: ["M81.0", "M81.0"]), passes: .init(codes: ["M81.0", "M17.11"])),
    Row("dx-sides", fails: .init(codes: ["M17.0", "M17.11"]), passes: .init(codes: ["M17.0", "M16.11"])),
    Row("dx-sides", fails: .init(codes: ["M25.561", "M25.569"]), passes: .init(codes: ["M25.561", "M25.562"])),
    Row(
      "line-pointers", fails: .init(codes: ["M81.0"], pointers: [[2]]), passes: .init(codes: ["M81.0"], pointers: [[1]])
    ),
    Row(
      "line-pointers", fails: .init(codes: ["M81.0"], pointers: [[]]),
      passes: .init(codes: ["M81.0", "M17.11", "M16.11", "M18.11"], pointers: [[4, 3, 2, 1]])),
    Row(
      "line-side", fails: .init(codes: ["M17.12"], lines: ["20610-RT"]),
      passes: .init(codes: ["M17.11"], lines: ["20610-RT"])),
    Row(
      "line-side", fails: .init(codes: ["M17.12"], lines: ["20610-50"]),
      passes: .init(codes: ["M17.0"], lines: ["20610-50"])),
    Row(
      "line-side-missing", fails: .init(codes: ["M17.11"], lines: ["20610"]),
      passes: .init(codes: ["M17.11"], lines: ["20610-RT"])),
    Row(
      "line-duplicate", fails: .init(codes: ["M17.11"], lines: ["73562-RT", "73562-RT"]),
      passes: .init(codes: ["M17.11"], lines: ["73562-RT", "73562-RT-76"])),
    Row(
      "line-units", fails: .init(codes: ["M81.0"], lines: ["77080 x2"]),
      passes: .init(codes: ["M81.0"], lines: ["77080 x1"])),
    Row(
      "line-units", fails: .init(codes: ["M81.0"], lines: ["77080", "77080-76"]),
      passes: .init(codes: ["M81.0"], lines: ["99213"])),
    Row(
      "line-pair", fails: .init(codes: ["M81.0"], lines: ["77080-59", "77086"]),
      passes: .init(codes: ["M81.0"], lines: ["77085"])),
    Row(
      "line-pair", fails: .init(codes: ["M81.0"], lines: ["77081", "77080"]),
      passes: .init(codes: ["M81.0"], lines: ["77081-59", "77080"])),
    Row(
      "line-modifier", fails: .init(codes: ["M81.0"], lines: ["99213-255"]),
      passes: .init(codes: ["M81.0"], lines: ["99213-25"])),
    Row(
      "line-procedure", fails: .init(codes: ["M81.0"], lines: ["7708"]),
      passes: .init(codes: ["M81.0"], lines: ["77080"])),
    Row(
      "visit-global",
      fails: .init(codes: ["M17.11"], lines: ["99213"], past: [("27447", "2026-10-01")]),
      passes: .init(codes: ["M17.11"], lines: ["99213-24"], past: [("27447", "2026-10-01")])),
    Row(
      "visit-global",
      fails: .init(codes: ["M17.11"], lines: ["99213"], past: [("27447", "2026-08-04")]),
      passes: .init(codes: ["M17.11"], lines: ["99213"], past: [("27447", "2026-08-03")])),
    Row(
      "visit-25", fails: .init(codes: ["M17.11"], lines: ["20610-RT", "99213"]),
      passes: .init(codes: ["M17.11"], lines: ["20610-RT", "99213-25"])),
    Row(
      "visit-25", fails: .init(codes: ["S72.001A"], lines: ["27236-RT", "99214-25"]),
      passes: .init(codes: ["S72.001A"], lines: ["27236-RT", "99214-57"])),
    Row(
      "visit-screening", fails: .init(codes: ["Z13.820", "M81.0"], lines: ["77080"]),
      passes: .init(codes: ["Z13.820", "Z78.0"], lines: ["77080"])),
    Row("form-charge", fails: .init(codes: ["M81.0"], charge: 0), passes: .init(codes: ["M81.0"])),
  ]

  @Test(.enabled(if: Installed.books.contains { $0.edition.name == "2027" }), arguments: rows)
  func `each rule refuses one claim and passes another`(_ row: Row) throws {
    if row.needsCodeEditor, Installed.codeEditor == nil { return }
    let edits = ClaimEdits(try Installed.tables())
    #expect(edits.findings(in: try row.fails.encounter()).contains { $0.rule.id == row.rule })
    let passing = edits.findings(in: try row.passes.encounter()).filter { $0.rule.id == row.rule }
    #expect(passing.filter { $0.weight != .notChecked }.isEmpty, "\(passing)")
  }

  @Test func `a finding says what, why, where it stands and what to do`() throws {
    #expect(Set(EditRule.all.map(\.id)).count == EditRule.all.count)
    for rule in EditRule.all {
      #expect(!rule.why.isEmpty && rule.why.hasSuffix("."))
      #expect(!rule.source.isEmpty)
    }
    let findings = ClaimEdits(try Installed.tables()).findings(
      in: try ClaimSketch(codes: ["M81.0"], lines: ["77080", "77086"]).encounter())
    let pair = try #require(findings.first { $0.rule.id == "line-pair" })
    #expect(pair.weight == .error)
    #expect(pair.what.contains("77080 and 77086") && pair.what.contains("indicator 0"))
    #expect(pair.rule.denials.contains(236))
    #expect(pair.place == .line(2))
  }

  @Test func `without its table an edit says that it was not made`() throws {
    let findings = ClaimEdits(EditTables()).findings(in: try ClaimSketch(codes: ["M81.0"], age: 8).encounter())
    #expect(findings.contains { $0.rule.id == "edition" && $0.weight == .notChecked })
    #expect(findings.contains { $0.rule.id == "dx-age" && $0.weight == .notChecked })
    #expect(!findings.contains { $0.rule.id == "dx-age" && $0.weight == .error })
  }

  private static let table = "data/icd10cm/other/mce_v43.1_icd10cm_attributes.tsv"

  /// The published table, row by row, as claims: a boy of 8 has an age conflict with adult codes, a man of 70 with
  /// those of children and mothers, and so on.
  @Test(
    .enabled(
      if: Installed.codeEditor != nil && Installed.shared(table) != nil
        && Installed.books.contains { $0.edition.name == "2026-04" }))
  func `every attribute of the published table is an edit`() throws {
    let edits = ClaimEdits(try Installed.tables())
    let expected: [String: (rule: String, age: Int)] = [
      "adult": ("dx-age", 8), "pediatric": ("dx-age", 70), "newborn": ("dx-age", 70), "maternity": ("dx-age", 70),
      "unacceptable": ("dx-first-unacceptable", 40), "manifestation": ("dx-first-manifestation", 40),
      "ecodepdx": ("dx-first-external-cause", 40), "unspecified": ("dx-unspecified-side", 40),
    ]
    var (count, wrong) = (0, [Substring]())
    for row in try #require(Installed.shared(Self.table)).split(separator: "\n").dropFirst() {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
      guard let expectation = expected[String(fields[2])] else { continue }
      count += 1
      let claim = ClaimSketch(codes: [String(fields[0])], age: expectation.age, sex: .unknown, day: "2026-06-01")
      let findings = edits.findings(in: try claim.encounter())
      if !findings.contains(where: { $0.rule.id == expectation.rule }) { wrong.append(row) }
    }
    #expect(count == 17_271)
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }
}

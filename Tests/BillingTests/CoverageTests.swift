import Billing
import ICD10CM
import Testing

/// What the page of M85.89 says of coverage, as cases.
@Suite struct CoverageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let codes: [String]
    let answer: CoverageVerdict.Answer
    var procedure = "77080"
    var last: String?
    var lastProcedure = "77080"
    var confirms: Bool?
    var glucocorticoid: Int?
    var isOrdered: Bool?
    var modifiers: [String] = []
    var testDescription: String { "\(codes) \(procedure) after \(last ?? "nothing")" }
  }

  private func verdicts(_ row: Case, payer: Coverage = Coverage(payerName: "Medicare", filing: "MB")) throws
    -> [CoverageVerdict]
  {
    let day = try #require(Day("2026-11-02"))
    var claim = Claim(
      id: "1", diagnoses: try row.codes.map { try #require(Code($0)) },
      lines: [
        ServiceLine(
          row.procedure, modifiers: row.modifiers, pointers: Array(1...row.codes.count), from: day)
      ])
    claim.coverage = payer
    claim.subscriber.sex = .female
    var facts = ChartFacts()
    facts.glucocorticoidMonths = row.glucocorticoid
    facts.isOrdered = row.isOrdered
    facts.confirmsBaseline = row.confirms
    if let last = row.last { facts.pastProcedures = [PastProcedure(row.lastProcedure, on: try #require(Day(last)))] }
    return CoverageRules(try Installed.packs()).verdicts(on: Encounter(claim, facts: facts))
  }

  @Test(arguments: [
    Case(codes: ["M85.89"], answer: .covered), Case(codes: ["M85.88"], answer: .covered),
    Case(codes: ["M85.851"], answer: .covered), Case(codes: ["M85.80"], answer: .notCovered),
    Case(codes: ["M85.80", "M85.88"], answer: .covered), Case(codes: ["M81.0"], answer: .unverified),
    Case(codes: ["M85.89"], answer: .unverified, procedure: "77081"),
    // 20 months after the last one it is too early, after 24 not, after 12 only for a reason.
    Case(codes: ["M85.89"], answer: .notCovered, last: "2025-03-02"),
    Case(codes: ["M85.89"], answer: .covered, last: "2024-11-02"),
    Case(codes: ["M85.89"], answer: .covered, last: "2025-11-02", glucocorticoid: 4),
    Case(codes: ["M85.89"], answer: .notCovered, last: "2025-11-02", glucocorticoid: 3),
    Case(codes: ["M85.89"], answer: .notCovered, last: "2025-11-02", glucocorticoid: 0),
    // The month of the last test does not count, whatever its day.
    Case(codes: ["M85.89"], answer: .covered, last: "2024-11-30"),
    Case(codes: ["M85.89"], answer: .notCovered, last: "2024-12-01"),
    Case(codes: ["M85.89"], answer: .notCovered, isOrdered: false),
    // A baseline is confirmed by axial DXA, and only where it was not one itself.
    Case(codes: ["M85.89"], answer: .covered, last: "2026-06-02", lastProcedure: "76977", confirms: true),
    Case(codes: ["M85.89"], answer: .notCovered, last: "2026-06-02", lastProcedure: "77080", confirms: true),
    Case(codes: ["M85.89"], answer: .notCovered, last: "2026-06-02", lastProcedure: "76977", confirms: false),
    Case(
      codes: ["M85.89"], answer: .notCovered, procedure: "77081", last: "2026-06-02", lastProcedure: "76977",
      confirms: true),
  ])
  func `NCD 150.3 answers`(_ row: Case) throws {
    let verdicts = try verdicts(row)
    #expect(verdicts.map(\.pack) == ["NCD 150.3"])
    #expect(verdicts.first?.answer == row.answer, "\(verdicts)")
  }

  @Test func `what is open is said with what settles it, and what is verified with its source`() throws {
    let verdict = try #require(try verdicts(Case(codes: ["M85.89"], answer: .covered)).first)
    let open = verdict.conditions.filter { $0.state == .unknown }
    #expect(open.count == 3)
    #expect(open.allSatisfy { !$0.settledBy.isEmpty })
    let diagnosis = try #require(verdict.conditions.first)
    #expect(diagnosis.state == .met && diagnosis.isVerified && diagnosis.source.contains("SE1525"))
    #expect(!verdict.gaps.isEmpty)
  }

  @Test func `a refusal advises on notices, and never on the diagnosis`() throws {
    let refused = try #require(try verdicts(Case(codes: ["M85.80"], answer: .notCovered)).first)
    for modifier in ["GA", "GZ", "GY"] { #expect(refused.advice.contains { $0.contains(modifier) }) }
    let everything = refused.advice + refused.conditions.flatMap { [$0.text, $0.settledBy] }
    #expect(!everything.contains { $0.contains("M85.8") && !$0.contains("M85.80") })
    let signed = try #require(try verdicts(Case(codes: ["M85.80"], answer: .notCovered, modifiers: ["GA"])).first)
    #expect(signed.advice.count == 1)
    #expect(try verdicts(Case(codes: ["M85.89"], answer: .covered)).first?.advice.isEmpty == true)
  }

  @Test func `a contractor's article that was not seen is unverified`() throws {
    let palmetto = Coverage(payerName: "Palmetto GBA", payerID: "11502", filing: "MB")
    let verdicts = try verdicts(Case(codes: ["M85.89"], answer: .covered), payer: palmetto)
    #expect(verdicts.map(\.pack) == ["NCD 150.3", "L39268 / A59040"])
    #expect(verdicts.last?.answer == .unverified)
    #expect(verdicts.last?.gaps.contains { $0.contains("not seen") } == true)
    let cgs = Coverage(payerName: "CGS", payerID: "15102", filing: "MB")
    #expect(try self.verdicts(Case(codes: ["M85.89"], answer: .covered), payer: cgs).last?.pack == "L36460 / A57132")
  }

  @Test func `a payer whom no pack binds is unverified`() throws {
    let other = Coverage(payerName: "Anybody's Health", filing: "CI")
    let verdicts = try verdicts(Case(codes: ["M85.89"], answer: .unverified), payer: other)
    #expect(verdicts.map(\.answer) == [.unverified])
    #expect(verdicts.first?.gaps.first?.contains("no coverage pack") == true)
  }

  @Test func `an imported article answers for its contractor`() throws {
    var packs = try Installed.packs()
    let table = """
      "article_id","article_version","icd10_code_id","icd10_covered_group","description"
      "59040","12","M8589","1","text with ""quotes"", and a comma"
      "57132","19","M810","1","text"

      """
    for index in packs.indices { try packs[index].importArticle(Array(table.utf8), file: "covered.csv") }
    let palmetto = try #require(packs.last)
    #expect(palmetto.diagnoses.map(\.codes) == [[Code("M85.89")].compactMap { $0 }])
    #expect(palmetto.diagnoses.first?.listing == .covered)
  }

  @Test(arguments: [
    "", "[]", #"{"id":"x"}"#, #"{"id":"x","title":"t","contractor":"c","from":"today","checked":"2026-11-23"}"#,
    #"{"id":"x","title":"t","contractor":"c","from":"2026-01-01","checked":"2026-11-23","diagnoses":[{"codes":["?"],"listing":"covered","source":"a"}]}"#,
    #"{"id":"x","title":"t","contractor":"c","from":"2026-01-01","checked":"2026-11-23","conditions":[{"text":"t","settledBy":"s","source":"nowhere"}]}"#,
  ])
  func `a pack that is none is refused with its name`(_ text: String) {
    let error = #expect(throws: TableError.self) { try CoveragePack(Array(text.utf8), file: "p.json") }
    #expect(error?.file == "p.json")
  }
}

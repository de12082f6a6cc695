import Billing
import Foundation
import ICD10CM
import JSON
import Testing

@testable import osteon

/// The examples of claims, which are the statements of the page of M85.89 as cases.
@Suite struct BillingExampleTests {
  private static let examples: URL = {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.appendingPathComponent("Examples/claims")
  }()
  private static let books = (try? Shelf().books()) ?? []
  private static let hasEdition = books.contains { $0.edition.name == "2027" }
  private static let grouper = try? Grouper(PackageSetup.folder)

  private func review(_ name: String) throws -> EncounterReview {
    let file = try EncounterFile(Self.examples.appendingPathComponent(name + ".json").path)
    let encounter = try #require(file.encounters.first)
    let procedures = Set(encounter.claim.lines.map(\.procedure))
    return EncounterReview(encounter, tables: try BillingTables(books: Self.books, procedures: procedures).review)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let answers: [CoverageVerdict.Answer]
    var errors: [String] = []
    var testDescription: String { name }
  }

  @Test(
    .enabled(if: hasEdition),
    arguments: [
      Row(name: "m85-89-dxa", answers: [.covered]), Row(name: "m85-80-not-covered", answers: [.notCovered]),
      Row(name: "m85-89-too-early", answers: [.notCovered]), Row(name: "m85-89-after-24-months", answers: [.covered]),
      Row(name: "m85-89-glucocorticoid-exception", answers: [.covered]),
      Row(name: "pair-77080-77086", answers: [.covered], errors: ["line-pair"]),
      Row(name: "a59040-unverified", answers: [.covered, .unverified]),
      Row(name: "header-m85-8", answers: [.unverified], errors: ["dx-header"]),
      Row(name: "knee-injection-wrong-side", answers: [], errors: ["line-side", "visit-25"]),
    ])
  func `an example is judged as its name says`(_ row: Row) throws {
    let review = try review(row.name)
    #expect(
      review.verdicts.filter { $0.pack.isEmpty == false || $0.answer != .unverified }.map(\.answer) == row.answers)
    #expect(review.findings.filter { $0.weight == .error }.map(\.rule.id) == row.errors)
    #expect(review.isClean == (row.errors.isEmpty && !row.answers.contains(.notCovered)))
  }

  @Test(
    .enabled(if: hasEdition && (try? CodeEditorTable(PackageSetup.folder)) != nil),
    arguments: [
      ("age-8-m81-0", ["dx-age", "dx-age"]), ("screening-first", ["dx-first-unacceptable", "dx-unspecified-side"]),
    ])
  func `the code editor speaks`(_ name: String, _ rules: [String]) throws {
    let found = try review(name).findings.map(\.rule.id)
    for rule in rules { #expect(found.contains(rule)) }
    #expect(found.count { $0 == "dx-age" } == rules.count { $0 == "dx-age" })
  }

  @Test(.enabled(if: hasEdition)) func `the review shows sources, remedies and what is not known`() throws {
    let text = try review("a59040-unverified").text()
    for part in ["SE1525", "A59040: unverified", "not known: ", "(unverified)", "42 CFR 410.31", "77080"] {
      #expect(text.contains(part), "\(part)")
    }
    let refused = try review("pair-77080-77086").text()
    for part in ["never paid together", "CMS NCCI, July 2024", "likely denial reason number: 236", "remedy: "] {
      #expect(refused.contains(part), "\(part)")
    }
    let json = try JSONReader.value(of: try review("pair-77080-77086").json())
    #expect(json["clean"] == .bool(false))
  }

  @Test(.enabled(if: grouper != nil)) func `comorbidity decides between 564, 565 and 566`() throws {
    let worker = DRGWorker(grouper: try #require(Self.grouper), version: .v44)
    let rows = try Data(contentsOf: Self.examples.appendingPathComponent("stays.ndjson")).split(separator: 0x0A)
    let answers = try rows.enumerated().map { index, row in
      try JSONReader.value(of: worker.answer(to: NumberedLine(number: index + 1, bytes: Array(row))))
    }
    #expect(answers.map { $0["drg"]?.integer } == [566, 565, 564, 522])
    #expect(answers.map { $0["mdc"]?.integer } == [8, 8, 8, 8])
    #expect(answers[2]["mcc"] == .array([.string(Array("J96.01".utf8))]))
    #expect(answers[2]["cc"] == .array([.string(Array("I50.20".utf8))]))
  }

  @Test(
    .enabled(if: grouper != nil),
    arguments: [
      ("{", "JSON"), (#"{"id":1,"sex":"F","principal":"M85.89"}"#, "age"), (#"{"id":1,"age":70}"#, "principal"),
      (#"{"id":1,"age":70,"principal":"bone"}"#, "principal"), (#"{"id":1,"age":200,"principal":"M85.89"}"#, "age"),
      (#"{"id":1,"age":70,"principal":"M85.89","procedures":["x"]}"#, "procedures"),
      (#"{"id":1,"age":70,"principal":{"code":"M85.89","poa":"?"}}"#, "poa"),
      (#"{"id":1,"age":70,"principal":"M85.89","secondary":"I10"}"#, "secondary"),
      (#"{"id":1,"age":70,"principal":"M85.89","discharge":0}"#, "discharge"),
    ])
  func `a bad stay is answered, and the rest goes on`(_ text: String, _ word: String) throws {
    let worker = DRGWorker(grouper: try #require(Self.grouper), version: .v44)
    let answer = try JSONReader.value(of: worker.answer(to: NumberedLine(number: 7, bytes: Array(text.utf8))))
    #expect(answer["error"]?.text?.contains(word) == true)
    #expect(answer["line"]?.integer == 7)
  }

  @Test func `an example is written as a form to print, without markup of its own`() throws {
    let file = try EncounterFile(Self.examples.appendingPathComponent("m85-89-dxa.json").path)
    var claim = try #require(file.encounters.first).claim
    claim.remark = "<script>alert(1)</script>"
    let page = ClaimPage.html([claim])
    #expect(page.contains("1EG4TE5MK73") && page.contains("M85.89") && page.contains("215.50"))
    #expect(!page.contains("<script>"))
  }
}

import Billing
import Foundation
import ICD10CM
import Reference
import Testing

@testable import osteon

/// The pages of the project against the shipped tables of procedures and coverage.
@Suite("Pages and tables of payment")
struct PagesTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let books = (try? Shelf().books()) ?? []
  private static let hasEdition = books.contains { $0.edition.name == "2027" }

  @Test("what pages say of procedures and coverage is what the tables say", .enabled(if: hasEdition))
  func agree() throws {
    let today = try #require(Day(year: 2026, month: 11, day: 23))
    let facts = try InstalledBillingFacts()
    let checker = try EditorialChecker(books: Self.books, billing: facts, today: today, editions: ["2027"])
    let report = checker.check(folder: Self.root.appendingPathComponent("Knowledge/pages").path)
    #expect(report.problems.isEmpty, "\(report.problems.map(\.description).joined(separator: "\n"))")
  }

  @Test("the shipped tables are read", arguments: [("M85.89", "covered"), ("M85.80", "not covered")])
  func coverage(code: String, verdict: String) throws {
    let facts = try InstalledBillingFacts(packages: PackageFolder(path: "/nonexistent")).facts(
      for: try #require(Code(code)), edition: "2027")
    let national = try #require(facts.coverage?.first { $0.source.contains("NCD 150.3") })
    #expect(national.text.hasPrefix(verdict))
    #expect(national.isVerified)
    #expect(facts.procedures?.contains { $0.number == "77080" } == (code == "M85.89"))
    #expect(facts.drg == nil)
  }

  @Test("the page of a family is shown with the values of one code", .enabled(if: hasEdition))
  func shows() throws {
    let book = try #require(Self.books.first { $0.edition.name == "2027" })
    try book.touch(.lookup)
    let library = try EditorialLibrary(folder: Self.root.appendingPathComponent("Knowledge/pages").path)
    let code = try #require(Code("M85.851"))
    let text = PagesShowCommand.text(of: try #require(library.page(for: code, in: book)))
    #expect(text.contains("thigh (right)"))
    #expect(text.contains("PITFALLS"))
    #expect(text.contains("[1] ICD-10-CM Tabular List"))
    #expect(!text.contains("{"))
  }
}

import Billing
import ICD10CM
import Reference
import Testing

@testable import osteon

@Suite struct InstalledBillingFactsTests {
  private static let isInstalled = PackageSetup(folder: PackageSetup.folder).isInstalled(TablePackage.all[0])

  private static let books = ((try? Shelf().books()) ?? []).filter { ["2026", "2027"].contains($0.edition.name) }

  private func facts(_ code: String, edition: String = "2027") throws -> CodeBilling {
    try InstalledBillingFacts().facts(for: try #require(Code(code)), edition: edition)
  }

  @Test(
    .enabled(if: isInstalled),
    arguments: [
      ("M85.89", "2027", ["MS-DRG 564", "MS-DRG 565", "MS-DRG 566"]),
      ("S72.001A", "2026", ["MS-DRG 535", "MS-DRG 536"]),
      ("M85.8", "2027", []), ("W01.0XXA", "2027", []),
    ])
  func `a principal diagnosis has its groups`(_ code: String, _ edition: String, _ groups: [String]) throws {
    let found = try #require(try facts(code, edition: edition).drg)
    #expect(found.map(\.text) == groups)
    #expect(found.allSatisfy { $0.source.contains(edition == "2026" ? "V43," : "V44,") && $0.isVerified })
  }

  @Test(
    .enabled(if: isInstalled),
    arguments: [("M85.89", "not a CC"), ("S72.001A", "MCC"), ("I50.20", "CC ("), ("J96.01", "MCC")])
  func `a secondary diagnosis counts or not`(_ code: String, _ start: String) throws {
    #expect(try facts(code).comorbidity?.first?.text.hasPrefix(start) == true)
  }

  @Test(
    .enabled(if: isInstalled),
    arguments: [
      ("M81.0", ["counts for medicines (RxHCC)"]), ("M85.89", []),
      ("M80.08XA", ["HCC 401", "counts for medicines (RxHCC)"]), ("S72.001A", ["HCC 402"]),
    ])
  func `categories of risk adjustment`(_ code: String, _ expected: [String]) throws {
    let found = try #require(try facts(code).hcc)
    #expect(found.map(\.text).prefix(2) == expected[...])
    #expect(found.allSatisfy { $0.source.contains("payment year 2027") })
  }

  @Test(.enabled(if: isInstalled)) func `edits go by the edition`() throws {
    #expect(try facts("M81.0").edits?.map(\.text) == ["only at ages 15 to 124"])
    #expect(try facts("Z13.820").edits?.map(\.text) == ["not accepted as principal diagnosis"])
    #expect(try facts("M85.89").edits?.isEmpty == true)
  }

  /// The groups of a diagnosis with complications are asked once for each group: over a sample of all chapters they must be
  /// those that the grouper gives for each code by itself.
  @Test(.enabled(if: isInstalled && !books.isEmpty))
  func `groups kept for a group are those of each of its codes`() throws {
    let book = try #require(Self.books.last)
    let facts = try InstalledBillingFacts()
    var groups: [[String]: Int] = [:]
    var asked = 0
    for node in book.allNodes.filter(book.isBillable).enumerated().filter({ $0.offset % 193 == 0 }) {
      let code = book.code(of: node.element)
      let kept = try #require(facts.groups(of: code, edition: book.edition.name, isKept: true))
      let alone = try #require(facts.groups(of: code, edition: book.edition.name, isKept: false))
      #expect(kept == alone, "\(code)")
      groups[alone.map(\.text), default: 0] += 1
      asked += 1
    }
    #expect(asked > 300 && groups.count > 30, "\(asked) codes of \(groups.count) groups")
    #expect(groups.values.contains { $0 > 1 })
  }

  @Test func `what is not installed is nil, and what was not seen is unverified`() throws {
    let nowhere = try InstalledBillingFacts(packages: PackageFolder(path: "/nonexistent"))
    let facts = nowhere.facts(for: try #require(Code("M81.0")), edition: "2027")
    #expect(facts.drg == nil && facts.comorbidity == nil && facts.hcc == nil && facts.edits == nil && facts.ccsr == nil)
    let coverage = try #require(facts.coverage)
    #expect(coverage.contains { $0.source.contains("A59040") && !$0.isVerified && $0.text.hasPrefix("unverified") })
    #expect(facts.procedures?.contains { $0.number == "77080" } == true)
    #expect(nowhere.knows(procedure: "77080") && !nowhere.knows(procedure: "12345"))
  }
}

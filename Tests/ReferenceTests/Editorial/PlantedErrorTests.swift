import Foundation
import ICD10CM
import Testing

@testable import Reference

/// The editions that `make book` installed, oldest first; empty where none is.
enum InstalledBooks {
  static let all: [Book] = {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "/root") + "/.local/share"
    let folder = environment["OSTEON_BOOKS"] ?? data + "/osteon/books"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".book") }.compactMap { try? Book(path: folder + "/" + $0) }
      .sorted { $0.edition.effectiveFrom < $1.edition.effectiveFrom }
  }()

  /// Whether the edition that the pages are written for is there, with one before it.
  static let hasEditionOfPages = all.dropFirst().contains { $0.edition.name == "2027" }
}

/// Facts of the billing side that the planted errors contradict, each verified in public text: NCD 150.3 after MLN
/// SE1525 (rev. 2016-04-12), MS-DRG 564–566 after the grouper V44.
struct KnownBillingFacts: BillingFacts {
  func facts(for code: Code, edition: String) -> CodeBilling {
    guard code == Code("M85.89") || code == Code("M85.80") else { return CodeBilling() }
    let isCovered = code == Code("M85.89")
    return CodeBilling(
      procedures: isCovered
        ? [
          RelatedProcedure(
            number: "77080", gloss: "DXA of spine and hips",
            reason: BillingFact(text: "indication of NCD 150.3", source: "MLN SE1525", isVerified: true))
        ] : [],
      coverage: [
        BillingFact(text: isCovered ? "covered" : "not covered", source: "NCD 150.3 after MLN SE1525", isVerified: true)
      ],
      drg: [BillingFact(text: "MS-DRG 564–566", source: "V44", isVerified: true)])
  }
}

private let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// A page with one planted error, and the kind that its first line names.
struct PlantedError: Sendable, CustomTestStringConvertible {
  let name: String
  let kind: String
  let text: String
  var testDescription: String { name }

  static let all: [PlantedError] = {
    let folder = packageRoot.appendingPathComponent("Tests/Fixtures/pages").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix("fail-") && $0.hasSuffix(".md") }.sorted().compactMap { name -> PlantedError? in
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { return nil }
      let text = String(decoding: data, as: UTF8.self)
      let kind = text.split(separator: "\n").first?.replacing("<!-- fails: ", with: "").replacing(" -->", with: "")
      return PlantedError(name: name, kind: kind.map(String.init) ?? "", text: text)
    }
  }()
}

@Suite("Planted errors", .enabled(if: InstalledBooks.hasEditionOfPages))
struct PlantedErrorTests {
  static let checker: EditorialChecker? = Day(year: 2026, month: 11, day: 23).flatMap { today in
    try? EditorialChecker(books: InstalledBooks.all, billing: KnownBillingFacts(), today: today, editions: ["2027"])
  }

  @Test("there are enough of them, and every kind of failure has one")
  func enough() {
    #expect(PlantedError.all.count >= 60)
    let kinds = Set(PlantedError.all.map(\.kind))
    #expect(kinds == Set(EditorialProblem.Kind.allCases.map(\.rawValue)))
  }

  @Test("each is found, with its place and a remedy, and nothing else is", arguments: PlantedError.all)
  func found(error: PlantedError) throws {
    let report = try #require(Self.checker).check(text: error.text, name: error.name)
    #expect(Set(report.problems.map(\.kind.rawValue)) == [error.kind], "\(report.problems)")
    let lines = error.text.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(report.problems.allSatisfy { $0.line >= 1 && $0.line <= lines && !$0.remedy.isEmpty })
  }

  /// A page of one paragraph with its front matter.
  private static func page(covers: String, _ meaning: String) -> String {
    """
    ---
    covers: \(covers)
    edition: 2027
    verified: 2026-11-23
    review-by: 2027-09-30
    source 1:
      title: ICD-10-CM Tabular List
      publisher: CDC and CMS
      date: 2026-10-01
      supports: titles and notes; I.C.13.d
      read: 2026-11-23
    ---
    # Meaning
    \(meaning)
    """
  }

  @Test("the page with none of them passes")
  func passes() throws {
    let clean = Self.page(
      covers: "M85.89",
      """
      {title M85.89} is kept apart from {excludes1 M85.89 M48.1}, diffuse idiopathic skeletal hyperostosis (I.C.13.d). [1]
      {covered M85.89 "NCD 150.3"} {not-covered M85.80 "NCD 150.3"} {drg M85.89 564,565,566} {procedure 77080 M85.89}
      {threshold osteoporosis "at or below −2.5"} {never-together M81.0 M85.89} {became-header 2027 M72.2}
      Primary hyperparathyroidism (E21.0) is not hyperparathyroidism without a type (E21.3).
      """)
    let report = try #require(Self.checker).check(text: clean, name: "clean.md")
    #expect(report.problems.isEmpty, "\(report.problems)")
    #expect(report.notChecked.isEmpty, "\(report.notChecked)")
    #expect(report.facts == 9)
  }

  @Test(
    "what is true of every code that shows a sentence passes",
    arguments: [
      ("M85.8-", "{for M85.85-} {code} is a disorder at one site: {site}, {side|the last character is the side}."),
      ("M85.8-", "{for M85.851} {code} is a disorder of the right thigh."),
      ("M85.8-", "{for M85.85- M85.88} {code} stands for one site and not for several sites."),
      ("M17.-", "{for M17.1-} {code} is primary disease and not bilateral."),
      ("M17.-", "{for M17.1-} {code} is for one knee; {title M17.0} for a bilateral disease."),
      ("M48.0-", "{for M48.06-} Use {code} for a narrow canal at this region."),
      ("S72.1-", "{for S72.14-} {code} is a displaced or nondisplaced intertrochanteric fracture."),
      ("S72.1-", "{for S72.141} {code} is a displaced fracture of the right femur."),
      ("S72.1-", "{code} is a fracture. The right and the left femur have codes of their own."),
    ])
  func axesPass(covers: String, sentence: String) throws {
    let text = Self.page(covers: covers, "\(sentence) [1]")
    let report = try #require(Self.checker).check(text: text, name: "clean.md")
    #expect(report.problems.isEmpty, "\(report.problems)")
  }

  @Test("a statement that no installed table decides is said to be unchecked, not true")
  func unchecked() throws {
    let today = try #require(Day(year: 2026, month: 11, day: 23))
    let checker = try EditorialChecker(books: InstalledBooks.all, today: today, editions: ["2027"])
    for error in PlantedError.all where error.kind == "billing" {
      let report = checker.check(text: error.text, name: error.name)
      #expect(report.problems.isEmpty)
      #expect(report.notChecked.count == 1)
    }
  }
}

@Suite("Pages of the project", .enabled(if: InstalledBooks.hasEditionOfPages))
struct ShippedPagesTests {
  static let folder = packageRoot.appendingPathComponent("Knowledge/pages").path

  @Test("every page is true on the day it was verified")
  func pass() throws {
    let today = try #require(Day(year: 2026, month: 11, day: 23))
    let checker = try EditorialChecker(
      books: InstalledBooks.all, billing: NoBillingFacts(), today: today,
      editions: EditorialChecker.editions(inFolder: Self.folder))
    let report = checker.check(folder: Self.folder)
    #expect(report.problems.isEmpty, "\(report.problems.map(\.description).joined(separator: "\n"))")
    #expect(report.pages >= 20)
    #expect(report.facts > 400)
  }

  @Test("every code that a page covers has every part, with its sources")
  func complete() throws {
    let book = try #require(InstalledBooks.all.first { $0.edition.name == "2027" })
    let library = try EditorialLibrary(folder: Self.folder)
    for family in library.covers {
      let node = try #require(book.node(family))
      for row in book.subtree(of: node).map({ NodeID($0) }) {
        let code = book.code(of: row)
        // One 7th character stands for all: sixteen of them double the time and show the same paragraphs.
        if book.isSeventhCharacterCode(row), !code.undotted.hasSuffix("A") { continue }
        let page = try #require(library.page(for: code, in: book))
        for part in EditorialPart.allCases where part != .procedures {
          #expect(!page.paragraphs(part).isEmpty, "\(code) has no \(part.heading)")
        }
        let cited = Set(page.parts.values.joined().flatMap(\.citations))
        #expect(cited == Set(page.sources.map(\.number)), "\(code)")
        let torn = page.parts.values.joined().map(Self.words).filter { text in
          ["{", "  ", " .", " ,", "()"].contains { text.contains($0) } || text.hasPrefix(" ") || text.isEmpty
        }
        #expect(torn.isEmpty, "\(code)")
      }
    }
  }

  private static func words(_ paragraph: EditorialParagraph) -> String {
    paragraph.runs.map { run in
      switch run {
      case .text(let text): text
      case .code(_, let shown): shown
      case .citation(let number): "[\(number)]"
      case .unverified: "[unverified]"
      case .rule(let id): id
      }
    }.joined()
  }

  @Test("a family page serves each member with its own values")
  func ownValues() throws {
    let book = try #require(InstalledBooks.all.first { $0.edition.name == "2027" })
    let library = try EditorialLibrary(folder: Self.folder)
    func meaning(_ text: String) throws -> String {
      let code = try #require(Code(text))
      let page = try #require(library.page(for: code, in: book))
      return page.paragraphs(.meaning).map(\.plainText).joined(separator: " ")
    }
    #expect(try meaning("M85.851").contains("thigh (right)"))
    #expect(try meaning("M85.832").contains("forearm (left)"))
    #expect(try meaning("M85.80").contains("no site"))
    #expect(try meaning("M17.12").contains("Unilateral primary osteoarthritis, left knee"))
    // In April 2026 plantar fasciitis was still among the fibromatoses: the page for FY2027 is not shown there.
    let older = try #require(InstalledBooks.all.first { $0.edition.name == "2026-04" })
    let plantar = try #require(Code("M72.2"))
    #expect(library.page(for: plantar, in: book) != nil)
    #expect(library.page(for: plantar, in: older) == nil)
    let lowBoneMass = try #require(Code("M85.89"))
    #expect(library.page(for: lowBoneMass, in: older)?.edition == "2027")
    let cholera = try #require(Code("A00.0"))
    #expect(library.page(for: cholera, in: book) == nil)
  }
}

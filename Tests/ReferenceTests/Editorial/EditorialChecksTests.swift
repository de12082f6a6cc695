import BoneDensity
import ICD10CM
import Testing

@testable import Reference

@Suite("What checks read")
struct EditorialChecksTests {
  @Test(
    "limits in words",
    arguments: [
      ("at or below −2.5", [-2501, -2500], [-2499, 0]), ("-2.5 or lower", [-2500], [-2499]),
      ("≤ −2.5", [-2500], [-2499]), ("below −2.5", [-2501], [-2500]), ("less than -2.5", [-2501], [-2500]),
      ("above −2.5 and below −1.0", [-2499, -1001], [-2500, -1000]), ("at or above −1.0", [-1000, 300], [-1001]),
      ("greater than -1", [-999], [-1000]), (">= -1.0 and <= 0.5", [-1000, 500], [-1001, 501]),
    ])
  func limits(words: String, inside: [Int], outside: [Int]) throws {
    let limit = try #require(ScoreLimit(words))
    #expect(inside.allSatisfy(limit.contains))
    #expect(!outside.contains(where: limit.contains))
  }

  @Test(
    "words that leave their ends open are no limit",
    arguments: ["between −1.0 and −2.5", "−2.5", "low", "below −2.5 and normal", "", "below −2.5 −1.0"])
  func noLimit(words: String) { #expect(ScoreLimit(words) == nil) }

  @Test(
    "scores", arguments: [("−1.7", -1700), ("-2.55", -2550), ("T-score −2", -2000), ("0.4", 400), ("+1.0", 1000)])
  func scores(words: String, expected: Int) { #expect(ScoreLimit.thousandths(words) == expected) }

  @Test("no score", arguments: ["", "low", "1.0 and 2.0", "−", "123.4", "1.2.3"])
  func noScores(words: String) { #expect(ScoreLimit.thousandths(words) == nil) }

  @Test(
    "sections of the guidelines",
    arguments: [
      ("(I.C.13.d), IV.H.", ["I.C.13.d", "IV.H"]), ("II.H and III.B", ["II.H", "III.B"]), ("I.B.5)", ["I.B.5"]),
      ("I. C. 13", []), ("IIIA to IIIC", []), ("V.A", []), ("L4.5", []), ("I.c.13", []), ("I and II", []),
    ])
  func sections(text: String, expected: [String]) { #expect(SourceCheck.sections(in: text) == expected) }

  @Test(
    "numbers of groups",
    arguments: [
      ("MS-DRG 564–566", [564, 565, 566]), ("MS-DRG 564, 566", [564, 566]), ("HCC 402 (V28)", [402]), ("none", []),
      ("MS-DRG 564-565", [564, 565]),
    ])
  func numbers(text: String, expected: [Int]) { #expect(CheckedFact.numbers(in: text) == expected) }

  @Test(
    "sentences end at a stop, a question or an exclamation mark, not at an abbreviation",
    arguments: [
      ("One. Two? Three! Four", 4), ("Words, e.g. these. Others", 2), ("M85.89 is a code. It is", 2), ("One", 1),
    ])
  func sentences(text: String, count: Int) {
    let pieces = InlineReader([Substring(text)], file: "a.md", line: 1).pieces
    #expect(Prose(pieces).sentences.count == count)
  }

  @Test(
    "values of a fact",
    arguments: [
      (#"title M85.89 "a b""#, "title", ["M85.89", "a b"]), (#"coded "x.""#, "coded", ["x."]),
      ("rule a-b", "rule", ["a-b"]),
      (#"seventh S72.001 A,B"#, "seventh", ["S72.001", "A,B"]),
    ])
  func calls(text: String, name: String, values: [String]) throws {
    let call = try #require(InlineReader.call(text))
    #expect(call.name == name)
    #expect(call.values == values)
  }

  @Test("no fact", arguments: [#"title "open"#, "", #""quoted" first"#])
  func noCalls(text: String) { #expect(InlineReader.call(text) == nil) }

  @Test("every fact has an example that can be read, and a name of its own")
  func facts() {
    let facts = CheckedFact.all
    #expect(Set(facts.map(\.name)).count == facts.count)
    for fact in facts {
      let inner = fact.usage.dropFirst().dropLast()
      #expect(InlineReader.call(String(inner))?.name == fact.name, "\(fact.usage)")
    }
  }
}

@Suite("What checks read in a book", .enabled(if: InstalledBooks.hasEditionOfPages))
struct EditorialBookTests {
  private static let book = InstalledBooks.all.first { $0.edition.name == "2027" }
  private static let gloss = book.map { GlossCheck($0) }

  @Test(
    "a condition beside a code of another one",
    arguments: [
      ("such as hyperparathyroidism (E21.0)", ["E21.0"]), ("such as primary hyperparathyroidism (E21.0)", []),
      ("hyperparathyroidism E21.3", []), ("menopausal state N95.1", ["N95.1"]), ("postmenopausal status Z78.0", []),
      ("plantar fasciitis M72.20", ["M72.20"]), ("plantar fasciitis (M67.A-)", []),
      ("E21.0 (hyperparathyroidism)", ["E21.0"]),
      ("osteoporosis M80-M81", ["M80"]), ("the code M16.11 and others", []), ("low back pain M54.50", []),
      ("low back pain, as M48.061", []),
    ])
  func glosses(text: String, wrong: [String]) throws {
    let pieces = InlineReader([Substring(text)], file: "a.md", line: 1).pieces
    let sentence = try #require(Prose(pieces).sentences.first)
    let problems = try #require(Self.gloss).problems(in: sentence)
    #expect(problems.map(\.mention.code.description) == wrong)
  }

  @Test(
    "axis values of a code",
    arguments: [
      ("M85.851", "M85.8", "thigh", "right", nil), ("M85.879", "M85.8", "ankle and foot", "unspecified side", nil),
      ("M85.88", "M85.8", "other site", nil, nil), ("M85.8", "M85.8", nil, nil, nil),
      ("M17.0", "M17", nil, "both sides", nil),
      ("S72.145B", "S72.1", nil, "left", "nondisplaced"), ("M65.341", "M65.3", nil, "right", nil),
      ("G56.03", "G56.0", nil, "both sides", nil), ("M48.061", "M48.0", nil, nil, nil),
    ] as [(String, String, String?, String?, String?)])
  func axes(code: String, family: String, site: String?, side: String?, displacement: String?) throws {
    let book = try #require(Self.book)
    let node = try #require(Code(code).flatMap(book.node))
    let prefix = try #require(Code(family))
    let values = AxisValues(node, family: prefix, in: book)
    if let site { #expect(values.value(of: .site) == site) }
    #expect(values.value(of: .side) == side)
    #expect(values.value(of: .displacement) == displacement)
    #expect(values.value(of: .code) == code)
  }

  @Test("a code's own page goes before its family's, and the sources are numbered through")
  func ownPageFirst() throws {
    let book = try #require(Self.book)
    let own = PageReader(smallPage.replacing("covers: M85.8-", with: "covers: M85.89"), name: "own.md").file
    var family = PageReader(smallPage, name: "family.md").file
    family.sources[0].title = "Another"
    family.paragraphs.append(
      EditorialFile.Paragraph(
        part: .pitfalls, heading: nil, isItem: true, line: 30,
        pieces: [
          EditorialFile.Piece(content: .text("A pitfall "), line: 30),
          EditorialFile.Piece(content: .citation(1), line: 30),
        ]))
    let library = EditorialLibrary(files: [family, own])
    let code = try #require(Code("M85.89"))
    let page = try #require(library.page(for: code, in: book))
    #expect(page.files == ["own.md", "family.md"])
    #expect(page.sources.map(\.title) == ["Tabular List", "Another"])
    #expect(page.paragraphs(.pitfalls).first?.citations == [2])
    #expect(page.paragraphs(.meaning).first?.citations == [1])
    // The family's page alone serves another member.
    let other = try #require(Code("M85.88"))
    #expect(library.page(for: other, in: book)?.files == ["family.md"])
  }
}

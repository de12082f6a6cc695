import ICD10CM
import Testing

@testable import Reference

/// A page with everything that the form knows; tests change one line of it.
let smallPage = """
  ---
  covers: M85.8-
  edition: 2027
  verified: 2026-11-23
  review-by: 2027-09-30
  source 1:
    title: Tabular List
    publisher: CDC
    date: 2026-04-01
    supports: titles
    read: 2026-11-23
  ---
  # Meaning
  First {billable M85.89} and
  M85.8- [1].

  # Questions
  ## What is it?
  {for M85.88} The spine. [1] [unverified]
  - an item of
    two lines {side|no side} [1]
  """

@Suite("Form of a page")
struct PageReaderTests {
  @Test("a page is read with its lines")
  func reads() throws {
    let reader = PageReader(smallPage, name: "a.md")
    #expect(reader.problems.isEmpty)
    let file = reader.file
    #expect(file.covers == [Code("M85.8")].compactMap(\.self))
    #expect(file.edition == "2027")
    #expect(file.verified == Day(year: 2026, month: 11, day: 23))
    #expect(file.sources.map(\.number) == [1])
    #expect(file.paragraphs.map(\.line) == [14, 19, 20])
    #expect(file.paragraphs.map(\.isItem) == [false, false, true])
    #expect(file.paragraphs.map(\.heading) == [nil, "What is it?", "What is it?"])
    #expect(file.paragraphs[1].only == [Code("M85.88")].compactMap(\.self))
    let kinds = file.paragraphs[0].pieces.map { "\($0.line) \($0.content)" }
    #expect(kinds.count == 7)
    #expect(kinds.last?.contains("text(\".\")") == true)
  }

  @Test(
    "what is not of the form is named with its line",
    arguments: [
      ("covers: M85.8-", "cover: M85.8-", 2), ("covers: M85.8-", "covers: 85", 2),
      ("verified: 2026-11-23", "verified: November", 4), ("  date: 2026-04-01", "  date: April 2026", 6),
      ("  read: 2026-11-23", "  read: maybe", 6), ("  read: 2026-11-23", "  seen: 2026-11-23", 11),
      ("source 1:", "source one:", 6), ("# Meaning", "# Sense", 13), ("{billable M85.89}", "{billable M85.89", 14),
      ("{side|no side}", "{coded \"no end}", 21), ("edition: 2027", "edition: 2027\nedition: 2026", 4),
    ])
  func refuses(old: String, new: String, line: Int) {
    let reader = PageReader(smallPage.replacing(old, with: new), name: "a.md")
    #expect(reader.problems.contains { $0.line == line }, "\(reader.problems)")
    #expect(reader.problems.allSatisfy { $0.file == "a.md" && !$0.remedy.isEmpty })
  }

  @Test(
    "codes in running text",
    arguments: [
      ("M85.89.", ["M85.89"]), ("M85.8-, M80.-", ["M85.8-", "M80.-"]), ("M05-M14", ["M05", "M14"]),
      ("M85.8x1–M85.8x2", ["M85.8x1", "M85.8x2"]), ("M8589", ["M8589"]), ("T12 and L4", []),
      ("A57132 L39268", ["A57132", "L39268"]),
      ("FY2027", []), ("(S72.001A)", ["S72.001A"]), ("in Z3A it", ["Z3A"]), ("1M85.89", []),
    ])
  func mentions(text: String, expected: [String]) {
    #expect(CodeMention.split(text).compactMap(\.mention?.shown) == expected)
    #expect(CodeMention.split(text).map(\.text).joined() == text)
  }
}

import ICD10CM
import Reference
import Testing

@testable import osteon

/// What pages derive from notes and titles of the installed code set.
@Suite("Derived sentences")
struct DerivedSentencesTests {
  private static let books = (try? Shelf().books())?.filter { $0.edition.name == "2027" } ?? []

  private func page(_ text: String) throws -> CodePage {
    var maker = try #require(try ReferenceShelf(books: Self.books).pages())
    let code = try #require(Code(text))
    let page = maker.page(for: code)
    return try #require(page)
  }

  @Test("a note that holds under a condition is told with it", .enabled(if: !books.isEmpty))
  func condition() throws {
    let sequence = try #require(try page("T36.0X1A").pitfalls.first { $0.heading == "Sequence" })
    #expect(sequence.text.contains("says “Code first, for adverse effects, the nature of the adverse effect, such as”"))
    let second = try #require(try page("M81.0").pitfalls.first { $0.heading == "Second code" })
    #expect(second.text.hasPrefix("M89.7- or Z87.310 is added where it is documented"))
  }

  @Test(
    "a 7th character asks for the part of the care, or for what else it tells", .enabled(if: !books.isEmpty),
    arguments: [
      ("S72.001A", "Encounter", "active treatment (initial encounter for closed fracture)"),
      ("S72.001G", "Encounter", "care after the active treatment (subsequent encounter"),
      ("S72.001S", "Encounter", "a condition that it left behind (sequela)"),
      ("M1A.0110", "7th character", "this: without tophus"),
    ])
  func seventh(code: String, heading: String, words: String) throws {
    let tip = try #require(try page(code).tips.first { $0.heading == heading })
    #expect(tip.text.contains(words), "\(tip.text)")
  }

  @Test("where two things are open, neither leads to a code by itself", .enabled(if: !books.isEmpty))
  func twoOpen() throws {
    let tips = try page("S72.14").tips
    let displacement = try #require(tips.first { $0.heading == "Displacement" })
    #expect(displacement.values.isEmpty && displacement.text.hasSuffix("parts the codes: displaced or nondisplaced."))
    #expect(try #require(tips.first { $0.heading == "Both sides" }).values.isEmpty)
    // With the displacement said, the side alone decides.
    let side = try #require(try page("S72.141A").tips.first { $0.heading == "Both sides" })
    #expect(side.values.map(\.row.code.description) == ["S72.141A", "S72.142A"])
  }

  @Test("codes that leave the site open are told in one sentence", .enabled(if: !books.isEmpty))
  func siteLeftOpen() throws {
    let open = try page("S72.141A").pitfalls.filter { $0.heading == "Site left open" }
    #expect(open.count == 1)
    #expect(open.first?.text.hasPrefix("S72.9- and S72.101A say that the site is not specified; they are") == true)
  }

  @Test("words that only spell a title wrongly are not shown as names", .enabled(if: !books.isEmpty))
  func spelling() throws {
    let terms = try page("M81.0").terms
    #expect(terms.contains("brittle bone from osteoporosis") && terms.contains("osteoporotic bone"))
    for wrong in ["osteoperosis", "osteoporossis", "osteopourosis", "osteoprosis"] { #expect(!terms.contains(wrong)) }
  }

  @Test(
    "a condition is no site", .enabled(if: !books.isEmpty),
    arguments: [("M75.121", "Type"), ("S72.001A", "Site"), ("M85.811", "Type"), ("M17.11", "Type")])
  func firstAxis(code: String, heading: String) throws { #expect(try page(code).tips.first?.heading == heading) }
}

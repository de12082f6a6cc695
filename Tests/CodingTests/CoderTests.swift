import ClinicalText
import Coding
import ICD10CM
import Testing

@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct CoderTests {
  private func codes(_ text: String, kind: EncounterContext.Kind? = nil) throws -> [String] {
    let coder = try Coder(book: try #require(InstalledBook.newest))
    let note = coder.code(Document(text), in: EncounterContext(kind: kind))
    return note.assignments.map { coder.book.code(of: $0.node).description }
  }

  @Test(arguments: [
    ("Carpal tunnel syndrome, left.", ["G56.02"]),
    ("Osteoarthritis of the right knee.", ["M17.11"]),
    ("Bilateral primary osteoarthritis of knee", ["M17.0"]),
    ("Displaced trimalleolar fracture of right lower leg", ["S82.851A"]),
    ("Closed fracture of the left femoral neck", ["S72.002A"]),
    ("Trigger finger, right middle finger", ["M65.331"]),
  ])
  func `a plain diagnosis gets its code`(_ text: String, _ expected: [String]) throws {
    #expect(try codes(text, kind: .problem) == expected)
  }

  @Test(arguments: [
    "No fracture is seen.", "Mother has osteoporosis.", "Rule out carpal tunnel syndrome.",
    "Return if knee pain develops.",
  ])
  func `what is denied, another's, uncertain or conditional gets none`(_ text: String) throws {
    #expect(try codes(text) == [])
  }
}

import ClinicalText
import Coding
import ICD10CM
import Testing

/// Whole sets of bone-health codes; the labels were written before the engine was run on the notes.
@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct BoneHealthNoteTests {
  private func codes(_ text: String) throws -> [String] {
    let coder = try Coder(book: try #require(InstalledBook.newest))
    let note = coder.code(Document(text), in: EncounterContext())
    return note.assignments.map { coder.book.code(of: $0.node).description }
  }

  @Test(arguments: [
    // A score said of the diagnosis is no legend.
    ("IMPRESSION: Osteopenia of the lumbar spine with a T-score of -1.9.", ["M85.88"]),
    ("A T-score of -2.5 or lower is osteoporosis.", []),
    // What FRAX prints is no fracture and no osteoporosis.
    (
      "IMPRESSION:\n1. Osteopenia of the left hip.\n2. 10-year fracture risk: major osteoporotic 9.8%, hip 1.1%.",
      ["M85.852"]
    ),
    ("IMPRESSION: Osteopenia left hip. FRAX 12% major, 2% hip fracture.", ["M85.852"]),
    ("IMPRESSION: Osteopenia left hip.\nFRAX:\nMajor osteoporotic fracture: 12%\nHip fracture: 2.1%", ["M85.852"]),
    // Sites of which something else is said.
    ("Conclusion: bone mineral density is osteopenic at the left hip and normal at the lumbar spine.", ["M85.852"]),
    ("Conclusion: Osteopenia of the spine. The femoral neck and total hip were excluded.", ["M85.88"]),
    // Osteoporosis of the conclusion goes before the osteopenia of today's scores.
    ("Impression: Osteopenia by today's T-scores; patient carries a diagnosis of osteoporosis.", ["M81.0"]),
    ("Letter. Osteoporosis excluded (DXA T -0.2 at left hip).", []),
    // Causes.
    ("Assessment: Osteoporosis due to long-term prednisone use.", ["M81.8", "T38.0X5A", "Z79.52"]),
    ("Assessment: Osteoporosis. No prior fracture.", ["M81.0"]),
    // Vague beside exact, and what belongs to one word only.
    ("Celiac disease, osteomalacia due to malabsorption.", ["K90.0", "M83.2"]),
    ("X-linked hypophosphatemia (vitamin D-resistant rickets in childhood).", ["E83.31"]),
    ("Diagnosis: Paget's disease of bone, multiple sites.", ["M88.89"]),
    ("Follow up: Left tibial stress fracture, films show healing callus.", ["M84.362D"]),
    // Spoken numbers deny nothing.
    (
      """
      bone density the left femoral neck T score is negative two point two Z score minus zero point four impression \
      osteopenia of the left hip
      """, ["M85.852"]
    ),
  ])
  func `a note has the codes a careful coder gives it`(_ text: String, _ expected: [String]) throws {
    #expect(try codes(text) == expected)
  }
}

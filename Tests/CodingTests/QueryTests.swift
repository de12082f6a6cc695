import BoneDensity
import ClinicalText
@testable import Coding
import ICD10CM
import Testing

@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct QueryTests {
  private func note(_ text: String, _ subject: DensitySubject = DensitySubject()) throws -> (CodedNote, Book) {
    let coder = try Coder(book: try #require(InstalledBook.newest))
    return (coder.code(Document(text), in: EncounterContext(subject: subject)), coder.book)
  }

  @Test(arguments: [
    ("Assessment: Osteopenia of the hip.", Query.Topic.side),
    ("Assessment: Osteopenia.", .site),
    ("L1-L4 T-score -1.9.\nLeft femoral neck T-score -2.1.\nNo interpretation given.", .diagnosisMissing),
    (
      "67 year old postmenopausal woman. L1-L4 T-score -2.7.\nImpression: Osteopenia of the lumbar spine.",
      .numberWordConflict
    ),
    ("Assessment: Osteoporosis. Takes prednisone 10 mg daily for asthma.\nMedications: prednisone", .etiology),
    ("70 year old man fell from standing.\nAssessment: Right intertrochanteric fracture.", .fractureRelation),
    ("Assessment: stress fracture left 2nd metatarsal; osteoporosis", .fractureRelation),
    ("Active problems\n1 Osteoporotic compression fracture L3", .encounter),
    ("Impression: L3 compression deformity of indeterminate age. Osteoporosis.", .fractureAge),
    ("Assessment: Hyperparathyroidism.", .type),
    ("Right femoral neck T-score -16. Left hip osteopenia.", .implausibleValue),
    ("Right heel T-score -2.7 by ultrasound in a 61-year-old postmenopausal woman.", .diagnosisMissing),
  ])
  func `what is open is asked`(_ text: String, _ topic: Query.Topic) throws {
    #expect(try note(text).0.queries.map(\.topic).contains(topic))
  }

  @Test(arguments: [
    "Assessment: Osteopenia of the left hip.",
    "67 year old postmenopausal woman. L1-L4 T-score -1.7.\nImpression: Osteopenia of the lumbar spine.",
    "Assessment: Normal bone density.",
    "Assessment: Vitamin D deficiency.", "Assessment: Low back pain.",
    """
    History of osteoporotic fracture of L2, healed. 80-year-old postmenopausal woman. T-score of the spine -2.3 (L2 excluded, \
    old fracture).\nImpression: Osteoporosis.
    """,
  ])
  func `what is settled is not asked`(_ text: String) throws {
    #expect(try note(text).0.queries.map(\.topic) == [])
  }

  @Test func `each answer leads to its code, and the wording names none`() throws {
    let (coded, book) = try note("Assessment: Osteopenia of the hip.")
    let query = try #require(coded.queries.first)
    #expect(query.answers.compactMap { $0.node.map { book.code(of: $0).description } } == ["M85.851", "M85.852"])
    #expect(QueryLint.problems(in: query) == [])
  }

  @Test(arguments: [
    "Please document M85.851 for the right hip, or unable to determine?",
    "Would you agree that this is osteoporosis, or unable to determine?",
    "Medicare covers this only with a side. Which is it, or unable to determine?",
    "Which side is affected: right or left?",
    "The side is unclear, or you are unable to determine it.",
  ])
  func `a leading, paying, coding or closed question is caught`(_ text: String) {
    let query = Query(.side, text, spans: [], searched: "")
    #expect(!QueryLint.problems(in: query).isEmpty)
  }
}

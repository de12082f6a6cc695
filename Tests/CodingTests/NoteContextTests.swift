import ClinicalText
import Coding
import ICD10CM
import Testing

/// Which part of a note is coded, and what is taken from the rest of it.
@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct NoteContextTests {
  private func codes(_ text: String) throws -> [String] {
    let coder = try Coder(book: try #require(InstalledBook.newest))
    return coder.code(Document(text)).assignments.map { coder.book.code(of: $0.node).description }
  }

  // MARK: The conclusion

  @Test(arguments: [
    // The heading of an item is the diagnosis; reasoning and treatment under it are not.
    (
      """
      ASSESSMENT AND PLAN
      Hypertension.
      • Medical Reasoning: He reports headaches and dizziness and has chronic cough.
      • Medical Treatment: Continue lisinopril.
      """, ["I10"]
    ),
    // The summary sentence of an assessment is no list of diagnoses.
    (
      """
      ASSESSMENT:
      Jane Roe is a 62-year-old female with a past medical history significant for gout and asthma.
      Carpal tunnel syndrome, left.
      """, ["G56.02"]
    ),
    // After the operation goes before before it.
    (
      """
      PREOPERATIVE DIAGNOSIS: Right knee pain.
      POSTOPERATIVE DIAGNOSIS: Loose body, right knee.
      PROCEDURE: Arthroscopy.
      """, ["M23.41"]
    ),
    (
      """
      PREOPERATIVE DIAGNOSIS: Carpal tunnel syndrome, right.
      POSTOPERATIVE DIAGNOSIS: Same.
      PROCEDURE: Carpal tunnel release.
      """, ["G56.01"]
    ),
    // An uncertain diagnosis is not coded; the symptom in the same item is.
    ("ASSESSMENT: Left knee pain, likely meniscal tear.", ["M25.562"]),
    // Where the conclusion states nothing that can be coded, the reason for the visit does.
    ("CHIEF COMPLAINT: Right hip pain.\n\nASSESSMENT: Possible labral tear.", ["M25.551"]),
    // What is explained about risks is not the case.
    (
      """
      ASSESSMENT: Carpal tunnel syndrome, left.
      PLAN: Risks including infection, nerve injury, DVT and pulmonary embolism were discussed.
      """, ["G56.02"]
    ),
  ])
  func `the conclusion is coded, not what argues for it`(_ text: String, _ expected: [String]) throws {
    #expect(try codes(text) == expected)
  }

  // MARK: Site and side from the note

  @Test(arguments: [
    ("CHIEF COMPLAINT: Left knee pain.\n\nASSESSMENT: Osteoarthritis.", ["M17.12"]),
    ("PROCEDURE: Right carpal tunnel release.\n\nPOSTOPERATIVE DIAGNOSIS: Carpal tunnel syndrome.", ["G56.01"]),
    // Where the note names both sides, none is taken.
    (
      "CHIEF COMPLAINT: Left hand numbness and right hand pain.\n\nASSESSMENT: Carpal tunnel syndrome.", ["G56.00"]
    ),
  ])
  func `a diagnosis without site or side takes them from the reason and the procedure`(
    _ text: String, _ expected: [String]
  ) throws {
    #expect(try codes(text) == expected)
  }

  // MARK: The 7th character

  @Test(arguments: [
    ("CHIEF COMPLAINT: Right ankle injury.\n\nASSESSMENT: Right ankle sprain.\n\nPLAN: Follow up in two weeks.", "A"),
    ("CHIEF COMPLAINT: Follow-up of right ankle sprain.\n\nASSESSMENT: Right ankle sprain.", "D"),
    ("REASON FOR VISIT: Six weeks status post sprain.\n\nASSESSMENT: Right ankle sprain.", "D"),
    (
      """
      PREOPERATIVE DIAGNOSIS: Right ankle sprain.
      POSTOPERATIVE DIAGNOSIS: Right ankle sprain.
      PROCEDURE: Postoperative splint.
      """, "A"
    ),
  ])
  func `active treatment and routine care differ by what the visit is for`(_ text: String, _ seventh: String) throws {
    let code = try #require(try codes(text).first)
    #expect(code.hasPrefix("S93.4") && code.hasSuffix(seventh))
  }
}

import ClinicalText
import Testing

@Suite struct SectionReaderTests {
  private static let rows: [(String, [String])] = [
    ("CHIEF COMPLAINT\n\nKnee pain.", ["CHIEF COMPLAINT = chiefComplaint"]),
    ("Assessment: osteopenia", ["Assessment = assessment"]),
    ("assessment and plan\n\n1. Osteopenia", ["assessment and plan = assessmentAndPlan"]),
    ("FINDINGS The lumbar spine", ["FINDINGS = findings"]),
    ("## Impression\nOsteopenia", ["Impression = impression"]),
    ("**IMPRESSION:** Osteopenia", ["IMPRESSION = impression"]),
    ("1. INDICATION: Screening\n2. TECHNIQUE: DXA", ["INDICATION = indication", "TECHNIQUE = technique"]),
    ("INTERPRETATION:\nOsteopenia", ["INTERPRETATION = impression"]),
    ("A/P\n1. Osteopenia", ["A/P = assessmentAndPlan"]),
    ("S: pain\nO: BP 120/80\nA: osteopenia\nP: DXA", ["S = presentIllness", "O = exam", "A = assessment", "P = plan"]),
    ("PREOPERATIVE DIAGNOSIS(ES): Tear", ["PREOPERATIVE DIAGNOSIS(ES) = preoperativeDiagnosis"]),
    ("ED COURSE: Stable. MDM: Fracture.", ["ED COURSE = hospitalCourse", "MDM = assessment"]),
    ("WHO criteria:\nNormal: T-score -1.0 or above", ["WHO criteria = legend"]),
    ("WHO Classification: Osteopenia", ["WHO Classification = results"]),
    ("MRI LEFT KNEE FINDINGS:\nTear", ["MRI LEFT KNEE FINDINGS = findings"]),
    (
      "PREOPERATIVE DIAGNOSIS: Right AC separation.POSTOPERATIVE DIAGNOSIS: Same.",
      ["PREOPERATIVE DIAGNOSIS = preoperativeDiagnosis", "POSTOPERATIVE DIAGNOSIS = postoperativeDiagnosis"]
    ),
    (
      "CC: Back pain. PAST MEDICAL HISTORY: Osteopenia.", ["CC = chiefComplaint", "PAST MEDICAL HISTORY = pastHistory"]
    ),
  ]

  @Test(arguments: rows)
  func `finds headings as people type them`(text: String, expected: [String]) {
    #expect(Document(text).headings == expected)
  }

  @Test(arguments: [
    "Her assessment and plan were discussed.", "The findings are normal", "We made\na plan for her.", "pain: 5/10",
    "She has no history of falls.", "Blood pressure: 120/80", "P: 72", "",
  ])
  func `leaves prose and measurements alone`(text: String) { #expect(Document(text).headings.isEmpty) }

  @Test func `labels inside a section are not sections`() {
    let note = """
      REVIEW OF SYSTEMS

      • Musculoskeletal: Endorses knee pain.

      PHYSICAL EXAMINATION

      • Musculoskeletal: Edema.
      - Examination: No clubbing.
      GAIT: antalgic

      ASSESSMENT AND PLAN

      1. Osteopenia.
      • Medical Reasoning: Low density.
      Plan: DXA in two years.
      """
    #expect(
      Document(note).headings == [
        "REVIEW OF SYSTEMS = reviewOfSystems", "PHYSICAL EXAMINATION = exam", "ASSESSMENT AND PLAN = assessmentAndPlan",
      ])
  }

  @Test func `bodies follow their headings and do not overlap`() {
    let text = "Osteopenia.\nPLAN: DXA\nIMPRESSION\nnormal"
    let document = Document(text)
    #expect(document.sections.map { document.text($0.body) } == ["Osteopenia.\n", " DXA\n", "\nnormal"])
    #expect(document.sections.map(\.standsAlone) == [false, false, true])
    #expect(document.section(ofToken: document.tokens.count - 1).kind == .impression)
  }
}

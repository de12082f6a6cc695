import ClinicalText
import Testing

@Suite struct AssertionTests {
  private static let statements: [(String, String, Assertion)] = [
    ("No fracture, dislocation, or osteoporosis.", "osteoporosis", Assertion.negated),
    ("Denies fever, chills, or back pain", "back pain", .negated),
    ("General: denies back pain", "back pain", .negated),
    ("Back pain: denies.", "Back pain", .negated),
    ("Negative for osteoporosis.", "osteoporosis", .negated),
    ("Osteoporosis was ruled out.", "Osteoporosis", .negated),
    ("Osteoporosis is unlikely.", "Osteoporosis", .negated),
    ("No\nevidence of osteoporosis", "osteoporosis", .negated),
    ("No acute fracture.", "acute fracture", .negated),
    ("I do not believe the patient has osteoporosis.", "osteoporosis", .negated),
    ("No fracture but osteopenia is seen.", "osteopenia", []),
    ("No fracture. Osteopenia.", "Osteopenia", []),
    ("No change in her osteopenia.", "osteopenia", []),
    ("Not only osteopenia.", "osteopenia", []),
    ("She was intubated without difficulty for fracture.", "fracture", []),
    ("Fracture without displacement.", "Fracture without displacement", []),
    ("No history of osteoporosis.", "osteoporosis", [.negated, .historical]),
    ("Probable osteoporosis.", "osteoporosis", .uncertain),
    ("Findings consistent with osteopenia.", "osteopenia", .uncertain),
    ("Cannot exclude fracture.", "fracture", .uncertain),
    ("? osteoporosis", "osteoporosis", .uncertain),
    ("Osteoporosis?", "Osteoporosis", .uncertain),
    ("Rule out fracture.", "fracture", .uncertain),
    ("r/o osteoporosis", "osteoporosis", [.uncertain, .screening]),
    ("History of hip fracture.", "hip fracture", .historical),
    ("s/p hip fracture, osteopenia", "hip fracture", .historical),
    ("s/p hip fracture, osteopenia", "osteopenia", []),
    ("Hip fracture 3 years ago.", "Hip fracture", .historical),
    ("Healed rib fracture", "rib fracture", .historical),
    ("The fracture is healed.", "fracture", .historical),
    ("Pneumonia, resolved", "Pneumonia", .historical),
    ("DXA in the past showed osteopenia", "osteopenia", .historical),
    ("Past medical history significant for osteoporosis", "osteoporosis", [.historical, .historyList]),
    ("Osteoporosis diagnosed 5 years ago", "Osteoporosis", []),
    ("Post-traumatic osteoarthritis", "osteoarthritis", []),
    ("Over the past 3 months back pain", "back pain", []),
    ("Exercises in order to treat osteopenia", "osteopenia", []),
    ("Sprain versus fracture", "Sprain", .uncertain),
    ("Sprain versus fracture", "fracture", .uncertain),
    ("Mother was worried about osteopenia", "osteopenia", []),
    ("Fracture, discharged to the care of her son", "Fracture", []),
    ("A three month history of back pain", "back pain", []),
    ("76-year-old osteoporotic woman", "osteoporotic", []),
    ("History of asthma who presents with back pain.", "back pain", []),
    ("Return for fever or worsening pain.", "pain", .hypothetical),
    ("At risk for osteoporosis", "osteoporosis", .hypothetical),
    ("Fracture risk is high.", "Fracture", .hypothetical),
    ("Call if she has back pain.", "back pain", .hypothetical),
    ("Scheduled for kyphoplasty", "kyphoplasty", .planned),
    ("Will order DXA for her osteopenia.", "osteopenia", []),
    ("Family history of osteoporosis.", "osteoporosis", [.otherExperiencer, .historical]),
    ("Mother had osteoporosis and she has osteopenia.", "osteoporosis", .otherExperiencer),
    ("Mother had osteoporosis and she has osteopenia.", "osteopenia", []),
    ("Hip fracture in her mother.", "Hip fracture", .otherExperiencer),
    ("FAMILY HISTORY: Osteoporosis.", "Osteoporosis", .otherExperiencer),
    ("His wife noticed back pain.", "back pain", []),
    ("Accompanied by her mother, osteopenia.", "osteopenia", []),
    ("Screening for osteoporosis.", "osteoporosis", .screening),
    ("Osteoporosis screening", "Osteoporosis", .screening),
    ("PAST MEDICAL HISTORY: Osteoporosis.", "Osteoporosis", []),
  ]

  @Test(arguments: statements)
  func `reads how a statement stands to the patient`(text: String, words: String, expected: Assertion) {
    #expect(Document(text).assertion(of: words) == expected)
  }

  @Test func `scopes name their cue`() throws {
    let document = Document("No evidence of osteoporosis.")
    let statement = try #require(document.range(of: "osteoporosis"))
    let scopes = document.scopes(governing: statement)
    #expect(scopes.map { document.text(document.span(of: $0.cue)) } == ["No evidence of"])
    #expect(scopes.map(\.assertion) == [.negated])
  }

  @Test(arguments: [
    ("Osteopenia = T-score between -1.0 and -2.5 SD", "Osteopenia"),
    ("World Health Organization definition of osteoporosis", "osteoporosis"),
    ("Osteopenia is defined as a T-score between -1.0 and -2.5.", "Osteopenia"),
    ("Patients with osteoporosis should be treated.", "osteoporosis"),
    ("WHO criteria:\nNormal: T-score -1.0 or above\nOsteopenia: T-score between -1.0 and -2.5", "Osteopenia"),
    ("DEFINITIONS\nOsteoporosis: brittle bones.", "Osteoporosis"),
    ("[ ] osteoporosis [x] osteopenia", "osteoporosis"),
    ("☐ osteoporosis ☑ osteopenia", "osteoporosis"),
    ("Osteoporosis yes/no", "Osteoporosis"),
  ])
  func `text of forms and legends is a template`(text: String, words: String) throws {
    #expect(try #require(Document(text).assertion(of: words)).contains(.template))
  }

  @Test(arguments: [
    ("[ ] osteoporosis [x] osteopenia", "osteopenia"),
    ("☐ osteoporosis ☑ osteopenia", "osteopenia"),
    ("Osteopenia: T-score -1.8", "Osteopenia"),
    ("The patient's T-score is below -2.5: osteoporosis.", "osteoporosis"),
    ("WHO criteria:\nOsteopenia: T-score between -1.0 and -2.5\n\nThe patient has osteoporosis.", "osteoporosis"),
    ("WHO Classification: Osteopenia", "Osteopenia"),
    ("Osteopenia: [x] yes [ ] no", "Osteopenia"),
  ])
  func `what is said of the patient is no template`(text: String, words: String) {
    #expect(Document(text).assertion(of: words) == [])
  }

  @Test func `a ticked no denies`() {
    #expect(Document("Osteoporosis: [ ] yes [x] no").assertion(of: "Osteoporosis") == .negated)
  }
}

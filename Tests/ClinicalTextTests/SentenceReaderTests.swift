import ClinicalText
import Testing

@Suite struct SentenceReaderTests {
  private static let rows: [(String, [String])] = [
    ("Osteopenia. No fracture.", ["Osteopenia.", "No fracture."]),
    ("Seen by Dr. Smith for p.r.n. pain, i.e. rarely.", ["Seen by Dr. Smith for p.r.n. pain, i.e. rarely."]),
    ("T-score is -1.8. Normal.", ["T-score is -1.8.", "Normal."]),
    ("1. Hypertension 2. Osteopenia", ["1. Hypertension", "2. Osteopenia"]),
    (
      "FINAL DIAGNOSES:1. Herniated disc.2. Osteoporosis",
      ["FINAL DIAGNOSES:", "1. Herniated disc.", "2. Osteoporosis"]
    ),
    ("Bone density shows\nosteopenia of the hip.", ["Bone density shows osteopenia of the hip."]),
    ("She has\nOsteopenia", ["She has Osteopenia"]),
    ("no fracture\nosteopenia", ["no fracture", "osteopenia"]),
    ("Hypertension\nOsteopenia", ["Hypertension", "Osteopenia"]),
    ("no fracture\n\nosteopenia", ["no fracture", "osteopenia"]),
    ("- Fracture\n- Osteopenia", ["- Fracture", "- Osteopenia"]),
    ("• Fracture • Osteopenia", ["• Fracture", "• Osteopenia"]),
    ("No pain.Denies falls.", ["No pain.", "Denies falls."]),
    ("Lisinopril 20 mg. Denies pain.", ["Lisinopril 20 mg.", "Denies pain."]),
    ("Any pain? None!", ["Any pain?", "None!"]),
    ("Rated 4. She agrees.", ["Rated 4.", "She agrees."]),
  ]

  @Test(arguments: rows)
  func `cuts sentences and items`(text: String, expected: [String]) {
    #expect(Document(text).sentenceTexts == expected)
  }

  @Test func `every token belongs to one sentence`() {
    let document = Document("PLAN:\n\n1. DXA\n2. Walk\n\n\nIMPRESSION: Osteopenia. None\n\n")
    var next = 0
    for sentence in document.sentences {
      #expect(sentence.tokens.lowerBound == next)
      next = sentence.tokens.upperBound
    }
    #expect(next == document.tokens.count)
    for token in document.tokens.indices {
      #expect(document.sentences[document.sentenceIndex(ofToken: token)].tokens.contains(token))
    }
  }
}

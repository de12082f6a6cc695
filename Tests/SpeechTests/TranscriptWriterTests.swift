import Testing

@testable import Speech

@Suite struct TranscriptWriterTests {
  private func written(_ text: String) -> String { TranscriptWriter().write(SpokenWord.words(of: text)).text }

  // MARK: Scores and signs

  @Test(arguments: [
    ("T score minus one point eight", "T-score -1.8"),
    ("T-score minus 1.8.", "T-score -1.8."),
    ("T-score-1.8, left", "T-score -1.8, left"),
    ("Tea score of negative two point five", "T-score of -2.5"),
    ("T score is plus one point two", "T-score is +1.2"),
    ("lumbar spine-1.8", "lumbar spine -1.8"),
    ("T-score – 2.7, Z-score – 1.4", "T-score -2.7, Z-score -1.4"),
    ("femoral neck T score − 2.0", "femoral neck T-score -2.0"),
    ("T-score minus two point oh", "T-score -2.0"),
    ("T-score minus 2", "T-score -2"),
    ("zee score minus one point four", "Z-score -1.4"),
    ("T-score L1-L4 -2.7", "T-score L1-L4 -2.7"),
    ("minus point eight", "-0.8"),
    ("minus two point seventy five", "-2.75"),
    ("minus 1 .8", "-1.8"),
  ])
  func `Scores take their sign`(spoken: String, expected: String) { #expect(written(spoken) == expected) }

  @Test(arguments: [
    "grade 2-3 sprain", "5-10 degrees", "2-part fracture", "COVID-19", "type-2 diabetes", "BMD-0.862", "vitamin D-22.5",
    "Lachman negative 2 times", "follow-up in 2-3 weeks", "the tender point two", "a half-dose",
  ])
  func `No minus comes from a hyphen between words or numbers`(spoken: String) {
    #expect(!written(spoken).contains(" -"), "\(written(spoken))")
  }

  // MARK: Levels

  @Test(arguments: [
    ("L one to L four", "L1-L4"), ("L one through L four", "L1-L4"), ("L one through four", "L1-L4"),
    ("L1 to L4", "L1-L4"), ("L1-L4", "L1-L4"), ("L1-4", "L1-L4"), ("L1 L4", "L1-L4"), ("L 1 through L 4", "L1-L4"),
    ("L1 two L4", "L1-L4"), ("C five six", "C5-C6"), ("C5-6", "C5-C6"), ("C5/6", "C5-C6"), ("C56", "C5-C6"),
    ("see five six disc", "C5-C6 disc"), ("L four five", "L4-L5"), ("L five S one", "L5-S1"), ("L5 S1", "L5-S1"),
    ("L5-S1", "L5-S1"), ("T twelve", "T12"), ("T-12 compression fracture", "T12 compression fracture"),
    ("T eleven through L one", "T11-L1"), ("C-5 radiculopathy", "C5 radiculopathy"), ("el four", "L4"),
    ("L4 and L5", "L4 and L5"), ("at L-45", "at L4-L5"), ("T-12", "T12"), ("C-12", "C1-C2"),
    ("C-56 radiculopathy", "C5-C6 radiculopathy"),
    ("L1, L2", "L1, L2"), ("L one two and three", "L1 two and three"),
    ("L12 L40.862 grams per square centimeter", "L1-L4 0.862 g/cm²"),
  ])
  func `Levels are written as reports write them`(spoken: String, expected: String) {
    #expect(written(spoken) == expected)
  }

  @Test(arguments: [
    ("vitamin C one gram", "vitamin C 1 gram"), ("L1 to 4 weeks", "L1 to 4 weeks"), ("T score two", "T-score 2"),
    ("I see five patients", "I see five patients"), ("hepatitis C two", "hepatitis C two"), ("L9", "L9"),
    ("T 2.5", "T 2.5"), ("C 12", "C 12"), ("C 56", "C 56"), ("T-57", "T-57"),
    ("S1 two views", "S1 two views"), ("vitamin D22", "vitamin D22"),
  ])
  func `What is no level stays`(spoken: String, expected: String) { #expect(written(spoken) == expected) }

  // MARK: Figures

  @Test(arguments: [
    ("seventy two year old", "72 year old"), ("seventy-two-year-old", "72-year-old"),
    ("70 to year old female", "72 year old female"), ("70 to 72 years", "70 to 72 years"),
    ("zero to one hundred and ten degrees", "0 to 110 degrees"),
    ("alendronate seventy milligrams weekly", "alendronate 70 mg weekly"),
    ("zero point eight six two grams per square centimeter", "0.862 g/cm²"), ("fourteen percent", "14%"),
    ("three point two percent", "3.2%"), ("in two years", "in 2 years"),
    ("Kellgren Lawrence grade four", "Kellgren Lawrence grade 4"),
    ("one point five centimeters", "1.5 cm"), ("twenty five hydroxy vitamin D", "25 hydroxy vitamin D"),
    ("two thousand twenty six", "2026"), ("one twenty over eighty", "120 over 80"), ("one third radius", "1/3 radius"),
    ("thirty three percent radius", "33% radius"), ("six weeks", "6 weeks"), ("1,200 mg", "1200 mg"),
    ("eight out of ten", "8 out of 10"), ("forty milligrams", "40 mg"), ("three hundred five", "305"),
    ("week four", "week 4"), ("postoperative day two", "postoperative day 2"),
    ("left hip 0.78 1-grams per square centimeter", "left hip 0.781 g/cm²"),
    ("0.78 1 grams per square centimeter", "0.781 g/cm²"), ("BMD 0.78 1 gram of calcium", "BMD 0.78 1 gram of calcium"),
  ])
  func `Numbers that are written as figures`(spoken: String, expected: String) { #expect(written(spoken) == expected) }

  @Test(arguments: [
    "one of the discs", "two part fracture", "fifth metatarsal", "no one", "zero pain", "the third toe", "33rd visit",
  ])
  func `Numbers that stay words`(spoken: String) { #expect(written(spoken) == spoken) }

  // MARK: Words that sound alike

  @Test(arguments: [
    ("write hip pain", "right hip pain"), ("Write total hip", "Right total hip"),
    ("lift femoral neck", "left femoral neck"),
    ("distal four arm", "distal forearm"), ("left fore arm", "left forearm"),
    ("D X A of the spine", "DXA of the spine"),
    ("osteo penia", "osteopenia"), ("write 1/3 radius", "right 1/3 radius"),
    ("write one third radius", "right 1/3 radius"), ("full thickness tier", "full thickness tear"),
    ("interior cruciate ligament", "anterior cruciate ligament"), ("the right humors", "the right humerus"),
    ("x ray", "x-ray"), ("D.X.A.", "DXA."),
  ])
  func `Words are written as meant`(spoken: String, expected: String) { #expect(written(spoken) == expected) }

  @Test(arguments: [
    ("Osteonacrosis of the hip", "Osteonecrosis of the hip"), ("trime a leolar fracture", "trimalleolar fracture"),
    ("Spondylolus, this is of L5 on S1", "Spondylolisthesis of L5 on S1"), ("epicondilitis", "epicondylitis"),
    ("meta carpal", "metacarpal"),
  ])
  func `A term in pieces or with a wrong letter is put right and marked`(spoken: String, expected: String) {
    #expect(written(spoken) == expected)
    let marks = TranscriptWriter().write(SpokenWord.words(of: spoken)).openMarks
    #expect(marks.contains { $0.doubts == [.soundsLikeTerm] } || spoken == "meta carpal", "\(marks)")
  }

  @Test(arguments: [
    "metatarsal", "metacarpal", "hypothyroidism", "hypoparathyroidism", "hyperparathyroidism", "peritrochanteric",
    "arthroscopic", "trochanters", "infraspinatus", "osteoporotic", "fractures", "interosseous", "subtrochanteric",
    "postmenopausal", "displaced fracture", "no displacement", "lateral malleolus",
    "laminotomy", "millimeter", "her stated pain", "hernia noted", "post prior", "arteritis", "commented",
    "a vascular injury",
  ])
  func `A word of its own is no other term`(spoken: String) { #expect(written(spoken) == spoken) }

  @Test(arguments: [
    "please write the letter", "unable to lift arm", "write to the patient", "for arms and legs", "lift weights",
    "write one letter", "write 1 or 2 lines",
  ])
  func `Verbs stay verbs`(spoken: String) { #expect(written(spoken) == spoken) }

  // MARK: Marks

  private func doubts(_ words: [SpokenWord]) -> [[WrittenText.Doubt]] {
    TranscriptWriter().write(words).marks.map(\.doubts)
  }

  @Test func `Numbers, levels and sides are marked where they stand`() {
    let text = TranscriptWriter().write(
      SpokenWord.words(of: "Left hip T score minus one point eight at L one to L four"))
    let bytes = Array(text.text.utf8)
    let shown = text.marks.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(shown == ["Left", "-1.8", "L1-L4"])
    #expect(text.marks.map(\.kind) == [.side, .number, .level])
    #expect(text.openMarks.isEmpty)
  }

  @Test(arguments: [
    ("T-score 1.8", WrittenText.Doubt.scoreWithoutSign), ("T-score at the lumbar spine 2.7", .scoreWithoutSign),
    ("T-score minus 18", .implausibleScore), ("write hip", .soundsLikeSide), ("C56", .splitLevel),
    ("L1 L4", .guessedRange),
    ("minus 1 .8", .splitNumber), ("C-56", .splitLevel), ("0.78 1 grams per square centimeter", .splitNumber),
    ("write 1/3 radius", .soundsLikeSide), ("862 g/cm²", .implausibleScore),
    ("L1 L40. 862 grams per square centimeter", .splitNumber),
  ])
  func `A guess has to be confirmed`(spoken: String, doubt: WrittenText.Doubt) {
    let marks = TranscriptWriter().write(SpokenWord.words(of: spoken)).openMarks
    #expect(marks.contains { $0.doubts.contains(doubt) }, "\(marks)")
  }

  @Test(arguments: [
    "T-score 0", "T-score minus 2.5", "T-score was -2.5, BMD 0.862 g/cm²", "T-score -1.0 and vitamin D 22 ng/mL",
    "alendronate 70 mg",
  ])
  func `What is plain needs no confirmation`(spoken: String) {
    #expect(TranscriptWriter().write(SpokenWord.words(of: spoken)).openMarks.isEmpty)
  }

  @Test func `Words heard uncertainly make an open mark`() {
    let words = [
      SpokenWord("left", confidence: 0.4), SpokenWord("hip", confidence: 0.3), SpokenWord("minus"),
      SpokenWord("1.8", confidence: 0.5), SpokenWord("and"), SpokenWord("right", confidence: 0.99),
    ]
    #expect(doubts(words) == [[.unsureWords], [.unsureWords], []])
  }

  @Test func `Hostile text neither stops nor grows`() {
    for text in [
      "", " ", "-", "- - -", ".", "minus", "point point", "T-score", "L", "C five", String(repeating: "9", count: 5000),
      "minus " + String(repeating: "nine ", count: 2000), "\u{0}\u{FFFD}é", "hundred thousand", "1.2.3.4", ",,,1,,2",
    ] {
      let result = written(text)
      #expect(result.utf8.count <= text.utf8.count + 8)
    }
  }
}

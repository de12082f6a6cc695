import BoneDensity
import ClinicalText
import Testing

@Suite struct `Values in sentences` {
  @Test(arguments: [
    (
      "The T-score of the lumbar spine is -1.7 and the left femoral neck -2.2.",
      ["lumbar spine - -1.7 -", "femoral neck left -2.2 -"]
    ),
    ("L1-L4: T -1.4, Z +1.2", ["lumbar spine L1-L4 - -1.4 1.2"]),
    (
      "T-scores: spine -1.2, left hip -1.9, right hip -1.7",
      ["lumbar spine - -1.2 -", "total hip left -1.9 -", "total hip right -1.7 -"]
    ),
    ("T score is minus one point nine at the spine", ["lumbar spine - -1.9 -"]),
    ("DXA. T-scores of the spine and left hip are -1.9/-2.0.", ["lumbar spine - -1.9 -", "total hip left -2.0 -"]),
    ("Density is 1.9 standard deviations below the young adult mean at the lumbar spine.", ["lumbar spine - -1.9 -"]),
    ("BMD 0.872 g/cm2 and both T-score and Z-score of -1.4 in the lumbar spine", ["lumbar spine - -1.4 -1.4"]),
    ("DEXA: lowest T-score -2.4 at the left femoral neck.", ["femoral neck left -2.4 -"]),
    (
      "Osteoporosis of the spine (T score - 3.2) and loss in the femoral neck (T score -1.4).",
      ["lumbar spine - -3.2 -", "femoral neck - -1.4 -"]
    ),
    ("The spine T-score improved from -2.9 to -2.4.", ["lumbar spine - -2.9 - prior", "lumbar spine - -2.4 -"]),
    ("Lumbar spine T-score -1.7 (previously -2.0 in 2019).", ["lumbar spine - -1.7 -", "lumbar spine - -2.0 - prior"]),
    ("Lumbar spine: 2019: T-score -2.8; 2023: T-score -2.5", ["lumbar spine - -2.8 - prior", "lumbar spine - -2.5 -"]),
    ("T and Z scores of the right femoral neck: -2.1 and -0.4.", ["femoral neck right -2.1 -0.4"]),
    (
      "Left and right femoral neck T-scores are -2.0 and -2.3, respectively.",
      ["femoral neck left -2.0 -", "femoral neck right -2.3 -"]
    ),
    (
      "DEXA: LS -2.6, FN -1.9, TH -1.2 (T-scores).",
      ["lumbar spine - -2.6 -", "femoral neck - -1.9 -", "total hip - -1.2 -"]
    ),
    ("T-score-1.8 at L1-L4 (L3 excluded)", ["lumbar spine L1-L2,L4 - -1.8 -"]),
    (
      "            Spine   L Hip  R Hip\nT-score     -1.3    -1.8   -1.6",
      ["lumbar spine - -1.3 -", "total hip left -1.8 -", "total hip right -1.6 -"]
    ),
    ("DXA distal 1/3 radius left T-score −1,9", ["33% radius left -1.9 -"]),
    (
      "DXA\nLumbar spine (L1-L4):\n  T-score: -1.9\n  Z-score: -0.4\nRight total hip:\n  T-score: 0.2",
      ["lumbar spine L1-L4 - -1.9 -0.4", "total hip right 0.2 -"]
    ),
    (
      "Left hip: Total T-score -1.2. Femoral neck T-score -1.9.", ["total hip left -1.2 -", "femoral neck left -1.9 -"]
    ),
    (
      "T SCORE L1-4 = -2.4, FEMORAL NECK = -1.8 L, -1.9 R",
      ["lumbar spine L1-L4 - -2.4 -", "femoral neck left -1.8 -", "femoral neck right -1.9 -"]
    ),
    (
      "T score −2.8 in L1–L4 and −1.9 in the total hip; Z scores were −1.2 and −0.8.",
      ["lumbar spine L1-L4 - -2.8 -1.2", "total hip - -1.9 -0.8"]
    ),
    ("Left one third radius: T-score -1.4", ["33% radius left -1.4 -"]),
    ("T-scores: left total -1.8, right neck -2.1", ["total hip left -1.8 -", "femoral neck right -2.1 -"]),
    (
      "Region BMD T-score Z-score L1-L4 0.912 -1.9 -0.4 Left Neck 0.702 -2.1 0.3",
      ["lumbar spine L1-L4 - -1.9 -0.4", "femoral neck left -2.1 0.3"]
    ),
    ("DXA T-score neg 1.8 spine", ["lumbar spine - -1.8 -"]),
    ("Two years earlier the lumbar spine T-score was -3.0.", ["lumbar spine - -3.0 - prior"]),
  ])
  func `a value goes to its site`(_ text: String, _ expected: [String]) {
    #expect(rows(text) == expected)
  }

  @Test(arguments: [
    "Osteopenia = T-score between -1.0 and -2.5 SD; osteoporosis = T-score at or below -2.5 SD",
    "A T-score of -2.5 or lower at the spine is osteoporosis.",
    "T-scores below -2.5 indicate osteoporosis. Normal: T-score -1.0 or above.",
    "Treat if the T-score is <= -2.5 at the hip.",
    "Osteoporosis is defined by a T-score of -2.5.",
    "Temperature T 98.6, pulse 72. Left hip pain, score 7/10.",
    "FRAX: hip 3.2 %, major osteoporotic fracture 12 %.",
    "T12 compression fracture. Spine film. Pain score of 6.",
    "No DXA on file.",
    "Urine density 1.016, protein negative, 0.50 g/l glucose.",
  ])
  func `thresholds and other numbers are no measurements`(_ text: String) {
    #expect(rows(text) == [])
  }

  @Test func `a value without a site is kept and reported`() {
    let report = BoneDensityReport(Document("DXA showed a T-score of -2.6."))
    #expect(report.measurements.map(\.site) == [.notStated])
    #expect(report.measurements.allSatisfy { !$0.isDiagnosticRegion })
    #expect(report.ambiguities.map(\.kind) == [.siteNotStated])
  }

  @Test func `two values for one site are kept out and reported`() {
    let report = BoneDensityReport(Document("T-scores of the spine were -1.8 and -2.2."))
    #expect(report.measurements.isEmpty)
    #expect(report.ambiguities.map(\.kind) == [.valuesDoNotMatchSites, .valuesDoNotMatchSites])
  }

  @Test func `a fracture site does not take a score`() {
    let report = BoneDensityReport(Document("Left hip fracture last year, T-score -2.6."))
    #expect(report.measurements.map(\.site) == [.notStated])
  }

  @Test(arguments: [
    ("FRAX: 10-year probability of major osteoporotic fracture 12 %, hip 3.2 %.", [12000, 3200]),
    (
      "Ten year major osteoporotic fracture risk fourteen percent, hip fracture risk three point two percent.",
      [14000, 3200]
    ),
    ("FRAX 14% major osteoporotic and 2.9% hip.", [14000, 2900]),
    ("FRAX: treat when hip fracture risk is >= 3% or major osteoporotic >= 20%.", []),
    ("Hip replacement survival is 95% at 10 years.", []),
  ])
  func `FRAX percentages are read apart`(_ text: String, _ expected: [Int]) {
    #expect(BoneDensityReport(Document(text)).fractureProbabilities.map(\.percent.thousandths) == expected)
  }

  @Test func `trabecular bone score`() {
    let report = BoneDensityReport(Document("DXA done. TBS of L1-L4 is 1.243. T-score of the spine -1.1."))
    #expect(report.trabecularBoneScores.map(\.thousandths) == [1243])
    #expect(report.measurements.map { $0.tScore?.thousandths } == [-1100])
  }

  @Test func `a sentence that repeats a table adds nothing, one that differs is kept`() {
    let table = "Region   BMD    T-score  Z-score\nL1-L4    0.931  -2.1     -0.1\n\n"
    #expect(rows(table + "The T-score of the lumbar spine is -2.1.").count == 1)
    #expect(rows(table + "The T-score of the lumbar spine is -2.7.").count == 2)
  }

  @Test(arguments: [
    (
      "A 58-year-old postmenopausal woman had a DXA.", DensitySubject(age: 58, sex: .female, menopause: .postmenopausal)
    ),
    ("Sex: Male  Age: 49.9 years. DXA.", DensitySubject(age: 49, sex: .male)),
    ("DXA. T-scores apply to postmenopausal women and men over 50.", DensitySubject()),
  ])
  func `the subject is only what is stated`(_ text: String, _ expected: DensitySubject) {
    #expect(BoneDensityReport(Document(text)).subject == expected)
  }
}

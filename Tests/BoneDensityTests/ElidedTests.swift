import BoneDensity
import ClinicalText
import Testing

@Suite struct `What is said once holds for what follows` {
  @Test(arguments: [
    // Regions of one hip.
    ("Hip, femoral neck: T-score -2.2\nHip, total: T-score -1.6", ["femoral neck - -2.2 -", "total hip - -1.6 -"]),
    ("T-scores: hip, femoral neck: -1.2, -1.7", ["total hip - -1.2 -", "femoral neck - -1.7 -"]),
    ("Left hip: neck T -2.1, total T -1.4.", ["femoral neck left -2.1 -", "total hip left -1.4 -"]),
    (
      "Spine: T -1.0. L hip: neck T 0.0, total T 0.3.",
      [
        "lumbar spine - -1.0 -", "femoral neck left 0.0 -", "total hip left 0.3 -",
      ]
    ),
    (
      "T-scores: left neck/total −2.2/−1.6, right neck/total −2.0/−1.3.",
      ["femoral neck left -2.2 -", "total hip left -1.6 -", "femoral neck right -2.0 -", "total hip right -1.3 -"]
    ),
    (
      "T-scores: left neck/total −2.2/−1.6, right −2.0/−1.3.",
      [
        "femoral neck left -2.2 -", "total hip left -1.6 -", "femoral neck right -2.0 -", "total hip right -1.3 -",
      ]
    ),
    ("Femoral neck T-scores: left −1.9, right −1.7.", ["femoral neck left -1.9 -", "femoral neck right -1.7 -"]),
    ("T-scores: femoral neck −1.9 L/−1.7 R.", ["femoral neck left -1.9 -", "femoral neck right -1.7 -"]),
    // The side of a title.
    (
      "DXA LUMBAR SPINE AND RIGHT HIP\n\nL1-L4: T-score -0.9\nFemoral neck: T-score -1.3\nTotal hip: T-score -0.8",
      ["lumbar spine L1-L4 - -0.9 -", "femoral neck right -1.3 -", "total hip right -0.8 -"]
    ),
    ("DXA of both hips\n\nFemoral neck: T-score -1.3", ["femoral neck - -1.3 -"]),
    // A parenthesis with its own site.
    ("Thin bone of the right femur (T-score -2.0 right femoral neck), aged 71.", ["femoral neck right -2.0 -"]),
    ("Osteopenia of the spine (T-score -1.9) left hip normal.", ["lumbar spine - -1.9 -"]),
  ])
  func `a side or a hip goes on`(_ text: String, _ expected: [String]) {
    #expect(rows(text) == expected)
  }

  @Test(arguments: [
    ("DXA unchanged: L1-L4 -2.2, L neck -1.7.", ["lumbar spine L1-L4 - -2.2 -", "femoral neck left -1.7 -"]),
    (
      """
      dexa follow up on a lady of eighty one years compared with twenty twenty one same scanner spine negative two point \
      eight right neck negative two point four right total negative one point nine osteoporosis
      """,
      ["lumbar spine - -2.8 -", "femoral neck right -2.4 -", "total hip right -1.9 -"]
    ),
    (
      "bone density today spine minus one point six left neck minus two point one",
      ["lumbar spine - -1.6 -", "femoral neck left -2.1 -"]
    ),
    // Changes, percentages, densities, unnamed scans, and patients whose score would be a Z.
    ("DXA: change at the spine -1.9, hip -0.8.", []),
    ("DXA: spine lost -1.9, hip -0.8.", []),
    ("DXA: spine -1.9%, hip -0.8 %.", []),
    ("DXA: spine 0.91, hip 0.8.", []),
    ("DXA at 72 in 2024: hip 12.", []),
    ("DXA due. Spine curve measured by inclinometer -1.9.", []),
    ("No DXA yet. Left hip internal rotation -1.5.", []),
    ("DXA in a 38-year-old woman: spine -1.9, left neck -1.2.", []),
    ("DXA premenopausal: spine -1.9.", []),
    ("DXA. Z-scores: spine -1.9.\n\nDXA last year: hip -1.2.", []),
  ])
  func `signed decimals of a densitometry are T-scores`(_ text: String, _ expected: [String]) {
    #expect(rows(text).filter { !$0.contains(" - -1.9 -1.9") && !$0.hasSuffix(" - - -1.9") } == expected)
  }
}

@Suite struct `Rows under a side` {
  @Test func `a row that is not read does not take the title's side away`() {
    let text = """
      Right Femur Bone Density
                   BMD       YA        AM
      Region       (g/cm²)   T-score   Z-score
      Neck         0.722     -2.2      -0.3
      Upper Neck   0.561     -2.0      -0.4
      Wards        0.511     -2.9      -0.8
      Total        0.771     -1.9      -0.2
      """
    #expect(
      rows(text) == [
        "femoral neck right -2.2 -0.3", "ward's triangle right -2.9 -0.8", "total hip right -1.9 -0.2",
      ])
  }

  @Test(arguments: [
    (
      ["Left Neck ", "Total     "], ["femoral neck left -1.4 -0.5", "total hip left -1.4 -0.5"]
    ),
    (
      ["Left Neck ", "Total     ", "Right Neck", "Total     "],
      [
        "femoral neck left -1.4 -0.5", "total hip left -1.4 -0.5", "femoral neck right -1.4 -0.5",
        "total hip right -1.4 -0.5",
      ]
    ),
    (
      ["Left Neck ", "Right Neck", "Total     "],
      ["femoral neck left -1.4 -0.5", "femoral neck right -1.4 -0.5", "total hip - -1.4 -0.5"]
    ),
    (
      ["LFN       ", "RFN       ", "LTH       ", "RTH       "],
      [
        "femoral neck left -1.4 -0.5", "femoral neck right -1.4 -0.5", "total hip left -1.4 -0.5",
        "total hip right -1.4 -0.5",
      ]
    ),
  ])
  func `the first row's side holds for the rows of its hip`(_ labels: [String], _ expected: [String]) {
    let values = labels.enumerated().map { "\($1)  0.80\($0)  −1.4     −0.5" }
    #expect(rows("DXA\n\nRegion      BMD    T-score  Z-score\n" + values.joined(separator: "\n")) == expected)
  }

  @Test func `a line under a table that names its measures is read by them`() {
    let text = """
      Region       BMD      %    T-score   %    Z-score
      Neck Left    0.951    92   -0.6      108  0.5
      Neck Right   0.944    92   -0.7      107  0.4

      AP Spine L1-L4   BMD 1.170   T-score 0.0   Z-score 1.1
      """
    #expect(
      rows(text) == ["femoral neck left -0.6 0.5", "femoral neck right -0.7 0.4", "lumbar spine L1-L4 - 0.0 1.1"])
  }
}

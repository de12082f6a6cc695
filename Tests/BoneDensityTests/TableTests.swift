import BoneDensity
import ClinicalText
import Testing

/// A value as `site side T Z`, with `-` for what is not there.
func rows(_ text: String) -> [String] {
  BoneDensityReport(Document(text)).measurements.map { entry in
    let side = entry.side?.rawValue ?? "-"
    let prior = entry.isPrior ? " prior" : ""
    return "\(entry.siteName) \(side) \(written(entry.tScore)) \(written(entry.zScore))\(prior)"
  }
}

func written(_ quantity: Quantity?) -> String {
  guard let quantity else { return "-" }
  let sign = quantity.thousandths < 0 ? "-" : ""
  let magnitude = abs(quantity.thousandths)
  return magnitude % 100 == 0
    ? "\(sign)\(magnitude / 1000).\(magnitude % 1000 / 100)" : "\(sign)\(magnitude / 1000).\(magnitude % 1000 / 10)"
}

@Suite struct `Device tables` {
  @Test func `GE columns with percent give scores, not percents`() {
    let text = """
      Sex: Female   Age: 71.4 years   Measured:   03/02/2021 10:00 AM
      ANCILLARY RESULTS: AP Spine
                   BMD       YA      YA        AM      AM        BMC
      Region       (g/cm²)   (%)     T-score   (%)     Z-score   (g)
      L1           0.811     71      -2.7      92      -0.6      9.10
      L2           0.902     75      -2.5      96      -0.3      10.20
      L1-L4        0.931     78      -2.1      99      -0.1      40.11
      L2-L4 (L3)   0.902     75      -2.5      -       -         20.11
      Statistically 68% of repeat scans fall within 1SD; Osteopenia = T-score between -1.0 and -2.5 SD
      """
    #expect(
      rows(text) == [
        "lumbar spine L1 - -2.7 -0.6", "lumbar spine L2 - -2.5 -0.3", "lumbar spine L1-L4 - -2.1 -0.1",
        "lumbar spine L2,L4 - -2.5 -",
      ])
    let report = BoneDensityReport(Document(text))
    #expect(report.measurements[0].layout == .encore16)
    #expect(report.measurements[2].date == ScanDate(year: 2021, month: 3, day: 2))
    #expect(report.measurements[3].excluded == .l3)
    #expect(report.subject == DensitySubject(age: 71, sex: .female))
    #expect(report.measurements.map(\.isDiagnosticRegion) == [false, false, true, true])
  }

  @Test func `means and differences of two hips are no measurements`() {
    let text = """
      DualFemur Bone Density
                   BMD       YA        AM
      Region       (g/cm²)   T-score   Z-score
      Neck Left    0.911     -0.9      0.2
      Neck Right   0.921     -0.8      0.3
      Neck Mean    0.916     -0.8      0.2
      Neck Diff.   0.010     0.1       0.1
      Shaft Left   1.020     -         -
      Total Right  0.955     −0.4      0.5
      """
    #expect(
      rows(text) == [
        "femoral neck left -0.9 0.2", "femoral neck right -0.8 0.3", "femur shaft left - -", "total hip right -0.4 0.5",
      ])
  }

  /// Without a T-score, Hologic leaves the T column blank; Z must stay Z.
  @Test(arguments: [("            ", "-"), ("-1.1        ", "-1.1")])
  func `a blank Hologic T column stays blank`(_ cell: String, _ score: String) {
    let text = """
      Scan Type:  a Left Hip
      Region    Area(cm²)  BMC(g)  BMD(g/cm²)  T - score   Z - score
      Neck      4.90       3.80    0.776       \(cell)-0.7
      Total     33.10      28.00   0.846       \(cell)-0.6
      Ward's    1.10       0.70    0.636       \(cell)-0.9
      """
    #expect(
      rows(text) == [
        "femoral neck left \(score) -0.7", "total hip left \(score) -0.6", "ward's triangle left \(score) -0.9",
      ])
  }

  @Test func `Hologic heading rows lend their site to left and right`() {
    let text = """
      DXA Results Summary:
      Region    Area     BMC      BMD       T -     Z -
                (cm²)    (g)      (g/cm²)   score   score
      Neck
      Left      4.80     3.80     0.792     -1.1    -0.2
      Right     4.30     3.70     0.860     -0.6    0.4
      |Diff.|   0.50     0.10     0.068             0.6
      Total
      Left      37.00    31.00    0.838     -0.9    -0.8
      """
    #expect(rows(text) == ["femoral neck left -1.1 -0.2", "femoral neck right -0.6 0.4", "total hip left -0.9 -0.8"])
  }

  @Test func `a Hologic spine total names the vertebrae that were scanned`() {
    let text = """
      Scan Type: f Lumbar Spine
      Region    Area(cm²)  BMC(g)  BMD(g/cm²)  T - score  PR (%)  Z - score  AM (%)
      L1        13.20      11.40   0.864       -1.2       87      0.3        104
      L2        14.20      12.64   0.890       -1.3       86      0.3        104
      L4        17.20      15.14   0.880       -1.7       82      0.1        101
      Total     44.60      39.18   0.878       -1.5       84      0.2        102
      """
    #expect(rows(text).last == "lumbar spine L1-L2,L4 - -1.5 0.2")
    #expect(BoneDensityReport(Document(text)).measurements.allSatisfy { $0.layout == .hologic })
  }

  @Test func `forearm rows keep ulna and radius apart`() {
    let text = """
      ANCILLARY RESULTS [Left Forearm]
                   BMD       Young-Adult      Age-Matched
      Region       (g/cm²)   (%)   T-Score    (%)   Z-Score
      Radius UD    0.310     70    -2.9       80    -1.4
      Ulna 33%     0.798     -     -          -     -
      Radius 33%   0.777     88    -1.2       99    0.1
      Both 33%     0.800     88    -1.3       99    0.1
      Radius Total 0.601     88    -1.3       99    0.1
      """
    #expect(
      rows(text) == [
        "ultradistal radius left -2.9 -1.4", "ulna left - -", "33% radius left -1.2 0.1", "ulna left -1.3 0.1",
        "total forearm left -1.3 0.1",
      ])
  }

  @Test func `Norland prints scores before percents, asterisks for nothing, and sBMD in other units`() {
    let text = """
      NORLAND
      Left Hip on: 4/2/2003 9:00 AM
      Region   BMD (g/cm²)   BMC (g)  Area    T-     Young      Z-     Age        ST Change
                                      (cm²)   Score  Ref. (%)   Score  Match (%)  (%)
      Fem. Neck  0.7021      3.17     4.80    -2.28  71.1       -0.55  90.9       8.9
      Troch      0.5503      4.09     5.15    *****  *****      -0.71  88.0       3.9
      Total
      sBMD     862.3mg/cm²   42150mg  43.80   -1.28  81.1       -0.55  90.9       8.9
      """
    #expect(rows(text) == ["femoral neck left -2.28 -0.55", "trochanter left - -0.71"])
    let neck = BoneDensityReport(Document(text)).measurements.first
    #expect(neck?.bmd?.digits == 7021)
    #expect(neck?.bmd?.fractionDigits == 4)
    #expect(neck?.manufacturer == .norland)
  }

  @Test(arguments: [
    (
      "Region,BMD,T-score,Z-score\nL2-L4,1.012,-1.4,0.9\nLeft Total Hip,0.812,-1.5,",
      ["lumbar spine L2-L4 - -1.4 0.9", "total hip left -1.5 -"]
    ),
    (
      "| Site | BMD (g/cm²) | T-score | Z-score |\n|---|---|---|---|\n| Femoral neck (R) | 0.712 | −2.3 | - |",
      ["femoral neck right -2.3 -"]
    ),
    (
      "Site | Side | Z-score | T-score\nfemoral neck | left | -0.3 | -2.1\ntotal hip | R | N/A | -1.9",
      ["femoral neck left -2.1 -0.3", "total hip right -1.9 -"]
    ),
    (
      "Region\tBMD\tT-score\tZ-score\nL1-L4\t0,985\t-1,6\t0,4\nLeft neck\t0,741\t\t0,3",
      ["lumbar spine L1-L4 - -1.6 0.4", "femoral neck left - 0.3"]
    ),
    ("region;bmd;t-score;z-score\nl1-l4;0,985;-1,6;0,4", ["lumbar spine L1-L4 - -1.6 0.4"]),
  ])
  func `separated cells go by column`(_ text: String, _ expected: [String]) {
    #expect(rows(text) == expected)
  }

  @Test func `a row that lost its alignment and a cell keeps its scores empty`() {
    let full = "BMD YA YA AM AM\nRegion (g/cm²) (%) T-score (%) Z-score\nL1-L4 0.931 78 -2.1 99 -0.1"
    #expect(rows(full) == ["lumbar spine L1-L4 - -2.1 -0.1"])
    let short = BoneDensityReport(Document("Region BMD T-score Z-score Change\nL1-L4 0.931 -2.1 0.3"))
    #expect(short.measurements.first?.tScore == nil)
    #expect(short.measurements.first?.bmd?.thousandths == 931)
    #expect(short.ambiguities.map(\.kind) == [.cellsDoNotMatchColumns])
  }

  @Test(arguments: [("Age: 41", "-0.2"), ("Age: 61", "-"), ("", "-")])
  func `a single Hologic score is Z only where the report states an age below 50`(_ age: String, _ z: String) {
    let text = """
      HOLOGIC  \(age)
      Left Hip
      Region Area BMC BMD T - Z -
      (cm²) (g) (g/cm²) score score
      Neck 4.80 3.80 0.792 -0.2
      """
    #expect(rows(text) == ["femoral neck left - \(z)"])
    #expect(!BoneDensityReport(Document(text)).ambiguities.isEmpty)
  }

  @Test func `a trend gives the newest value its change and marks the others as prior`() {
    let text = """
      AP Spine Bone Density
                   BMD       YA        AM
      Region       (g/cm²)   T-score   Z-score
      L1-L4        1.101     -0.7      0.3
                   Densitometry Trend: L1-L4
      Measured Date   Age (years)   BMD (g/cm²)   Change vs Previous (%)
      05/22/2022      62.4          1.101         -3.1*
      05/20/2020      60.4          1.136         -
      (*) significant change (LSC = 0.028 g/cm² for AP Spine L1-L4)
      """
    let entries = BoneDensityReport(Document(text)).measurements
    #expect(entries.map(\.isPrior) == [false, true])
    #expect(entries[0].change?.percent?.thousandths == -3100)
    #expect(entries[0].change?.isMarkedSignificant == true)
    #expect(entries[0].leastSignificantChange?.thousandths == 28)
    #expect(entries[0].tScore?.thousandths == -700)
    #expect(entries[1].bmd?.thousandths == 1136)
  }

  @Test func `dated rows of one region leave the newest current`() {
    let text = """
      Site       Region      Measured Date   Age    WHO Classification   T-score   BMD
      AP Spine   L1-L4       01/14/2019      70.7   Osteopenia           -1.3      1.022 g/cm²
      AP Spine   L1-L4       01/14/2022      73.7   Osteopenia           -1.5      1.001 g/cm²
      DualFemur  Neck Left   01/14/2022      73.7   Osteopenia           -2.1      0.741 g/cm²
      """
    #expect(
      rows(text) == ["lumbar spine L1-L4 - -1.3 - prior", "lumbar spine L1-L4 - -1.5 -", "femoral neck left -2.1 -"])
  }

  @Test func `a title names the site of a row without a label`() {
    let text = "AP Spine:  L1-L4\nBMD (g/cm²)   T-score   Z-score\n0.912         -1.9      -0.4"
    #expect(rows(text) == ["lumbar spine L1-L4 - -1.9 -0.4"])
  }

  @Test func `rows go on after a page break, and a new title starts a new scan`() {
    let text = """
      DualFemur Bone Density
      Region        BMD      T-score   Z-score
                    (g/cm²)
      Left Neck     0.741    -2.1      0.3

      --- page 2 of 2 ---
      Left Total    0.800    -1.6      0.7

      Right Forearm
      Radius 33%    0.897    0.1       1.5
      """
    #expect(rows(text) == ["femoral neck left -2.1 0.3", "total hip left -1.6 0.7", "33% radius right 0.1 1.5"])
  }
}

@Test func `swapping the sides of a table swaps the sides of its values`() {
  let text = """
    Region        BMD      T-score   Z-score
    Left Neck     0.741    -2.1      0.3
    Right Total   0.800    -1.6      0.7
    """
  let mirrored = text.replacing("Left", with: "LEFT").replacing("Right", with: "Left").replacing("LEFT", with: "Right")
  let before = BoneDensityReport(Document(text)).measurements
  let after = BoneDensityReport(Document(mirrored)).measurements
  #expect(before.count == 2)
  #expect(before.map { $0.side?.mirrored } == after.map(\.side))
  #expect(before.map { $0.tScore?.thousandths } == after.map { $0.tScore?.thousandths })
}

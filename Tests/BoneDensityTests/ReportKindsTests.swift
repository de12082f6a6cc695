import Testing

/// Reports of kinds that different makers, dictations and copies produce; the readings were written before the reader
/// was run on them.
@Suite struct `Reports as they are pasted` {
  @Test(arguments: [
    // GE enCORE with tabs.
    (
      """
      AP Spine
      Region\tBMD (g/cm²)\tYA (%)\tYA T-score\tAM (%)\tAM Z-score
      L1\t0.912\t81\t-1.8\t90\t-0.8
      L4\t1.021\t85\t-1.5\t96\t-0.4
      L1-L4\t1.004\t85\t-1.6\t95\t-0.5
      """, ["lumbar spine L1 - -1.8 -0.8", "lumbar spine L4 - -1.5 -0.4", "lumbar spine L1-L4 - -1.6 -0.5"]
    ),
    // iDXA, one space between cells, the names of the columns on two lines.
    (
      """
      DualFemur
      BMD YA AM
      Region (g/cm²) T-score Z-score
      Neck Left 0.812 -1.6 -0.2
      Neck Right 0.798 -1.7 -0.3
      Neck Mean 0.805 -1.7 -0.3
      Total Left 0.880 -1.0 0.1
      Total Right 0.871 -1.1 0.0
      Total Mean 0.876 -1.0 0.1
      Total Diff. 0.009 0.1 0.1
      """,
      [
        "femoral neck left -1.6 -0.2", "femoral neck right -1.7 -0.3", "total hip left -1.0 0.1",
        "total hip right -1.1 0.0",
      ]
    ),
    // Hologic before menopause: the T column is blank.
    (
      """
      HOLOGIC  Age: 42
      Scan Type: Lumbar Spine
      Region    Area(cm²)  BMC(g)  BMD(g/cm²)  T - score   Z - score
      L1        12.10      10.16   0.840                   -0.9
      L2        13.00      11.44   0.880                   -1.0
      Total     25.10      21.60   0.861                   -1.0
      """, ["lumbar spine L1 - - -0.9", "lumbar spine L2 - - -1.0", "lumbar spine L1-L2 - - -1.0"]
    ),
    // Norland: the score stands before the percentage.
    (
      """
      NORLAND
      AP Spine
      Region   BMD (g/cm²)   T-Score   Young Ref. (%)   Z-Score   Age Match (%)
      L2-L4    0.9123        -1.62     84.1             -0.44     95.0
      """, ["lumbar spine L2-L4 - -1.62 -0.44"]
    ),
    // A Markdown table and cells parted by commas.
    (
      """
      | Site | BMD (g/cm2) | T-score | Z-score |
      |---|---|---|---|
      | L1-L4 | 0.900 | -1.9 | -0.6 |
      | Left femoral neck | 0.690 | -2.2 | -0.5 |
      """, ["lumbar spine L1-L4 - -1.9 -0.6", "femoral neck left -2.2 -0.5"]
    ),
    (
      "Site,BMD,T-score,Z-score\nLumbar spine,0.900,-1.9,-0.6\nRight hip total,0.810,-1.3,0.0",
      ["lumbar spine - -1.9 -0.6", "total hip right -1.3 0.0"]
    ),
    // Two examinations beside each other.
    (
      """
      Region        2026 BMD   2024 BMD   Change    T-score
      L1-L4         0.900      0.940      -4.3%*    -1.9
      Total hip L   0.811      0.820      -1.1%     -1.2
      """, ["lumbar spine L1-L4 - -1.9 -", "total hip left -1.2 -"]
    ),
    (
      """
      Site          Current T-score   Prior T-score
      L1-L4         -2.0              -1.8
      Left neck     -2.2              -2.1
      """,
      [
        "lumbar spine L1-L4 - -2.0 -", "lumbar spine L1-L4 - -1.8 - prior", "femoral neck left -2.2 -",
        "femoral neck left -2.1 - prior",
      ]
    ),
    // Sites as columns.
    (
      """
                 L1-L4    Left neck   Left total
      BMD        0.950    0.720       0.810
      T-score    -1.8     -2.1        -1.4
      Z-score    -0.5     -0.7        -0.1
      """,
      ["lumbar spine L1-L4 - -1.8 -0.5", "femoral neck left -2.1 -0.7", "total hip left -1.4 -0.1"]
    ),
    // One line for each value.
    (
      """
      Site: Lumbar spine (L1-L4)
      BMD: 0.912 g/cm2
      T-score: -2.0
      Z-score: -0.9

      Site: Left femoral neck
      BMD: 0.700 g/cm2
      T-score: -2.2
      Z-score: -0.7
      """, ["lumbar spine L1-L4 - -2.0 -0.9", "femoral neck left -2.2 -0.7"]
    ),
    (
      "L1-L4: BMD 0.950 T: -1.8 Z: -0.4 | Left total hip: BMD 0.800 T: -1.5 Z: -0.1",
      ["lumbar spine L1-L4 - -1.8 -0.4", "total hip left -1.5 -0.1"]
    ),
    (
      "Left Femoral Neck   0.702 g/cm²   T-score   -2.2   Z-score   -0.9\nLeft Total Hip      0.811 g/cm²   T-score   -1.4   Z-score   -0.2",
      ["femoral neck left -2.2 -0.9", "total hip left -1.4 -0.2"]
    ),
  ])
  func `a table or list`(_ text: String, _ expected: [String]) {
    #expect(rows(text) == expected)
  }

  @Test(arguments: [
    // Signs and spaces as scanners and word processors leave them.
    ("L1 - L4   T - score : - 1.8   Z - score : - 0.4", ["lumbar spine L1-L4 - -1.8 -0.4"]),
    ("Lt. Femoral  Neck   T-score : − 2.1", ["femoral neck left -2.1 -"]),
    ("Left femoral neck: T\u{2011}score –2.3, Z\u{2011}score –0.9", ["femoral neck left -2.3 -0.9"]),
    (
      "Lumbar spine L1-L4 T-score -1,8, Z-score -0,4; right total hip T-score -0,9",
      ["lumbar spine L1-L4 - -1.8 -0.4", "total hip right -0.9 -"]
    ),
    // Spoken signs.
    ("T score of minus 1.8 at the lumbar spine.", ["lumbar spine - -1.8 -"]),
    ("The T score of the left hip is minus 1.8 and the Z score is plus 0.2.", ["total hip left -1.8 0.2"]),
    (
      "the left hip shows a t score of minus two point three at the femoral neck and minus one point nine in the total hip",
      ["femoral neck left -2.3 -", "total hip left -1.9 -"]
    ),
    ("t score negative 2.7 at the spine", ["lumbar spine - -2.7 -"]),
    // Pairs.
    ("DXA T-scores spine/left femoral neck: -1.8/-2.1.", ["lumbar spine - -1.8 -", "femoral neck left -2.1 -"]),
    (
      "L1-L4 T/Z -1.8/-0.6; R total hip T/Z -1.2/0.1",
      ["lumbar spine L1-L4 - -1.8 -0.6", "total hip right -1.2 0.1"]
    ),
    // Vertebrae left out.
    ("AP spine (L1, L2, L4; L3 excluded for sclerosis) T-score -1.4.", ["lumbar spine L1-L2,L4 - -1.4 -"]),
    ("L1-L3 (L4 excluded due to fracture): T-score -2.0", ["lumbar spine L1-L3 - -2.0 -"]),
    ("L2-L4 T-score -1.1 (L1 excluded because of a compression fracture).", ["lumbar spine L2-L4 - -1.1 -"]),
    // The forearm.
    ("Left distal radius (33%): T-score -2.7.", ["33% radius left -2.7 -"]),
    (
      "Nondominant left forearm, one-third (33%) radius BMD 0.590 g/cm2, T-score -2.1.", ["33% radius left -2.1 -"]
    ),
    ("Right 1/3 distal radius T-score: -1.9", ["33% radius right -1.9 -"]),
    // Two hips.
    (
      "Both hips were scanned: right femoral neck -2.0, left femoral neck -2.2, right total hip -1.4, left total hip -1.5 (T-scores).",
      [
        "femoral neck right -2.0 -", "femoral neck left -2.2 -", "total hip right -1.4 -", "total hip left -1.5 -",
      ]
    ),
    (
      "Osteopenia of the lumbar spine (T −1.6) and both femoral necks (right −1.9, left −2.0).",
      ["lumbar spine - -1.6 -", "femoral neck right -1.9 -", "femoral neck left -2.0 -"]
    ),
    (
      "Bone density: LS spine -1.9, LFN -2.3, LTH -1.7, RFN -2.1, RTH -1.5 (T scores)",
      [
        "lumbar spine - -1.9 -", "femoral neck left -2.3 -", "total hip left -1.7 -", "femoral neck right -2.1 -",
        "total hip right -1.5 -",
      ]
    ),
    (
      "Right hip: Femoral neck T-score -1.8. Total T-score -1.2. Ward's -2.9.",
      ["femoral neck right -1.8 -", "total hip right -1.2 -", "ward's triangle right -2.9 -"]
    ),
    // The measure beside the site, in either order.
    (
      "T-score (L1-L4): -1.8; T-score (left femoral neck): -2.1; T-score (left total hip): -1.5",
      ["lumbar spine L1-L4 - -1.8 -", "femoral neck left -2.1 -", "total hip left -1.5 -"]
    ),
    ("Lowest T-score: -2.6 (left femoral neck).", ["femoral neck left -2.6 -"]),
    (
      "Lumbar spine BMD 0.850 g/cm2, 78% of young normal (T -2.3), 90% of age-matched (Z -0.9).",
      ["lumbar spine - -2.3 -0.9"]
    ),
    (
      "AP spine L1 through L4 BMD equals 0.987 grams per square centimeter with a T-score equal to −1.6.",
      ["lumbar spine L1-L4 - -1.6 -"]
    ),
    (
      "The T-score of the left femoral\nneck is -2.1 and of the left total\nhip -1.6.",
      ["femoral neck left -2.1 -", "total hip left -1.6 -"]
    ),
    (
      "DXA 3/1/26: AP spine 0.98 (-1.7), left hip total 0.81 (-1.5), left neck 0.70 (-2.1).",
      ["lumbar spine - -1.7 -", "total hip left -1.5 -", "femoral neck left -2.1 -"]
    ),
    (
      "DEXA of today\nLumbar -2.3 (prior -2.6), L total hip -1.9, L fem neck -2.2",
      [
        "lumbar spine - -2.3 -", "total hip left -1.9 -", "femoral neck left -2.2 -",
      ]
    ),
    (
      "Low bone mass in the femoral necks (T-scores -1.5 on the right and -1.7 on the left).",
      ["femoral neck right -1.5 -", "femoral neck left -1.7 -"]
    ),
    ("DXA T-score -2.1 (spine), -1.7 (left total hip).", ["lumbar spine - -2.1 -", "total hip left -1.7 -"]),
    (
      "DXA: lumbar t-score is -1.9 z-score is -.8 left femoral neck t-score is -2.2 z-score is -1.0",
      ["lumbar spine - -1.9 -0.8", "femoral neck left -2.2 -1.0"]
    ),
    (
      "Z-score at the lumbar spine was -2.3, below the expected range for age; left hip Z-score -1.1.",
      ["lumbar spine - - -2.3", "total hip left - -1.1"]
    ),
  ])
  func `a sentence`(_ text: String, _ expected: [String]) {
    #expect(rows(text) == expected)
  }

  @Test(arguments: [
    // Earlier values are told apart, changes are no scores.
    (
      "Lumbar spine: current T-score -2.1 (BMD 0.854), previous 02/2022 T-score -1.8 (BMD 0.889), change -3.9%.",
      ["lumbar spine - -2.1 -", "lumbar spine - -1.8 - prior"]
    ),
    (
      "Compared with 2021 there has been a -4.2% change in the lumbar spine and a +1.1% change at the hip. T-scores: spine -2.2, total hip -1.0.",
      ["lumbar spine - -2.2 -", "total hip - -1.0 -"]
    ),
    (
      "BMD has decreased by 0.034 g/cm2 (-3.6%) at L1-L4 since 2022. T-score L1-L4 -1.9.",
      ["lumbar spine L1-L4 - -1.9 -"]
    ),
    (
      """
      At L1-L4 the bone mineral density measures 0.834 g/cm² with a T-score of –2.4 and Z-score of –1.1, representing \
      a statistically significant decrease of 5.1% compared to the prior study (T-score –2.0).
      """, ["lumbar spine L1-L4 - -2.4 -1.1", "lumbar spine L1-L4 - -2.0 - prior"]
    ),
    (
      "Prior exam 3/2021: spine T -1.6, L hip T -1.1.\nCurrent exam: spine T -1.9, L hip T -1.3.",
      [
        "lumbar spine - -1.6 - prior", "total hip left -1.1 - prior", "lumbar spine - -1.9 -",
        "total hip left -1.3 -",
      ]
    ),
    (
      "COMPARISON: DXA 6/2020 (L1-L4 T-score -1.5).\nFINDINGS: L1-L4 T-score -1.8.",
      ["lumbar spine L1-L4 - -1.5 - prior", "lumbar spine L1-L4 - -1.8 -"]
    ),
    (
      "The left hip T-score was -1.4 in 2022 and is now -1.8.",
      ["total hip left -1.4 - prior", "total hip left -1.8 -"]
    ),
    (
      "Left femoral neck today T-score -1.9 (2024 T-score -2.6, an analysis error).",
      ["femoral neck left -1.9 -", "femoral neck left -2.6 - prior"]
    ),
    // Probabilities and legends.
    (
      "10-year probability of major osteoporotic fracture 14.2%, hip fracture 2.9%. Femoral neck T-score used: -1.7 (left).",
      ["femoral neck left -1.7 -"]
    ),
    (
      "WHO: normal T >= -1.0; osteopenia -1.0 to -2.5; osteoporosis <= -2.5. Left total hip T-score -1.7.",
      ["total hip left -1.7 -"]
    ),
    (
      """
      L1-L4 T-score -1.7.

      World Health Organization criteria:
      • Normal: T-score at or above -1 SD
      • Osteopenia (low bone mass): T-score between -1 and -2.5 SD
      • Osteoporosis: T-score -2.5 SD or lower
      """, ["lumbar spine L1-L4 - -1.7 -"]
    ),
  ])
  func `earlier values, changes and legends are no results`(_ text: String, _ expected: [String]) {
    #expect(rows(text) == expected)
  }
}

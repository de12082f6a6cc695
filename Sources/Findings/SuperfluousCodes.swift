/// Pairs of codes of which one makes the other superfluous; the tables are the project's own (Guidelines I.B.2, I.B.5 and
/// I.B.18).
///
/// They are data that a coder reviews once: the engine takes codes back by them, and the verifier reads the same tables
/// with checks of its own.
package enum SuperfluousCodes {
  /// A symptom, and the diseases of which it is a part.
  package static let integral: [(symptom: CodeFamily, disease: CodeFamily)] = [
    ("M54.2", "M50 M47.812 M47.22 M47.12 M48.02 S12-S16 M43.6 M54.12"),
    (
      "M54.5 M54.6 M54.9 M62.830",
      "M40-M43 M45-M49 M51 M53.3 M96.1 M99 S22.0 S23 S32 S33 S39.0 M80 M84.4 M54.1 M54.3 M54.4"
    ),
    ("M54.1 M54.3 M54.4", "M50.1 M51.1 M47.1 M47.2"),
    (
      "R20 R29.898", "G50-G64 M54.1 M50.0 M50.1 M51.0 M51.1 M47.1 M47.2 M48.0 E11.4 S14 S24 S34 S44 S54 S64 S74 S84 S94"
    ),
    ("R26 Z74.0", "M15-M17 M20-M21 M23 M48.0 M51 M80 M84 G20 G35 S32 S70-S99"),
    ("R60.0 R22 M79.89", "I50 I83 I87 L03 N04 M00-M25 M65-M79 S00-S99"),
    ("R52 M79.1 M79.60", "S00-T34 M00-M25 M45-M51 M54 M65-M99 G54-G59 T84"),
    ("R03.0", "I10-I16"), ("R73", "E08-E13"), ("R51", "G43 G44 S06 J01 J32"), ("R80 R94.4", "N00-N19"),
    ("R05 R06.0 R06.2 R09.02", "J00-J22 J40-J47 J60-J70 J80-J84 I50 I26 I27"), ("R07", "I20-I25 I26 K21 J18 R07.1"),
    ("R50.9 R68.83 R61", "A00-B99 J00-J22 N10 N39.0 L03 M00 M86 T81.4 T84.5"),
    ("R10 R11 R14 R19", "K20-K95 N10-N23 A00-A09"), ("R12 R13.1", "K20-K22 J02 J03"), ("R31 R30", "N20-N23 N30 N39.0"),
    ("R53", "D50-D64 E03 I50 F32 F33 G47.3 C00-C96"), ("R63", "E40-E46 E66 E10-E11 C00-C96"),
    ("R79 R89", "D50-D64 E08-E13 E78 N17-N19"), ("R01", "I34-I38"), ("R00", "I47-I49"), ("R91", "J12-J18 C34"),
    ("G89.1 G89.2", "S00-S99 M00-M24 M45-M51 M65-M78 M80-M84 G43 G44"), ("R58 R23.3", "S00-S99 D65-D69"),
    ("R21 L53.9 L29", "L20-L45 L50 L03"), ("R42 R55", "H81 I95"), ("R32", "N39.3 N39.4"),
  ]
  /// A vague code, and those that say it exactly.
  package static let vague: [(vague: CodeFamily, exact: CodeFamily)] = [
    ("M19.9 M12.9 M13.0 M13.1 M13.8 M13.9", "M00-M11 M15-M18 M19.0-M19.2 M1A"),
    ("M54.9 M54.8", "M54.1-M54.6"), ("M79.60", "M79.62-M79.67 M25.5"), ("M25.50", "M25.51-M25.57"),
    ("M25.9", "M00-M25"), ("M62.9", "M60-M79"), ("M89.9", "M80-M90"), ("D64.9", "D50-D63"), ("N28.9", "N17-N23"),
    ("E11.9", "E11.0-E11.8"), ("E10.9", "E10.1-E10.8"), ("E14", "E10-E11"), ("I51.9", "I20-I50"), ("Z72.0", "F17"),
    ("F41.9", "F41.0-F41.3"), ("I25.9", "I25.1-I25.8"), ("J98.9", "J00-J86"), ("K92.9 K63.9", "K20-K91"),
    ("T14", "S00-S99"), ("L98.9 L08.9", "L00-L97"), ("N39.9", "N30-N39"), ("M53.9 M53.8", "M40-M51"),
    ("C80.1", "C00-C79"), ("G62.9 G58.9", "G54-G59 E11.4 M54.1 M50.1 M51.1"), ("I99.9", "I00-I97"),
    ("M51.26 M51.36", "M51.16"), ("M51.27 M51.37", "M51.17"), ("M51.24 M51.34", "M51.14"),
    ("M51.25 M51.35", "M51.15"), ("M50.2 M50.3", "M50.1 M50.0"),
    ("G95.9", "M47.0-M47.1 M50.0 M51.0"),
    ("K90.9", "K90.0-K90.4 K90.8 K91.2"), ("E21.3", "E21.0-E21.2 N25.81"), ("E24.9", "E24.0-E24.8"),
    ("T84.09", "T84.00-T84.08"), ("Q65.89", "M16.2 M16.3"), ("S82.89", "S82.5 S82.6 S82.84 S82.85 S82.86 S82.87"),
    ("S93.40", "S82.5 S82.6 S82.84 S82.85 S82.86 S82.87 S82.89"),
    ("Q66.89 Q66.9", "Q66.0-Q66.4"), ("M40.20 M40.29", "M42.0"), ("S73.0", "Q65.0-Q65.5"),
    ("Q96.9", "Q96.0-Q96.8"), ("M83.9", "M83.0-M83.8"), ("M88.9", "M88.0-M88.8"), ("E83.39", "E83.31"),
  ]
  /// To find the pairs of which a code is the symptom, or the vague one.
  package static let symptoms = CodeFamilyTable(integral.map(\.symptom))
  package static let vagueCodes = CodeFamilyTable(vague.map(\.vague))
  /// "Unspecified injury of …", exact only in its region.
  package static let vagueInjury: CodeFamily = "S09.9 S19.9 S29.9 S39.9 S49.9 S59.9 S69.9 S79.9 S89.9 S99.9"
  package static let injuries: CodeFamily = "S00-S99"
  /// Pain, effusion, stiffness of a joint or limb: part of any disease of the same region.
  package static let local: CodeFamily = "M25.4 M25.5 M25.6 M79.6 M79.89 R22.3 R22.4 M62.81 M62.83"
  package static let localDisease: CodeFamily =
    "M00-M24 M26-M51 M60-M78 M80-M99 S00-T34 G54-G59 T84 Q65-Q79 L03 C40-C41 D16"
}

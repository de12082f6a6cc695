import ClinicalText
import ICD10CM

/// Signs and symptoms that belong to a disease coded beside them (Guidelines I.B.5; the table is the project's own).
struct IntegralSymptoms {
  /// A symptom, and the diseases of which it is a part wherever they are.
  private static let pairs: [(symptom: CodeFamily, disease: CodeFamily)] = [
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
  /// Pain, effusion, stiffness of a joint or limb: part of any disease of the same region.
  private static let local: CodeFamily = "M25.4 M25.5 M25.6 M79.6 M79.89 R22.3 R22.4 M62.81 M62.83"
  private static let disease: CodeFamily = "M00-M24 M26-M51 M60-M78 M80-M99 S00-T34 G54-G59 T84 Q65-Q79 L03 C40-C41 D16"
  private static let notADisease: CodeFamily = "M54 M62.81 M62.83"

  let book: Book

  /// The assignments that another one makes superfluous.
  func superfluous(in assignments: [Assignment]) -> [Int] {
    assignments.indices.filter { index in
      guard !assignments[index].isStatus, !assignments[index].isCause else { return false }
      return assignments.indices.contains { other in
        other != index && !assignments[other].isStatus && !assignments[other].isCause
          && isPart(assignments[index].node, of: assignments[other].node)
      }
    }
  }

  private func isPart(_ symptom: NodeID, of disease: NodeID) -> Bool {
    let (a, b) = (book.code(of: symptom), book.code(of: disease))
    for pair in Self.pairs where pair.symptom.contains(a) && pair.disease.contains(b) && !pair.symptom.contains(b) {
      return true
    }
    guard Self.local.contains(a), Self.disease.contains(b), !Self.notADisease.contains(b), !Self.local.contains(b)
    else {
      return false
    }
    return sharesRegion(symptom, disease)
  }

  /// Whether two codes are about the same part of the body and not of opposite sides.
  func sharesRegion(_ a: NodeID, _ b: NodeID) -> Bool {
    let titles = (book.title(of: a), book.title(of: b))
    guard !BodyRegion(title: titles.0).isDisjoint(with: BodyRegion(title: titles.1)) else {
      return BodyRegion(title: titles.0).isEmpty
    }
    let isOpposite =
      titles.0.contains("right") && titles.1.contains("left") || titles.0.contains("left") && titles.1.contains("right")
    return !isOpposite
  }
}

import ClinicalText
import Findings
import ICD10CM

/// Signs and symptoms that belong to a disease coded beside them (Guidelines I.B.5).
struct IntegralSymptoms {
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
    for pair in SuperfluousCodes.integral
    where pair.symptom.contains(a) && pair.disease.contains(b) && !pair.symptom.contains(b) {
      return true
    }
    guard SuperfluousCodes.local.contains(a), SuperfluousCodes.localDisease.contains(b), !Self.notADisease.contains(b),
      !SuperfluousCodes.local.contains(b)
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

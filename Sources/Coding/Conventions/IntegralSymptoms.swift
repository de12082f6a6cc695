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
      let symptom = assignments[index]
      guard !symptom.isStatus, !symptom.isCause else { return false }
      let code = book.code(of: symptom.node)
      let isLocal = SuperfluousCodes.local.contains(code)
      let pairs = SuperfluousCodes.integral.indices.filter { SuperfluousCodes.integral[$0].symptom.contains(code) }
      guard isLocal || !pairs.isEmpty else { return false }
      return assignments.indices.contains { other in
        let disease = assignments[other]
        guard other != index, !disease.isStatus, !disease.isCause else { return false }
        let code = book.code(of: disease.node)
        let isPart = pairs.contains {
          let pair = SuperfluousCodes.integral[$0]
          return pair.disease.contains(code) && !pair.symptom.contains(code)
        }
        return isPart || isLocal && isLocalDisease(code) && sharesRegion(symptom.node, disease.node)
      }
    }
  }

  private func isLocalDisease(_ code: Code) -> Bool {
    SuperfluousCodes.localDisease.contains(code) && !Self.notADisease.contains(code)
      && !SuperfluousCodes.local.contains(code)
  }

  /// Whether two codes are about the same part of the body and not of opposite sides.
  func sharesRegion(_ a: NodeID, _ b: NodeID) -> Bool {
    let titles = (book.title(of: a), book.title(of: b))
    let regions = (BodyRegion(title: titles.0), BodyRegion(title: titles.1))
    guard !regions.0.isDisjoint(with: regions.1) else { return regions.0.isEmpty }
    let isOpposite =
      titles.0.contains("right") && titles.1.contains("left") || titles.0.contains("left") && titles.1.contains("right")
    return !isOpposite
  }
}

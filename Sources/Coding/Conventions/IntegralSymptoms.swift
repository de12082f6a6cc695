import ClinicalText
import Findings
import ICD10CM

/// Signs and symptoms that belong to a disease coded beside them (Guidelines I.B.5).
struct IntegralSymptoms {
  private static let notADisease: CodeFamily = "M54 M62.81 M62.83"

  let book: Book

  /// The assignments that another one makes superfluous.
  func superfluous(in assignments: [Assignment]) -> [Int] {
    var sites = TitleSites(book)
    return assignments.indices.filter { index in
      let symptom = assignments[index]
      guard !symptom.isStatus, !symptom.isCause else { return false }
      let code = book.code(of: symptom.node)
      let isLocal = SuperfluousCodes.local.contains(code)
      let pairs = SuperfluousCodes.symptoms.families(with: code)
      guard isLocal || !pairs.isEmpty else { return false }
      return assignments.indices.contains { other in
        let disease = assignments[other]
        guard other != index, !disease.isStatus, !disease.isCause else { return false }
        let code = book.code(of: disease.node)
        let isPart = pairs.contains {
          let pair = SuperfluousCodes.integral[$0]
          return pair.disease.contains(code) && !pair.symptom.contains(code)
        }
        return isPart || isLocal && isLocalDisease(code) && sites.share(symptom.node, disease.node)
      }
    }
  }

  private func isLocalDisease(_ code: Code) -> Bool {
    SuperfluousCodes.localDisease.contains(code) && !Self.notADisease.contains(code)
      && !SuperfluousCodes.local.contains(code)
  }
}

/// What the titles of codes say of the part of the body, each title read once.
struct TitleSites {
  private struct Site {
    let region: BodyRegion
    let isRight, isLeft: Bool

    init(title: String) {
      region = BodyRegion(title: title)
      isRight = title.contains("right")
      isLeft = title.contains("left")
    }
  }

  private let book: Book
  private var sites: [NodeID: Site] = [:]

  init(_ book: Book) { self.book = book }

  /// Whether two codes are about the same part of the body and not of opposite sides.
  mutating func share(_ a: NodeID, _ b: NodeID) -> Bool {
    let (one, other) = (site(of: a), site(of: b))
    guard !one.region.isDisjoint(with: other.region) else { return one.region.isEmpty }
    let isOpposite = one.isRight && other.isLeft || one.isLeft && other.isRight
    return !isOpposite
  }

  private mutating func site(of node: NodeID) -> Site {
    if let known = sites[node] { return known }
    let site = Site(title: book.title(of: node))
    sites[node] = site
    return site
  }
}

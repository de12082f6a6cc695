import Findings
import ICD10CM

/// A condition of which the note states the right and the left apart, where one code is for both (Guidelines I.B.13).
enum BothSides {
  /// Puts the bilateral code in the place of each such pair; the second of the pair is missing afterwards.
  static func combine(_ assignments: inout [Assignment], book: Book) {
    let codes = BilateralCode(book)
    var first = 0
    while first < assignments.count {
      for second in assignments.indices.dropFirst(first + 1) {
        guard let node = codes.node(for: assignments[first].node, and: assignments[second].node) else { continue }
        let other = assignments.remove(at: second)
        let spans = Set([assignments[first].span, other.span]).sorted()
        assignments[first].steps.append(DerivationStep(rule: .bothSidesStated, node: node, spans: spans))
        assignments[first].node = node
        break
      }
      first += 1
    }
  }
}

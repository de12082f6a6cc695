import Findings
import ICD10CM

/// Codes that say vaguely what another says exactly (Guidelines I.B.2 and I.B.18).
enum VagueCodes {
  /// The assignments of which another says more.
  static func superfluous(in assignments: [Assignment], book: Book) -> [Int] {
    let codes = assignments.map { book.code(of: $0.node) }
    return assignments.indices.filter { index in
      guard !assignments[index].isCause else { return false }
      return codes.indices.contains { other in
        guard other != index, !assignments[other].isCause else { return false }
        if SuperfluousCodes.vagueInjury.contains(codes[index]), SuperfluousCodes.injuries.contains(codes[other]),
          !SuperfluousCodes.vagueInjury.contains(codes[other]),
          !assignments[other].isStatus
        {
          return IntegralSymptoms(book: book).sharesRegion(assignments[index].node, assignments[other].node)
        }
        return SuperfluousCodes.vague.contains {
          $0.vague.contains(codes[index]) && $0.exact.contains(codes[other]) && !$0.vague.contains(codes[other])
        }
      }
    }
  }
}

import Findings
import ICD10CM

/// Codes that say vaguely what another says exactly (Guidelines I.B.2 and I.B.18).
enum VagueCodes {
  /// The assignments of which another says more.
  static func superfluous(in assignments: [Assignment], book: Book) -> [Int] {
    let codes = assignments.map { book.code(of: $0.node) }
    var sites = TitleSites(book)
    return assignments.indices.filter { index in
      let code = codes[index]
      let isVagueInjury = SuperfluousCodes.vagueInjury.contains(code)
      let pairs = SuperfluousCodes.vagueCodes.families(with: code)
      guard !assignments[index].isCause, isVagueInjury || !pairs.isEmpty else { return false }
      return codes.indices.contains { other in
        guard other != index, !assignments[other].isCause else { return false }
        if isVagueInjury, SuperfluousCodes.injuries.contains(codes[other]),
          !SuperfluousCodes.vagueInjury.contains(codes[other]), !assignments[other].isStatus
        {
          return sites.share(assignments[index].node, assignments[other].node)
        }
        return pairs.contains {
          let pair = SuperfluousCodes.vague[$0]
          return pair.exact.contains(codes[other]) && !pair.vague.contains(codes[other])
            && !Specificity(book).areOppositeSides(assignments[index].node, assignments[other].node)
        }
      }
    }
  }
}

import ClinicalText
import Findings
import ICD10CM

/// Several sites that share one diagnosis ("the right hip and left knee").
extension CodingSession {
  /// The codes of the sites that share a diagnosis ("the right hip and left knee"), where each site has its own
  /// (Guidelines I.C.13.a); `nil` where the diagnosis has one site, or one code names them together.
  mutating func siteBySite(_ candidate: Candidate, whole: Derived) -> Derived? {
    guard !candidate.mention.has(.status), !whole.assignments.contains(where: { isForAllSites($0.node) }) else {
      return nil
    }
    let sentence = candidate.mention.sentence
    // The mentions of a sentence come one after another.
    if rowsOfSites?.sentence != sentence { rowsOfSites = (sentence, reading.rows(inSentence: sentence)) }
    let conjuncts = reading.conjuncts(ofMention: candidate.index, book: book, rows: rowsOfSites?.rows)
    if let together = conjuncts.together {
      let derived = derive(candidate, conjunct: together, number: conjuncts.sites.count, because: .sitesTogether)
      if derived.assignments.contains(where: { isForSeveral($0.node) }) { return derived }
    }
    guard conjuncts.sites.count > 1 else { return nil }
    var result = Derived()
    var nodes: Set<NodeID> = []
    for (number, conjunct) in conjuncts.sites.enumerated() {
      let derived = derive(candidate, conjunct: conjunct, number: number)
      guard !derived.assignments.isEmpty, derived.rejections.isEmpty else { return nil }
      for assignment in derived.assignments {
        if nodes.insert(assignment.node).inserted {
          result.assignments.append(assignment)
        } else {
          result.rejections.append(Rejection(takingBack: assignment, because: .alreadyAssigned, by: assignment.node))
        }
      }
    }
    let isNamedTogether = whole.assignments.contains { names(conjuncts.sites, node: $0.node) }
    return nodes.count > 1 && !isNamedTogether ? result : nil
  }

  /// Whether the title of a code names two of the sites, or several sites as such.
  private func names(_ conjuncts: [Conjunct], node: NodeID) -> Bool {
    names(
      conjuncts.map { conjunct in
        let site = conjunct.evidence.filter { $0.isSite && $0.breadth == 0 && conjunct.site.contains($0.tokens) }
        return Set(site.map(\.word))
      }, node: node)
  }

  /// Whether a code is of several sites as such ("multiple fractures of ribs").
  private func isForSeveral(_ node: NodeID) -> Bool { book.title(of: book.stem(of: node), has: coder.special.multiple) }

  /// Whether a code is of several sites as such, or its title and inclusion terms name two of these sites by words that
  /// not all of them share.
  func names(_ sites: [Set<WordID>], node: NodeID) -> Bool {
    if isForSeveral(node) { return true }
    let words = book.wordingWords(of: [book.stem(of: node)])
    let shared = sites.dropFirst().reduce(sites.first ?? []) { $0.intersection($1) }
    let own = sites.map { $0.subtracting(shared) }
    return own.count { !$0.isEmpty && $0.isSubset(of: words) } > 1
  }

  /// Bone density is coded for the sites together (M81 is systemic, M85.89 several sites).
  func isForAllSites(_ node: NodeID) -> Bool { Self.boneDensity.contains(book.code(of: node)) }
  private static let boneDensity: CodeFamily = "M80 M81 M83 M85.8 M85.9"
}

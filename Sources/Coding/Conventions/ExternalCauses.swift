import ClinicalText
import Findings
import ICD10CM

/// Which external causes, places and activities a note reports (Guidelines I.C.20).
struct ExternalCauses {
  private static let injury: CodeFamily = "S00-T34 T51-T79"
  /// Place, activity and status of the person.
  private static let circumstance: CodeFamily = "Y92 Y93 Y99"
  private static let unspecified: CodeFamily = "Y92.9 Y93.9 Y99.9 X58 X59"
  private static let vagueFall: CodeFamily = "W19"
  private static let fall: CodeFamily = "W00-W18"
  private static let vagueTransport: CodeFamily = "V89"
  private static let transport: CodeFamily = "V00-V79"

  private static let harm: WordSet =
    """
    hurt injured injury injuring fell fall pop popped twisted twisting rolled sustained landed landing slipped
    tripped dropped struck hit strained collided crashed accident felt snap onset began started when while inverted
    tackled jumped cut caught jammed crushed stumbled
    """

  let book: Book
  let document: Document

  /// Keeps causes only beside an injury; the mechanism once, and place and activity where the injury is told.
  func superfluous(in assignments: [Assignment], phase: EncounterPhase) -> [Int] {
    let causes = assignments.indices.filter { assignments[$0].isCause }
    guard !causes.isEmpty else { return [] }
    let hasInjury = assignments.contains { !$0.isStatus && !$0.isCause && Self.injury.contains(code($0)) }
    guard hasInjury else { return causes }
    let mechanisms = causes.filter { !Self.circumstance.contains(code(assignments[$0])) }
    let hasFall = mechanisms.contains { Self.fall.contains(code(assignments[$0])) }
    let hasTransport = mechanisms.contains { Self.transport.contains(code(assignments[$0])) }
    var kept: Set<String> = []
    var count = 0
    return causes.filter { index in
      let code = code(assignments[index])
      if Self.unspecified.contains(code) { return true }
      guard Self.circumstance.contains(code) else {
        if hasFall, Self.vagueFall.contains(code) { return true }
        if hasTransport, Self.vagueTransport.contains(code) { return true }
        count += 1
        return count > 2
      }
      // Once, at the initial encounter (I.C.20.b and I.C.20.c), where the injury is told.
      guard phase.subsequent == nil, tellsHarm(assignments[index]) else { return true }
      return !kept.insert(code.category.undotted).inserted
    }
  }

  private func code(_ assignment: Assignment) -> Code { book.code(of: assignment.node) }

  private func tellsHarm(_ assignment: Assignment) -> Bool {
    document.sentences[assignment.mention.sentence].tokens.contains { Self.harm.contains(document.tokens[$0].hash) }
  }
}

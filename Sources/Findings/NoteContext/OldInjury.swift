package import ClinicalText

/// An injury that is named only as the cause of what it left behind: "post-traumatic arthritis following a tibial plateau
/// fracture", "elbow stiffness after a fracture" (Guidelines I.B.10: the sequela is coded, and the injury is past).
package enum OldInjury {
  private static let residuals: WordSet =
    "posttraumatic traumatic stiffness contracture arthrofibrosis ankylosis deformity crps rsd causalgia dystrophy regional"
  private static let since: WordSet = "following after from"
  private static let injuries: WordSet =
    "fracture fractures fx dislocation dislocations sprain tear rupture laceration injury"

  /// Whether a mention is such an injury.
  package static func isPast(_ mention: Mention, in document: Document) -> Bool {
    guard mention.tokens.contains(where: { injuries.contains(document.tokens[$0].hash) }) else { return false }
    let sentence = document.sentences[mention.sentence].tokens
    let before = max(sentence.lowerBound, mention.tokens.lowerBound - 5)..<mention.tokens.lowerBound
    guard let cue = before.last(where: { since.contains(document.tokens[$0].hash) }) else { return false }
    return (sentence.lowerBound..<cue).contains { residuals.contains(document.tokens[$0].hash) }
  }
}

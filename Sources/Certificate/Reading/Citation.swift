public import ClinicalText
public import ICD10CM

extension NoteReading {
  /// The words that a certificate cites for a step: for a facet the nearest words that part the row from its siblings;
  /// for other rules the occurrences, nearest to the mention, of the words that the engine found.
  ///
  /// - Parameters:
  ///   - found: What the engine found.
  ///   - index: The mention, an index into `findings.mentions`.
  public func citation(
    rule: String, node: NodeID, found: [ByteSpan], mention index: Int, support: MentionSupport
  ) -> [ByteSpan] {
    switch rule {
    case "facet":
      if let best = bestExplanation(of: node, support: support) { return best.tokens.map { document.span(of: $0) } }
    case "specific-sibling":
      let said = completeExplanation(of: node, support: support) ?? bestExplanation(of: node, support: support)
      if let said { return said.tokens.map { document.span(of: $0) } }
    case "row-below":
      if let best = explanationBelow(node, support: support) { return best.tokens.map { document.span(of: $0) } }
    case "both-sides":
      if let tokens = bothSidesTokens(of: node, support: support) { return tokens.map { document.span(of: $0) } }
    case "laterality":
      if let side = support.side { return [document.span(of: side.tokens)] }
    case "fragility-fracture": return diseaseCitation(mention: index)
    case "term", "each-site", "sites-together", "multiple-sites", "stated-site", "measured-site", "seventh-character",
      "both-sides-stated", "presumed-link", "aftercare-of-joint":
      break
    default:
      return Set(found.compactMap { nearestOccurrence(of: $0, toMention: index) }).sorted()
    }
    return Set(found).sorted()
  }

  /// For one of the two rows that "both sides" leads to: the words of the side with those of the row.
  func bothSidesTokens(of node: NodeID, support: MentionSupport) -> [Range<Int>]? {
    guard let side = support.side, side.side == .bilateral else { return nil }
    for single in [Side.right, .left] where isWorded(node, with: single == .right ? special.right : special.left) {
      return bestExplanation(of: node, support: support.seen(as: single))?.tokens
    }
    return nil
  }
}

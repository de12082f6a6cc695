import ClinicalText
import ICD10CM

/// The parts of a note and what belongs to each mention: its clause, its item of the conclusion, its side, and where its
/// site is looked for next. The engine and the verifier read a note with this; it decides nothing about codes.
package final class NoteContext: Sendable {
  package let findings: Findings
  package let outline: NoteOutline
  package let sides: SideFinder
  package let topic: NoteTopic
  package let phase: EncounterPhase
  /// Whether the whole text is one asserted diagnosis.
  package let isProblem: Bool
  /// For each mention the part of its sentence that belongs to it.
  package let clauses: [Range<Int>]
  /// Tokens that a negation governs, and in outpatient care doubt: they support nothing that is affirmed.
  package let denied: [Bool]
  /// Tokens that name a part of the body.
  let siteTokens: [Bool]
  /// The sites that share the diagnosis of a problem line, where it names one row of them.
  package let lineSites: SharedSites?

  package init(_ findings: Findings, isProblem: Bool, isOutpatient: Bool) {
    self.findings = findings
    self.isProblem = isProblem
    clauses = Self.clauses(of: findings)
    sides = SideFinder(findings.document)
    outline = NoteOutline(findings.document)
    topic = NoteTopic(findings, outline: outline, sides: sides)
    phase = EncounterPhase(findings.document, outline: outline)
    denied = findings.document.scopes.reduce(into: Array(repeating: false, count: findings.document.tokens.count)) {
      denied, scope in
      let isUncertain = scope.assertion.contains(.uncertain) && isOutpatient
      if scope.assertion.contains(.negated) || isUncertain { for index in scope.tokens { denied[index] = true } }
    }
    siteTokens = findings.evidence.reduce(into: Array(repeating: false, count: findings.document.tokens.count)) {
      sites, evidence in
      if evidence.isSite { for index in evidence.tokens { sites[index] = true } }
    }
    let reader = SharedSitesReader(isSite: siteTokens, findings: findings)
    let rows = isProblem ? findings.document.sentences.flatMap { reader.rows(in: $0.tokens) } : []
    lineSites = rows.count == 1 ? rows.first : nil
  }

  private static func clauses(of findings: Findings) -> [Range<Int>] {
    let parts = Clauses(document: findings.document)
    var result: [Range<Int>] = []
    while result.count < findings.mentions.count {
      let number = findings.mentions[result.count].sentence
      let sentence = findings.document.sentences[number].tokens
      let group = findings.mentions[result.count...].prefix { $0.sentence == number }
      if group.count == 1 {
        result.append(sentence)
        continue
      }
      // A drug has no site of its own and takes none from a diagnosis.
      var clauses = parts.clauses(of: group.filter { !isOnlyDrug($0) }, in: sentence)[...]
      for mention in group { result.append(isOnlyDrug(mention) ? sentence : clauses.popFirst() ?? sentence) }
    }
    return result
  }

  private static func isOnlyDrug(_ mention: Mention) -> Bool {
    let drugs: UInt32 = TermKind.drug.bit | TermKind.adverseEffect.bit
    return mention.kinds & ~drugs == 0
  }

  /// How binding a mention is.
  package func tier(of mention: Mention) -> Tier {
    isProblem ? .head : outline.tier(sentence: mention.sentence, token: mention.tokens.lowerBound)
  }

  /// Where the site and side of a mention are looked for next: in its item of the conclusion; in the story, in the two
  /// sentences before it.
  package func wider(than mention: Mention) -> [Range<Int>] {
    let document = findings.document
    let item = outline.places[mention.sentence].item
    if item > 0 { return [words(of: mention)] }
    guard outline.places[mention.sentence].role == .narrative else { return [] }
    return (1...2).compactMap { back in
      let index = mention.sentence - back
      guard index >= 0, document.sentences[index].section == document.sentences[mention.sentence].section else {
        return nil
      }
      return document.sentences[index].tokens
    }
  }

  /// The tokens of the item that a mention stands in; outside of conclusions, of its sentence.
  package func words(of mention: Mention) -> Range<Int> {
    let document = findings.document
    let sentences = outline.sentences(ofItem: outline.places[mention.sentence].item, around: mention.sentence)
    return document.sentences[sentences.lowerBound].tokens
      .lowerBound..<document.sentences[sentences.upperBound - 1].tokens.upperBound
  }

  /// The side of a mention: of its sentence, of its item, of the note.
  package func side(of mention: Mention, clause: Range<Int>) -> SideEvidence? {
    let sentence = findings.document.sentences[mention.sentence].tokens
    if let near = sides.nearSide(of: mention.tokens, clause: clause, sentence: sentence) {
      return near.nearness == .clause || !isOfOrgan(mention) ? near : nil
    }
    if isProblem { return nil }
    // "Both wrists" of a sentence before say nothing of the elbow of this one.
    let namesSite = siteTokens[sentence].contains(true)
    for range in wider(than: mention) {
      if let side = sides.onlySide(in: [range]), side.side != .bilateral || !namesSite { return side }
    }
    return topic.side?.side == .bilateral && namesSite ? nil : topic.side
  }

  /// Whether a mention names an inner organ: the side of a limb beside it is not the organ's ("metastasis in the right
  /// femur from breast cancer").
  private func isOfOrgan(_ mention: Mention) -> Bool {
    mention.tokens.contains { NoteWords.organs.contains(findings.document.tokens[$0].hash) }
  }

  /// The side of a diagnosis at one of the sites that share it: as stated for the sites; where it is for none, as for any
  /// mention.
  package func side(of conjunct: Conjunct, clause: Range<Int>) -> SideEvidence? {
    conjunct.isSided ? conjunct.side : side(of: conjunct.mention, clause: clause)
  }

  private func supports(_ evidence: Evidence, _ mention: Mention) -> Bool {
    !denied[evidence.tokens.lowerBound] || evidence.tokens.overlaps(mention.tokens)
  }

  /// Calls `body` with everything that can support a mention: the words of its sentence that are not denied; where
  /// they name no site, the sites of its item or of the sentences before, else those that the note is about.
  package func forEachSupport(of mention: Mention, clause: Range<Int>, _ body: (Evidence, Nearness) -> Void) {
    let sentence = findings.document.sentences[mention.sentence].tokens
    let first = findings.evidenceIndex(at: sentence.lowerBound)
    let end = findings.evidenceIndex(at: sentence.upperBound)
    forEachSupport(of: mention, clause: clause, in: findings.evidence[first..<end], body)
  }

  /// Calls `body` with everything that can support a diagnosis at one of the sites that share it.
  package func forEachSupport(of conjunct: Conjunct, clause: Range<Int>, _ body: (Evidence, Nearness) -> Void) {
    forEachSupport(of: conjunct.mention, clause: clause, in: conjunct.evidence[...], body)
  }

  private func forEachSupport(
    of mention: Mention, clause: Range<Int>, in sentence: ArraySlice<Evidence>, _ body: (Evidence, Nearness) -> Void
  ) {
    var namesSite = false
    var clauseNamesSite = false
    for evidence in sentence where evidence.isSite && supports(evidence, mention) {
      namesSite = true
      clauseNamesSite = clauseNamesSite || evidence.tokens.overlaps(clause) || evidence.tokens.overlaps(mention.tokens)
    }
    for evidence in sentence where supports(evidence, mention) {
      if evidence.tokens.overlaps(mention.tokens) {
        body(evidence, .mention)
      } else if evidence.tokens.overlaps(clause) {
        body(evidence, .clause)
      } else if !clauseNamesSite || !siteTokens[evidence.tokens.lowerBound] {
        // The site of another diagnosis of the sentence is not this one's.
        body(evidence, .sentence)
      }
    }
    // A site named beside the diagnosis is the site; only without one do its item and the rest of the document count.
    guard !namesSite else { return }
    if !outline.hasConclusion, !isProblem { return }
    for range in wider(than: mention) {
      findings.forEachSite(in: range) { evidence in
        body(evidence, .document)
        namesSite = true
      }
      if namesSite { return }
    }
    for evidence in topic.sites { body(evidence, .document) }
  }
}

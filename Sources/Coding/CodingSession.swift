import BoneDensity
import ClinicalText
import Findings
import ICD10CM

/// The coding of one document: from mentions to assignments and rejections.
struct CodingSession {
  let coder: Coder
  let findings: Findings
  let context: EncounterContext
  private let sides: SideFinder
  private var support: SupportTable
  var note: CodedNote
  let eligibility: Eligibility
  /// Tokens that a negation governs, and in outpatient care doubt: they support nothing that is affirmed.
  private let denied: [Bool]
  let outline: NoteOutline
  private let topic: NoteTopic
  private let phase: EncounterPhase

  var book: Book { coder.book }
  var document: Document { findings.document }

  init(coder: Coder, findings: Findings, context: EncounterContext) {
    self.coder = coder
    self.findings = findings
    self.context = context
    sides = SideFinder(findings.document)
    support = SupportTable(wordCount: coder.book.vocabularySize)
    note = CodedNote(assignments: [], rejections: [], density: BoneDensityReport(findings.document))
    denied = findings.document.scopes.reduce(into: Array(repeating: false, count: findings.document.tokens.count)) {
      denied, scope in
      let isUncertain = scope.assertion.contains(.uncertain) && context.setting == .outpatient
      if scope.assertion.contains(.negated) || isUncertain { for index in scope.tokens { denied[index] = true } }
    }
    eligibility = Eligibility(document: findings.document, context: context)
    outline = NoteOutline(findings.document)
    topic = NoteTopic(findings, outline: outline, sides: sides)
    phase = EncounterPhase(findings.document, outline: outline)
  }

  mutating func run() -> CodedNote {
    for candidate in chosen(candidates()) { assign(candidate) }
    if context.kind == .problem { takeProblemLine() }
    let health = BoneHealth(coder: coder, findings: findings, context: context, sides: sides)
    health.apply(to: &note)
    Conventions(coder: coder, context: context, document: document, outline: outline, phase: phase).apply(to: &note)
    if context.kind != .problem {
      note.queries =
        CharacterQueries(coder: coder, document: document).queries(for: note)
        + BoneHealthQueries(health: health, note: note).queries()
    }
    return note
  }

  /// A mention that can be a diagnosis of this encounter.
  private struct Candidate {
    let mention: Mention
    let clause: Range<Int>
    let tier: Tier
  }

  private mutating func candidates() -> [Candidate] {
    var result: [Candidate] = []
    var index = 0
    let mentions = findings.mentions
    while index < mentions.count {
      var end = index + 1
      while end < mentions.count, mentions[end].sentence == mentions[index].sentence { end += 1 }
      let group = mentions[index..<end]
      let sentence = document.sentences[mentions[index].sentence].tokens
      let place = outline.places[mentions[index].sentence]
      // A drug has no site of its own and takes none from a diagnosis.
      var clauses = Clauses(document: document).clauses(of: group.filter { !isOnlyDrug($0) }, in: sentence)[...]
      for mention in group {
        let clause = isOnlyDrug(mention) ? sentence : clauses.popFirst() ?? sentence
        if let reason = eligibility.rejection(of: mention, at: place) {
          reject(mention, because: reason)
        } else {
          let tier =
            context.kind == .problem
            ? .head : outline.tier(sentence: mention.sentence, token: mention.tokens.lowerBound)
          result.append(Candidate(mention: mention, clause: clause, tier: tier))
        }
      }
      index = end
    }
    return result
  }

  private mutating func reject(_ mention: Mention, because reason: CodingRule) {
    note.rejections.append(Rejection(span: document.span(of: mention.tokens), reason: reason, node: nil))
  }

  /// The candidates of the most binding part of the note that states a diagnosis; status codes and causes from all of it.
  ///
  /// The conclusion goes before the diagnosis on admission or before the operation, that before the reason for the
  /// visit, that before the story (Guidelines IV.G, IV.H, IV.J; II.A for symptoms where there is no diagnosis).
  private mutating func chosen(_ candidates: [Candidate]) -> [Candidate] {
    guard context.kind != .problem else { return candidates }
    let diagnoses = candidates.filter { isDiagnosis($0.mention) }
    let steps: [Set<Tier>] =
      outline.hasConclusion
      ? [
        outline.refersToPreoperative ? [.head, .reasoning, .preoperative] : [.head], [.reasoning], [.preoperative],
        [.reason], [.narrative], [.history],
      ] : [[.preoperative], [.reason, .narrative, .history]]
    // A conclusion that lists a status ("retained hardware") is one.
    let listed = candidates.filter { $0.mention.has(.status) && ($0.tier == .head || $0.tier == .preoperative) }
    let step = steps.first { step in (diagnoses + listed).contains { step.contains($0.tier) } } ?? []
    var result: [Candidate] = []
    for candidate in candidates {
      if step.contains(candidate.tier) || !isDiagnosis(candidate.mention) {
        result.append(candidate)
      } else {
        reject(candidate.mention, because: candidate.tier == .reasoning ? .reasoning : .notInConclusion)
      }
    }
    return result
  }

  private func isOnlyDrug(_ mention: Mention) -> Bool {
    let drugs: UInt32 = 1 << UInt32(TermKind.drug.rawValue) | 1 << UInt32(TermKind.adverseEffect.rawValue)
    return mention.kinds & ~drugs == 0
  }

  private func isDiagnosis(_ mention: Mention) -> Bool {
    !mention.has(.status) && !mention.has(.drug) && !mention.has(.cause)
  }

  // MARK: From a mention to codes

  private mutating func assign(_ candidate: Candidate) {
    let mention = candidate.mention
    let clause = candidate.clause
    let sentence = document.sentences[mention.sentence].tokens
    loadSupport(mention: mention, clause: clause, sentence: sentence)
    let side = side(of: mention, clause: clause, sentence: sentence)
    let choice = RowChoice(book: book, special: coder.special, support: support)
    guard let row = choice.bestRow(of: mention) else {
      note.rejections.append(Rejection(span: document.span(of: mention.tokens), reason: .noRow, node: nil))
      return
    }
    let walk = FacetWalk(book: book, special: coder.special)
    let target = row.targetCount > 1 ? choice.bestTarget(row.targets) : row.target(0)
    let outcomes = walk.walk(from: target, support: support, side: side)
    for outcome in outcomes {
      let seventh = SeventhCharacterChoice(book: book, document: document, phase: phase, sentences: words(of: mention))
        .choose(
          below: outcome.node)
      let node = seventh?.node ?? outcome.node
      var steps = [
        DerivationStep(rule: .term, node: target, spans: [document.span(of: mention.tokens)], termSource: row.source)
      ]
      steps += outcome.steps.map { step in
        DerivationStep(rule: step.rule, node: step.node, spans: step.tokens.map { document.span(of: $0) })
      }
      if let seventh { steps.append(seventh) }
      guard book.isBillable(node) else {
        note.rejections.append(
          Rejection(span: document.span(of: mention.tokens), reason: .noBillableChild, node: node, steps: steps))
        continue
      }
      note.assignments.append(
        Assignment(
          node: node, span: document.span(of: mention.tokens), steps: steps,
          isStatus: row.kind == .status || row.kind == .drug, isCause: row.kind == .cause,
          isUnspecific: !outcome.undecided.isEmpty, rank: candidate.tier.rawValue, mention: mention, clause: clause))
    }
  }

  private mutating func loadSupport(mention: Mention, clause: Range<Int>, sentence: Range<Int>) {
    support.removeAll()
    var namesSite = false
    var index = findings.evidenceIndex(at: sentence.lowerBound)
    while index < findings.evidence.count, findings.evidence[index].tokens.lowerBound < sentence.upperBound {
      let evidence = findings.evidence[index]
      index += 1
      if denied[evidence.tokens.lowerBound], !evidence.tokens.overlaps(mention.tokens) { continue }
      let nearness: Nearness =
        evidence.tokens.overlaps(mention.tokens) ? .mention : evidence.tokens.overlaps(clause) ? .clause : .sentence
      support.insert(evidence, nearness)
      namesSite = namesSite || evidence.isSite
    }
    // A site named beside the diagnosis is the site; only without one do its item and the rest of the document count.
    guard !namesSite else { return }
    for range in wider(than: mention) {
      findings.forEachSite(in: range) { evidence in
        support.insert(evidence, .document)
        namesSite = true
      }
      if namesSite { return }
    }
    for evidence in topic.sites { support.insert(evidence, .document) }
  }

  /// Where the site and side of a mention are looked for next: in its item of the conclusion; in the story, in the two
  /// sentences before it.
  private func wider(than mention: Mention) -> [Range<Int>] {
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
  private func words(of mention: Mention) -> Range<Int> {
    let sentences = outline.sentences(ofItem: outline.places[mention.sentence].item, around: mention.sentence)
    return document.sentences[sentences.lowerBound].tokens
      .lowerBound..<document.sentences[sentences.upperBound - 1].tokens.upperBound
  }

  private func side(of mention: Mention, clause: Range<Int>, sentence: Range<Int>) -> SideEvidence? {
    if let near = sides.nearSide(of: mention.tokens, clause: clause, sentence: sentence) { return near }
    if context.kind == .problem { return nil }
    for range in wider(than: mention) { if let side = sides.onlySide(in: [range]) { return side } }
    return topic.side
  }
}

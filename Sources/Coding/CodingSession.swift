import BoneDensity
import ClinicalText
import Findings
import ICD10CM

/// The coding of one document: from mentions to assignments and rejections.
struct CodingSession {
  let coder: Coder
  let findings: Findings
  let context: EncounterContext
  let reading: NoteContext
  private var support: SupportTable
  /// The rows of sites of the sentence that was asked last.
  var rowsOfSites: (sentence: Int, rows: [SharedSites])?
  var note: CodedNote
  let eligibility: Eligibility

  var book: Book { coder.book }
  var document: Document { findings.document }

  init(coder: Coder, findings: Findings, context: EncounterContext) {
    self.coder = coder
    self.findings = findings
    self.context = context
    reading = NoteContext(
      findings, isProblem: context.kind == .problem, isOutpatient: context.setting == .outpatient)
    support = SupportTable(special: coder.special)
    note = CodedNote(assignments: [], rejections: [], density: BoneDensityReport(findings.document))
    eligibility = Eligibility(document: findings.document, context: context)
  }

  mutating func run() -> CodedNote {
    for candidate in chosen(candidates()) { assign(candidate) }
    if context.kind == .problem { takeProblemLine() } else { takeInjuryList() }
    let health = BoneHealth(coder: coder, findings: findings, context: context, sides: reading.sides)
    health.apply(to: &note)
    Conventions(coder: coder, context: context, findings: findings, outline: reading.outline, phase: reading.phase)
      .apply(to: &note)
    if context.kind != .problem {
      note.queries =
        CharacterQueries(coder: coder, document: document).queries(for: note)
        + BoneHealthQueries(health: health, note: note).queries()
    }
    return note
  }

  /// A mention that can be a diagnosis of this encounter.
  struct Candidate {
    /// Its place among the mentions of the note.
    let index: Int
    let mention: Mention
    let clause: Range<Int>
    let tier: Tier
  }

  private mutating func candidates() -> [Candidate] {
    var result: [Candidate] = []
    for (index, (mention, clause)) in zip(findings.mentions, reading.clauses).enumerated() {
      let reason = eligibility.rejection(of: mention, at: reading.outline.places[mention.sentence])
      let isOngoing =
        reason == .historical
        && ChronicDiseases.isOngoing(mention, in: document, outline: reading.outline, book: book)
      if let reason, !isOngoing {
        reject(mention, because: reason)
      } else {
        result.append(Candidate(index: index, mention: mention, clause: clause, tier: reading.tier(of: mention)))
      }
    }
    return result
  }

  private mutating func reject(_ mention: Mention, because reason: CodingRule) {
    note.rejections.append(
      Rejection(span: document.span(of: mention.tokens), reason: reason, node: nil, mention: mention.place))
  }

  /// The candidates of the most binding part of the note that states a diagnosis; status codes and causes from all of it.
  ///
  /// The conclusion goes before the diagnosis on admission or before the operation, that before the reason for the
  /// visit, that before the story (Guidelines IV.G, IV.H, IV.J; II.A for symptoms where there is no diagnosis).
  private mutating func chosen(_ candidates: [Candidate]) -> [Candidate] {
    guard context.kind != .problem else { return candidates }
    let diagnoses = candidates.filter { isDiagnosis($0.mention) }
    let steps: [[Tier]] =
      reading.outline.hasConclusion
      ? [
        reading.outline.refersToPreoperative ? [.head, .reasoning, .preoperative] : [.head], [.reasoning],
        [.preoperative],
        [.reason], [.narrative], [.history],
      ] : [[.preoperative], [.reason, .narrative, .history]]
    var step = steps.first { step in diagnoses.contains { step.contains($0.tier) } } ?? []
    // A conclusion that lists a status ("retained hardware") is one: the story is not searched for more.
    let listsStatus = candidates.contains { $0.mention.has(.status) && ($0.tier == .head || $0.tier == .preoperative) }
    if listsStatus, step.contains(.narrative) || step.contains(.history) { step = [] }
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

  private func isDiagnosis(_ mention: Mention) -> Bool {
    !mention.has(.status) && !mention.has(.drug) && !mention.has(.cause)
  }

  // MARK: From a mention to codes

  /// Codes a mention: as a whole, or for each of the sites that share it.
  private mutating func assign(_ candidate: Candidate) {
    let whole = derive(candidate)
    let found = siteBySite(candidate, whole: whole) ?? whole
    note.assignments += found.assignments
    note.rejections += found.rejections
  }

  /// What a mention leads to.
  struct Derived {
    var assignments: [Assignment] = []
    var rejections: [Rejection] = []
  }

  /// Codes a mention as it stands, or read for one of the sites that share its diagnosis.
  ///
  /// - Parameters:
  ///   - number: The place of `conjunct` among the readings.
  ///   - rule: Why it is read so.
  mutating func derive(
    _ candidate: Candidate, conjunct: Conjunct? = nil, number: Int? = nil, because rule: CodingRule = .eachSite
  ) -> Derived {
    let mention = candidate.mention
    let clause = candidate.clause
    let span = document.span(of: mention.tokens)
    var result = Derived()
    support.removeAll()
    if let conjunct {
      reading.forEachSupport(of: conjunct, clause: clause) { support.insert($0, $1) }
    } else {
      reading.forEachSupport(of: mention, clause: clause) { support.insert($0, $1) }
    }
    let side =
      conjunct.map { reading.side(of: $0, clause: clause) } ?? reading.side(of: mention, clause: clause)
    let choice = RowChoice(book: book, special: coder.special, support: support)
    guard let row = choice.bestRow(of: conjunct?.mention ?? mention) else {
      result.rejections.append(Rejection(span: span, reason: .noRow, node: nil, mention: mention.place))
      return result
    }
    let walk = FacetWalk(book: book, special: coder.special)
    let targets = row.leadsToEach ? row.targets : [choice.bestTarget(row.targets, side: side?.side)]
    let outcomes = targets.flatMap { target in
      walk.walk(from: target, support: support, side: side).map { (target: target, outcome: $0) }
    }
    for (target, outcome) in outcomes {
      let seventh = SeventhCharacterChoice(
        book: book, document: document, phase: reading.phase, sentences: reading.words(of: mention)
      ).choose(
        below: outcome.node)
      let node = seventh?.node ?? outcome.node
      var steps = [DerivationStep(rule: .term, node: target, spans: [span], termSource: row.source)]
      if let conjunct {
        steps.append(DerivationStep(rule: rule, node: target, spans: conjunct.cited.map { document.span(of: $0) }))
      }
      steps += outcome.steps.map { step in
        DerivationStep(rule: step.rule, node: step.node, spans: step.tokens.map { document.span(of: $0) })
      }
      if let seventh { steps.append(seventh) }
      guard book.isBillable(node) else {
        result.rejections.append(
          Rejection(
            span: span, reason: .noBillableChild, node: node, steps: steps, site: number, mention: mention.place))
        continue
      }
      var assignment = Assignment(
        node: node, span: span, steps: steps,
        isStatus: row.kind == .status || row.kind == .drug, isCause: row.kind == .cause,
        isUnspecific: !outcome.undecided.isEmpty, rank: candidate.tier.rawValue, site: number, mention: mention,
        clause: clause)
      assignment.isOneOfEach = row.leadsToEach
      result.assignments.append(assignment)
    }
    return result
  }
}

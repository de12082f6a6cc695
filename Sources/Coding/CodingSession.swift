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
  private var note: CodedNote
  private let eligibility: Eligibility
  /// Tokens that a negation governs: what is denied supports nothing that is affirmed.
  private let denied: Set<Int>

  var book: Book { coder.book }
  var document: Document { findings.document }

  init(coder: Coder, findings: Findings, context: EncounterContext) {
    self.coder = coder
    self.findings = findings
    self.context = context
    sides = SideFinder(findings.document)
    support = SupportTable(wordCount: coder.book.vocabularySize)
    note = CodedNote(assignments: [], rejections: [], density: BoneDensityReport(findings.document))
    denied = findings.document.scopes.reduce(into: []) { denied, scope in
      if scope.assertion.contains(.negated) { denied.formUnion(scope.tokens) }
    }
    eligibility = Eligibility(document: findings.document, context: context)
  }

  mutating func run() -> CodedNote {
    var index = 0
    let mentions = findings.mentions
    while index < mentions.count {
      var end = index + 1
      while end < mentions.count, mentions[end].sentence == mentions[index].sentence { end += 1 }
      codeSentence(mentions[index..<end])
      index = end
    }
    BoneHealth(coder: coder, findings: findings, context: context, sides: sides).apply(to: &note)
    Conventions(coder: coder, context: context).apply(to: &note)
    return note
  }

  private mutating func codeSentence(_ mentions: ArraySlice<Mention>) {
    guard let first = mentions.first else { return }
    let sentence = document.sentences[first.sentence].tokens
    let role = SectionRole(document.section(ofToken: sentence.lowerBound).kind)
    let clauses = Clauses(document: document).clauses(of: mentions, in: sentence)
    for (mention, clause) in zip(mentions, clauses) {
      if let reason = eligibility.rejection(of: mention, role: role) {
        note.rejections.append(Rejection(span: document.span(of: mention.tokens), reason: reason, node: nil))
      } else {
        assign(mention, clause: clause, sentence: sentence, role: role)
      }
    }
  }

  // MARK: From a mention to codes

  private mutating func assign(_ mention: Mention, clause: Range<Int>, sentence: Range<Int>, role: SectionRole) {
    loadSupport(mention: mention, clause: clause, sentence: sentence)
    let side = sides.side(of: mention.tokens, clause: clause, sentence: sentence)
    let choice = RowChoice(book: book, support: support)
    guard let row = choice.bestRow(of: mention) else {
      note.rejections.append(Rejection(span: document.span(of: mention.tokens), reason: .noRow, node: nil))
      return
    }
    let walk = FacetWalk(book: book, special: coder.special)
    let target = row.targetCount > 1 ? choice.bestTarget(row.targets) : row.target(0)
    let outcomes = walk.walk(from: target, support: support, side: side)
    for outcome in outcomes {
      let seventh = SeventhCharacterChoice(book: book, document: document).choose(below: outcome.node)
      let node = seventh?.node ?? outcome.node
      guard book.isBillable(node) else {
        note.rejections.append(Rejection(span: document.span(of: mention.tokens), reason: .noBillableChild, node: node))
        continue
      }
      var steps = [DerivationStep(rule: .term, node: target, spans: [document.span(of: mention.tokens)])]
      steps += outcome.steps.map { step in
        DerivationStep(rule: step.rule, node: step.node, spans: step.tokens.map { document.span(of: $0) })
      }
      if let seventh { steps.append(seventh) }
      note.assignments.append(
        Assignment(
          node: node, span: document.span(of: mention.tokens), steps: steps,
          isStatus: row.kind == .status || row.kind == .drug, isCause: row.kind == .cause,
          isUnspecific: !outcome.undecided.isEmpty, rank: role.rawValue, mention: mention, clause: clause))
    }
  }

  private mutating func loadSupport(mention: Mention, clause: Range<Int>, sentence: Range<Int>) {
    support.removeAll()
    var namesSite = false
    var index = findings.evidenceIndex(at: sentence.lowerBound)
    while index < findings.evidence.count, findings.evidence[index].tokens.lowerBound < sentence.upperBound {
      let evidence = findings.evidence[index]
      index += 1
      if denied.contains(evidence.tokens.lowerBound), !evidence.tokens.overlaps(mention.tokens) { continue }
      let nearness: Nearness =
        evidence.tokens.overlaps(mention.tokens) ? .mention : evidence.tokens.overlaps(clause) ? .clause : .sentence
      support.insert(evidence, nearness)
      namesSite = namesSite || evidence.isSite
    }
    // A site named beside the diagnosis is the site; only without one does the rest of the document count.
    guard !namesSite else { return }
    for index in findings.evidence.indices where findings.evidence[index].isSite {
      support.insert(findings.evidence[index], .document)
    }
  }
}

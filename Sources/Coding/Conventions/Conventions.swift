import ClinicalText
import Findings
import ICD10CM

/// The conventions of the classification, applied to all assignments of a note together.
final class Conventions {
  let coder: Coder
  let context: EncounterContext
  let findings: Findings
  let outline: NoteOutline
  let phase: EncounterPhase

  init(coder: Coder, context: EncounterContext, findings: Findings, outline: NoteOutline, phase: EncounterPhase) {
    (self.coder, self.context, self.findings, self.outline, self.phase) = (coder, context, findings, outline, phase)
  }

  var book: Book { coder.book }
  private var document: Document { findings.document }

  func apply(to note: inout CodedNote) {
    removeRepeats(&note)
    addChronicPain(&note)
    combine(&note, because: .bothSidesStated) { BothSides.combine(&$0, book: book) }
    combine(&note, because: .presumedLink) { LinkedConditions.link(&$0, book: book) }
    // Two mentions may lead to one combination code.
    removeRepeats(&note)
    removeLessSpecific(&note)
    take(VagueCodes.superfluous(in: note.assignments, book: book), from: &note, because: .lessSpecific)
    // Without a conclusion it is not known which disease the provider holds responsible for a symptom.
    if outline.hasConclusion {
      take(IntegralSymptoms(book: book).superfluous(in: note.assignments), from: &note, because: .integralSymptom)
    }
    applyExcludes1(&note)
    if context.kind != .problem {
      take(Statuses(book: book, outline: outline).superfluous(in: note), from: &note, because: .statusNotReported)
      take(
        ExternalCauses(book: book, document: document).superfluous(in: note.assignments, phase: phase), from: &note,
        because: .causeNotReported)
      AftercareOfJoint(book: book, document: document, outline: outline).add(to: &note)
    }
    explainRepeats(&note)
    sequence(&note)
  }

  /// Puts combination codes in the place of what they combine; what is missing afterwards was taken back for them.
  private func combine(
    _ note: inout CodedNote, because reason: CodingRule, _ change: (inout [Assignment]) -> Void
  ) {
    let before = note.assignments
    change(&note.assignments)
    for assignment in before
    where !note.assignments.contains(where: {
      $0.span == assignment.span && $0.site == assignment.site
        && $0.steps.starts(with: assignment.steps) { $0.node == $1.node }
    }) {
      note.rejections.append(Rejection(takingBack: assignment, because: reason))
    }
  }

  /// A repeat of a code that was itself taken back later shares its fate, and its reason.
  private func explainRepeats(_ note: inout CodedNote) {
    let reported = Set(note.assignments.map(\.node))
    var fates: [NodeID: Rejection] = [:]
    for rejection in note.rejections where rejection.reason != .alreadyAssigned {
      if let node = rejection.node { fates[node] = rejection }
    }
    for index in note.rejections.indices where note.rejections[index].reason == .alreadyAssigned {
      let repeated = note.rejections[index]
      guard let node = repeated.node, !reported.contains(node), let fate = fates[node] else { continue }
      note.rejections[index] = Rejection(
        span: repeated.span, reason: fate.reason, node: node, steps: repeated.steps, by: fate.by, site: repeated.site,
        mention: repeated.mention, line: repeated.line)
    }
  }

  private func take(_ indices: [Int], from note: inout CodedNote, because reason: CodingRule) {
    for index in indices.sorted(by: >) { take(index, from: &note, because: reason) }
  }

  private static let pain: CodeFamily = "M25.5 M54.2 M54.5 M54.6 M54.9 M79.6"
  private static let chronic = WordHash.of("chronic")

  /// Pain that is called chronic takes G89.29 after the code of its site, where no disease explains it (Guidelines
  /// I.C.6.b.1.b.ii, unverified wording).
  private func addChronicPain(_ note: inout CodedNote) {
    guard context.kind != .problem else { return }
    let index = note.assignments.firstIndex { pain in
      guard Self.pain.contains(book.code(of: pain.node)), pain.rank == Tier.head.rawValue else { return false }
      // "chronic low back pain", "low back pain, chronic"
      let words =
        max(
          pain.clause.lowerBound, pain.mention.tokens.lowerBound - 3)..<min(
          document.sentences[pain.mention.sentence].tokens.upperBound, pain.mention.tokens.upperBound + 2)
      return words.contains { document.tokens[$0].hash == Self.chronic }
    }
    guard let index, let node = Code("G89.29").flatMap(book.node),
      !note.assignments.contains(where: { $0.node == node })
    else { return }
    var chronic = note.assignments[index]
    chronic.node = node
    chronic.steps = [DerivationStep(rule: .chronicPain, node: node, spans: [chronic.span])]
    chronic.isUnspecific = false
    note.assignments.insert(chronic, at: index + 1)
  }

  func take(_ index: Int, from note: inout CodedNote, because reason: CodingRule, by: NodeID? = nil) {
    let assignment = note.assignments.remove(at: index)
    note.rejections.append(Rejection(takingBack: assignment, because: reason, by: by))
  }

  /// A code is reported once (Guidelines I.B.12): from where the note states it most bindingly.
  private func removeRepeats(_ note: inout CodedNote) {
    for index in note.assignments.indices.reversed() {
      let (node, rank) = (note.assignments[index].node, note.assignments[index].rank)
      let hasBetter = note.assignments.indices.contains { other in
        other != index && note.assignments[other].node == node
          && (note.assignments[other].rank, other) < (rank, index)
      }
      if hasBetter { take(index, from: &note, because: .alreadyAssigned, by: node) }
    }
  }

  /// A code of which another says more is dropped: nothing in the text decided all of its own characters.
  private func removeLessSpecific(_ note: inout CodedNote) {
    for index in note.assignments.indices.reversed() where note.assignments[index].isUnspecific {
      let vague = note.assignments[index]
      let words = findings.words(of: vague.steps.first?.spans ?? [])
      let decided =
        vague.steps.first?.rule == .problemLine
        ? Specificity(book).decided(ofLine: book.stem(of: vague.node))
        : vague.steps.prefix { !$0.isDefault }.last?.node ?? vague.node
      let better = note.assignments.indices.first { other in
        other != index
          && Specificity(book).saysMore(note.assignments[other].node, than: vague.node, decided: decided, words: words)
          && note.assignments[other].span != vague.span
          && (!note.assignments[other].isUnspecific || other < index)
      }
      if let better { take(index, from: &note, because: .lessSpecific, by: note.assignments[better].node) }
    }
  }

  /// Codes that the Tabular says are never reported together (Guidelines I.A.12.a). The one at which the note is
  /// printed stays: the note says that the other is coded here.
  private func applyExcludes1(_ note: inout CodedNote) {
    /// For each assignment the codes that the notes which apply to it exclude.
    var named = note.assignments.map { book.targets(of: .excludes1, at: $0.node) }
    func excludes(_ one: Int, _ other: Int) -> Bool {
      guard !named[one].isEmpty else { return false }
      let code = book.code(of: note.assignments[other].node)
      return named[one].contains { $0.contains(code) }
    }
    var index = 0
    while index < note.assignments.count {
      let excluded = note.assignments.indices.first { $0 != index && excludes(index, $0) }
      if let excluded {
        let isMutual = excludes(excluded, index)
        // A note at one row that names the other says where the condition is coded; a mutual pair says nothing of that.
        let weights = (weight(note.assignments[index]), weight(note.assignments[excluded]) + (isMutual ? 0 : 3))
        let loser = weights.0 < weights.1 ? index : weights.1 < weights.0 ? excluded : max(index, excluded)
        let winner = note.assignments[loser == index ? excluded : index].node
        take(loser, from: &note, because: .excludes1, by: winner)
        named.remove(at: loser)
        index = 0
      } else {
        index += 1
      }
    }
  }

  private static let symptoms: CodeFamily = "R00-R9Z M25 M54 M79"

  /// What stays of an Excludes1 pair: a disease before a symptom, what is said to be "with" before "without", the
  /// specific before the unspecified, the conclusion before the history.
  private func weight(_ assignment: Assignment) -> Int {
    let code = book.code(of: assignment.node)
    let title = book.title(of: assignment.node).lowercased()
    let isSymptom = Self.symptoms.contains(code)
    return (isSymptom ? 0 : 8) + (title.contains("without") ? 0 : 4)
      + (title.contains("unspecified") || title.contains("not elsewhere") || assignment.isUnspecific ? 0 : 2)
      + (assignment.rank == 0 ? 1 : 0)
  }

  /// Bacteria and viruses as the cause of a disease: "use additional code" puts them behind it (Guidelines I.B.7).
  private static let agents: CodeFamily = "B95-B97"

  /// Screening first where the visit is for it (Guidelines I.C.21.c.5), diagnoses in the order of the conclusion, then
  /// status codes, then external causes (Guidelines II, IV.G, I.C.20.a.6).
  private func sequence(_ note: inout CodedNote) {
    let keys = note.assignments.map { assignment in
      let code = book.code(of: assignment.node)
      let isScreening = Self.screening.contains(code)
      let isAgent = Self.agents.contains(code)
      let group = isScreening ? 0 : assignment.isCause ? 4 : assignment.isStatus ? 3 : isAgent ? 2 : 1
      return (group, assignment.rank, assignment.span.start)
    }
    let order = keys.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
    guard order != Array(keys.indices) else { return }
    note.assignments = order.map { note.assignments[$0] }
  }
  private static let screening: CodeFamily = "Z13"
}

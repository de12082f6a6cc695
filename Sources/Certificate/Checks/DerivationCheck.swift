import ClinicalText
import Findings
import ICD10CM

/// Every derivation, reported or taken back: each step follows from the one before by its rule.
struct DerivationCheck {
  let file: CaseFile

  func failures() -> [VerificationFailure] {
    var failures: [VerificationFailure] = []
    for (index, assigned) in file.certificate.assignments.enumerated() {
      let place = "assignments[\(index)]"
      if assigned.steps.first?.rule == "problem-line" {
        failures += lineFailures(assigned.steps, span: assigned.span, place: place)
        continue
      }
      guard let mention = file.reading.mention(at: assigned.span) else { continue }
      var lifts = assigned.steps.last.flatMap { RuleTable.byName[$0.rule]?.lifts } ?? []
      // The osteoporosis behind an atypical femoral fracture is coded wherever the note states it.
      if assigned.code == Code("M81.0"), file.reports(["M84.75"]) { lifts.formUnion(HistoryChecks.liftedReasons) }
      // Known osteoporosis of the conclusion goes before the low bone mass that it states as well.
      if assigned.code == Code("M81.0"),
        file.certificate.rejections.contains(where: { $0.rule == "osteoporosis-is-systemic" })
      {
        lifts.insert("reasoning")
      }
      if let reason = file.eligibility.reason(against: file.findings.mentions[mention]), !lifts.contains(reason) {
        failures.append(VerificationFailure(.assertion, "the mention cannot be coded: \(reason)", at: place))
      }
      if let code = assigned.code, let node = file.book.node(code), !file.book.isBillable(node) {
        failures.append(VerificationFailure(.code, "\(code) is not valid for submission", at: place))
      }
      failures += self.failures(of: assigned.steps, mention: mention, place: place)
    }
    for (index, rejected) in file.certificate.rejections.enumerated() where !rejected.steps.isEmpty {
      if rejected.steps.first?.rule == "problem-line" {
        failures += lineFailures(rejected.steps, span: rejected.span, place: "rejections[\(index)]")
        continue
      }
      guard let mention = file.reading.mention(at: rejected.span) else { continue }
      failures += self.failures(of: rejected.steps, mention: mention, place: "rejections[\(index)]")
    }
    return failures
  }

  /// A line that is coded as a whole.
  private func lineFailures(
    _ steps: [CodingCertificate.Step], span: ByteSpan, place: String
  ) -> [VerificationFailure] {
    guard file.reading.isLine(span, isProblem: file.certificate.settings.kind == "problem") else {
      return [VerificationFailure(.step, "only a line of diagnoses is coded as a whole", at: place)]
    }
    var failures: [VerificationFailure] = []
    if let code = steps.last?.code, let node = file.book.node(code), !file.book.isBillable(node) {
      failures.append(VerificationFailure(.code, "\(code) is not valid for submission", at: place))
    }
    return failures
      + self.failures(of: steps, mention: -1, support: MentionSupport.none, line: span, place: place)
  }

  private func failures(
    of steps: [CodingCertificate.Step], mention: Int, place: String
  ) -> [VerificationFailure] {
    let support = MentionSupport(ofMention: mention, in: file.reading)
    let whole = failures(of: steps, mention: mention, support: support, place: place)
    if whole.isEmpty { return [] }
    // One of the sites that share the diagnosis; the others then have a code as well.
    let conjuncts = file.reading.context.conjuncts(ofMention: mention, book: file.book)
    func isProven(_ conjunct: Conjunct) -> Bool {
      let support = MentionSupport(of: conjunct, mention: mention, in: file.reading)
      return failures(of: steps, mention: mention, support: support, place: place).isEmpty
    }
    if conjuncts.together.map(isProven) ?? false { return [] }
    let proven = conjuncts.sites.count(where: isProven)
    if proven == 0 { return whole }
    if proven == conjuncts.sites.count { return [] }
    let span = file.reading.span(ofMention: mention)
    let ways = Set(file.derived.filter { $0.span == span }.map { $0.steps.map(\.code) })
    return ways.count > 1
      ? [] : [VerificationFailure(.step, "the other sites of the diagnosis have no code", at: place)]
  }

  private func failures(
    of steps: [CodingCertificate.Step], mention: Int, support: MentionSupport, line: ByteSpan? = nil, place: String
  ) -> [VerificationFailure] {
    var failures: [VerificationFailure] = []
    var previous: NodeID?
    if steps.isEmpty { failures.append(VerificationFailure(.step, "there is no derivation", at: place)) }
    for (index, step) in steps.enumerated() {
      let place = "\(place).steps[\(index)]"
      func fail(_ message: String) { failures.append(VerificationFailure(.step, message, at: place)) }
      guard let node = file.node(step) else {
        fail("\(step.code) is not at row \(step.row) of the book")
        return failures
      }
      guard let rule = RuleTable.byName[step.rule], let check = rule.step else {
        fail("'\(step.rule)' is no rule that leads to a code")
        return failures
      }
      if mention < 0, !["problem-line", "seventh-character"].contains(rule.id) {
        fail("a line is not led on by '\(rule.id)'")
        return failures
      }
      if rule.id != "term", step.source != rule.source { fail("the rule comes from '\(rule.source)'") }
      if zip(step.spans, step.spans.dropFirst()).contains(where: { $0 >= $1 }) { fail("spans are not in order") }
      let question = StepQuestion(
        file: file, mention: mention, support: support, line: line, previous: previous, node: node, step: step,
        steps: steps,
        index: index)
      if let previous, rule.startsFromCode, !file.book.isBillable(previous) {
        fail("the rule starts from a complete code")
      }
      if let message = check(question) { fail(message) }
      previous = node
    }
    return failures
  }
}

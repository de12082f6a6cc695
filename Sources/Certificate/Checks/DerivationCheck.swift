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
      if let code = assigned.code, let node = file.book.node(code), !file.book.isBillable(node) {
        failures.append(VerificationFailure(.code, "\(code) is not valid for submission", at: place))
      }
      if assigned.steps.areOfLine {
        failures += lineFailures(assigned.steps, span: assigned.span, place: place)
      } else {
        failures += fewest(file.reading.mentions(at: assigned.span)) { mention in
          assertionFailures(assigned, mention: mention, place: place)
            + self.failures(of: assigned.steps, mention: mention, place: place)
        }
      }
    }
    for (index, rejected) in file.certificate.rejections.enumerated() where !rejected.steps.isEmpty {
      let place = "rejections[\(index)]"
      if rejected.steps.areOfLine {
        failures += lineFailures(rejected.steps, span: rejected.span, place: place)
      } else {
        failures += fewest(file.reading.mentions(at: rejected.span)) { mention in
          self.failures(of: rejected.steps, mention: mention, place: place)
        }
      }
    }
    return failures
  }

  /// Whether the steps follow from a mention.
  func follow(_ steps: [CodingCertificate.Step], from mention: Int) -> Bool {
    failures(of: steps, mention: mention, place: "").isEmpty
  }

  /// Whether an assignment is proven from a mention.
  func isProven(_ assigned: CodingCertificate.Assigned, from mention: Int) -> Bool {
    assertionFailures(assigned, mention: mention, place: "").isEmpty && follow(assigned.steps, from: mention)
  }

  /// The failures of the reading that has fewest.
  private func fewest<Reading>(
    _ readings: [Reading], _ failures: (Reading) -> [VerificationFailure]
  ) -> [VerificationFailure] {
    var best: [VerificationFailure]?
    for reading in readings where best?.isEmpty != true {
      let found = failures(reading)
      if best.map({ found.count < $0.count }) ?? true { best = found }
    }
    return best ?? []
  }

  /// A mention that cannot be coded here.
  private func assertionFailures(
    _ assigned: CodingCertificate.Assigned, mention: Int, place: String
  ) -> [VerificationFailure] {
    var lifts = assigned.steps.last.flatMap { RuleTable.byName[$0.rule]?.lifts } ?? []
    // The osteoporosis behind an atypical femoral fracture is coded wherever the note states it.
    if assigned.code == Code("M81.0"), file.reports(["M84.75"]) { lifts.formUnion(HistoryChecks.liftedReasons) }
    // Known osteoporosis of the conclusion goes before the low bone mass that it states as well.
    if assigned.code == Code("M81.0"),
      file.certificate.rejections.contains(where: { $0.rule == "osteoporosis-is-systemic" })
    {
      lifts.insert("reasoning")
    }
    guard let reason = file.eligibility.reason(against: file.findings.mentions[mention]), !lifts.contains(reason) else {
      return []
    }
    return [VerificationFailure(.assertion, "the mention cannot be coded: \(reason)", at: place)]
  }

  /// A line that is coded as a whole.
  private func lineFailures(
    _ steps: [CodingCertificate.Step], span: ByteSpan, place: String
  ) -> [VerificationFailure] {
    guard !file.lines.isEmpty else {
      return [VerificationFailure(.step, "only a line of diagnoses is coded as a whole", at: place)]
    }
    return fewest(file.lines) { words in
      failures(of: steps, place: place) { rule, step in
        guard let check = rule.lineStep else { return "a line is not led on by '\(rule.id)'" }
        return check(LineQuestion(place: step, words: words, span: span))
      }
    }
  }

  private func failures(
    of steps: [CodingCertificate.Step], mention: Int, place: String
  ) -> [VerificationFailure] {
    guard let site = steps.first(where: { SiteCheck.rules.contains($0.rule) }) else {
      return failures(
        of: steps, mention: mention, support: MentionSupport(ofMention: mention, in: file.reading), place: place)
    }
    let conjuncts = SiteCheck(file: file, mention: mention).conjuncts(citedBy: site)
    guard !conjuncts.isEmpty else {
      return [VerificationFailure(.step, "the sites that share the diagnosis stand elsewhere", at: place)]
    }
    return fewest(conjuncts) { conjunct in
      let support = MentionSupport(of: conjunct, mention: mention, in: file.reading)
      return failures(of: steps, mention: mention, support: support, place: place)
    }
  }

  private func failures(
    of steps: [CodingCertificate.Step], mention: Int, support: MentionSupport, place: String
  ) -> [VerificationFailure] {
    failures(of: steps, place: place) { rule, step in
      guard let check = rule.step else { return "'\(rule.id)' is no rule that leads to a code" }
      return check(StepQuestion(place: step, mention: mention, support: support))
    }
  }

  /// What does not follow in a derivation.
  ///
  /// - Parameter message: Why a step does not follow by its rule.
  private func failures(
    of steps: [CodingCertificate.Step], place: String, _ message: (RuleCheck, StepPlace) -> String?
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
      guard let rule = RuleTable.byName[step.rule] else {
        fail("'\(step.rule)' is no rule")
        return failures
      }
      if rule.id != "term", step.source != rule.source { fail("the rule comes from '\(rule.source)'") }
      if zip(step.spans, step.spans.dropFirst()).contains(where: { $0 >= $1 }) { fail("spans are not in order") }
      if let previous, rule.startsFromCode, !file.book.isBillable(previous) {
        fail("the rule starts from a complete code")
      }
      let question = StepPlace(file: file, previous: previous, node: node, step: step, steps: steps, index: index)
      if let message = message(rule, question) { fail(message) }
      previous = node
    }
    return failures
  }
}

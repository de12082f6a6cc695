import ClinicalText
import Findings
import ICD10CM

/// Every rejection: its reason is the one that the note and the book give.
struct RejectionCheck {
  let file: CaseFile

  func failures() -> [VerificationFailure] {
    var failures: [VerificationFailure] = []
    let rejections = file.certificate.rejections
    if zip(rejections, rejections.dropFirst()).contains(where: { $0 >= $1 }) {
      failures.append(VerificationFailure(.rejection, "rejections are not in order", at: "rejections"))
    }
    for (index, rejected) in rejections.enumerated() {
      if let message = message(rejected) {
        failures.append(VerificationFailure(.rejection, message, at: "rejections[\(index)]"))
      }
    }
    return failures
  }

  private func message(_ rejected: CodingCertificate.Rejected) -> String? {
    guard let rule = RuleTable.byName[rejected.rule] else { return "'\(rejected.rule)' is no rule" }
    if rejected.source != rule.source { return "the rule comes from '\(rule.source)'" }
    if rejected.steps.areOfLine { return withdrawal(rejected, rule, mention: nil) }
    // Of several mentions of the same words one must have the reason.
    var message: String?
    for mention in file.reading.mentions(at: rejected.span) {
      message = self.message(rejected, rule, mention: mention)
      if message == nil { return nil }
    }
    return message
  }

  /// Why the reason against a mention does not hold; `nil` where it does.
  func message(_ rejected: CodingCertificate.Rejected, mention: Int) -> String? {
    guard let rule = RuleTable.byName[rejected.rule] else { return "'\(rejected.rule)' is no rule" }
    return message(rejected, rule, mention: mention)
  }

  private func message(_ rejected: CodingCertificate.Rejected, _ rule: RuleCheck, mention index: Int) -> String? {
    let mention = file.findings.mentions[index]
    let lifts = rejected.steps.last.flatMap { RuleTable.byName[$0.rule]?.lifts } ?? []
    if let reason = file.eligibility.reason(against: mention), !lifts.contains(reason) {
      if reason != rule.id { return "the reason against this mention is '\(reason)'" }
      return rejected.steps.isEmpty && rejected.by == nil ? nil : "a mention that cannot be coded has no derivation"
    }
    if rule.id == "no-row" {
      if !rejected.steps.isEmpty || rejected.by != nil { return "a mention without a row has no derivation" }
      return TermCheck(file: file).satisfiedRows(ofMention: index).isEmpty
        ? nil : "a row of the term fits the words around it"
    }
    return withdrawal(rejected, rule, mention: index)
  }

  private func withdrawal(_ rejected: CodingCertificate.Rejected, _ rule: RuleCheck, mention: Int?) -> String? {
    guard let check = rule.withdrawal, let code = rejected.code, let node = file.book.node(code) else {
      return "the mention can be coded, and '\(rule.id)' is no reason against it"
    }
    if rule.id != "no-billable-child", !file.book.isBillable(node) { return "\(code) is no complete code" }
    return check(WithdrawalQuestion(file: file, rejected: rejected, code: code, node: node, mention: mention))
  }
}

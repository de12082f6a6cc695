import Findings
import ClinicalText
import ICD10CM

/// All reported codes together: none twice, no pair that the Tabular keeps apart, in sequence.
struct CodeSetCheck {
  let file: CaseFile

  func failures() -> [VerificationFailure] {
    repeats() + excludedPairs() + vaguePairs() + undecidedPairs() + unexplainedFractures() + sequence() + superfluous()
      + DrugChecks.missingEffects(file) + FractureChecks.uncollapsed(file)
      + LowBoneMassCheck.missingPlaces(file) + BothSidesCheck.pairs(in: file)
  }

  private func repeats() -> [VerificationFailure] {
    var seen: Set<Code> = []
    return file.certificate.assignments.enumerated().compactMap { index, assigned in
      guard let code = assigned.code, !seen.insert(code).inserted else { return nil }
      return VerificationFailure(.exclusion, "\(code) is reported twice", at: "assignments[\(index)]")
    }
  }

  private func excludedPairs() -> [VerificationFailure] {
    let codes = file.certificate.assignments.compactMap(\.code)
    var failures: [VerificationFailure] = []
    for (index, code) in codes.enumerated() {
      guard let node = file.book.node(code) else { continue }
      for other in codes where other != code {
        if let note = file.book.note(.excludes1, at: node, naming: other) {
          failures.append(
            VerificationFailure(
              .exclusion, "the Excludes1 note at \(note.level) keeps \(code) and \(other) apart",
              at: "assignments[\(index)]"))
        }
      }
    }
    return failures
  }

  /// A vague code beside the one that says it exactly (Guidelines I.B.2).
  private func vaguePairs() -> [VerificationFailure] {
    let assigned = file.certificate.assignments
    let codes = assigned.filter { !isCause($0) }.compactMap(\.code)
    return assigned.enumerated().compactMap { index, vague in
      guard let code = vague.code, !isCause(vague) else { return nil }
      let exact = codes.first { other in
        guard let one = file.book.node(code), let another = file.book.node(other),
          !Specificity(file.book).areOppositeSides(one, another)
        else { return false }
        return SuperfluousCodes.vague.contains {
          $0.vague.contains(code) && $0.exact.contains(other) && !$0.vague.contains(other)
        }
      }
      return exact.map {
        VerificationFailure(.exclusion, "\($0) says exactly what \(code) says", at: "assignments[\(index)]")
      }
    }
  }

  /// A code in which the note left a character open beside one of the same category in which it decided all of them
  /// (Guidelines I.B.2).
  private func undecidedPairs() -> [VerificationFailure] {
    let assigned = file.certificate.assignments
    func leavesOpen(_ one: CodingCertificate.Assigned) -> Bool { one.steps.contains(where: \.isDefault) }
    let decided = assigned.filter { $0.steps.first?.rule == "term" && !leavesOpen($0) }
    return assigned.enumerated().compactMap { index, open in
      guard let code = open.code, open.steps.first?.rule == "term", leavesOpen(open) else { return nil }
      let better = decided.first { $0.span != open.span && file.saysMore($0, than: open) }
      return better?.code.map {
        VerificationFailure(.exclusion, "\($0) says more than \(code)", at: "assignments[\(index)]")
      }
    }
  }

  /// Beside osteoporosis a current fracture is coded to it, unless a force that breaks normal bone is named (Guidelines
  /// I.C.13.d.2).
  private func unexplainedFractures() -> [VerificationFailure] {
    let assigned = file.certificate.assignments
    guard assigned.contains(where: { $0.code?.isIn(["M80", "M81.0", "M81.8"]) ?? false }) else { return [] }
    return assigned.enumerated().compactMap { index, fracture in
      guard let code = fracture.code, let node = file.book.node(code), fracture.steps.first?.rule == "term",
        FractureTable.isTraumatic(code, title: file.book.title(of: node)),
        !fracture.steps.contains(where: { $0.rule == "high-energy" })
      else { return nil }
      return VerificationFailure(
        .exclusion, "\(code) stands beside osteoporosis without the force that broke the bone",
        at: "assignments[\(index)]")
    }
  }

  private func isCause(_ assigned: CodingCertificate.Assigned) -> Bool {
    assigned.code.map(ConventionTables.externalCauses.contains) ?? false
  }

  private static let injuries: CodeFamily = "S00-T34 T51-T79"
  private static let onBone: CodeFamily = "Z09 Z13.82 Z78.0 Z79 Z82.62 Z87.31 Z87.81 Z90.72 Z98"
  private static let ownRules: CodeFamily = "Z08 Z09 Z47 Z48 Z51 Z71 Z00"

  /// External causes without an injury, and statuses from outside the conclusion (Guidelines I.C.20 and I.C.21.c).
  private func superfluous() -> [VerificationFailure] {
    guard file.certificate.settings.kind != "problem" else { return [] }
    let codes = file.certificate.assignments.compactMap(\.code)
    var failures: [VerificationFailure] = []
    for (index, assigned) in file.certificate.assignments.enumerated() {
      guard let code = assigned.code, let mention = file.mention(at: assigned.span, assigned.steps) else {
        continue
      }
      let tier = file.reading.context.tier(of: file.findings.mentions[mention])
      let group = group(assigned, mention)
      if group == .cause, !codes.contains(where: Self.injuries.contains) {
        failures.append(
          VerificationFailure(.exclusion, "\(code) stands beside no injury", at: "assignments[\(index)]"))
      }
      if group == .status, codes.count > 1, file.reading.context.outline.hasConclusion, tier != .head,
        tier != .preoperative,
        !Self.onBone.contains(code), !Self.ownRules.contains(code)
      {
        failures.append(
          VerificationFailure(
            .exclusion, "\(code) is a status that the conclusion does not list", at: "assignments[\(index)]"))
      }
    }
    return failures
  }

  /// Screening first, diagnoses by section and place, status codes, external causes.
  private func sequence() -> [VerificationFailure] {
    var failures: [VerificationFailure] = []
    var last = [0]
    for (index, assigned) in file.certificate.assignments.enumerated() {
      guard !assigned.steps.areOfLine, let mention = file.mention(at: assigned.span, assigned.steps)
      else { continue }
      let group = group(assigned, mention)
      // What other rules than the term's add stands in its group, next to what it belongs to.
      let isOwn =
        assigned.steps.first?.rule == "term"
        && file.eligibility.reason(against: file.findings.mentions[mention]) == nil
      let tier = file.reading.context.tier(of: file.findings.mentions[mention])
      let key = isOwn ? [group.rawValue, tier.rawValue, assigned.span.start] : [group.rawValue]
      if key[0] < last[0] || key.count > 1 && last.count > 1 && key.lexicographicallyPrecedes(last) {
        failures.append(
          VerificationFailure(.sequence, "stands behind codes that follow it", at: "assignments[\(index)]"))
      }
      last = key
    }
    return failures
  }

  /// The groups of codes in the order in which they are reported.
  private enum Group: Int { case screening, diagnosis, agent, status, cause }

  private func group(_ assigned: CodingCertificate.Assigned, _ mention: Int) -> Group {
    guard let code = assigned.code, let first = assigned.steps.first else { return .diagnosis }
    if code.isIn(["Z13"]) { return .screening }
    // The agent of a disease is an additional code (Guidelines I.B.7).
    if code.isIn(["B95", "B96", "B97"]) { return .agent }
    if assigned.steps.contains(where: { $0.rule == "healed-fracture" }) { return .status }
    let rows = TermCheck(file: file).satisfiedRows(ofMention: mention).filter {
      $0.row.targets.contains(NodeID(first.row)) && $0.row.source == first.source
    }
    let kinds = Set(rows.map(\.row.kind))
    if !kinds.isDisjoint(with: [.status, .drug]) { return .status }
    return kinds.contains(.cause) ? .cause : .diagnosis
  }
}

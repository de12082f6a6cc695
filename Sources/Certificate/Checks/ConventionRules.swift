import ClinicalText
import Findings
import ICD10CM

/// The conventions by which a code that was found is taken back.
extension RuleTable {
  static let conventions: [RuleCheck] = [
    RuleCheck("no-billable-child", source: "Guidelines I.B.2", withdrawal: noBillableChild),
    RuleCheck("already-assigned", source: "Guidelines I.B.12", withdrawal: alreadyAssigned),
    RuleCheck("less-specific", source: "Guidelines I.B.2", withdrawal: lessSpecific),
    RuleCheck("integral-symptom", source: "Guidelines I.B.5", withdrawal: integralSymptom),
    RuleCheck("status-not-reported", source: "Guidelines I.C.21.c", withdrawal: statusNotReported),
    RuleCheck("cause-not-reported", source: "Guidelines I.C.20") { question in
      ConventionTables.externalCauses.contains(question.code) ? nil : "\(question.code) is no external cause"
    },
    RuleCheck(
      "presumed-link", source: "Guidelines I.A.15, I.C.4.a and I.C.9.a; Tabular, Excludes1 at M54.1 and M54.3",
      step: LinkCheck.step, withdrawal: LinkCheck.withdrawal),
    RuleCheck(
      "both-sides-stated", source: "Guidelines I.B.13", step: BothSidesCheck.step,
      withdrawal: BothSidesCheck.withdrawal),
    RuleCheck("chronic-pain", source: "Guidelines I.C.6.b", step: chronicPain),
    RuleCheck(
      "aftercare-of-joint", source: "Tabular, use additional code at Z47.1; Guidelines I.C.21.c.7; weeks: own",
      step: aftercareOfJoint),
    RuleCheck("excludes1", source: "Guidelines I.A.12.a; Tabular", withdrawal: excludes1),
  ]

  private static let noBillableChild: RuleCheck.WithdrawalCheck = { question in
    question.rejected.by == nil && !question.book.isBillable(question.node)
      ? nil : "\(question.code) is valid for submission"
  }

  private static let alreadyAssigned: RuleCheck.WithdrawalCheck = { question in
    guard let by = question.rejected.by, question.stands(by) else { return "\(question.code) is not reported" }
    // Statements of low bone mass are put together into the code of all their sites.
    return by == question.code || by.isIn(["M85.8"]) && question.code.isIn(["M85.8"])
      ? nil : "\(by) is another code than \(question.code)"
  }

  private static let lessSpecific: RuleCheck.WithdrawalCheck = { question in
    if question.rejected.by == nil, question.isVague { return nil }
    if question.rejected.by == nil, question.code.isIn(["M80"]) {
      return question.file.certificate.assignments.contains {
        $0.code?.isIn(["M80"]) ?? false && $0.code != question.code
      }
        ? nil : "no fracture in osteoporosis says more"
    }
    guard let by = question.rejected.by, question.stands(by), by != question.code, let node = question.book.node(by),
      question.file.saysMore(node, than: question.rejected.steps)
    else { return "no code says more of the same condition" }
    return nil
  }

  private static let integralSymptom: RuleCheck.WithdrawalCheck = { question in
    let isPart = question.otherCodes.contains { other in
      SuperfluousCodes.integral.contains {
        $0.symptom.contains(question.code) && $0.disease.contains(other) && !$0.symptom.contains(other)
      }
        || SuperfluousCodes.local.contains(question.code) && SuperfluousCodes.localDisease.contains(other)
          && !SuperfluousCodes.local.contains(other)
    }
    return isPart ? nil : "\(question.code) belongs to no disease that was found"
  }

  private static let statusNotReported: RuleCheck.WithdrawalCheck = { question in
    let mention = question.mention.map { question.file.findings.mentions[$0] }
    let isStatus = mention.map { $0.has(.status) || $0.has(.drug) } ?? false
    guard isStatus || question.code.isIn(["Z"]) else { return "\(question.code) is no status" }
    if question.code.isIn(["Z79"]), question.file.reports(DrugChecks.boneDiagnoses) {
      return "the drug bears on a diagnosis that is reported"
    }
    return question.otherCodes.isEmpty ? "the status is all that the note says" : nil
  }

  private static let aftercareOfJoint: RuleCheck.StepCheck = { question in
    let own = question.reading.span(ofMention: question.mention)
    let isJoint = question.file.certificate.assignments.contains { $0.span == own && $0.code?.isIn(["Z96.6"]) ?? false }
    let sentence = question.file.findings.mentions[question.mention].sentence
    let period = JointAftercare.period(in: question.document.sentences[sentence].tokens, of: question.document)
    guard question.index == 0, question.step.code == Code("Z47.1"), isJoint, let period,
      question.step.spans == [own, question.document.span(of: period)].sorted()
    else { return "no joint replaced some weeks ago is coded here" }
    return nil
  }

  private static let chronicPain: RuleCheck.StepCheck = { question in
    let own = question.reading.span(ofMention: question.mention)
    let isPain = question.file.derived.contains { derived in
      derived.span == own && derived.steps.contains { ConventionTables.pain.contains($0.code) }
    }
    let mention = question.file.findings.mentions[question.mention].tokens
    let sentence = question.file.findings.mentions[question.mention].sentence
    let end = question.document.sentences[sentence].tokens.upperBound
    let words = max(0, mention.lowerBound - 3)..<min(end, mention.upperBound + 2)
    guard question.index == 0, question.step.code == Code("G89.29"), question.citesMention, isPain,
      words.contains(where: { question.document.tokens[$0].hash == WordHash.of("chronic") })
    else { return "no pain called chronic is coded here" }
    return nil
  }

  private static let excludes1: RuleCheck.WithdrawalCheck = { question in
    guard let by = question.rejected.by, question.stands(by), let other = question.book.node(by),
      question.book.note(.excludes1, at: question.node, naming: by) != nil
        || question.book.note(.excludes1, at: other, naming: question.code) != nil
    else { return "the Tabular has no Excludes1 note between the two codes" }
    return nil
  }
}

extension WithdrawalQuestion {
  /// Every other code that was found in the note.
  var otherCodes: [Code] { file.derived.compactMap { $0.steps.last?.code }.filter { $0 != code } }

  /// Whether another code says exactly what this one says vaguely.
  var isVague: Bool {
    otherCodes.contains { other in
      SuperfluousCodes.vagueInjury.contains(code) && SuperfluousCodes.injuries.contains(other)
        && !SuperfluousCodes.vagueInjury.contains(other)
        || SuperfluousCodes.vague.contains {
          $0.vague.contains(code) && $0.exact.contains(other) && !$0.vague.contains(other)
        }
    }
  }

  /// The code that a derivation leads on to from a complete one.
  private func successor(of code: Code) -> Code? {
    let derived = file.derived.first { derived in
      guard let last = derived.steps.last, last.code != code, RuleTable.byName[last.rule]?.startsFromCode ?? false
      else {
        return false
      }
      return derived.steps.contains { $0.code == code }
    }
    return derived?.steps.last?.code
  }

  /// Whether a code is reported, or was itself taken back by a rule of its own.
  func stands(_ code: Code) -> Bool {
    var wanted = code
    for _ in 0..<8 {
      if file.certificate.assignments.contains(where: { $0.code == wanted }) { return true }
      let taken = file.certificate.rejections.first { $0.code == wanted && $0.rule != "already-assigned" }
      guard let taken else {
        // Another code may have taken its place: that of both sides, of a disease with its fracture.
        guard let next = successor(of: wanted) else { return false }
        wanted = next
        continue
      }
      guard let next = taken.by else { return true }
      wanted = next
    }
    return false
  }
}

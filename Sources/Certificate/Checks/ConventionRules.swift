import ICD10CM

/// The conventions by which a code that was found is taken back.
extension RuleTable {
  static let conventions: [RuleCheck] = [
    RuleCheck("no-billable-child", source: "Guidelines I.B.2", withdrawal: noBillableChild),
    RuleCheck("already-assigned", source: "Guidelines I.B.12", withdrawal: alreadyAssigned),
    RuleCheck("less-specific", source: "Guidelines I.B.2", withdrawal: lessSpecific),
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
    if question.rejected.by == nil, question.code.isIn(["M80"]) {
      return question.file.certificate.assignments.contains {
        $0.code?.isIn(["M80"]) ?? false && $0.code != question.code
      }
        ? nil : "no fracture in osteoporosis says more"
    }
    guard let by = question.rejected.by, question.stands(by), by.category == question.code.category, by != question.code
    else { return "no code of the same category says more" }
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
  /// Whether a code is reported, or was taken back in favour of one that is.
  func stands(_ code: Code) -> Bool {
    var wanted = code
    for _ in 0..<8 {
      if file.certificate.assignments.contains(where: { $0.code == wanted }) { return true }
      guard
        let next = file.certificate.rejections.first(where: { $0.code == wanted && $0.by != nil && $0.by != wanted })?
          .by
      else {
        return false
      }
      wanted = next
    }
    return false
  }
}

import ClinicalText
import Findings
import ICD10CM

/// Conditions that the classification presumes to be linked (Guidelines I.A.15, I.C.4.a, I.C.9.a; for radiculopathy and
/// sciatica the Excludes1 notes at M54.1 and M54.3).
enum LinkCheck {
  /// A condition beside diabetes, and the ending that the diabetes code takes.
  private static let withDiabetes: [(condition: CodeFamily, ending: String)] = [
    ("N18", "22"), ("L97.4 L97.5", "621"), ("L97 L98.4", "622"), ("M86", "69"), ("G62.9 G60.9", "42"), ("M14.6", "610"),
    ("I73.9", "51"),
  ]
  /// Disorders of the spine that the Excludes1 notes at M54.1 and M54.3 name, and what they are a part of.
  private static let radiculopathies: [String: CodeFamily] = [
    "M47": "M54.1", "M50": "M54.10-M54.13", "M51": "M54.10 M54.14-M54.18 M54.3",
  ]
  private static let heart: CodeFamily = "I50"
  private static let kidney: CodeFamily = "N18"
  private static let severeKidney: CodeFamily = "N18.5 N18.6"

  /// The condition that the combination code says too.
  static let withdrawal: RuleCheck.WithdrawalCheck = { question in
    question.file.derived.contains { derived in
      derived.steps.contains { $0.rule == "presumed-link" && $0.spans.contains(question.rejected.span) }
    } ? nil : "no combination code cites the condition"
  }

  /// The row of the same category and region that says "with radiculopathy".
  private static func withRadiculopathy(_ code: Code) -> Code? {
    let text = code.undotted
    return switch code.category.undotted {
    case "M47": Code("M472" + text.suffix(1))
    case "M50": Code("M501" + text.dropFirst(4))
    default: Code("M511" + text.dropFirst(4).prefix(1))
    }
  }

  static let step: RuleCheck.StepCheck = { question in
    guard let previous = question.previous.map({ question.book.code(of: $0) }) else { return "nothing is linked" }
    let own = question.reading.span(ofMention: question.mention)
    let partners = question.file.derived.filter { $0.span != own }.compactMap { derived in
      derived.steps.last.map { (span: derived.span, code: $0.code) }
    }
    guard question.step.spans.contains(own), question.step.spans.count == 2,
      let cited = question.step.spans.first(where: { $0 != own })
    else { return "the two conditions are not cited" }
    func first(_ family: CodeFamily) -> ByteSpan? { partners.filter { family.contains($0.code) }.map(\.span).min() }
    if previous == Code("I10") {
      let (heart, kidney) = (first(heart), first(kidney))
      let isSevere = first(severeKidney) != nil
      let wanted =
        heart != nil && kidney != nil
        ? (isSevere ? "I13.2" : "I13.0")
        : heart != nil ? "I11.0" : isSevere ? "I12.0" : "I12.9"
      return question.step.code == Code(wanted) && cited == heart ?? kidney
        ? nil : "hypertension is not linked so in this note"
    }
    if let root = radiculopathies[previous.category.undotted] {
      let partner = first(root)
      return question.step.code == withRadiculopathy(previous) && cited == partner
        ? nil : "radiculopathy is not linked so in this note"
    }
    guard let row = withDiabetes.first(where: { first($0.condition) != nil }),
      question.step.code == Code(previous.category.undotted + row.ending), cited == first(row.condition)
    else { return "diabetes is not linked so in this note" }
    return nil
  }
}

import ClinicalText
import Findings
import ICD10CM

/// Fractures that have healed are history (Guidelines I.C.13.d.1).
enum HistoryChecks {
  /// A past fracture is coded as such although a current one could not be.
  static let liftedReasons: Set<String> = [
    "historical", "hypothetical", "planned", "uncertain-outpatient", "not-a-diagnosis-section", "explained-risk",
    "reasoning", "not-in-conclusion",
  ]
  private static let healedWords: WordSet = "healed old remote previous prior childhood year years"
  private static let fragility: WordSet = "fragility osteoporotic osteoporosis insufficiency fragile"
  private static let force: WordSet = "trauma energy force impact"

  static let healed: RuleCheck.StepCheck = { question in
    guard let previous = question.previous else { return toldAsPast(question) }
    guard question.step.spans.count == 1, let span = question.step.spans.first,
      let tokens = question.document.tokenRange(of: span), question.document.span(of: tokens) == span,
      tokens.count == 1,
      healedWords.contains(question.document.tokens[tokens.lowerBound].hash),
      question.reading.nearestOccurrence(of: span, toMention: question.mention) == span
    else { return "no word that says that the fracture is past is cited" }
    let fracture = question.book.code(of: previous)
    guard
      fracture.isIn(["M80", "M84.3", "M84.4", "M48.5"])
        || FractureTable.isTraumatic(fracture, title: question.book.title(of: previous))
    else { return "\(fracture) is no fracture" }
    if question.step.code == Code("M81.0") { return fracture.isIn(["M80"]) ? nil : "the disease is not documented" }
    if fracture.isIn(["M84.3"]) {
      return question.step.code == Code("Z87.312") ? nil : "a healed stress fracture is Z87.312"
    }
    return kind(question, isFragility: fracture.isIn(["M80"]))
  }

  private static func toldAsPast(_ question: StepQuestion) -> String? {
    let mention = question.file.findings.mentions[question.mention]
    guard question.citesMention, mention.assertion.contains(.historical),
      question.reading.namesFracture(question.mention)
    else { return "the mention is no past fracture" }
    return kind(question, isFragility: false)
  }

  /// After a fragility fracture Z87.310, after an injury Z87.81.
  private static func kind(_ question: StepQuestion, isFragility: Bool) -> String? {
    let sentence = question.reading.sentence(ofMention: question.mention)
    let isStated = sentence.contains {
      let hash = question.document.tokens[$0].hash
      return fragility.contains(hash) || force.contains(hash)
    }
    switch question.step.code {
    case Code("Z87.310"):
      return isFragility || isStated
        || question.file.derived.contains { $0.steps.last?.code.isIn(["M80", "M81"]) ?? false }
        ? nil : "nothing says that it was a fragility fracture"
    case Code("Z87.81"):
      let isSaid = question.reading.context.clauses[question.mention].contains {
        fragility.contains(question.document.tokens[$0].hash)
      }
      return isFragility || isSaid ? "it was a fragility fracture" : nil
    default: return "\(question.step.code) is no code for a healed fracture"
    }
  }

  static let healedBeside: RuleCheck.WithdrawalCheck = { question in
    question.code.isIn(["M84.3"]) && question.file.reports(["Z87.312"]) ? nil : "no healed stress fracture is reported"
  }
}

import ClinicalText
import Findings
import ICD10CM

/// Long-term drug use and adverse effects.
enum DrugChecks {
  /// Glucocorticoids, agents affecting oestrogen, bisphosphonates, hormone replacement.
  private static let onBone = ["Z79.5", "Z79.81", "Z79.83", "Z79.890"]
  static let boneDiagnoses = [
    "M80", "M81", "M83", "M84.3", "M84.7", "M84.5", "M84.6", "M85", "M88", "Z13.820", "E24", "N95.1", "Q78", "Q96",
  ]
  private static let caused = ["M81.8", "M80.8", "M83.5", "E24.2", "M85.8", "M87.1"]
  private static let links = Set(
    ["induced", "due", "related", "secondary", "caused", "from", "associated", "attributed", "because", "effect"].map {
      WordHash.of($0)
    })

  static let notReported: RuleCheck.WithdrawalCheck = { question in
    guard question.code.isIn(["Z79"]) else { return "\(question.code) is no long-term use of a drug" }
    return !question.code.isIn(onBone) || !question.file.reports(boneDiagnoses)
      ? nil : "the drug bears on a diagnosis that is reported"
  }

  static let notCurrent: RuleCheck.WithdrawalCheck = { question in
    guard question.code.isIn(onBone) else { return "\(question.code) is no drug that bears on bone" }
    guard let mention = question.mention.map({ question.file.findings.mentions[$0] }) else {
      return "a line of diagnoses names no drug by itself"
    }
    return DrugUse(question.file.document).isTakenNow(mention) ? "the note says that the drug is taken now" : nil
  }

  /// The drug that the provider names as the cause, with the row of its adverse effect.
  static let adverseEffect: RuleCheck.StepCheck = { question in
    guard question.index == 0, question.steps.count == 1, let parent = question.book.parent(of: question.node) else {
      return "an adverse effect stands beside the condition, not below it"
    }
    let own = question.reading.span(ofMention: question.mention)
    let isCondition = question.file.derived.contains { derived in
      derived.span == own && derived.steps.contains { $0.code.isIn(caused) }
    }
    guard isCondition else { return "the mention is no condition that the rule speaks of" }
    guard question.step.spans.contains(own), question.step.spans.count <= 2 else {
      return "the words of the condition are not cited"
    }
    let drug = question.step.spans.first { $0 != own } ?? own
    guard let tokens = question.document.tokenRange(of: drug), question.document.span(of: tokens) == drug,
      tokens.count == 1 || drug == own,
      question.reading.nearestOccurrence(of: drug, toMention: question.mention) == drug
    else { return "the drug stands elsewhere" }
    guard tokens.contains(where: { leads(question, from: $0, to: parent) }) else {
      return "the word that is cited is no drug with the adverse effect \(question.book.code(of: parent))"
    }
    let near = max(0, tokens.lowerBound - 5)..<min(question.document.tokens.count, tokens.upperBound + 3)
    guard near.contains(where: { links.contains(question.document.tokens[$0].hash) }) else {
      return "nothing links the drug to the condition"
    }
    let isLater = question.document.tokens.contains { $0.hash == WordHash.of("subsequent") }
    return question.step.code.count == 7 && question.step.code[6] == UInt8(ascii: isLater ? "D" : "A")
      ? nil : "the 7th character is another"
  }

  /// A condition that the note links to a drug stands beside the drug's adverse effect.
  static func missingEffects(_ file: CaseFile) -> [VerificationFailure] {
    var failures: [VerificationFailure] = []
    for (index, assigned) in file.certificate.assignments.enumerated() {
      guard assigned.code?.isIn(caused) ?? false, let mention = file.reading.mention(at: assigned.span) else {
        continue
      }
      let own = file.findings.mentions[mention].tokens
      let sentence = file.reading.sentence(ofMention: mention)
      let start = max(sentence.lowerBound, own.lowerBound - 6)
      let end = min(
        sentence.upperBound, max(own.upperBound + 6, file.reading.context.clauses[mention].upperBound))
      let range = start..<max(start, end)
      guard let effect = firstLinkedEffect(in: range, file) else { continue }
      let stem = file.book.code(of: effect)
      if !file.certificate.assignments.contains(where: { $0.code?.hasPrefix(stem) ?? false }) {
        failures.append(
          VerificationFailure(.accounting, "the drug's adverse effect \(stem) is missing", at: "assignments[\(index)]"))
      }
    }
    return failures
  }

  private static func firstLinkedEffect(in range: Range<Int>, _ file: CaseFile) -> NodeID? {
    let document = file.document
    for index in range where document.tokens[index].kind == .word {
      guard let prefix = file.book.terms(startingWith: file.book.word(hash: document.tokens[index].hash)) else {
        continue
      }
      let list = file.book.termList(prefix)
      let near = max(range.lowerBound, index - 5)..<min(range.upperBound, index + 4)
      for number in 0..<file.book.rowCount(ofTermList: list) {
        let row = file.book.row(number, ofTermList: list)
        if row.kind == .adverseEffect, row.targetCount > 0,
          near.contains(where: { links.contains(document.tokens[$0].hash) })
        {
          return row.target(0)
        }
      }
    }
    return nil
  }

  private static func leads(_ question: StepQuestion, from token: Int, to target: NodeID) -> Bool {
    let word = question.book.word(hash: question.document.tokens[token].hash)
    guard let prefix = question.book.terms(startingWith: word) else { return false }
    let list = question.book.termList(prefix)
    return (0..<question.book.rowCount(ofTermList: list)).contains {
      let row = question.book.row($0, ofTermList: list)
      return row.kind == .adverseEffect && row.targets.contains(target)
    }
  }
}

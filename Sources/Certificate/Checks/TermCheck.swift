import ClinicalText
import Findings
import ICD10CM

/// The first step of a derivation: from the words of a mention to a row of the code set.
struct TermCheck {
  let file: CaseFile

  /// Rows of a mention's term that lead to codes and whose conditions hold, with how many conditions do.
  func satisfiedRows(ofMention index: Int) -> [(row: TermRow, conditions: Int)] {
    let mention = file.findings.mentions[index]
    let support = MentionSupport(ofMention: index, in: file.reading)
    var result: [(row: TermRow, conditions: Int)] = []
    for number in 0..<file.book.rowCount(ofTermList: mention.termList) {
      let row = file.book.row(number, ofTermList: mention.termList)
      guard row.targetCount > 0, leads(row.kind), let conditions = satisfied(row, support) else { continue }
      result.append((row, conditions))
    }
    return result
  }

  private func leads(_ kind: TermKind) -> Bool {
    switch kind {
    case .diagnosis, .status, .drug, .cause, .title, .inclusionTerm, .index: true
    case .words, .site, .adverseEffect, .reject: false
    }
  }

  private func satisfied(_ row: TermRow, _ support: MentionSupport) -> Int? {
    var count = 0
    var holds = true
    row.forEachCondition { isNegated, alternatives in
      let places = alternatives.compactMap { support[$0] }
      if isNegated {
        if places.contains(where: { $0.nearness <= .clause || $0.nearness == .sentence && $0.breadth == 0 }) {
          holds = false
        }
      } else if places.isEmpty {
        holds = false
      } else {
        count += 1
      }
    }
    return holds ? count : nil
  }

  static let step: RuleCheck.StepCheck = { question in
    guard question.index == 0 else { return "a term can only begin a derivation" }
    guard question.step.spans == [question.reading.span(ofMention: question.mention)] else {
      return "the words are not those of the mention"
    }
    let rows = TermCheck(file: question.file).satisfiedRows(ofMention: question.mention)
    let candidates = rows.filter { $0.row.targets.contains(question.node) }
    guard !candidates.isEmpty else { return "no row of the term whose conditions hold leads to \(question.step.code)" }
    guard candidates.contains(where: { $0.row.source == question.step.source }) else {
      return "the row comes from '\(candidates[0].row.source)'"
    }
    return nil
  }
}

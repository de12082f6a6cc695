import ClinicalText
import Findings
import ICD10CM

/// A condition of which the note states the right and the left apart, where one code is for both (Guidelines I.B.13).
enum BothSidesCheck {
  static let step: RuleCheck.StepCheck = { question in
    guard let previous = question.previous else { return "no side is coded before" }
    let own = question.reading.span(ofMention: question.mention)
    let codes = BilateralCode(question.book)
    let isStated = question.file.derived.contains { derived in
      guard let other = derived.steps.last.flatMap({ question.book.node($0.code) }) else { return false }
      return codes.node(for: previous, and: other) == question.node
        && question.step.spans == Set([own, derived.span]).sorted()
    }
    return isStated ? nil : "no statement of the other side is cited"
  }

  /// The side that the code of both says too.
  static let withdrawal: RuleCheck.WithdrawalCheck = { question in
    let codes = BilateralCode(question.book)
    let isSaid = question.file.certificate.assignments.contains { assigned in
      let steps = assigned.steps
      guard let last = steps.last, last.rule == "both-sides-stated", last.spans.contains(question.rejected.span),
        let before = steps.dropLast().last.flatMap({ question.book.node($0.code) })
      else { return false }
      return codes.node(for: before, and: question.node).map { question.book.code(of: $0) } == last.code
    }
    return isSaid ? nil : "no code of both sides cites the statement"
  }

  /// Pairs of a right and a left code that one code says together.
  static func pairs(in file: CaseFile) -> [VerificationFailure] {
    let codes = BilateralCode(file.book)
    let nodes = file.certificate.assignments.map { $0.code.flatMap(file.book.node) }
    return nodes.indices.flatMap { first in
      nodes.indices.dropFirst(first + 1).compactMap { second in
        guard let one = nodes[first], let other = nodes[second], let both = codes.node(for: one, and: other) else {
          return nil
        }
        return VerificationFailure(
          .exclusion, "\(file.book.code(of: both)) is the code for both sides", at: "assignments[\(second)]")
      }
    }
  }
}

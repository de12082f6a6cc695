import ICD10CM

/// Two groups of codes that a rule of the engine keeps apart, although no Excludes1 note does.
struct PairRule: Sendable {
  /// The engine's rule.
  let rule: String
  let first: [String]
  let second: [String]

  /// Osteoporosis is a disease of the whole skeleton: no low bone mass beside it (Guidelines I.C.13.d).
  static let all = [PairRule(rule: "osteoporosis-is-systemic", first: ["M80", "M81"], second: ["M85.8"])]

  /// Whether the rule parts two codes, in either order.
  func parts(_ a: Code, _ b: Code) -> Bool {
    func isIn(_ code: Code, _ prefixes: [String]) -> Bool {
      prefixes.contains { Code($0).map { code.hasPrefix($0) } ?? false }
    }
    return isIn(a, first) && isIn(b, second) || isIn(b, first) && isIn(a, second)
  }
}

extension CheckedFact {
  /// Facts on two codes for one encounter.
  static let pairFacts: [CheckedFact] = [
    CheckedFact("together", "{together M81.0 Z87.310}", "Nothing keeps the two codes from one encounter.") {
      call, context in
      pair(call, context) { reason, codes in
        reason.map {
          .fails(
            .pair, "\(codes[0]) and \(codes[1]) are kept apart: \($0)",
            remedy: "write {never-together \(codes[0]) \(codes[1])}")
        } ?? .holds
      }
    },
    CheckedFact(
      "never-together", "{never-together M81.0 M85.89}", "An Excludes1 note or a rule of the engine parts the codes."
    ) {
      call, context in
      pair(call, context) { reason, codes in
        reason == nil
          ? .fails(
            .pair, "neither an Excludes1 note nor a rule of the engine parts \(codes[0]) and \(codes[1])",
            remedy: "write {together \(codes[0]) \(codes[1])}, or leave the statement out")
          : .holds
      }
    },
  ]

  private static func pair(
    _ call: FactCall, _ context: FactContext, _ outcome: (String?, [Code]) -> FactOutcome
  ) -> FactOutcome {
    guard let codes = call.codes(2) else { return .misused }
    return context.on(codes[0]) { first in
      context.on(codes[1]) { second in
        let note =
          context.book.note(.excludes1, at: first, naming: codes[1])
          ?? context.book.note(.excludes1, at: second, naming: codes[0])
        let rule = PairRule.all.first { $0.parts(codes[0], codes[1]) }
        return outcome(note.map { "Excludes1 at \($0.level), '\($0.text)'" } ?? rule.map { "rule \($0.rule)" }, codes)
      }
    }
  }
}

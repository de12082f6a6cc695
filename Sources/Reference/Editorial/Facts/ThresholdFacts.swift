import BoneDensity
import ICD10CM

extension CheckedFact {
  /// Facts on the limits of bone density, compared with the engine's own reading of a score.
  static let thresholdFacts: [CheckedFact] = [
    CheckedFact(
      "threshold", #"{threshold osteoporosis "at or below −2.5"}"#,
      "The words give exactly the scores of this category."
    ) { call, _ in
      guard call.plain.count == 1, let words = call.quotation, let category = category(call.plain[0]) else {
        return .misused
      }
      guard let limit = ScoreLimit(words) else {
        return .fails(
          .threshold, "'\(words)' does not say whether its ends belong to it",
          remedy: "write 'at or below', 'below', 'at or above' or 'above' before each number, with 'and' between")
      }
      let wrong = ScoreLimit.probes.first { limit.contains($0) != category.holds($0) }
      return wrong.map { score in
        .fails(
          .threshold,
          "a score of \(ScoreLimit.text(score)) is \(category.holds(score) ? "" : "not ")\(call.plain[0]) by the engine's rule",
          remedy: "write the limits of the rule '\(category.rule)' ('osteon rules' and BoneDensity)")
      } ?? .holds
    },
    CheckedFact("score", #"{score osteopenia "−1.7"}"#, "A score of this value is in the category.") { call, _ in
      guard call.plain.count == 1, let words = call.quotation, let category = category(call.plain[0]),
        let score = ScoreLimit.thousandths(words)
      else { return .misused }
      return category.holds(score)
        ? .holds
        : .fails(
          .threshold, "a score of \(words) is not \(call.plain[0]) by the engine's rule",
          remedy: "write a score that is, or another category")
    },
  ]

  private struct Category: Sendable {
    let rule: String
    let holds: @Sendable (Int) -> Bool
  }

  private static func category(_ name: String) -> Category? {
    switch name {
    case "normal": Category(rule: "category-t") { DensityCategory.ofT(thousandths: $0) == .normal }
    case "osteopenia": Category(rule: "category-t") { DensityCategory.ofT(thousandths: $0) == .lowBoneMass }
    case "osteoporosis": Category(rule: "category-t") { DensityCategory.ofT(thousandths: $0) == .osteoporosis }
    case "below-expected": Category(rule: "category-z") { DensityCategory.ofZ(thousandths: $0) == .belowExpected }
    case "within-expected": Category(rule: "category-z") { DensityCategory.ofZ(thousandths: $0) == .withinExpected }
    default: nil
    }
  }
}

/// Limits of a score as words give them: "at or below −2.5", "above −2.5 and below −1.0".
struct ScoreLimit {
  private enum Comparison { case below, atMost, above, atLeast }
  private var clauses: [(Comparison, Int)] = []

  /// Scores in thousandths at which limits are compared: every tenth from −6 to 3, and the nearest to each.
  static let probes: [Int] = stride(from: -6000, through: 3000, by: 100).flatMap { [$0 - 1, $0, $0 + 1] }

  private static let phrases: [(String, Comparison)] = [
    ("at or below", .atMost), ("or lower", .atMost), ("or less", .atMost), ("≤", .atMost), ("<=", .atMost),
    ("at or above", .atLeast), ("or higher", .atLeast), ("or more", .atLeast), ("≥", .atLeast), (">=", .atLeast),
    ("less than", .below), ("lower than", .below), ("below", .below), ("<", .below),
    ("greater than", .above), ("higher than", .above), ("above", .above), (">", .above),
  ]

  /// Reads words; `nil` where a number has no comparison beside it, as in "between −1.0 and −2.5".
  init?(_ words: String) {
    for clause in words.lowercased().replacing(" but ", with: " and ").split(separator: " and ") {
      guard let score = Self.thousandths(String(clause)),
        let phrase = Self.phrases.first(where: { clause.contains($0.0) })
      else { return nil }
      clauses.append((phrase.1, score))
    }
    guard !clauses.isEmpty else { return nil }
  }

  func contains(_ score: Int) -> Bool {
    clauses.allSatisfy { comparison, limit in
      switch comparison {
      case .below: score < limit
      case .atMost: score <= limit
      case .above: score > limit
      case .atLeast: score >= limit
      }
    }
  }

  /// The number in the words, in thousandths; `nil` where there is none or more than one.
  static func thousandths(_ words: String) -> Int? {
    let numbers = words.replacing("−", with: "-").split { !$0.isNumber && $0 != "." && $0 != "-" }
      .filter { $0.contains(where: \.isNumber) }
    guard numbers.count == 1, let number = numbers.first else { return nil }
    let parts = number.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first.flatMap({ Int($0) }), whole < 100 else { return nil }
    let digits = parts.count == 2 ? parts[1].prefix(3) : "0"
    guard let fraction = Int(digits + String(repeating: "0", count: 3 - digits.count)) else { return nil }
    return (number.hasPrefix("-") ? -1 : 1) * (whole * 1000 + fraction)
  }

  static func text(_ thousandths: Int) -> String {
    let fraction = String(1000 + abs(thousandths) % 1000).dropFirst()
    return (thousandths < 0 ? "−" : "") + "\(abs(thousandths) / 1000)."
      + (fraction.hasSuffix("00") ? fraction.prefix(1) : fraction)
  }
}

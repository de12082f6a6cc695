import BoneDensity
import Coding
import ICD10CM

extension CheckedFact {
  /// Facts on what the engine does.
  static let engineFacts: [CheckedFact] = [
    CheckedFact(
      "coded", #"{coded "Osteopenia of the lumbar spine and left femoral neck." M85.89}"#,
      "The engine assigns exactly these codes to the statement; without codes, none."
    ) { call, context in
      guard let statement = call.quotation else { return .misused }
      let stated = call.plain.compactMap { Code($0) }.sorted()
      guard stated.count == call.plain.count else { return .misused }
      guard let found = context.codes(of: statement) else { return .notChecked("the engine is not asked") }
      let words = found.isEmpty ? "no code" : found.map(\.description).joined(separator: ", ")
      return found == stated
        ? .holds
        : .fails(
          .coded, "the engine assigns \(words) to '\(statement)'",
          remedy: "see why with 'osteon code', and mend the page, or the engine")
    },
    CheckedFact("rule", "{rule osteoporosis-is-systemic}", "The engine has this rule.") { call, _ in
      guard call.plain.count == 1, let id = call.plain.first else { return .misused }
      return CodingRule.all.contains { $0.id == id }
        ? .holds : .fails(.rule, "the engine has no rule '\(id)'", remedy: "write one that 'osteon rules' lists")
    },
  ]
}

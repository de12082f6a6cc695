import ICD10CM

/// What a check found.
enum FactOutcome: Equatable {
  case holds
  /// The statement is wrong.
  case fails(EditorialProblem.Kind, String, remedy: String)
  /// A table or an edition that would decide is not installed.
  case notChecked(String)
  /// The values are not those that the fact takes.
  case misused
}

/// A statement that a machine can check: its name in a page's file, how it is written, and the check.
///
/// Everything that a page may state in braces is listed in `all`; adding one touches its own file and its fixture.
struct CheckedFact: Sendable {
  /// The name that stands first in the braces.
  let name: String
  /// An example, for messages and for the manual.
  let usage: String
  /// What it states.
  let sentence: String
  let check: @Sendable (FactCall, FactContext) -> FactOutcome

  init(
    _ name: String, _ usage: String, _ sentence: String,
    check: @escaping @Sendable (FactCall, FactContext) -> FactOutcome
  ) {
    (self.name, self.usage, self.sentence, self.check) = (name, usage, sentence, check)
  }

  /// Every fact, in the order of the manual.
  static let all: [CheckedFact] =
    codeFacts + noteFacts + seventhFacts + changeFacts + pairFacts + thresholdFacts + engineFacts + billingFacts

  /// The fact with this name.
  static func named(_ name: String) -> CheckedFact? { byName[name] }
  private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
}

extension FactCall {
  /// The values that are codes, families included, where all plain values are codes; `nil` otherwise.
  func codes(_ count: Int) -> [Code]? {
    let codes = plain.compactMap { Code(FactWording.bare($0)) }
    return codes.count == count && plain.count == count ? codes : nil
  }

  /// The first plain value as a code.
  var firstCode: Code? { plain.first.flatMap { Code(FactWording.bare($0)) } }

  /// Every code among the values.
  var everyCode: [Code] {
    plain.flatMap { $0.split(separator: ",") }.compactMap { value in
      value.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } ? Code(FactWording.bare(String(value))) : nil
    }
  }
}

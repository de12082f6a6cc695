import ICD10CM

/// Billing facts that know which procedures their table holds at all: a number that it does not hold is not checked.
public protocol ProcedureCatalogue {
  /// Whether the table holds the procedure.
  func knows(procedure number: String) -> Bool
}

extension CheckedFact {
  /// Facts that tables of the billing side decide; without them they are reported as not checked.
  static let billingFacts: [CheckedFact] = [
    CheckedFact("drg", "{drg M85.89 564,565,566}", "As principal diagnosis the code groups to these MS-DRGs.") {
      call, context in
      numbers(call, context, "MS-DRG", { $0.drg }, named: "drg")
    },
    CheckedFact("hcc", "{hcc M80.08XA 402}", "The code is in these payment condition categories; 'none' for none.") {
      call, context in
      numbers(call, context, "HCC", { $0.hcc }, named: "hcc")
    },
    CheckedFact(
      "severity", "{severity S72.001A CC}", "As secondary diagnosis the code is a CC, an MCC, or neither ('none')."
    ) {
      call, context in
      guard call.plain.count == 2, let code = call.firstCode else { return .misused }
      guard let facts = context.billing.facts(for: code, edition: context.book.edition.name).comorbidity else {
        return .notChecked("the table of CC and MCC is not installed")
      }
      let words = Set(facts.flatMap { $0.text.split { !$0.isLetter }.map { $0.uppercased() } })
      let real = words.contains("MCC") ? "MCC" : words.contains("CC") && !words.contains("NOT") ? "CC" : "none"
      return real == call.plain[1]
        ? .holds : .fails(.billing, "\(code) is \(real) in its table", remedy: "write {severity \(code) \(real)}")
    },
    coverage("covered", isCovered: true), coverage("not-covered", isCovered: false),
    CheckedFact("procedure", "{procedure 77080 M85.89}", "The procedure is among those linked with the code.") {
      call, context in
      guard let number = call.plain.first, call.plain.count == 2, let code = Code(FactWording.bare(call.plain[1]))
      else {
        return .misused
      }
      guard let procedures = context.billing.facts(for: code, edition: context.book.edition.name).procedures else {
        return .notChecked("the table of procedures is not installed")
      }
      if let catalogue = context.billing as? any ProcedureCatalogue, !catalogue.knows(procedure: number) {
        return .notChecked("no installed table has the procedure \(number)")
      }
      return procedures.contains { $0.number == number }
        ? .holds
        : .fails(
          .billing, "no link of procedure \(number) with \(code) is in its table",
          remedy: "write one of: \(procedures.map(\.number).joined(separator: ", "))")
    },
  ]

  private static func numbers(
    _ call: FactCall, _ context: FactContext, _ what: String, _ list: (CodeBilling) -> [BillingFact]?,
    named name: String
  ) -> FactOutcome {
    guard call.plain.count == 2, let code = call.firstCode else { return .misused }
    let stated = call.plain[1] == "none" ? [] : call.plain[1].split(separator: ",").compactMap { Int($0) }
    guard !stated.isEmpty || call.plain[1] == "none" else { return .misused }
    guard let facts = list(context.billing.facts(for: code, edition: context.book.edition.name)) else {
      return .notChecked("the table of \(what)s is not installed")
    }
    let real = Set(facts.flatMap { Self.numbers(in: $0.text) })
    let words = real.isEmpty ? "none" : real.sorted().map(String.init).joined(separator: ",")
    return real == Set(stated)
      ? .holds
      : .fails(.billing, "\(code) has \(what) \(words) in its table", remedy: "write {\(name) \(code) \(words)}")
  }

  /// The numbers of a text; a range "564–566" stands for all within it.
  static func numbers(in text: String) -> [Int] {
    var result: [Int] = []
    let parts = text.split { !$0.isNumber && $0 != "–" && $0 != "-" }
    for part in parts {
      let ends = part.split { $0 == "–" || $0 == "-" }.compactMap { Int($0) }
      // A version ("V28") is not cut off here: it has a letter before it.
      if ends.count == 2, ends[0] <= ends[1], ends[1] - ends[0] < 10 {
        result += Array(ends[0]...ends[1])
      } else if ends.count == 1, part.first?.isNumber == true, !text.contains("V\(part)"), !text.contains("v\(part)") {
        result.append(ends[0])
      }
    }
    return result
  }

  private static func coverage(_ name: String, isCovered: Bool) -> CheckedFact {
    CheckedFact(
      name, "{\(name) M85.89 \"NCD 150.3\"}",
      isCovered ? "The policy covers the diagnosis." : "The policy does not cover the diagnosis."
    ) { call, context in
      guard let code = call.codes(1)?.first, let policy = call.quotation else { return .misused }
      guard let facts = context.billing.facts(for: code, edition: context.book.edition.name).coverage else {
        return .notChecked("no coverage policy is installed")
      }
      let wanted = policy.comparable
      let fact = facts.first { $0.isVerified && ($0.text + " " + $0.source).comparable.contains(wanted) }
      guard let fact else {
        return .fails(.billing, "no installed policy '\(policy)' names \(code)", remedy: "name an installed policy")
      }
      let isNegative = fact.text.comparable.contains("not covered") || fact.text.comparable.contains("noncovered")
      return isNegative != isCovered
        ? .holds : .fails(.billing, "\(policy) says of \(code): '\(fact.text)'", remedy: "write what the policy says")
    }
  }
}

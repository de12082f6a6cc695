import BookCompiler
import Foundation
import ICD10CM

/// A small book, made as real ones are: a few rows of bone health, and a lexicon with a row of most kinds.
struct SmallBook: Sendable {
  let bytes: [UInt8]
  let book: Book

  init() throws {
    var release = Release()
    release.rows = Self.rows.compactMap { code, isBillable, title in
      Code(code).map { OrderRow(code: $0, isBillable: isBillable, shortTitle: "", longTitle: title) }
    }
    guard let from = Day("2026-10-01"), let to = Day("2027-09-30") else { throw Finding(description: "no day") }
    let edition = Edition(name: "2027", effectiveFrom: from, effectiveTo: to, notesAsOf: "", sources: [])
    var assembler = BookAssembler(release: release, edition: edition)
    bytes = assembler.assemble(lexicon: try LexiconTable(parsing: Array(Self.lexicon.utf8), file: "lexicon").rows)
    book = try Self.open(bytes)
  }

  /// Opens bytes as a book.
  func open(_ bytes: [UInt8]) throws -> Book { try Self.open(bytes) }

  /// The file is gone when this returns: what is mapped stays.
  private static func open(_ bytes: [UInt8]) throws -> Book {
    let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    let path = memory + "/osteon-fuzz-\(ProcessInfo.processInfo.processIdentifier).book"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    return try Book(path: path)
  }

  private static let lowBoneMass = "Other specified disorders of bone density and structure"
  /// M85.81- to M85.87-, right, left and unspecified side.
  private static let sites = ["shoulder", "upper arm", "forearm", "hand", "thigh", "lower leg", "ankle and foot"]
    .enumerated().flatMap { number, site in
      let code = "M85.8\(number + 1)"
      return [(code, false, "\(lowBoneMass), \(site)")]
        + zip([1, 2, 9], ["right", "left", "unspecified"]).map {
          (code + String($0), true, "\(lowBoneMass), \($1) \(site)")
        }
    }
  private static let rows: [(String, Bool, String)] =
    [
      ("M25.5", false, "Pain in joint"), ("M25.56", false, "Pain in knee"), ("M25.561", true, "Pain in right knee"),
      ("M25.562", true, "Pain in left knee"), ("M25.569", true, "Pain in unspecified knee"),
      ("M80", false, "Osteoporosis with current pathological fracture"),
      ("M81", false, "Osteoporosis without current pathological fracture"),
      ("M81.0", true, "Age-related osteoporosis without current pathological fracture"),
      ("M85", false, "Other disorders of bone density and structure"), ("M85.8", false, lowBoneMass),
      ("M85.80", true, lowBoneMass + ", unspecified site"),
    ] + sites + [
      ("M85.88", true, lowBoneMass + ", other site"), ("M85.89", true, lowBoneMass + ", multiple sites"),
      ("Z78", false, "Other specified health status"), ("Z78.0", true, "Asymptomatic menopausal state"),
      ("Z79", false, "Long term (current) drug therapy"), ("Z79.8", false, "Other long term (current) drug therapy"),
      ("Z79.83", true, "Long term (current) use of bisphosphonates"),
    ]
  private static let lexicon = """
    term\tkind\ttarget\twith\tsource
    osteoporosis | brittle bones\tdx\tM81.0\t\town
    osteopenia | low bone mass | low bone density\tdx\tM85.8\t\town
    knee pain\tdx\tM25.5\t\town
    postmenopausal\tstatus\tZ78.0\t\town
    alendronate\tdrug\tZ79.83\t\town
    fx\twords\tfracture\t\town
    femoral neck\tsite\tfemoral neck < thigh\t\town
    clinic\treject\t-\t\town

    """
}

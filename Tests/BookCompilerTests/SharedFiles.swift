import Foundation

/// Official files that may lie beside the package (or in `OSTEON_SHARED`); tests that need them are skipped without.
enum SharedFiles {
  static let directory: URL = {
    if let named = ProcessInfo.processInfo.environment["OSTEON_SHARED"] { return URL(filePath: named) }
    return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "shared")
  }()

  static func path(_ name: String) -> String { directory.appending(path: "data/icd10cm/" + name).path }
  static func has(_ names: String...) -> Bool { names.allSatisfy { FileManager.default.fileExists(atPath: path($0)) } }
  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path(name)))) }

  static let order2026 = "fy2026/icd10cm_order_2026.reconstructed.txt"
  static let order2027 = "fy2027/icd10cm_order_2027.reconstructed.txt"
  static let codes2026 = "fy2026/icd10cm_codes_2026.reconstructed.txt"
  static let codes2027 = "fy2027/icd10cm_codes_2027.reconstructed.txt"
  static let orderAddenda2026 = "fy2026/icd10cm_order_addenda_2026.txt"
  static let orderAddenda2027 = "fy2027/icd10cm_order_addenda_2027.txt"
  static let codesAddenda2026 = "fy2026/icd10cm_codes_addenda_2026.txt"
  static let tabular2026 = "fy2026_april/icd10cm_tabular_april_2026.xml"
  static let tabular2027 = "fy2027/icd10cm_tabular_2027.patched.xml"
  static let indexExcerpt2027 = "fy2027/icd10cm_index_2027.bone_density_excerpt.xml"
  static let externalCause = "fy2026_april/icd10cm_eindex_april_2026.xml"
  static let neoplasm = "fy2026_april/icd10cm_neoplasm_april_2026.xml"
  static let drug = "fy2026_april/icd10cm_drug_april_2026.xml"
}

/// Synthetic files in the official formats, written for these tests.
enum Fixtures {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/official")
  static func path(_ name: String) -> String { directory.appending(path: name).path }
  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path(name)))) }
}

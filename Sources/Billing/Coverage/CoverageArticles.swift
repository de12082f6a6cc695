public import ICD10CM

/// The table "article x ICD-10 covered" of the Medicare Coverage Database: which diagnoses an article lists.
///
/// Source: CMS, MCD download (article_x_icd10_covered.csv; columns found by their names; layout unverified).
public struct CoverageArticles: Hashable, Sendable {
  /// Codes by article number.
  public private(set) var codes: [Int: [Code]] = [:]

  /// Reads the table.
  public init(_ bytes: [UInt8], file: String) throws(TableError) {
    let rows = DelimitedText.rows(bytes, separator: 0x2C)
    let header = rows.first?.fields.map { $0.lowercased() } ?? []
    guard let article = header.firstIndex(of: "article_id"),
      let code = header.firstIndex(where: { $0 == "icd10_code_id" || $0 == "icd10_code" })
    else {
      throw TableError(file: file, line: 1, message: "has no columns article_id and icd10_code_id")
    }
    for (number, fields) in rows.dropFirst() {
      guard fields.count > max(article, code), let id = Int(fields[article]) else {
        throw TableError(file: file, line: number, message: "has no article number")
      }
      // A range or a group header is no code.
      if let found = Code(fields[code]) { codes[id, default: []].append(found) }
    }
  }
}

extension CoveragePack {
  /// Takes the diagnoses that an imported table lists for the pack's article. What was imported is what the contractor
  /// published; the pack then answers "covered" for them.
  public mutating func importArticle(_ bytes: [UInt8], file: String) throws(TableError) {
    let articles = try CoverageArticles(bytes, file: file)
    for word in id.split(whereSeparator: { $0 == " " || $0 == "/" }) where word.first == "A" {
      guard let number = Int(word.dropFirst()), let codes = articles.codes[number] else { continue }
      let source = Source(
        id: "imported", text: "CMS Medicare Coverage Database, \(word), imported from \(file)", date: "",
        isVerified: true)
      diagnoses.append(DiagnosisRule(codes: codes, procedures: [], listing: .covered, source: source))
    }
  }
}

import BookCompiler
import Foundation
import ICD10CM
import Testing

/// The whole official files: counts are the ones that the FY2026 and FY2027 addenda state in their footers.
@Suite struct OfficialReleaseTests {
  struct Edition: CustomTestStringConvertible {
    var order: String
    var codes: String
    var tabular: String
    var rows: Int
    var billable: Int
    var testDescription: String { order }
  }
  static let editions = [
    Edition(
      order: SharedFiles.order2026, codes: SharedFiles.codes2026, tabular: SharedFiles.tabular2026, rows: 98_186,
      billable: 74_719),
    Edition(
      order: SharedFiles.order2027, codes: SharedFiles.codes2027, tabular: SharedFiles.tabular2027, rows: 98_403,
      billable: 74_879),
  ]

  @Test(
    "The Tabular alone gives the order file: codes, flags and long titles",
    .enabled(if: SharedFiles.has(SharedFiles.order2026)),
    arguments: editions)
  func expansion(_ edition: Edition) throws {
    let rows = try OrderFile(parsing: SharedFiles.bytes(edition.order), file: edition.order).rows
    #expect(rows.count == edition.rows)
    #expect(rows.count { $0.isBillable } == edition.billable)
    let codes = try CodesFile(parsing: SharedFiles.bytes(edition.codes), file: edition.codes).rows
    #expect(codes.map(\.code) == rows.filter(\.isBillable).map(\.code))
    #expect(codes.map(\.longTitle) == rows.filter(\.isBillable).map(\.longTitle))

    let expanded = try TabularParser.parse(SharedFiles.bytes(edition.tabular), file: edition.tabular).expandedRows()
    let byCode = Dictionary(uniqueKeysWithValues: rows.map { ($0.code, $0) })
    #expect(expanded.count == rows.count)
    #expect(Set(expanded.map(\.code)) == Set(byCode.keys))
    #expect(expanded.count { byCode[$0.code]?.isBillable != $0.isBillable } == 0)
    #expect(expanded.count { byCode[$0.code]?.longTitle != $0.longTitle } == 0)
    #expect(expanded.count { !$0.shortTitle.isEmpty && byCode[$0.code]?.shortTitle != $0.shortTitle } == 0)
    #expect(zip(expanded, rows).count { $0.code != $1.code } == 0)
  }

  @Test("FY2026 and the FY2027 addenda give FY2027", .enabled(if: SharedFiles.has(SharedFiles.orderAddenda2027)))
  func addenda2027() throws {
    let older = try OrderFile(parsing: SharedFiles.bytes(SharedFiles.order2026), file: "2026").rows
    let newer = try OrderFile(parsing: SharedFiles.bytes(SharedFiles.order2027), file: "2027").rows
    let addenda = try Addenda(parsing: SharedFiles.bytes(SharedFiles.orderAddenda2027), file: "addenda")
    #expect(addenda.entries.count == 190 + 63 + 30 + 6 + 4)
    #expect(addenda.headers?.newer == 23_524)
    let applied = try apply(addenda, to: older)
    #expect(Set(applied) == Set(newer))
    #expect(applied.count == newer.count)
    #expect(addenda.codes?.newer == applied.count(where: \.isBillable))
    let error = #expect(throws: SourceError.self) { try apply(addenda, to: newer) }
    #expect(error?.code == .wrongCount)
  }

  @Test(
    "The FY2026 addenda, undone and done again, give FY2026",
    .enabled(if: SharedFiles.has(SharedFiles.orderAddenda2026)))
  func addenda2026() throws {
    let newer = try OrderFile(parsing: SharedFiles.bytes(SharedFiles.order2026), file: "2026").rows
    let addenda = try Addenda(parsing: SharedFiles.bytes(SharedFiles.orderAddenda2026), file: "addenda")
    let older = addenda.undone(from: newer)
    #expect(older.count == 74_260 + 23_324)
    #expect(Set(try apply(addenda, to: older)) == Set(newer))

    let codes = try CodesFile(parsing: SharedFiles.bytes(SharedFiles.codes2026), file: "2026").rows
    let codesAddenda = try Addenda(parsing: SharedFiles.bytes(SharedFiles.codesAddenda2026), file: "codes addenda")
    #expect(codesAddenda.kind == .codes)
    #expect(Set(try apply(codesAddenda, to: codesAddenda.undone(from: codes))) == Set(codes))
  }
}

extension Addenda {
  /// The older rows, made by undoing every change from the last to the first.
  func undone(from rows: [OrderRow]) -> [OrderRow] {
    var byCode = Dictionary(uniqueKeysWithValues: rows.map { ($0.code, $0) })
    for entry in entries.reversed() {
      switch entry.change {
      case .add(let row): byCode[row.code] = nil
      case .delete(let row): byCode[row.code] = row
      case .revise(let from, _): byCode[from.code] = from
      }
    }
    return byCode.values.sorted { $0.code < $1.code }
  }
}

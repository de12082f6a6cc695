import BookCompiler
import Foundation
import ICD10CM

/// The editions that the official files of a folder make.
///
/// Files are known by content, and their fiscal year by the year in their name or folder (`fy2027`), as the official
/// names have it; "april" in name or folder marks the April update. An edition needs a Tabular. Where the Tabular of
/// October is not at hand but that of April is, October's codes go with April's notes, and the book says so.
struct DataFolder {
  /// A file that counts.
  private struct Item {
    var path: String
    var kind: SourceFile.Kind
    var year: Int
    var isApril: Bool
    var isPatched: Bool
  }

  private let items: [Item]

  /// Looks through a folder and what is below it.
  init(_ path: String) throws {
    guard KnowledgeFolder.isFolder(path) else { throw CommandFailure(.noInput, "\(path): no such folder") }
    guard let enumerator = FileManager.default.enumerator(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): cannot be listed")
    }
    var items: [Item] = []
    for name in enumerator.compactMap({ $0 as? String }).sorted() {
      guard name.hasSuffix(".xml") || name.hasSuffix(".txt"), let year = Self.year(in: name),
        let handle = FileHandle(forReadingAtPath: path + "/" + name)
      else { continue }
      defer { try? handle.close() }
      let head = Array((try? handle.read(upToCount: 1 << 16)) ?? Data())
      let kind = SourceFile.kind(of: head)
      guard kind != .unrecognised, kind != .archive else { continue }
      let lower = name.lowercased()
      items.append(
        Item(
          path: path + "/" + name, kind: kind, year: year, isApril: lower.contains("april"),
          isPatched: lower.contains("patched")))
    }
    self.items = items
  }

  /// The last number from 2015 to 2099 in a path.
  private static func year(in path: String) -> Int? {
    var result: Int?
    var digits = 0
    var value = 0
    for byte in path.utf8 + [0] {
      if (0x30...0x39).contains(byte) {
        value = digits < 8 ? value * 10 + Int(byte - 0x30) : value
        digits += 1
      } else {
        if digits == 4, (2015...2099).contains(value) { result = value }
        (digits, value) = (0, 0)
      }
    }
    return result
  }

  private func first(_ kind: SourceFile.Kind, _ year: Int, isApril: Bool) -> Item? {
    items.first { $0.kind == kind && $0.year == year && $0.isApril == isApril }
  }

  /// The recipes, oldest edition first.
  func recipes() -> [BookRecipe] {
    var result: [BookRecipe] = []
    for year in Set(items.map(\.year)).sorted() {
      let order = first(.orderFile, year, isApril: false)
      let april = first(.tabular, year, isApril: true)
      let october = first(.tabular, year, isApril: false)
      guard let start = Day(year: year - 1, month: 10, day: 1), let update = Day(year: year, month: 4, day: 1),
        let before = Day(year: year, month: 3, day: 31), let end = Day(year: year, month: 9, day: 30)
      else { continue }
      if let tabular = october ?? (order == nil ? nil : april) {
        var notes = ""
        if october == nil { notes = "April \(year)" }
        if tabular.isPatched { notes = "April \(year - 1) with some of FY\(year)" }
        result.append(
          BookRecipe(
            edition: "\(year)", from: start, to: april == nil ? end : before, notesAsOf: notes,
            files: [order?.path, tabular.path].compactMap(\.self) + indexes(year, isApril: october == nil)))
      }
      if let april {
        result.append(
          BookRecipe(
            edition: "\(year)-04", from: update, to: end,
            files: [order?.path, april.path].compactMap(\.self) + indexes(year, isApril: true)))
      }
    }
    return result
  }

  /// Alphabetic Index, External-Cause Index, Table of Drugs: what the compiler uses of the index files.
  private func indexes(_ year: Int, isApril: Bool) -> [String] {
    items.filter { [.alphabeticIndex, .externalCauseIndex, .drugTable].contains($0.kind) }
      .filter { $0.year == year && $0.isApril == isApril }.map(\.path)
  }
}

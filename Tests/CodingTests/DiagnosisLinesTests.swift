import ClinicalText
import Coding
import Foundation
import ICD10CM
import Testing

/// Everyday diagnosis lines as surgeons write them, with the codes an orthopaedic coder gives them.
enum DiagnosisLines {
  struct Line: Sendable {
    let text: String
    let codes: [String]
  }

  /// The rows of a table in Tests/Fixtures: line, codes, why.
  static func table(_ name: String) throws -> [Line] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: folder.appending(path: "Fixtures/\(name)"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().filter { !$0.hasPrefix("#") }.compactMap { row in
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3 else { return nil }
      return Line(text: String(fields[0]), codes: fields[1].split(separator: " ").map(String.init))
    }
  }
}

@Suite(.enabled(if: InstalledBook.april2026 != nil, "the edition of April 2026 is not installed"))
struct DiagnosisLinesTests {
  enum Form: String, CaseIterable {
    case problem, operative, assessment

    func text(_ line: String) -> String {
      switch self {
      case .problem: line
      case .operative: "PREOPERATIVE DIAGNOSIS: \(line).\nPOSTOPERATIVE DIAGNOSIS: Same.\n"
      case .assessment: "ASSESSMENT:\n1. \(line).\n"
      }
    }
  }

  @Test(arguments: [
    ("diagnosis-lines.tsv", Form.problem, 0.94), ("diagnosis-lines.tsv", Form.operative, 0.96),
    ("diagnosis-lines.tsv", Form.assessment, 0.96), ("diagnosis-lines-2.tsv", Form.problem, 0.91),
    ("diagnosis-lines-2.tsv", Form.operative, 0.92), ("diagnosis-lines-2.tsv", Form.assessment, 0.92),
  ])
  func `the first code of everyday lines is the coder's, but for a few`(
    _ table: String, _ form: Form, _ floor: Double
  ) throws {
    let book = try #require(InstalledBook.april2026)
    let coder = try Coder(book: book)
    let lines = try DiagnosisLines.table(table)
    #expect(lines.count >= (table == "diagnosis-lines.tsv" ? 800 : 140))
    var wrong: [String] = []
    for line in lines {
      #expect(
        Code(line.codes.first ?? "").flatMap { book.node($0) }.map { book.isBillable($0) } ?? false, "\(line)")
      let context = EncounterContext(kind: form == .problem ? .problem : nil)
      let first = coder.code(Document(form.text(line.text)), in: context).assignments.first
      let code = first.map { book.code(of: $0.node).description } ?? "none"
      if code.replacing(".", with: "") != line.codes[0].replacing(".", with: "") {
        wrong.append("\(line.text): \(code), not \(line.codes[0])")
      }
    }
    let share = 1 - Double(wrong.count) / Double(lines.count)
    #expect(share >= floor, "\(form): \(share)\n\(wrong.joined(separator: "\n"))")
  }
}

import BookCompiler
import ClinicalText
import Coding
import Findings
import Foundation
import ICD10CM
import Testing

/// The tables in Knowledge/lexicon as they lie in the package.
enum Lexicon {
  static let rows: [LexiconRow] = {
    var folder = URL(filePath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    folder.append(path: "Knowledge/lexicon")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "tsv" }.sorted { $0.path < $1.path }.flatMap { file -> [LexiconRow] in
      guard let data = try? Data(contentsOf: file),
        let table = try? LexiconTable(parsing: [UInt8](data), file: file.lastPathComponent)
      else { return [] }
      return table.rows
    }
  }()

  static func place(_ row: LexiconRow) -> String { "\(row.place.file):\(row.place.line)" }

  /// A line that says a term with the first alternative of each condition.
  static func line(_ term: String, _ row: LexiconRow) -> String {
    ([term] + row.conditions.filter { !$0.isNegated }.compactMap(\.alternatives.first)).joined(separator: " ")
  }
}

@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct LexiconTests {
  @Test(.enabled(if: InstalledBook.all.count > 1, "only one edition is installed"))
  func `the tables are read and every target is in an edition`() throws {
    #expect(Lexicon.rows.count > 10_000)
    var missing: [String] = []
    for row in Lexicon.rows {
      for target in row.targets where !InstalledBook.all.contains(where: { $0.node(target) != nil }) {
        missing.append("\(Lexicon.place(row)): \(target)")
      }
    }
    #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
  }

  @Test func `no term with the same conditions leads to two places`() throws {
    let book = try #require(InstalledBook.newest)
    var known: [String: LexiconRow] = [:]
    var ambiguous: [String] = []
    for row in Lexicon.rows where row.kind == .diagnosis || row.kind == .status {
      for term in row.terms {
        let key =
          fold(term, book) + " | "
          + row.conditions.map { condition in
            (condition.isNegated ? "!" : "")
              + condition.alternatives.map { fold($0, book) }.sorted().joined(separator: "/")
          }.sorted().joined(separator: " ")
        if let other = known[key], other.targets != row.targets || other.kind != row.kind {
          ambiguous.append("\(Lexicon.place(other)) and \(Lexicon.place(row)): \(term)")
        } else {
          known[key] = row
        }
      }
    }
    #expect(ambiguous.isEmpty, "\(ambiguous.count)\n\(ambiguous.joined(separator: "\n"))")
  }

  /// The words of a term in the forms that the book folds them to.
  private func fold(_ term: String, _ book: Book) -> String {
    let document = Document(term)
    return document.tokens.indices.compactMap { index -> String? in
      let token = document.tokens[index]
      guard token.kind == .word || token.kind == .number, !TermSkips.contains(index, of: document) else { return nil }
      let known = token.kind == .word ? book.word(hash: token.hash) : .none
      return known == .none ? document.text(token.span) : String(known.number)
    }.joined(separator: " ")
  }

  @Test func `every term is found where it is written`() throws {
    let book = try #require(InstalledBook.newest)
    var unreachable: [String] = []
    for row in Lexicon.rows where row.kind == .diagnosis || row.kind == .status {
      guard row.targets.contains(where: { book.node($0) != nil }) else { continue }
      for term in row.terms {
        let findings = Findings(Document("Assessment: \(term)"), book: book)
        let isFound = findings.mentions.contains { mention in
          (0..<book.rowCount(ofTermList: mention.termList)).contains {
            book.row($0, ofTermList: mention.termList).term == term
          }
        }
        if !isFound { unreachable.append("\(Lexicon.place(row)): \(term)") }
      }
    }
    #expect(unreachable.isEmpty, "\(unreachable.count)\n\(unreachable.joined(separator: "\n"))")
  }

  @Test func `terms by chapter are counted`() throws {
    let book = try #require(InstalledBook.newest)
    var counts: [String: Int] = [:]
    for row in Lexicon.rows {
      guard let target = row.targets.first, let node = book.node(target) else { continue }
      counts[book.groups(of: node).first?.title ?? "none", default: 0] += row.terms.count
    }
    for (chapter, count) in counts.sorted(by: { $0.key < $1.key }) { print("\(count) terms: \(chapter)") }
    #expect(counts.count >= 21)
  }

  /// The categories that orthopaedics codes with.
  private static let orthopaedic = [
    "M00"..."M99", "S00"..."T14", "T79"..."T88", "G54"..."G58", "Q65"..."Q79", "D16"..."D16", "C40"..."C41",
    "C79.5"..."C79.5", "R25"..."R29", "Z47"..."Z48", "Z89"..."Z89", "Z96.6"..."Z96.6", "Z98"..."Z98",
  ]

  @Test func `every category of orthopaedics is reached by a term of the lexicon`() throws {
    let book = try #require(InstalledBook.newest)
    let coder = try Coder(book: book)
    var rowsByCategory: [Code: [LexiconRow]] = [:]
    for row in Lexicon.rows where row.kind == .diagnosis || row.kind == .status {
      for target in row.targets { rowsByCategory[target.category, default: []].append(row) }
    }
    var unreached: [String] = []
    for index in 0..<book.rowCount {
      let code = book.code(of: NodeID(index)).description
      guard Self.orthopaedic.contains(where: { $0.lowerBound.count == code.count && $0.contains(code) }),
        let category = Code(code)
      else { continue }
      let isReached = (rowsByCategory[category.category] ?? []).contains { row in
        row.terms.contains { term in
          coder.code(Document("ASSESSMENT:\n1. \(Lexicon.line(term, row)).")).assignments.contains {
            book.code(of: $0.node).description.hasPrefix(code)
          }
        }
      }
      if !isReached { unreached.append(code) }
    }
    #expect(unreached.isEmpty, "\(unreached.joined(separator: " "))")
  }
}

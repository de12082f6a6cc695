import ArgumentParser
import ICD10CM
import JSON

extension BookCommand {
  /// `osteon book list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the installed books with what they were made from.")
    @Option(help: "text or json.") var format: Format = .text

    func run() throws {
      let books = try Shelf().books()
      for book in books { try book.touch(.lookup) }
      switch format {
      case .text:
        for book in books {
          print(
            "\(book.edition.name)  \(book.edition.effectiveFrom) to \(book.edition.effectiveTo)  \(book.rowCount) rows, "
              + "\(Self.billable(book)) billable  \(CodedAnswer.standing(of: book.edition))")
        }
      case .json: try Console.write(Self.json(books))
      }
    }

    private static func billable(_ book: Book) -> Int { book.allNodes.count(where: book.isBillable) }

    static func json(_ books: [Book]) -> [UInt8] {
      var output = JSONOutput()
      output.array(books) { output, book in
        output.object { output in
          output.member("billable", billable(book))
          output.member("edition", book.edition.name)
          output.member("effectiveFrom", book.edition.effectiveFrom.description)
          output.member("effectiveTo", book.edition.effectiveTo.description)
          output.member("hash", book.hash)
          output.member("notesAsOf", book.edition.notesAsOf)
          output.member("rows", book.rowCount)
          output.name("sources")
          output.array(book.edition.sources) { output, source in
            output.object { output in
              output.member("kind", source.kind)
              output.member("name", source.name)
              output.member("sha256", source.sha256)
              output.member("size", source.size)
              output.member("standing", source.standing.rawValue)
            }
          }
          output.member("standing", book.edition.standing.rawValue)
        }
      }
      return output.line()
    }
  }

  /// `osteon book diff A B`
  struct Difference: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Shows what changed between two installed editions.")
    @Argument(help: "The older edition.") var older: String
    @Argument(help: "The newer edition.") var newer: String
    @Option(help: "text or json.") var format: Format = .text

    func run() throws {
      let shelf = Shelf()
      let (old, new) = (try shelf.book(edition: older), try shelf.book(edition: newer))
      let difference = try BookDifference(from: old, to: new)
      switch format {
      case .text: print(Self.text(difference, older, newer))
      case .json: try Console.write(Self.json(difference, older, newer))
      }
    }

    static func text(_ difference: BookDifference, _ older: String, _ newer: String) -> String {
      var lines: [String] = []
      func list(_ heading: String, _ changes: [BookDifference.Change], _ line: (BookDifference.Change) -> String) {
        guard !changes.isEmpty else { return }
        lines.append("\(heading) (\(changes.count))")
        for change in changes {
          let code = change.code.description
          lines.append("  \(code)" + String(repeating: " ", count: max(1, 10 - code.count)) + line(change))
        }
      }
      list("Added", difference.added) { ($0.newTitle ?? "") + ($0.isBillable ?? false ? "" : " [header]") }
      list("Deleted", difference.deleted) { ($0.oldTitle ?? "") + ($0.wasBillable ?? false ? "" : " [header]") }
      list("Retitled", difference.retitled) { "\($0.oldTitle ?? "") → \($0.newTitle ?? "")" }
      list("Billable changed", difference.reflagged) {
        $0.isBillable ?? false ? "now billable" : "no longer billable: more characters are needed"
      }
      lines.append(
        "\(older) → \(newer): \(difference.added.count) added, \(difference.deleted.count) deleted, "
          + "\(difference.retitled.count) retitled, \(difference.reflagged.count) with another billable flag")
      return lines.joined(separator: "\n")
    }

    static func json(_ difference: BookDifference, _ older: String, _ newer: String) -> [UInt8] {
      func write(_ changes: [BookDifference.Change], to output: inout JSONOutput) {
        output.array(changes) { output, change in
          output.object { output in
            if let flag = change.isBillable { output.member("billable", flag) }
            output.member("code", change.code.description)
            output.member("newTitle", optional: change.newTitle)
            output.member("oldTitle", optional: change.oldTitle)
            if let flag = change.wasBillable { output.member("wasBillable", flag) }
          }
        }
      }
      var output = JSONOutput()
      output.object { output in
        output.name("added")
        write(difference.added, to: &output)
        output.name("billableChanged")
        write(difference.reflagged, to: &output)
        output.name("deleted")
        write(difference.deleted, to: &output)
        output.member("from", older)
        output.name("retitled")
        write(difference.retitled, to: &output)
        output.member("to", newer)
      }
      return output.line()
    }
  }
}

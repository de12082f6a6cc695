import ArgumentParser
import ICD10CM
import JSON

/// `osteon search WORDS`: codes by words.
struct SearchCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Finds codes by words, best first; small typing errors do not matter.")
  @Argument(help: "Words, or the start of a code.") var words: [String]
  @Option(help: "Most codes to show.") var limit: Int = 10
  @Option(help: "Edition; the newest installed one without it.") var edition: String?
  @Option(help: "text or json.") var format: Format = .text

  func validate() throws {
    guard (1...1000).contains(limit) else { throw ValidationError("--limit must lie between 1 and 1000") }
  }

  func run() throws {
    let book = try Shelf().book(edition: edition)
    let hits = try BookSearch(book).hits(for: words.joined(separator: " "), limit: limit)
    switch format {
    case .text:
      guard !hits.isEmpty else {
        throw CommandFailure(.badInput, "nothing in edition \(book.edition.name) is called so; try other words")
      }
      for hit in hits {
        let code = book.code(of: hit.node).description
        let mark = book.isBillable(hit.node) ? " " : "…"
        print("\(code)\(mark)" + String(repeating: " ", count: max(1, 10 - code.count)) + book.title(of: hit.node))
      }
      print("edition \(book.edition.name), \(CodedAnswer.standing(of: book.edition)); … needs more characters")
    case .json:
      var output = JSONOutput()
      output.array(hits) { output, hit in
        output.object { output in
          output.member("billable", book.isBillable(hit.node))
          output.member("code", book.code(of: hit.node).description)
          output.name("score")
          output.number((hit.score * 1000).rounded() / 1000)
          output.member("term", optional: hit.term)
          output.member("title", book.title(of: hit.node))
        }
      }
      try Console.write(output.line())
    }
  }
}

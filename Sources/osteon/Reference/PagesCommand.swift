import ArgumentParser
import ICD10CM
import Reference

/// `osteon pages`: the editorial pages of the reference.
struct PagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages", abstract: "Checks the editorial pages of the code reference, and shows how they read.",
    subcommands: [PagesCheckCommand.self, PagesShowCommand.self])
}

/// `osteon pages check [DIR]`: compares what pages say with the books, the rules and the tables.
struct PagesCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compares what pages say with the code books, the rules and the tables.",
    discussion: """
      Prints every failure with file, line and remedy, and ends with code 1 if there is one. How a page is written: \
      Documentation/pages.md.
      """)
  @Argument(help: "A folder of pages.") var folder = "Knowledge/pages"
  @Option(help: "The day that review dates are compared with (YYYY-MM-DD); today without it.") var today: String?
  @Flag(help: "Lists the facts that no installed table could decide.") var verbose = false

  func run() throws {
    guard let day = today.map({ Day($0) }) ?? EditionShelf.today else {
      throw ValidationError("'\(today ?? "")' is no date; write YYYY-MM-DD")
    }
    let books = try Shelf().books()
    guard !books.isEmpty else { throw Shelf().emptiness }
    let checker = try EditorialChecker(
      books: books, billing: try InstalledBillingFacts(), today: day,
      editions: EditorialChecker.editions(inFolder: folder))
    let report = checker.check(folder: folder)
    for problem in report.problems { print(problem) }
    if verbose { for line in report.notChecked { print("not checked: \(line)") } }
    print(
      "\(report.pages) pages for \(report.codes) codes: \(report.facts) facts hold, \(report.mentions) codes in text, "
        + "\(report.notChecked.count) facts not checked, \(report.problems.count) failures")
    if !report.problems.isEmpty { throw ExitCode(ExitStatus.found.rawValue) }
    if report.pages == 0 { throw CommandFailure(.noInput, "\(folder): there is no page in it") }
  }
}

/// `osteon pages show CODE`: what the pages say for one code, with its own values filled in, as their writer wants to see it.
struct PagesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows what the pages say for one code, as plain text.")
  @Argument(help: "A code or a header.") var code: String
  @Option(help: "A folder of pages.") var folder = "Knowledge/pages"
  @Option(help: "Edition; the newest installed one without it.") var edition: String?

  func run() throws {
    guard let code = Code(code) else { throw ValidationError("'\(code)' is not written like an ICD-10-CM code") }
    let book = try Shelf().book(edition: edition)
    try book.touch(.lookup)
    let library: EditorialLibrary
    do { library = try EditorialLibrary(folder: folder) } catch {
      throw CommandFailure(.badInput, error.description)
    }
    guard let page = library.page(for: code, in: book) else {
      throw CommandFailure(.badInput, "no page of \(folder) covers \(code)")
    }
    print(Self.text(of: page))
  }

  static func text(of page: EditorialPage) -> String {
    var lines = ["\(page.code)  verified \(page.verified), to be reviewed by \(page.reviewBy), edition \(page.edition)"]
    for part in EditorialPart.allCases where !page.paragraphs(part).isEmpty {
      lines += ["", part.heading.uppercased()]
      var heading: String?
      for paragraph in page.paragraphs(part) {
        if paragraph.heading != heading, let next = paragraph.heading { lines += ["", next] }
        heading = paragraph.heading
        let start = paragraph.isItem ? "  - " : "  "
        lines.append(start + TextStyle.wrapped(text(of: paragraph), width: 110, indent: "    "))
      }
    }
    lines += ["", "SOURCES"]
    for source in page.sources {
      let state = source.readOn.map { "read \($0)" } ?? "not read"
      lines.append("  [\(source.number)] \(source.title). \(source.publisher), \(source.date) (\(state))")
    }
    return lines.joined(separator: "\n")
  }

  private static func text(of paragraph: EditorialParagraph) -> String {
    paragraph.runs.map { run in
      switch run {
      case .text(let text): text
      case .code(_, let shown): shown
      case .citation(let number): "[\(number)]"
      case .unverified: "[unverified]"
      case .rule(let id): "(rule \(id))"
      }
    }.joined()
  }
}

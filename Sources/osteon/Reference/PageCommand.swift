import ArgumentParser
import ICD10CM
import Reference

/// `osteon page CODE`: the reference page of a code.
struct PageCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, html }

  static let configuration = CommandConfiguration(
    commandName: "page",
    abstract: "Shows the reference page of a code: what it means, what it needs, what is beside it.")
  @Argument(help: "A code, with or without its point.") var code: String
  @Option(help: "Edition; the newest installed one without it.") var edition: String?
  @Option(help: "text, json or html.") var format: Format = .text
  @Option(help: "Folder of editorial pages.") var pages: String?

  func run() throws {
    guard let code = Code(code) else {
      throw ValidationError("'\(code)' is not written like an ICD-10-CM code; try M85.89")
    }
    let shelf = try ReferenceFolder(pages: pages).shelf()
    let name = try Shelf().book(edition: edition).edition.name
    guard var maker = shelf.pages(of: name), let page = maker.page(for: code) else {
      throw CommandFailure(.badInput, "\(code) is not in edition \(name); 'osteon search' finds codes by words")
    }
    switch format {
    case .text: print(PageText(page: page, style: .standardOutput).text())
    case .json: try Console.write(page.json())
    case .html: try Console.write(shelf.html(page, version: Osteon.version))
    }
  }
}

import ArgumentParser
import ICD10CM

/// `osteon lookup CODE`: everything the book says about a code.
struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Shows a code with the notes that apply.")
  @Argument(help: "A code, with or without its point.") var code: String
  @Option(help: "Edition; the newest installed one without it.") var edition: String?

  func run() throws {
    guard let code = Code(code) else {
      throw ValidationError("'\(code)' is not written like an ICD-10-CM code; try M85.89")
    }
    let book = try Shelf().book(edition: edition)
    try book.touch(.lookup + [.indexEntries])
    guard let node = book.node(code) else {
      throw ValidationError("\(code) is not in edition \(book.edition.name)")
    }
    print("\(code)  \(book.title(of: node))")
    print(book.isBillable(node) ? "valid for submission" : "header: more characters are needed")
    print("edition \(book.edition.name), \(book.edition.standing.rawValue)", terminator: "")
    print(book.edition.notesAsOf.isEmpty ? "" : ", notes as of \(book.edition.notesAsOf)")
    for group in book.groups(of: node) { print("  \(group.id)  \(group.title)") }
    for level in book.ancestors(of: node).reversed() { print("  \(book.code(of: level))  \(book.title(of: level))") }
    for note in book.notesThatApply(to: node) { print("\(note.kind.heading) (\(note.level)): \(note.text)") }
    for child in book.children(of: node) {
      print("  \(book.code(of: child))  \(book.title(of: child))")
    }
    for entry in book.indexEntries(leadingTo: node) { print("Index: \(entry.path)  \(entry.printed)") }
  }
}

import ArgumentParser
import ICD10CM

/// `osteon lookup CODE`: everything the book says about a code.
struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Shows a code with its place, the notes that apply, and its 7th characters.")
  @Argument(help: "A code, with or without its point.") var code: String
  @Option(help: "Edition; the newest installed one without it.") var edition: String?

  func run() throws {
    guard let code = Code(code) else {
      throw ValidationError("'\(code)' is not written like an ICD-10-CM code; try M85.89")
    }
    let book = try Shelf().book(edition: edition)
    try book.touch(.lookup + [.indexEntries])
    guard let node = book.node(code) else {
      throw CommandFailure(
        .badInput, "\(code) is not in edition \(book.edition.name)\(Self.nearest(to: code, in: book))")
    }
    print(Self.page(of: node, in: book))
  }

  /// The longest part of a code that exists, to go on from.
  private static func nearest(to code: Code, in book: Book) -> String {
    for length in stride(from: code.count - 1, through: 3, by: -1) where book.node(code.prefix(length)) != nil {
      return "; \(code.prefix(length)) is: try 'osteon lookup \(code.prefix(length))'"
    }
    return ""
  }

  static func page(of node: NodeID, in book: Book) -> String {
    var lines = ["\(book.code(of: node))  \(book.title(of: node))"]
    lines.append(book.isBillable(node) ? "valid for submission" : "header: more characters are needed")
    lines.append("edition \(book.edition.name), \(CodedAnswer.standing(of: book.edition))")
    for group in book.groups(of: node) { lines.append("  \(group.id)  \(group.title)") }
    for level in book.ancestors(of: node).reversed() {
      lines.append("  \(book.code(of: level))  \(book.title(of: level))")
    }
    for note in book.notesThatApply(to: node) { lines.append("\(note.kind.heading) (\(note.level)): \(note.text)") }
    let children = book.children(of: node)
    if let first = children.first, book.isSeventhCharacterCode(first) {
      lines.append("7th characters")
      for child in children {
        let character = book.code(of: child).undotted.suffix(1)
        lines.append("  \(character)  \(book.seventhCharacterMeaning(child))  \(book.code(of: child))")
      }
    } else {
      for child in children { lines.append("  \(book.code(of: child))  \(book.title(of: child))") }
    }
    for entry in book.indexEntries(leadingTo: node) { lines.append("Index: \(entry.path)  \(entry.printed)") }
    return lines.joined(separator: "\n")
  }
}

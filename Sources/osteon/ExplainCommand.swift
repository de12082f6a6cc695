import ArgumentParser
import ClinicalText
import ICD10CM

/// `osteon explain --term WORDS`: why a phrase matched, or did not.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Shows how a phrase is cut into words, which terms match, and where they lead.")
  @Option(help: "The phrase, in quotes.") var term: String
  @Option(help: "Edition; the newest installed one without it.") var edition: String?

  func run() throws {
    let book = try Shelf().book(edition: edition)
    try book.touch(.coding + [.wordNames])
    let explanation = TermExplanation(book: book, phrase: term)
    guard !explanation.words.isEmpty else { throw CommandFailure(.usage, "--term holds no word") }
    print(explanation.text())
  }
}

/// How the book reads a phrase.
struct TermExplanation {
  struct Word {
    let text: String
    let number: WordID
  }

  let book: Book
  let words: [Word]

  init(book: Book, phrase: String) {
    self.book = book
    let document = Document(phrase)
    words = document.tokens.compactMap { token in
      guard token.kind == .word || token.kind == .number else { return nil }
      var hash = token.hash
      if token.kind == .number {
        hash = document.bytes[token.span.range].reduce(WordHash.empty) { WordHash.combine($0, $1) }
      }
      return Word(text: document.text(token.span), number: book.word(hash: hash))
    }
  }

  /// Words, then the terms that start at each of them.
  func text() -> String {
    var lines = ["Words"]
    for word in words {
      let meaning = word.number == .none ? "not in the book" : "\(word.number.number) \(book.name(of: word.number))"
      lines.append("  \(word.text): \(meaning)\(isPassedOver(word) ? " (passed over in terms)" : "")")
    }
    lines.append("Terms")
    let kept = words.filter { !isPassedOver($0) }
    var isAny = false
    for start in kept.indices {
      guard var prefix = book.terms(startingWith: kept[start].number), kept[start].number != .none else { continue }
      var end = start + 1
      while true {
        let list = book.termList(prefix)
        if list != 0 {
          isAny = true
          lines.append("  " + kept[start..<end].map(\.text).joined(separator: " "))
          for index in 0..<book.rowCount(ofTermList: list) { lines += describe(book.row(index, ofTermList: list)) }
        }
        guard end < kept.count else { break }
        guard let next = book.terms(prefix, followedBy: kept[end].number) else {
          lines.append(
            "  no term goes on from “\(kept[start..<end].map(\.text).joined(separator: " "))” with “\(kept[end].text)”")
          break
        }
        prefix = next
        end += 1
      }
    }
    if !isAny { lines.append("  none starts at any of these words") }
    return lines.joined(separator: "\n")
  }

  private static let passedOver: Set<String> = ["the", "a", "an", "of", "his", "her", "their"]
  private func isPassedOver(_ word: Word) -> Bool { Self.passedOver.contains(word.text.lowercased()) }

  private func describe(_ row: TermRow) -> [String] {
    var lines = ["    \(row.kind) “\(row.term)” [\(row.source)]"]
    row.forEachCondition { isNegated, alternatives in
      lines.append(
        "      \(isNegated ? "without" : "needs") " + alternatives.map(book.name(of:)).joined(separator: " or "))
    }
    for target in row.targets { lines.append("      → \(book.code(of: target))  \(book.title(of: target))") }
    if !row.words.isEmpty { lines.append("      → " + row.words.map(book.name(of:)).joined(separator: " ")) }
    for site in row.broader { lines.append("      in " + site.map(book.name(of:)).joined(separator: " ")) }
    return lines
  }
}

import ICD10CM

/// Conditions that Excludes1 notes keep away from the codes of a page. A page that names one must say so with a checked
/// fact: else it reads as an example of the code (Guidelines I.A.12.a).
struct ExcludedTerms: Sendable {
  struct Term: Sendable {
    let words: String
    let note: BookNote
  }
  private(set) var terms: [Term] = []

  /// Reads the Excludes1 notes at the rows, above and below them.
  init(covers: [Code], in book: Book) {
    var seen: Set<String> = []
    for node in covers.compactMap(book.node) {
      var notes = book.ancestors(of: node).flatMap(book.ownNotes)
      for index in book.subtree(of: node) where !book.isSeventhCharacterCode(NodeID(index)) {
        notes += book.ownNotes(of: NodeID(index))
      }
      for note in notes where note.kind == .excludes1 && !note.targets.isEmpty {
        for words in Self.wordings(of: note.text) where seen.insert(words).inserted {
          terms.append(Term(words: words, note: note))
        }
      }
    }
  }

  /// The condition of a note without its codes; what stands in brackets is another name for it.
  private static func wordings(of text: String) -> [String] {
    let condition = text.prefix { $0 != "(" }
    var names = [String(condition.prefix { $0 != "[" })]
    if let open = condition.firstIndex(of: "["), let close = condition.firstIndex(of: "]"), open < close {
      names.append(String(condition[condition.index(after: open)..<close]))
    }
    // "NOS" and "NEC" keep only the unspecified form away; the words without them are at home in many places.
    return names.map(\.comparable).filter { $0.count >= 4 && !$0.hasSuffix(" nos") && !$0.hasSuffix(" nec") }
  }

  /// The terms that a paragraph names without a fact on one of their codes.
  func unexplained(in prose: Prose) -> [Term] {
    let text = " " + prose.freeText.comparable + " "
    let relations = ["excludes1", "never-together"]
    let named = prose.facts.filter { relations.contains($0.name) }.flatMap(\.everyCode)
    return terms.filter { term in
      text.contains(" " + term.words + " ")
        && !named.contains { code in term.note.targets.contains { $0.contains(code) || $0.first.hasPrefix(code) } }
    }
  }
}

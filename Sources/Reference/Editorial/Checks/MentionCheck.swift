import ICD10CM

/// Checks the codes of running text: they exist, are written in full, and no header is to be reported.
struct MentionCheck {
  let book: Book
  let gloss: GlossCheck
  let file: String

  private static let reportVerbs = [
    "report", "assign", "bill ", "billed", "submit", "select", "use ", "used", "code to", "coded to", "append",
  ]
  private static let notReported = [
    "not ", "never", "header", "cannot", "no longer", "reject", "categor", "subcategor", "famil", "n't", "invalid",
    "incomplete", "under ", "below ", "within ", "chapter",
  ]

  func problems(in sentence: Prose.Sentence) -> [EditorialProblem] {
    var result: [EditorialProblem] = []
    for (mention, line) in sentence.mentions {
      result += problems(mention, line: line)
      let isReported = sentence.says(Self.reportVerbs) && !sentence.says(Self.notReported)
      if isReported, mention.form == .code, let node = book.node(mention.code), !book.isBillable(node) {
        result.append(
          EditorialProblem(
            .headerReported, file, line: line, "\(mention.code) is a header, and the sentence reports it",
            remedy: "name a code below it, or write \(mention.code)- for the family"))
      }
    }
    for (segment, line) in sentence.segments {
      guard case .text(let text) = segment else { continue }
      for case let mention? in CodeMention.split(text).map(\.mention) where mention.form == .undotted {
        if book.node(mention.code) != nil {
          result.append(
            EditorialProblem(
              .codeForm, file, line: line, "'\(mention.shown)' is a code without its point",
              remedy: "write \(mention.code)"))
        }
      }
    }
    for problem in gloss.problems(in: sentence) {
      let owners = problem.codes.prefix(3).map(\.description).joined(separator: ", ")
      result.append(
        EditorialProblem(
          .gloss, file, line: problem.line,
          "'\(problem.words)' stands beside \(problem.mention.shown), and the Tabular gives these words to \(owners)",
          remedy: "name that code, or word the condition as its own code does"))
    }
    return result
  }

  private func problems(_ mention: CodeMention, line: Int) -> [EditorialProblem] {
    let code = mention.code
    switch mention.form {
    case .wildcard:
      return [
        EditorialProblem(
          .codeForm, file, line: line, "'\(mention.shown)' has a wildcard and is no code",
          remedy: "write the codes, or the family with a hyphen")
      ]
    case .undotted: return []
    case .code, .family:
      guard let node = book.node(code) else {
        return [
          EditorialProblem(
            .unknownCode, file, line: line, "\(mention.shown) is not in edition \(book.edition.name)",
            remedy: "look it up with 'osteon search'")
        ]
      }
      if mention.form == .family, mention.shown.hasSuffix("-"), !book.hasChildren(node) {
        return [
          EditorialProblem(
            .codeForm, file, line: line, "\(mention.shown) has no codes below it", remedy: "write \(code)")
        ]
      }
      return []
    }
  }
}

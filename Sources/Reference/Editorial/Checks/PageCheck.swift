import ICD10CM

/// Checks one page against one edition.
struct PageCheck {
  let file: EditorialFile
  let context: FactContext
  let gloss: GlossCheck

  func run(into report: inout EditorialChecker.Report) {
    let mentions = MentionCheck(book: context.book, gloss: gloss, file: file.name)
    let excluded = ExcludedTerms(covers: file.covers, in: context.book)
    for code in file.covers where context.book.node(code) == nil {
      report.problems.append(
        problem(
          .unknownCode, file.lines["covers"] ?? 1, "\(code) is not in edition \(context.book.edition.name)",
          "cover a code that the edition has"))
    }
    let axes = AxisCheck(file, in: context.book)
    var headings: Set<Int> = []
    for paragraph in file.paragraphs {
      checkFacts(paragraph, into: &report)
      checkPlaceholders(paragraph, into: &report)
      checkScope(paragraph, into: &report)
      report.problems += axes.problems(in: paragraph)
      report.problems += BillingScopeCheck(axes, context).problems(in: paragraph)
      let prose = Prose(paragraph.pieces)
      report.problems += ProseRules.problems(in: prose, heading: paragraph.heading, file: file.name, book: context.book)
      for sentence in prose.sentences {
        report.mentions += sentence.mentions.count
        report.problems += mentions.problems(in: sentence)
      }
      for term in excluded.unexplained(in: prose) {
        report.problems.append(
          problem(
            .excludedTerm, paragraph.line,
            "'\(term.words)' is kept away by the Excludes1 note at \(term.note.level), '\(term.note.text)'",
            "say so in the paragraph with {excludes1 …}, or leave the condition out"))
      }
      if let heading = paragraph.heading, headings.insert(paragraph.headingLine).inserted {
        let pieces = InlineReader([Substring(heading)], file: file.name, line: paragraph.headingLine).pieces
        for sentence in Prose(pieces).sentences { report.problems += mentions.problems(in: sentence) }
      }
    }
    report.codes += file.covers.compactMap(context.book.node).reduce(0) { $0 + context.book.subtree(of: $1).count }
  }

  /// Whether what a page says of the code set holds in an edition: its codes exist, its facts on the book are true, and it
  /// speaks of no change of its own edition.
  static func holds(_ file: EditorialFile, in context: FactContext) -> Bool {
    guard file.covers.allSatisfy({ context.book.node($0) != nil }) else { return false }
    let changes = Set(CheckedFact.changeFacts.map(\.name))
    for piece in file.paragraphs.flatMap(\.pieces) {
      switch piece.content {
      case .mention(let mention):
        if context.book.node(mention.code) == nil { return false }
      case .fact(let call):
        guard !changes.contains(call.name), let fact = CheckedFact.named(call.name) else { return false }
        switch fact.check(call, context) {
        case .holds: break
        case .notChecked: if call.everyCode.contains(where: { context.book.node($0) == nil }) { return false }
        case .fails, .misused: return false
        }
      case .text, .citation, .unverified, .placeholder: break
      }
    }
    return true
  }

  private func problem(_ kind: EditorialProblem.Kind, _ line: Int, _ message: String, _ remedy: String)
    -> EditorialProblem
  {
    EditorialProblem(kind, file.name, line: line, message, remedy: remedy)
  }

  private func checkFacts(_ paragraph: EditorialFile.Paragraph, into report: inout EditorialChecker.Report) {
    for piece in paragraph.pieces {
      guard case .fact(let call) = piece.content else { continue }
      guard let fact = CheckedFact.named(call.name) else {
        report.problems.append(
          problem(
            .unknownFact, piece.line, "there is no fact '\(call.name)'",
            "write one of: \(CheckedFact.all.map(\.name).joined(separator: ", "))"))
        continue
      }
      switch fact.check(call, context) {
      case .holds: report.facts += 1
      case .fails(let kind, let message, let remedy):
        report.problems.append(problem(kind, piece.line, message, remedy))
      case .notChecked(let reason):
        report.notChecked.append(
          "\(file.name):\(piece.line): {\(call.name) \(call.values.joined(separator: " "))}: \(reason)")
      case .misused:
        report.problems.append(
          problem(
            .unknownFact, piece.line, "{\(call.name) …} does not take these values", "write it like \(fact.usage)"))
      }
    }
  }

  /// Every code that shows the paragraph must have a value for its placeholders.
  private func checkPlaceholders(_ paragraph: EditorialFile.Paragraph, into report: inout EditorialChecker.Report) {
    for piece in paragraph.pieces {
      guard case .placeholder(let placeholder, nil) = piece.content else { continue }
      for family in file.covers {
        for node in context.book.nodes(withPrefix: family) {
          let code = context.book.code(of: node)
          guard paragraph.applies(to: node, in: context.book), file.coverage(of: code) == family else { continue }
          if AxisValues(node, family: family, in: context.book).value(of: placeholder) == nil {
            report.problems.append(
              problem(
                .placeholder, piece.line, "{\(placeholder.rawValue)} has no value for \(code)",
                "give one for such codes: {\(placeholder.rawValue)|the words}"))
            return
          }
        }
      }
    }
  }

  /// Codes of `{for …}` must be among those that the page covers.
  private func checkScope(_ paragraph: EditorialFile.Paragraph, into report: inout EditorialChecker.Report) {
    for code in paragraph.only + paragraph.except where file.coverage(of: code) == nil || context.book.node(code) == nil
    {
      report.problems.append(
        problem(
          .unknownCode, paragraph.line, "{for \(code)} names no code that the page covers",
          "name a code or family below \(file.covers.map(\.description).joined(separator: ", "))"))
    }
  }
}

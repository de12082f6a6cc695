import ICD10CM
import Reference

/// A code's page for the terminal.
struct PageText {
  let page: CodePage
  let style: TextStyle

  private static let width = 96

  func text() -> String {
    var lines: [String] = []
    lines.append("\(style.code(page.code.description))  \(style.strong(page.row.title))")
    let validity = page.row.isBillable ? "valid for submission" : "header: more characters are needed"
    lines.append("\(validity) · edition \(page.edition.name), \(page.edition.standingText)")
    lines.append("in force \(page.edition.effectiveFrom) to \(page.edition.effectiveTo)")
    lines.append(
      style.faint(
        (page.groups.map { "\($0.id) \($0.title)" } + page.headers.map { "\($0.code) \($0.title)" }).joined(
          separator: " › ")))
    if let editorial = page.editorial { write(editorial, .meaning, to: &lines) }
    section("Also called", .lexicon, page.terms.isEmpty ? [] : [page.terms.joined(separator: " · ")], to: &lines)
    part("Documentation tips", .tips, page.tips, to: &lines)
    part("Pitfalls", .pitfalls, page.pitfalls, to: &lines)
    if let editorial = page.editorial { write(editorial, .procedures, to: &lines) }
    if let editorial = page.editorial { write(editorial, .context, to: &lines) }
    section(
      "7th characters", .codeSet(page.edition),
      page.seventhCharacters.map { "\($0.character)  \($0.meaning)  \($0.row.code)" }, to: &lines)
    section("Siblings", .codeSet(page.edition), siblings(), to: &lines)
    section("Below", .codeSet(page.edition), page.children.map { "\($0.code)  \($0.title)" }, to: &lines)
    section(
      "Notes", .codeSet(page.edition),
      page.notes.flatMap { group in group.notes.map { "\(group.kind.heading) (\(group.level)): \($0.text)" } },
      to: &lines)
    section("Index", .codeSet(page.edition), page.indexEntries.map { "\($0.path)  \($0.printed)" }, to: &lines)
    section(
      "Related codes", .codeSet(page.edition),
      page.related.filter { $0.relation != .excludes2 }.map { related in
        "\(related.relation.heading): \(related.range)  \(related.row?.title ?? related.text)"
      }, to: &lines)
    if let editorial = page.editorial, !editorial.paragraphs(.questions).isEmpty {
      write(editorial, .questions, to: &lines)
    } else {
      section("Questions", .derived, page.questions.map { "\($0.question) \($0.answer) [\($0.source)]" }, to: &lines)
    }
    section("Dictation checklist", .derived, page.checklist.map(statement), to: &lines)
    section("Editions", .codeSet(page.edition), page.history.map(history), to: &lines)
    if let editorial = page.editorial {
      section(
        "Sources", .editorial(sources: editorial.sources.count),
        editorial.sources.map { "[\($0.number)] \($0.title), \($0.publisher), \($0.date) \($0.url)" }, to: &lines)
    }
    return lines.map(TextStyle.harmless).joined(separator: "\n")
  }

  private func section(_ heading: String, _ origin: TextOrigin, _ items: [String], to lines: inout [String]) {
    guard !items.isEmpty else { return }
    lines.append("")
    lines.append(style.strong(heading) + "  " + style.faint(origin.label))
    for item in items { lines.append(contentsOf: wrapped(item)) }
  }

  private func wrapped(_ item: String) -> [String] {
    ("  " + TextStyle.wrapped(item, width: Self.width, indent: "    ")).split(separator: "\n").map(String.init)
  }

  /// Editorial text where there is some, else what is derived.
  private func part(
    _ heading: String, _ part: EditorialPart, _ derived: [CodePage.Statement], to lines: inout [String]
  ) {
    if let editorial = page.editorial { write(editorial, part, to: &lines) }
    section(heading, .derived, derived.map(statement), to: &lines)
  }

  private func write(_ editorial: EditorialPage, _ part: EditorialPart, to lines: inout [String]) {
    section(
      part.heading, .editorial(sources: editorial.sources.count),
      editorial.paragraphs(part).map { paragraph in
        let cited = paragraph.citations.map { "[\($0)]" }.joined()
        return [paragraph.heading, paragraph.plainText, cited, paragraph.isUnverified ? "(unverified)" : nil]
          .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
      }, to: &lines)
  }

  private func statement(_ statement: CodePage.Statement) -> String {
    let values = statement.values.map { value in
      value.label.isEmpty ? "\(value.row.code)" : "\(value.label) → \(value.row.code)"
    }
    let tail = values.isEmpty ? "" : " " + values.joined(separator: "; ")
    return "\(statement.heading): \(statement.text)\(tail) [\(statement.source)]"
  }

  private func siblings() -> [String] {
    page.siblings.rows.map { row in
      let cells = zip(page.siblings.columns, row.cells).compactMap { column, cell in
        cell.map { column == .none ? "\($0.code)" : "\(column.heading.lowercased()) \($0.code)" }
      }
      return "\(row.label): \(cells.joined(separator: ", "))"
    }
  }

  private func history(_ history: CodePage.History) -> String {
    let state = history.title.map {
      ($0 == page.row.title ? "same title" : $0) + (history.isBillable ?? false ? "" : ", header")
    }
    return "\(history.edition.name)  from \(history.edition.effectiveFrom)  \(state ?? "no such code")"
  }
}

import ICD10CM

/// The parts of a page, in order.
extension PageHTML {
  var parts: [Part] {
    var parts: [Part] = []
    let editorial = page.editorial
    func written(_ part: EditorialPart) -> [EditorialParagraph] { editorial?.paragraphs(part) ?? [] }
    func add(
      _ id: StaticString, _ name: StaticString, _ origin: TextOrigin, _ body: @escaping (inout HTMLWriter) -> Void
    ) {
      parts.append(Part(id: id, name: name) { section(id, name, origin, &$0, body) })
    }
    let isWritten = TextOrigin.editorial(sources: editorial?.sources.count ?? 0)
    let isCodeSet = TextOrigin.codeSet(page.edition)
    if !page.tips.isEmpty || !written(.tips).isEmpty {
      add("tips", "Documentation tips", written(.tips).isEmpty ? .derived : isWritten) { tips(&$0) }
    }
    if page.siblings.rows.count > 1 || page.siblings.columns.count > 1 {
      add("siblings", "Siblings compared", isCodeSet) { siblings(&$0) }
    }
    if !page.seventhCharacters.isEmpty { add("seventh", "7th character", isCodeSet) { seventh(&$0) } }
    if !page.children.isEmpty { add("below", "Rows below", isCodeSet) { below(&$0) } }
    if !page.notes.isEmpty { add("notes", "Notes of the code set", isCodeSet) { notes(&$0) } }
    if !page.pitfalls.isEmpty || !written(.pitfalls).isEmpty {
      add("pitfalls", "Pitfalls", written(.pitfalls).isEmpty ? .derived : isWritten) { pitfalls(&$0) }
    }
    if !written(.context).isEmpty {
      add("context", "Clinical context", isWritten) { paragraphs(written(.context), &$0) }
    }
    if hasProcedures {
      add("procedures", "Related procedures", written(.procedures).isEmpty ? .tables : isWritten) { procedures(&$0) }
    }
    let questions = written(.questions)
    add("questions", "Questions", questions.isEmpty ? .derived : isWritten) { html in
      questions.isEmpty ? self.questions(&html) : self.written(questions, &html)
    }
    if !page.checklist.isEmpty { add("checklist", "What to dictate", .derived) { checklist(&$0) } }
    if !page.related.isEmpty { add("related", "Related codes", isCodeSet) { related(&$0) } }
    if !page.indexEntries.isEmpty { add("index", "Index entries", isCodeSet) { index(&$0) } }
    if !page.terms.isEmpty { add("terms", "Also called", .lexicon) { terms(&$0) } }
    add("payment", "Payment", page.billing == CodeBilling() ? .notInstalled : .tables) { payment(&$0) }
    add("editions", "Editions", isCodeSet) { history(&$0) }
    if let editorial, !editorial.sources.isEmpty { add("sources", "Sources", isWritten) { sources(editorial, &$0) } }
    return parts
  }

  private func section(
    _ id: StaticString, _ name: StaticString, _ origin: TextOrigin, _ html: inout HTMLWriter,
    _ body: (inout HTMLWriter) -> Void
  ) {
    html.raw("<section id=")
    html.raw(id)
    html.raw("><h2>")
    html.raw(name)
    html.raw("</h2><p class=from>")
    html.text(origin.label)
    html.raw("</p>")
    body(&html)
    html.raw("</section>")
  }

  // MARK: Derived statements

  private func tips(_ html: inout HTMLWriter) {
    if let written = page.editorial?.paragraphs(.tips), !written.isEmpty {
      paragraphs(written, &html)
      if !page.tips.isEmpty {
        html.raw("<h3>What parts it from its siblings <span class=from>Derived from the code set</span></h3>")
      }
    }
    statements(page.tips, &html)
  }

  private func pitfalls(_ html: inout HTMLWriter) {
    if let written = page.editorial?.paragraphs(.pitfalls), !written.isEmpty {
      paragraphs(written, &html)
      if !page.pitfalls.isEmpty {
        html.raw("<h3>From the notes and titles <span class=from>Derived from the code set</span></h3>")
      }
    }
    statements(page.pitfalls, &html)
  }

  private func statements(_ statements: [CodePage.Statement], _ html: inout HTMLWriter) {
    guard !statements.isEmpty else { return }
    html.raw("<dl class=tips>")
    for statement in statements {
      html.raw("<dt>")
      html.text(statement.heading)
      html.raw("<dd>")
      html.text(statement.text)
      values(statement.values, &html)
      source(statement.source, &html)
    }
    html.raw("</dl>")
  }

  private func values(_ values: [SiblingAxis.Value], _ html: inout HTMLWriter) {
    guard !values.isEmpty else { return }
    html.raw("<ul class=to>")
    for value in values {
      html.raw("<li>")
      if !value.label.isEmpty {
        html.text(value.label)
        html.raw(" → ")
      }
      html.link(value.row.code, text: CodePage.name(value.row), place)
    }
    html.raw("</ul>")
  }

  private func source(_ source: String, _ html: inout HTMLWriter) {
    html.raw(" <span class=src>")
    html.text(source)
    html.raw("</span>")
  }

  private func questions(_ html: inout HTMLWriter) {
    for question in page.questions {
      html.raw("<details open><summary>")
      html.text(question.question)
      html.raw("</summary><p>")
      html.text(question.answer)
      source(question.source, &html)
      html.raw("</p></details>")
    }
  }

  private func checklist(_ html: inout HTMLWriter) {
    html.raw("<ul class=check>")
    for item in page.checklist {
      html.raw("<li><b>")
      html.text(item.heading)
      html.raw("</b> ")
      html.text(item.text)
      if let value = item.values.first, !value.label.isEmpty {
        html.raw(" <span class=here>here: ")
        html.text(value.label.smallFirst)
        html.raw("</span>")
      }
    }
    html.raw("</ul>")
  }

  // MARK: The code set

  private func siblings(_ html: inout HTMLWriter) {
    let grid = page.siblings
    if let header = page.siblingHeader, header.code != page.code {
      html.raw("<p>Codes below ")
      html.link(header.code, text: CodePage.name(header), place)
      html.raw(" ")
      html.text(header.title)
      html.raw(", by what their titles say.</p>")
    }
    // Where most codes have no side, that is a column of its own.
    let sideless = grid.columns.firstIndex(of: .none)
    let isSpread = sideless.map { place in grid.rows.count { $0.cells[place] != nil } * 2 <= grid.rows.count } ?? true
    let columns = isSpread || grid.columns.count == 1 ? grid.columns.filter { $0 != .none } : grid.columns
    html.raw("<div class=scroll><table class=grid><thead><tr><th scope=col>")
    html.raw(columns.isEmpty ? "What the chart says<th scope=col>Code" : "What the chart says")
    for column in columns {
      html.raw("<th scope=col>")
      html.text(column.heading)
    }
    html.raw("</thead><tbody>")
    for row in grid.rows {
      html.raw(row.isUnspecified ? "<tr class=dim><th scope=row>" : "<tr><th scope=row>")
      html.text(row.label)
      if let sideless, let cell = row.cells[sideless], !columns.contains(.none) {
        // A code without a side belongs to no column: it stands across all of them, and says so.
        if columns.isEmpty {
          html.raw("<td>")
        } else {
          html.raw("<td class=all colspan=")
          html.number(columns.count)
          html.raw(">")
        }
        gridCell(cell, &html)
        if !columns.isEmpty { html.raw(" <small>no side</small>") }
        guard row.cells.contains(where: { $0 != nil && $0 != cell }) else { continue }
        html.raw("<tr><th scope=row>")
        html.text(row.label)
        html.raw(", with a side")
      }
      for (column, cell) in zip(grid.columns, row.cells) where columns.contains(column) {
        html.raw("<td>")
        if let cell { gridCell(cell, &html) }
      }
    }
    html.raw("</tbody></table></div>")
  }

  /// The links of a grid look like codes by the style of the table: there are many.
  private func gridCell(_ row: CodeRow, _ html: inout HTMLWriter) {
    guard row.code != page.code else { return cell(row, &html) }
    html.raw("<a href=\"")
    html.address(row.code, place)
    html.raw("\">")
    html.text(CodePage.name(row))
    html.raw("</a>")
  }

  private func cell(_ row: CodeRow, _ html: inout HTMLWriter) {
    guard row.code == page.code else { return html.link(row.code, text: CodePage.name(row), place) }
    html.raw("<b class=c aria-current=page>")
    html.text(CodePage.name(row))
    html.raw("</b>")
  }

  private func seventh(_ html: inout HTMLWriter) {
    html.raw("<table class=list><thead><tr><th scope=col>7th<th scope=col>Meaning<th scope=col>Code</thead><tbody>")
    for seventh in page.seventhCharacters {
      html.raw("<tr><td class=code>")
      html.text(seventh.character)
      html.raw("<td>")
      html.text(seventh.meaning)
      html.raw("<td>")
      cell(seventh.row, &html)
    }
    html.raw("</tbody></table>")
  }

  private func below(_ html: inout HTMLWriter) {
    html.raw("<ul class=rows>")
    for child in page.children {
      html.raw("<li>")
      html.link(child.code, text: CodePage.name(child), place)
      html.raw(" ")
      html.text(child.title)
    }
    html.raw("</ul>")
  }

  private func notes(_ html: inout HTMLWriter) {
    var level: String?
    var isFolded = false
    for group in page.notes {
      if group.level != level {
        if isFolded { html.raw("</details>") }
        isFolded = group.isFromGroup
        level = group.level
        html.raw(isFolded ? "<details><summary><h3>Printed at " : "<h3>Printed at ")
        if let code = Code(group.level) { html.link(code, place) } else { html.text(group.level) }
        html.raw(group.isOwn ? " <small>this code</small>" : "")
        html.raw(isFolded ? "</h3></summary>" : "</h3>")
      }
      html.raw("<div class=note><h4>")
      html.text(group.kind.heading)
      html.raw("</h4><ul>")
      for note in group.notes {
        html.raw("<li>")
        // Some go on from the heading: "Code first, for adverse effects …".
        html.text(note.text.hasPrefix(", ") ? String(note.text.dropFirst(2)) : note.text)
      }
      html.raw("</ul></div>")
    }
    if isFolded { html.raw("</details>") }
  }

  private func related(_ html: inout HTMLWriter) {
    for relation in CodePage.Relation.allCases {
      let related = page.related.filter { $0.relation == relation }
      guard !related.isEmpty else { continue }
      html.raw("<h3>")
      html.text(relation.heading)
      html.raw("</h3><ul class=rows>")
      for item in related {
        html.raw("<li>")
        if let row = item.row {
          html.link(row.code, text: item.range, place)
          html.raw(" ")
          html.text(row.title)
        } else {
          html.raw("<span class=c>")
          html.text(item.range)
          html.raw("</span> ")
          html.text(item.text)
        }
        if item.level != item.row?.code.description {
          html.raw(" <span class=src>")
          html.text(item.level)
          html.raw("</span>")
        }
      }
      html.raw("</ul>")
    }
  }

  private func index(_ html: inout HTMLWriter) {
    html.raw("<ul class=rows>")
    for entry in page.indexEntries {
      html.raw("<li>")
      html.text(entry.path)
      html.raw(" <span class=c>")
      html.text(entry.printed)
      html.raw("</span>")
    }
    html.raw("</ul>")
  }

  private func terms(_ html: inout HTMLWriter) {
    html.raw("<ul class=words>")
    for term in page.terms {
      html.raw("<li>")
      html.text(term)
    }
    html.raw("</ul>")
  }

  private func history(_ html: inout HTMLWriter) {
    html.raw(
      "<table class=list><thead><tr><th scope=col>Edition<th scope=col>In force from<th scope=col>What it says</thead><tbody>"
    )
    for (index, entry) in page.history.enumerated() {
      html.raw("<tr><th scope=row>")
      html.text(entry.edition.name)
      html.raw("<td>")
      html.text(entry.edition.effectiveFrom.description)
      html.raw("<td>")
      let before = index > 0 ? page.history[index - 1] : nil
      if let title = entry.title {
        if let before, before.title == title, before.isBillable == entry.isBillable {
          html.raw("Unchanged")
        } else {
          if let before, before.title == nil { html.raw("<span class=ok>New</span> ") }
          html.text(title)
          html.raw(entry.isBillable ?? false ? ", billable" : ", header")
        }
      } else {
        html.raw(before?.title != nil ? "<span class=no>Deleted</span>" : "No such code")
      }
    }
    html.raw("</tbody></table>")
  }
}

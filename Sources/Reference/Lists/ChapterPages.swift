import ICD10CM

/// The chapters, and a page for each with its blocks and categories.
struct ChapterPages {
  let book: Book
  let isIn: (Code) -> Bool

  /// "Chapter 13" lies in `chapter-13`.
  static func file(of chapter: String) -> String { chapter.lowercased().split(separator: " ").joined(separator: "-") }

  private static func isChapter(_ group: BookGroup) -> Bool { group.id.hasPrefix("Chapter") }

  func pages() -> [ListPage] {
    let chapters = book.allGroups.filter(Self.isChapter)
    return [overview(chapters)] + chapters.map(page)
  }

  private func overview(_ chapters: [BookGroup]) -> ListPage {
    ListPage(
      path: "chapters", title: "Chapters",
      description: "The \(chapters.count) chapters of ICD-10-CM, edition \(book.edition.name).", place: .top
    ) { html in
      html.raw("<ul class=cards>")
      for chapter in chapters {
        html.raw("<li><a href=\"chapters/")
        html.text(Self.file(of: chapter.id))
        html.raw(".html\"><b>")
        html.text(chapter.id)
        html.raw("</b>")
        html.text(PageMaker.withoutRange(chapter.title))
        html.raw("<small>")
        html.text(range(chapter))
        html.raw("</small></a>")
      }
      html.raw("</ul>")
    }
  }

  private func range(_ group: BookGroup) -> String {
    guard group.rows.lowerBound < group.rows.upperBound, group.rows.upperBound <= book.rowCount else { return "" }
    let last = book.code(of: NodeID(group.rows.upperBound - 1)).category
    return "\(book.code(of: NodeID(group.rows.lowerBound)).category)–\(last)"
  }

  private func page(_ chapter: BookGroup) -> ListPage {
    let title = PageMaker.withoutRange(chapter.title)
    let blocks = book.allGroups.filter {
      !Self.isChapter($0) && $0.rows.lowerBound >= chapter.rows.lowerBound
        && $0.rows.upperBound <= chapter.rows.upperBound
    }
    return ListPage(
      path: "chapters/" + Self.file(of: chapter.id), title: title,
      description: "\(chapter.id) of ICD-10-CM, edition \(book.edition.name): \(range(chapter)).", place: .folder
    ) { html in
      notes(chapter, &html)
      for block in blocks {
        html.raw("<section id=\"")
        html.text(block.id)
        html.raw("\"><h2>")
        html.text(PageMaker.withoutRange(block.title))
        html.raw("</h2><p class=from>")
        html.text(block.id)
        html.raw("</p><ul class=rows>")
        for node in categories(block) where isIn(book.code(of: node)) {
          html.raw("<li>")
          html.link(book.code(of: node), .folder)
          html.raw(" ")
          html.text(book.title(of: node))
        }
        html.raw("</ul></section>")
      }
    }
  }

  private func categories(_ group: BookGroup) -> [NodeID] {
    var result: [NodeID] = []
    var index = group.rows.lowerBound
    while index < min(group.rows.upperBound, book.rowCount) {
      result.append(NodeID(index))
      index = book.subtree(of: NodeID(index)).upperBound
    }
    return result
  }

  /// The chapter's own notes, as they apply to its first row.
  private func notes(_ chapter: BookGroup, _ html: inout HTMLWriter) {
    guard chapter.rows.lowerBound < book.rowCount else { return }
    let notes = book.notesThatApply(to: NodeID(chapter.rows.lowerBound)).filter { $0.level == chapter.id }
    guard !notes.isEmpty else { return }
    html.raw("<section><h2>Notes of the chapter</h2>")
    for kind in NoteKind.allCases {
      let texts = notes.filter { $0.kind == kind }
      guard !texts.isEmpty else { continue }
      html.raw("<div class=note><h3>")
      html.text(kind.heading)
      html.raw("</h3><ul>")
      for note in texts {
        html.raw("<li>")
        html.text(note.text)
      }
      html.raw("</ul></div>")
    }
    html.raw("</section>")
  }
}

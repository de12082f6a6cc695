import ICD10CM

/// What people wrote.
extension PageHTML {
  /// The runs of a paragraph.
  func runs(_ paragraph: EditorialParagraph, _ html: inout HTMLWriter) {
    for run in paragraph.runs {
      switch run {
      case .text(let text): html.text(text)
      case .code(let code, let shown): html.link(code, text: shown, place)
      case .citation(let number):
        html.raw("<sup><a href=\"#source-")
        html.number(number)
        html.raw("\" aria-label=\"Source ")
        html.number(number)
        html.raw("\">")
        html.number(number)
        html.raw("</a></sup>")
      case .unverified: html.raw("<span class=unv>unverified</span>")
      case .rule(let id):
        html.raw("<a href=\"")
        html.raw(place.root)
        html.raw("rules.html#")
        html.text(id)
        html.raw("\">")
        html.text(id)
        html.raw("</a>")
      }
    }
  }

  /// The paragraphs of a part: running text, lists and subheadings as they were written.
  func paragraphs(_ paragraphs: [EditorialParagraph], _ html: inout HTMLWriter) {
    var isInList = false
    var heading: String?
    for paragraph in paragraphs {
      if isInList, !paragraph.isItem || paragraph.heading != heading {
        html.raw("</ul>")
        isInList = false
      }
      if let text = paragraph.heading, text != heading {
        html.raw("<h3>")
        html.text(text)
        html.raw("</h3>")
      }
      heading = paragraph.heading
      if paragraph.isItem, !isInList {
        html.raw("<ul>")
        isInList = true
      }
      html.raw(paragraph.isItem ? "<li>" : "<p>")
      runs(paragraph, &html)
      if !paragraph.isItem { html.raw("</p>") }
    }
    if isInList { html.raw("</ul>") }
  }

  /// Questions with their answers: the heading of a paragraph is its question.
  func written(_ paragraphs: [EditorialParagraph], _ html: inout HTMLWriter) {
    var question: String?
    for paragraph in paragraphs {
      if paragraph.heading != question || question == nil {
        if question != nil { html.raw("</details>") }
        question = paragraph.heading ?? ""
        html.raw("<details open><summary>")
        html.text(question ?? "")
        html.raw("</summary>")
      }
      html.raw("<p>")
      runs(paragraph, &html)
      html.raw("</p>")
    }
    if question != nil { html.raw("</details>") }
  }

  /// The sources that sentences cite.
  func sources(_ editorial: EditorialPage, _ html: inout HTMLWriter) {
    html.raw("<ol class=sources>")
    for source in editorial.sources {
      html.raw("<li id=source-")
      html.number(source.number)
      html.raw(" value=")
      html.number(source.number)
      html.raw("><cite>")
      html.text(source.title)
      html.raw("</cite>. ")
      html.text(source.publisher)
      if !source.date.isEmpty {
        html.raw(", ")
        html.text(source.date)
      }
      html.raw(". <span class=why>Supports: ")
      html.text(source.supports)
      html.raw(".")
      if let day = source.readOn {
        html.raw(" Read ")
        html.text(day.description)
        if !source.note.isEmpty {
          html.raw(" (")
          html.text(source.note)
          html.raw(")")
        }
        html.raw(".")
      } else {
        html.raw(" Not read by us: what cites it is marked unverified.")
      }
      html.raw("</span>")
      if !source.url.isEmpty {
        html.raw(" <span class=url>")
        html.text(source.url)
        html.raw("</span>")
      }
    }
    html.raw("</ol>")
  }
}

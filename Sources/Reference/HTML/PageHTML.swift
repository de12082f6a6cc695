import ICD10CM
import JSON

/// The page of a code as HTML.
struct PageHTML {
  let page: CodePage
  let frame: SiteFrame
  let place: PagePlace
  /// The folder of the page's edition below `icd10cm/`; empty for the newest.
  let folder: String

  /// The page's address below the site's, without the file's extension.
  private var path: String { "icd10cm/\(folder)\(page.code)" }

  func html() -> [UInt8] {
    let parts = parts
    var html = HTMLWriter(capacity: 24_576)
    frame.open(head, place, to: &html)
    crumbs(&html)
    title(&html)
    html.raw("<div class=page><article>")
    for part in parts { part.write(&html) }
    html.raw("</article>")
    contents(parts, &html)
    html.raw("</div>")
    neighbours(&html)
    frame.close(place, to: &html)
    return html.bytes
  }

  /// A part of the page with its place in the table of contents.
  struct Part {
    let id: StaticString
    let name: StaticString
    let write: (inout HTMLWriter) -> Void
  }

  // MARK: Head

  private func address(_ row: CodeRow?) -> SiteFrame.CodeAddress? {
    row.map { SiteFrame.CodeAddress(address: "\(place.prefix($0.code))\($0.code).html") }
  }

  private var head: SiteFrame.Head {
    SiteFrame.Head(
      title: "\(page.code) \(page.row.title) · ICD-10-CM \(page.edition.name)", description: description, path: path,
      previous: address(page.previous), next: address(page.next), json: "\(page.code).json", data: data)
  }

  private var description: String {
    let state = page.row.isBillable ? "valid for submission" : "a header, not valid for submission"
    return
      "\(page.code), \(page.row.title): \(state) in ICD-10-CM \(page.edition.name). Notes, siblings, documentation tips."
  }

  /// https://schema.org/MedicalCode
  private var data: [UInt8] {
    var output = JSONOutput(capacity: 512)
    output.object { output in
      output.member("@context", "https://schema.org")
      output.member("@type", "MedicalCode")
      output.member("codeValue", page.code.description)
      output.member("codingSystem", "ICD-10-CM")
      output.name("inCodeSet")
      output.object { output in
        output.member("@type", "CategoryCodeSet")
        output.member("name", "ICD-10-CM \(page.edition.name)")
      }
      output.member("name", page.row.title)
      output.member("url", "\(frame.address)/\(path)")
    }
    // "</script>" in a title would end the element.
    guard output.bytes.contains(UInt8(ascii: "<")) else { return output.bytes }
    return output.bytes.flatMap { $0 == UInt8(ascii: "<") ? Array("\\u003c".utf8) : [$0] }
  }

  private func crumbs(_ html: inout HTMLWriter) {
    html.raw("<nav class=crumbs aria-label=Breadcrumb><ol>")
    for (index, group) in page.groups.enumerated() {
      html.raw("<li><a href=\"")
      html.raw(place.root)
      html.raw("chapters/")
      html.text(ChapterPages.file(of: page.groups[0].id))
      html.raw(".html")
      if index > 0 {
        html.raw("#")
        html.text(group.id)
      }
      html.raw("\" title=\"")
      html.text(group.title)
      html.raw("\">")
      html.text(group.id)
      html.raw("</a>")
    }
    for header in page.headers {
      html.raw("<li>")
      html.link(header.code, place)
    }
    html.raw("<li aria-current=page>")
    html.code(page.code)
    html.raw("</ol></nav>")
  }

  private func title(_ html: inout HTMLWriter) {
    html.raw("<div class=head data-code=\"")
    html.code(page.code)
    html.raw("\"><h1><span class=code>")
    html.code(page.code)
    html.raw("</span> <span class=title>")
    html.text(page.row.title)
    html.raw("</span></h1>")
    if let meaning = page.editorial?.paragraphs(.meaning), !meaning.isEmpty {
      for paragraph in meaning {
        html.raw("<p class=lead>")
        runs(paragraph, &html)
        html.raw("</p>")
      }
    }
    html.raw("<dl class=facts>")
    fact("Status", &html) { html in
      if page.row.isBillable {
        html.raw("<span class=ok>Billable</span>")
      } else {
        html.raw(
          page.row.takesSeventhCharacter
            ? "<span class=part>Needs a 7th character</span>" : "<span class=no>Header, not billable</span>")
      }
    }
    fact("Edition", &html) { html in
      html.text(page.edition.name)
      html.raw(" <small>")
      html.text(page.edition.standingText)
      html.raw("</small>")
    }
    fact("In force", &html) { html in
      html.text(page.edition.effectiveFrom.description)
      html.raw(" to ")
      html.text(page.edition.effectiveTo.description)
    }
    if !page.regions.isEmpty {
      fact("Region", &html) { html in
        for (index, region) in page.regions.enumerated() {
          if index > 0 { html.raw(", ") }
          html.raw("<a href=\"")
          html.raw(place.root)
          html.raw("regions/")
          html.text(region.rawValue)
          html.raw(".html\">")
          html.text(region.name)
          html.raw("</a>")
        }
      }
    }
    if let editorial = page.editorial {
      fact("Verified", &html) { html in
        html.text(editorial.verified.description)
        html.raw(" <small><a href=\"#sources\">")
        html.number(editorial.sources.count)
        html.raw(editorial.sources.count == 1 ? " source</a>, review by " : " sources</a>, review by ")
        html.text(editorial.reviewBy.description)
        html.raw("</small>")
      }
    }
    html.raw("</dl></div>")
  }

  private func fact(_ name: StaticString, _ html: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void) {
    html.raw("<div><dt>")
    html.raw(name)
    html.raw("<dd>")
    body(&html)
    html.raw("</div>")
  }

  // MARK: Around the content

  private func contents(_ parts: [Part], _ html: inout HTMLWriter) {
    html.raw("<aside><nav class=toc aria-label=\"On this page\"><h2>On this page</h2><ul>")
    for part in parts {
      html.raw("<li><a href=\"#")
      html.raw(part.id)
      html.raw("\">")
      html.raw(part.name)
      html.raw("</a>")
    }
    html.raw("</ul></nav>")
    editions(&html)
    html.raw("<p class=tools><a href=\"")
    html.raw(place.root)
    html.raw("compare.html?a=")
    html.code(page.code)
    html.raw("\">Compare with another code</a><br><a href=\"")
    html.code(page.code)
    html.raw(".json\">This page as JSON</a></p></aside>")
  }

  private func editions(_ html: inout HTMLWriter) {
    guard page.history.count > 1 else { return }
    html.raw("<nav class=editions aria-label=Edition><h2>Edition</h2><ul>")
    for entry in page.history.reversed() {
      html.raw("<li>")
      if entry.edition.name == page.edition.name {
        html.raw("<b aria-current=true>")
        html.text(entry.edition.name)
        html.raw("</b>")
      } else if let shown = entry.shownIn, shown != page.edition.name {
        html.raw("<a href=\"")
        editionAddress(shown, &html)
        html.raw("\">")
        html.text(entry.edition.name)
        html.raw("</a>")
      } else {
        html.raw("<span>")
        html.text(entry.edition.name)
        html.raw(entry.shownIn == nil ? " <small>no such code</small></span>" : " <small>says the same</small></span>")
      }
    }
    html.raw("</ul></nav>")
  }

  /// From this page to the page of the same code in another edition.
  private func editionAddress(_ edition: String, _ html: inout HTMLWriter) {
    if !folder.isEmpty { html.raw("../") }
    if edition != frame.edition.name {
      html.text(edition)
      html.raw("/")
    }
    html.code(page.code)
    html.raw(".html")
  }

  private func neighbours(_ html: inout HTMLWriter) {
    guard page.previous != nil || page.next != nil else { return }
    html.raw("<nav class=neighbours aria-label=\"Codes beside it\">")
    if let previous = page.previous { neighbour(previous, "prev", "Before", &html) }
    if let next = page.next { neighbour(next, "next", "After", &html) }
    html.raw("</nav>")
  }

  private func neighbour(_ row: CodeRow, _ relation: StaticString, _ name: StaticString, _ html: inout HTMLWriter) {
    html.raw("<a class=")
    html.raw(relation)
    html.raw(" href=\"")
    html.address(row.code, place)
    html.raw("\"><small>")
    html.raw(name)
    html.raw("</small> <b class=code>")
    html.code(row.code)
    html.raw("</b> ")
    html.text(row.title)
    html.raw("</a>")
  }
}

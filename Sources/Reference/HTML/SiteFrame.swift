/// Head, header and footer that all pages of a site share.
struct SiteFrame: Sendable {
  /// The address at which the site will be found, without a slash at its end; for canonical addresses and the sitemap.
  let address: String
  /// The newest edition, with its standing.
  let edition: PageEdition
  /// Version of the program.
  let version: String

  /// What a page's head needs.
  struct Head {
    var title: String
    var description: String
    /// The page's own address below the site's.
    var path: String
    var previous: CodeAddress?
    var next: CodeAddress?
    /// Where the page's JSON lies, beside it.
    var json: String?
    var script: StaticString = ""
    /// Data for machines, as JSON.
    var data: [UInt8] = []
    /// The text of the search field.
    var query = ""
  }

  /// The address of a neighbour, relative to the page.
  struct CodeAddress {
    var address: String
  }

  /// Everything up to the start of the content.
  func open(_ head: Head, _ place: PagePlace, to html: inout HTMLWriter) {
    html.raw(
      "<!doctype html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\"><title>"
    )
    html.text(head.title)
    html.raw("</title><meta name=description content=\"")
    html.text(head.description)
    html.raw("\"><meta name=color-scheme content=\"light dark\"><link rel=canonical href=\"")
    html.text(address)
    html.raw("/")
    html.text(head.path)
    html.raw("\"><link rel=icon href=\"")
    html.raw(place.root)
    html.raw("assets/osteon.svg\"><link rel=stylesheet href=\"")
    html.raw(place.root)
    html.raw("assets/osteon.css\">")
    for (relation, neighbour) in [("prev", head.previous), ("next", head.next)] {
      guard let neighbour else { continue }
      html.raw("<link rel=")
      html.text(relation)
      html.raw(" href=\"")
      html.text(neighbour.address)
      html.raw("\">")
    }
    if let json = head.json {
      html.raw("<link rel=alternate type=\"application/json\" href=\"")
      html.text(json)
      html.raw("\">")
    }
    html.raw("<script src=\"")
    html.raw(place.root)
    html.raw("assets/osteon.js\" defer></script>")
    html.raw(head.script)
    if !head.data.isEmpty {
      html.raw("<script type=\"application/ld+json\">")
      html.raw(head.data)
      html.raw("</script>")
    }
    html.raw("</head><body data-root=\"")
    html.raw(place.root)
    html.raw(
      "\"><a class=skip href=\"#main\">Skip to content</a><header class=top><div class=bar><a class=brand href=\"")
    html.raw(place.root)
    html.raw(
      "index.html\"><svg viewBox=\"0 0 32 32\" aria-hidden=true><circle cx=16 cy=16 r=13 /><circle cx=16 cy=16 r=8 /><circle cx=16 cy=16 r=3 /></svg>Osteon</a><form class=find role=search action=\""
    )
    html.raw(place.root)
    html.raw(
      "search.html\"><label class=vh for=q>Search codes</label><input id=q name=q type=search autocomplete=off spellcheck=false placeholder=\"Code or words\" value=\""
    )
    html.text(head.query)
    html.raw("\"><kbd aria-hidden=true>/</kbd></form><nav class=main aria-label=Site>")
    for (name, path) in Self.navigation {
      html.raw("<a href=\"")
      html.raw(place.root)
      html.raw(path)
      html.raw("\">")
      html.raw(name)
      html.raw("</a>")
    }
    html.raw("</nav></div></header><main id=main>")
  }

  private static let navigation: [(StaticString, StaticString)] = [
    ("Chapters", "chapters.html"), ("Body map", "body.html"), ("Compare", "compare.html"), ("Changes", "changes.html"),
  ]

  /// Everything from the end of the content.
  func close(_ place: PagePlace, to html: inout HTMLWriter) {
    html.raw("</main><footer class=foot><p>ICD-10-CM is a work of the US government (CDC/NCHS, CMS). Edition ")
    html.text(edition.name)
    html.raw(": ")
    html.text(edition.standingText)
    html.raw(". A reference for trained coders and clinicians; the chart decides, not the page.</p><p>Osteon ")
    html.text(version)
    html.raw(" · <a href=\"")
    html.raw(place.root)
    html.raw("rules.html\">Rules and their sources</a></p></footer></body></html>\n")
  }
}

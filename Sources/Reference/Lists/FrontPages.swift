import Coding
import ICD10CM

/// The first page, search, comparison, and the rules.
struct FrontPages {
  let shelf: ReferenceShelf
  let book: Book
  let isIn: (Code) -> Bool

  func pages() -> [ListPage] { [search(), compare(), rules()] }

  // MARK: Home

  func home(_ frame: SiteFrame) -> [UInt8] {
    var html = HTMLWriter()
    frame.open(
      SiteFrame.Head(
        title: "Osteon · ICD-10-CM reference for orthopaedics",
        description: "A page for every code of ICD-10-CM: notes, siblings compared, documentation tips, what changed.",
        path: ""), .top, to: &html)
    html.raw("<div class=hero><h1 class=plain>Every code, with what the chart must say for it</h1><p>")
    html.raw("ICD-10-CM ")
    html.text(book.edition.name)
    html.raw(", ")
    html.number(book.rowCount)
    html.raw(
      " codes and headers. Each page shows the official text, compares the code with its siblings, and says where every sentence comes from.</p><form class=bigfind role=search action=search.html><label class=vh for=b>Search codes</label><input id=b name=q type=search data-suggest autocomplete=off spellcheck=false placeholder=\"M85.89, brittle bones, boxer’s fracture\"><button>Search</button></form></div>"
    )
    html.raw("<section><h2>Start with</h2><ul class=cards>")
    for (address, name, text) in Self.starts {
      html.raw("<li><a href=\"")
      html.raw(address)
      html.raw("\"><b>")
      html.raw(name)
      html.raw("</b>")
      html.raw(text)
      html.raw("</a>")
    }
    html.raw("</ul></section>")
    let written = shelf.editorial.covers.filter { isIn($0) && book.node($0) != nil }
    if !written.isEmpty {
      html.raw(
        "<section><h2>Written out in full</h2><p class=from>Editorial, each sentence with its source</p><ul class=rows>"
      )
      for code in written {
        guard let node = book.node(code) else { continue }
        html.raw("<li>")
        html.link(code, text: CodePage.name(CodeRow(node, in: book)), .top)
        html.raw(" ")
        html.text(book.title(of: node))
      }
      html.raw("</ul></section>")
    }
    frame.close(.top, to: &html)
    return html.bytes
  }

  private static let starts: [(StaticString, StaticString, StaticString)] = [
    ("body.html", "Body map", "Choose a part of the skeleton"),
    ("chapters.html", "Chapters", "Browse the Tabular List"),
    ("compare.html", "Compare", "Two codes side by side"),
    ("changes.html", "Changes", "What is new, gone or reworded between editions"),
  ]

  // MARK: Search and comparison

  private func search() -> ListPage {
    ListPage(
      path: "search", title: "Search",
      description: "A code, the start of one, or words as they are said. Small typing errors do not matter.",
      place: .top,
      script: "<script src=\"assets/search.js\" defer></script><script src=\"assets/find.js\" defer></script>"
    ) { html in
      html.raw(
        "<form class=bigfind data-search role=search><label class=vh for=s>Search codes</label><input id=s name=q type=search autocomplete=off spellcheck=false placeholder=\"M85.89, brittle bones, boxer’s fracture\"><button>Search</button></form><p id=count role=status aria-live=polite></p><ol class=hits id=hits></ol><noscript><p>Searching needs a script. Without one, browse by <a href=chapters.html>chapter</a> or on the <a href=body.html>body map</a>, or ask <code>osteon search</code>.</p></noscript>"
      )
    }
  }

  private func compare() -> ListPage {
    ListPage(
      path: "compare", title: "Compare two codes",
      description: "What two codes share and what parts them, side by side.",
      place: .top, script: "<script src=\"assets/compare.js\" defer></script>"
    ) { html in
      html.raw(
        "<form class=pair id=pair><label>First code<input name=a autocomplete=off spellcheck=false placeholder=M85.89></label><label>Second code<input name=b autocomplete=off spellcheck=false placeholder=M81.0></label><button class=button>Compare</button></form><div id=versus aria-live=polite></div><noscript><p>Comparing needs a script. Every code’s page compares it with its siblings without one.</p></noscript>"
      )
    }
  }

  // MARK: Rules

  private func rules() -> ListPage {
    ListPage(
      path: "rules", title: "Rules and their sources",
      description:
        "The rules that derived sentences and the coding engine rest on. A source that was not read is marked.",
      place: .top
    ) { html in
      html.raw(
        "<table class=list><thead><tr><th scope=col>Rule<th scope=col>What it says<th scope=col>Source</thead><tbody>")
      for rule in CodingRule.all {
        html.raw("<tr id=\"")
        html.text(rule.id)
        html.raw("\"><th scope=row class=code>")
        html.text(rule.id)
        html.raw("<td>")
        html.text(rule.sentence)
        html.raw("<td>")
        html.text(rule.source)
        if !rule.isVerified { html.raw(" <span class=unv>unverified</span>") }
      }
      html.raw("</tbody></table>")
    }
  }
}

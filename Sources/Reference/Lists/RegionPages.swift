import ICD10CM

/// The body map, and a page for each region with the codes whose titles name it.
struct RegionPages {
  let book: Book
  let isIn: (Code) -> Bool

  /// Where orthopaedic codes stand: musculoskeletal system, injuries, nerves of the limbs, malformations, devices,
  /// status and aftercare.
  private static let families = ["M", "S", "T79", "T84", "T87", "G54", "G56", "G57", "Q6", "Q7", "Z89", "Z96"]

  func pages() -> [ListPage] {
    let rows = rows()
    return [map()] + SkeletalRegion.allCases.map { page($0, rows[$0] ?? []) }
  }

  private func map() -> ListPage {
    ListPage(
      path: "body", title: "Body map", description: "Choose a part of the body for the codes whose titles name it.",
      place: .top
    ) { html in
      html.raw("<div class=bodymap>")
      BodyMap.write(to: &html)
      html.raw("<nav aria-label=Regions><h2>Regions</h2><ul class=regionlist>")
      for region in SkeletalRegion.allCases {
        html.raw("<li><a href=\"regions/")
        html.text(region.rawValue)
        html.raw(".html\">")
        html.text(region.name)
        html.raw("</a>")
      }
      html.raw("</ul></nav></div>")
    }
  }

  private func page(_ region: SkeletalRegion, _ rows: [NodeID]) -> ListPage {
    ListPage(
      path: "regions/" + region.rawValue, title: region.name,
      description: "Codes of orthopaedics whose titles name this region, edition \(book.edition.name).", place: .folder
    ) { html in
      html.raw("<section><h2>Codes by category</h2><p class=from>Derived from titles of the code set</p>")
      var category: NodeID?
      var isOpen = false
      for node in rows {
        let top = book.ancestors(of: node).last ?? node
        if top != category {
          if isOpen { html.raw("</ul>") }
          category = top
          html.raw("<h3>")
          html.link(book.code(of: top), .folder)
          html.raw(" ")
          html.text(book.title(of: top))
          html.raw("</h3><ul class=rows>")
          isOpen = true
        }
        guard node != top else { continue }
        html.raw("<li>")
        html.link(book.code(of: node), text: CodePage.name(CodeRow(node, in: book)), .folder)
        html.raw(" ")
        html.text(book.title(of: node))
      }
      html.raw(isOpen ? "</ul></section>" : "</section>")
    }
  }

  /// For each region the highest rows whose titles name it: what is below them says no more about the place.
  private func rows() -> [SkeletalRegion: [NodeID]] {
    var result: [SkeletalRegion: [NodeID]] = [:]
    // Where the rows below one that was listed end.
    var ends: [SkeletalRegion: Int] = [:]
    for node in book.allNodes where !book.isSeventhCharacterCode(node) {
      let code = book.code(of: node)
      guard isIn(code), isOrthopaedic(code) else { continue }
      for region in SkeletalRegion.named(in: book.title(of: node)) where node.index >= ends[region, default: 0] {
        result[region, default: []].append(node)
        ends[region] = book.subtree(of: node).upperBound
      }
    }
    return result
  }

  private func isOrthopaedic(_ code: Code) -> Bool {
    let text = code.undotted
    return Self.families.contains(where: text.hasPrefix)
  }
}

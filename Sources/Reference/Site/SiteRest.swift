import ICD10CM

/// Everything of a site but the pages of codes: what leads to them.
struct SiteRest {
  let shelf: ReferenceShelf
  let frame: SiteFrame
  /// Only codes that start so; all where empty.
  let codes: [CodePrefix]

  private func isIn(_ code: Code) -> Bool { codes.isEmpty || codes.contains { $0.matches(code) } }

  /// Calls `body` with each file, by its path in the site. Throws what `body` throws, and where a book is altered.
  func forEachFile(_ body: (_ path: String, _ bytes: [UInt8]) throws -> Void) throws {
    guard let newest = shelf.indexes.last else { return }
    let book = newest.book
    for asset in SiteAsset.all { try body("assets/" + asset.name, asset.bytes) }
    let front = FrontPages(shelf: shelf, book: book, isIn: isIn)
    try body("index.html", front.home(frame))
    let changes = ChangesPages(shelf: shelf, isIn: isIn)
    var pages =
      front.pages() + ChapterPages(book: book, isIn: isIn).pages() + RegionPages(book: book, isIn: isIn).pages()
    pages.append(changes.overview())
    for pair in changes.pairs {
      let (page, json) = try changes.page(pair)
      pages.append(page)
      try body("changes/\(pair.name).json", json)
    }
    for page in pages { try body(page.path + ".html", page.html(frame)) }
    for file in SearchIndex(book, isIn: isIn).files() { try body("search/" + file.name, file.bytes) }
    try sitemaps(["", "chapters", "body", "search", "compare", "changes", "rules"] + pages.map(\.path), body)
    try body("robots.txt", Array("User-agent: *\nAllow: /\nSitemap: \(frame.address)/sitemap.xml\n".utf8))
  }

  /// A sitemap holds at most 50,000 addresses (https://www.sitemaps.org/protocol.html), so there is an index of several.
  private static let sitemapSize = 45_000

  private func sitemaps(_ others: [String], _ body: (_ path: String, _ bytes: [UInt8]) throws -> Void) throws {
    var addresses = Array(Set(others)).sorted()
    if let book = shelf.newest {
      for node in book.allNodes where isIn(book.code(of: node)) { addresses.append("icd10cm/\(book.code(of: node))") }
    }
    var names: [String] = []
    for start in stride(from: 0, to: addresses.count, by: Self.sitemapSize) {
      var xml = HTMLWriter(capacity: 4 << 20)
      xml.raw(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
      for address in addresses[start..<min(addresses.count, start + Self.sitemapSize)] {
        xml.raw("<url><loc>")
        xml.text("\(frame.address)/\(address)")
        xml.raw("</loc></url>\n")
      }
      xml.raw("</urlset>\n")
      names.append("sitemap-\(names.count + 1).xml")
      try body(names[names.count - 1], xml.bytes)
    }
    var index = HTMLWriter()
    index.raw(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    )
    for name in names {
      index.raw("<sitemap><loc>")
      index.text("\(frame.address)/\(name)")
      index.raw("</loc></sitemap>\n")
    }
    index.raw("</sitemapindex>\n")
    try body("sitemap.xml", index.bytes)
  }
}

/// A file that belongs to every site.
struct SiteAsset: Sendable {
  let name: String
  let bytes: [UInt8]

  static let all: [SiteAsset] = [
    SiteAsset(name: "osteon.css", bytes: PackageResources.osteon_css),
    SiteAsset(name: "osteon.js", bytes: PackageResources.osteon_js),
    SiteAsset(name: "osteon.svg", bytes: PackageResources.osteon_svg),
    SiteAsset(name: "search.js", bytes: PackageResources.search_js),
    SiteAsset(name: "find.js", bytes: PackageResources.find_js),
    SiteAsset(name: "compare.js", bytes: PackageResources.compare_js),
    SiteAsset(name: "changes.js", bytes: PackageResources.changes_js),
  ]
}

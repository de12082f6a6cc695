import ICD10CM
import Synchronization

/// The reference without files: answers a path as the site would, each page made when it is asked for.
///
/// Pure but for what it keeps: the same path gives the same bytes. Every installed edition has all its pages here, also
/// those that say the same as the newest. Knows nothing of a network; `osteon serve` puts it on one.
public final class LiveReference: Sendable {
  /// An answer to a path.
  public struct Answer: Sendable, Hashable {
    /// 200, 301, 304 or 404.
    public let status: Int
    /// Media type.
    public let type: String
    /// Names the content, in quotation marks; empty for errors.
    public let tag: String
    /// Where to go, for 301.
    public let location: String
    /// The content.
    public let body: [UInt8]
  }

  private let shelf: ReferenceShelf
  private let frame: SiteFrame
  private let material: UInt64
  private let renderers: [PageRenderer]
  private let rest = Mutex<[String: [UInt8]]?>(nil)
  private let kept: PageCache

  /// Prepares to answer. `material` names editorial pages and payment tables, as for `SiteBuilder`. `nil` where no
  /// edition is installed. Pages that were made are kept as long as all of them have no more than `cacheSize` bytes.
  public init?(
    _ shelf: ReferenceShelf, address: String, version: String, material: [UInt8] = [], cacheSize: Int = 64 << 20
  ) {
    guard let newest = shelf.indexes.last else { return nil }
    kept = PageCache(capacity: cacheSize)
    self.shelf = shelf
    frame = SiteFrame(address: address, edition: newest.edition, version: version)
    var hash = Fingerprint()
    hash.add(version)
    hash.add(address)
    hash.add(material)
    for book in shelf.books { hash.add(book.hash) }
    self.material = hash.value
    let frame = frame
    renderers = shelf.indexes.indices.map { PageRenderer(live: shelf, edition: $0, frame: frame) }
  }

  /// Makes what every page shares, so that the first reader does not wait for it.
  public func prepare() throws { _ = try files() }

  /// Answers a path; `known` is the tag that the asker has.
  public func answer(_ path: String, known: String? = nil) throws -> Answer {
    let path = path.hasPrefix("/") ? String(path.dropFirst()) : path
    let tag = tag(path)
    if path.hasPrefix("icd10cm/") {
      if known == nil || known != tag, let answer = kept[path] { return answer }
      let answer = code(Array(path.split(separator: "/").dropFirst()), tag, known: known)
      if answer.status == 200 { kept[path] = answer }
      return answer
    }
    let files = try files()
    for name in [path.isEmpty ? "index.html" : path, path + ".html"] {
      guard let bytes = files[name] else { continue }
      return known == tag ? unchanged(tag) : found(bytes, type: Self.type(of: name), tag)
    }
    return missing("there is no such page")
  }

  private func files() throws -> [String: [UInt8]] {
    try rest.withLock { rest in
      if let rest { return rest }
      var files: [String: [UInt8]] = [:]
      try SiteRest(shelf: shelf, frame: frame, codes: []).forEachFile { files[$0] = $1 }
      rest = files
      return files
    }
  }

  // MARK: Codes

  private func code(_ pieces: [Substring], _ tag: String, known: String?) -> Answer {
    guard let last = pieces.last, pieces.count <= 2 else { return missing("there is no such page") }
    let isJSON = last.hasSuffix(".json")
    let name = isJSON || last.hasSuffix(".html") ? last.dropLast(5) : last
    let edition = pieces.count == 2 ? String(pieces[0]) : nil
    guard let code = Code(name), var maker = shelf.pages(of: edition) else { return missing("there is no such code") }
    guard let node = maker.book.node(code) else {
      return missing("\(code) is not in edition \(maker.book.edition.name)")
    }
    // One address for one page: with the point, in capitals.
    guard name == code.description else {
      return Answer(
        status: 301, type: "", tag: "",
        location: "\(code)" + (isJSON ? ".json" : last.hasSuffix(".html") ? ".html" : ""),
        body: [])
    }
    if known == tag { return unchanged(tag) }
    let page = maker.page(for: node)
    if isJSON { return found(page.json(), type: "application/json", tag) }
    let renderer = renderers.first { $0.edition == page.edition }
    return found(renderer?.html(page) ?? [], type: "text/html; charset=utf-8", tag)
  }

  // MARK: Answers

  private func tag(_ path: String) -> String {
    var hash = Fingerprint()
    hash.add(material)
    hash.add(path)
    return "\"" + String(hash.value, radix: 36) + "\""
  }

  private func found(_ body: [UInt8], type: String, _ tag: String) -> Answer {
    Answer(status: 200, type: type, tag: tag, location: "", body: body)
  }

  private func unchanged(_ tag: String) -> Answer { Answer(status: 304, type: "", tag: tag, location: "", body: []) }

  private func missing(_ message: String) -> Answer {
    let page = ListPage(
      path: "404", title: "Not found", description: "There is nothing at this address: \(message).", place: .site
    ) { html in
      html.raw("<p><a href=\"/search.html\">Search</a>, or browse by <a href=\"/chapters.html\">chapter</a>.</p>")
    }
    return Answer(status: 404, type: "text/html; charset=utf-8", tag: "", location: "", body: page.html(frame))
  }

  private static func type(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json": "application/json"
    case "svg": "image/svg+xml"
    case "xml": "application/xml"
    case "txt": "text/plain; charset=utf-8"
    default: "text/html; charset=utf-8"
    }
  }
}

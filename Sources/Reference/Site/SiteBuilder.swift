import ICD10CM
import Synchronization

/// Writes the reference as a folder of plain files: a page and its JSON for every code, and what leads to them.
///
/// The pages of the newest edition lie in `icd10cm/CODE.html`, so that every common server finds them under the stable
/// address `/icd10cm/CODE`. An older edition has pages of its own, in `icd10cm/EDITION/`, for those codes of which it says
/// something else. The bytes depend on books, editorial text and options alone: no clock, no order of threads.
public struct SiteBuilder: Sendable {
  /// What to write.
  public struct Options: Sendable {
    /// Only codes that start with one of these; all where empty.
    public var codes: [CodePrefix] = []
    /// The address at which the site will be found, without a slash at the end.
    public var address = "http://localhost:8080"
    /// Whether a JSON file lies beside each page.
    public var hasJSON = true
    /// Whether to begin anew although an earlier build of the same material can be continued.
    public var isFresh = false
    /// How many pages are made at once.
    public var jobs = 2
    /// Version of the program, shown at the foot of each page.
    public var version = ""
    /// Names the content of the editorial pages and payment tables, so that a build goes on only with the same.
    public var material: [UInt8] = []
    /// Creates the usual options.
    public init() {}
  }

  /// What was written.
  public struct Report: Sendable {
    /// Pages of codes in the site, and those of them that this run wrote.
    public var pages = 0, written = 0
    /// Files in the site, with the sum of their sizes.
    public var files = 0, bytes = 0
  }

  private let shelf: ReferenceShelf
  private let options: Options
  private let folder: SiteFolder

  /// Codes in one batch.
  private static let batchSize = 512
  /// Pages that are made before they are written.
  private static let turnSize = 16
  /// Prepares to write into a folder, which is made where there is none.
  public init(_ shelf: ReferenceShelf, folder: String, options: Options) {
    self.shelf = shelf
    self.options = options
    self.folder = SiteFolder(path: folder)
  }

  /// A stretch of one edition's rows.
  private struct Batch: Sendable {
    let edition: Int
    let nodes: ArraySlice<NodeID>
  }

  /// Which batch is next, and how many pages are done.
  private final class Counter: Sendable {
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
  }

  /// Writes the site; what an earlier run of the same material finished is not written again. Calls `progress` with the
  /// number of pages written by now and the number to write.
  public func build(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> Report {
    guard let newest = shelf.indexes.last else { return Report() }
    try folder.makeFolder("icd10cm")
    for sub in ["assets", "chapters", "regions", "changes", "search/p", "search/d", "search/c"] {
      try folder.makeFolder(sub)
    }
    let frame = SiteFrame(address: options.address, edition: newest.edition, version: options.version)
    let journal = try SiteJournal(folder, material: material(frame), isFresh: options.isFresh)
    let batches = try batches()
    let open = batches.indices.filter { !journal.has($0) }
    let total = open.reduce(0) { $0 + batches[$1].nodes.count }
    let counter = Counter()
    let workers = SiteWorkers(jobs: max(1, options.jobs))
    // What leads to the pages is made beside them, first of all: it takes one thread as long as some thousand pages.
    let rest = Mutex<[SiteJournal.Entry]>([])
    try await workers.run { [self] in
      let turn = counter.next.add(1, ordering: .relaxed).oldValue
      if turn == 0 {
        let entries = try writeRest(frame, workers)
        rest.withLock { $0 = entries }
        return true
      }
      guard open.indices.contains(turn - 1) else { return false }
      let number = open[turn - 1]
      try journal.finish(number, try write(batches[number], frame, workers))
      let count = counter.done.add(batches[number].nodes.count, ordering: .relaxed).newValue
      progress(count, total)
      return true
    }
    try Task.checkCancellation()
    try journal.finish(batches.count, rest.withLock { $0 })
    try journal.close()
    let entries = journal.entries
    return Report(
      pages: batches.reduce(0) { $0 + $1.nodes.count }, written: total, files: entries.count,
      bytes: entries.reduce(0) { $0 + $1.size })
  }

  /// Names everything that the files depend on. Some pages are made for it, so that a change of the program or of the
  /// payment tables is noticed as well.
  private func material(_ frame: SiteFrame) -> UInt64 {
    var hash = Fingerprint()
    if let last = shelf.indexes.indices.last {
      var maker = PageMaker(shelf, edition: last)
      let renderer = PageRenderer(shelf, edition: last, frame: frame)
      let codes = ["M85.89", "S72.141A", "M17", "T84.032A", "I50.20"].compactMap { Code($0) }
      let nodes = codes.compactMap(maker.book.node) + (maker.book.rowCount > 0 ? [NodeID(0)] : [])
      for page in nodes.map({ maker.page(for: $0) }) {
        hash.add(renderer.html(page))
        hash.add(page.json())
      }
    }
    for asset in SiteAsset.all { hash.add(asset.bytes) }
    hash.add(options.version)
    hash.add(options.address)
    hash.add(options.hasJSON ? 1 : UInt8(0))
    hash.add(options.material)
    for code in options.codes { hash.add(code.description) }
    for book in shelf.books { hash.add(book.hash) }
    return hash.value
  }

  private func batches() throws(SiteError) -> [Batch] {
    var result: [Batch] = []
    for edition in shelf.indexes.indices.reversed() {
      let book = shelf.indexes[edition].book
      let nodes = Array(book.allNodes).filter { node in
        let code = book.code(of: node)
        guard options.codes.isEmpty || options.codes.contains(where: { $0.matches(code) }) else { return false }
        return shelf.shownIn(code, edition: edition) == edition
      }
      if edition != shelf.indexes.indices.last, !nodes.isEmpty {
        try folder.makeFolder("icd10cm/" + shelf.indexes[edition].edition.name)
      }
      for start in stride(from: 0, to: nodes.count, by: Self.batchSize) {
        result.append(Batch(edition: edition, nodes: nodes[start..<min(nodes.count, start + Self.batchSize)]))
      }
    }
    return result
  }

  private func writeRest(_ frame: SiteFrame, _ workers: SiteWorkers) throws -> [SiteJournal.Entry] {
    var files: [(path: String, bytes: [UInt8])] = []
    try workers.make {
      try SiteRest(shelf: shelf, frame: frame, codes: options.codes).forEachFile { files.append(($0, $1)) }
    }
    return try files.map { try folder.put($0.bytes, at: $0.path) }
  }

  private func write(_ batch: Batch, _ frame: SiteFrame, _ workers: SiteWorkers) throws -> [SiteJournal.Entry] {
    let renderer = PageRenderer(shelf, edition: batch.edition, frame: frame)
    var maker = PageMaker(shelf, edition: batch.edition)
    var entries: [SiteJournal.Entry] = []
    entries.reserveCapacity(batch.nodes.count * 2)
    var nodes = batch.nodes
    while !nodes.isEmpty {
      let turn = nodes.prefix(Self.turnSize)
      nodes = nodes.dropFirst(Self.turnSize)
      var files: [(path: String, bytes: [UInt8])] = []
      files.reserveCapacity(2 * Self.turnSize)
      workers.make {
        for node in turn {
          let page = maker.page(for: node)
          let path = "icd10cm/\(renderer.folder)\(page.code)"
          files.append((path + ".html", renderer.html(page)))
          if options.hasJSON { files.append((path + ".json", page.json())) }
        }
      }
      for file in files { entries.append(try folder.put(file.bytes, at: file.path)) }
    }
    return entries
  }
}

extension SiteFolder {
  /// Writes a file and says what was written.
  func put(_ bytes: [UInt8], at path: String) throws(SiteError) -> SiteJournal.Entry {
    try write(bytes, to: path)
    var hash = Fingerprint()
    hash.add(bytes)
    return SiteJournal.Entry(path: path, size: bytes.count, fingerprint: hash.value)
  }
}

/// Writes the pages of one edition as HTML, with addresses that fit where they lie.
struct PageRenderer: Sendable {
  let frame: SiteFrame
  let place: PagePlace
  /// The edition's folder below `icd10cm/`; empty for the newest.
  let folder: String
  let edition: PageEdition

  init(_ shelf: ReferenceShelf, edition: Int, frame: SiteFrame) {
    self.frame = frame
    self.edition = shelf.indexes[edition].edition
    if edition == shelf.indexes.indices.last {
      place = .newest
      folder = ""
    } else {
      folder = shelf.indexes[edition].edition.name + "/"
      place = PagePlace(root: "../../", newest: "../") { shelf.shownIn($0, edition: edition) == edition }
    }
  }

  /// For pages that are made when they are asked for: every edition has all of its own.
  init(live shelf: ReferenceShelf, edition: Int, frame: SiteFrame) {
    self.frame = frame
    self.edition = shelf.indexes[edition].edition
    let book = shelf.indexes[edition].book
    let isNewest = edition == shelf.indexes.indices.last
    folder = isNewest ? "" : shelf.indexes[edition].edition.name + "/"
    place = isNewest ? .newest : PagePlace(root: "../../", newest: "../") { book.node($0) != nil }
  }

  func html(_ page: CodePage) -> [UInt8] { PageHTML(page: page, frame: frame, place: place, folder: folder).html() }
}

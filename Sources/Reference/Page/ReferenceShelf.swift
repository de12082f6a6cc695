import Dispatch
public import ICD10CM
import Synchronization

/// What pages are made from: the installed editions, what people wrote, and payment facts.
public struct ReferenceShelf: Sendable {
  /// The editions, oldest first.
  public let books: [Book]
  /// What people wrote.
  public let editorial: EditorialLibrary
  let billing: any BillingFacts
  let indexes: [EditionIndex]

  /// Reads what pages need of each edition (a quarter of a second each). Throws where a book's block is altered.
  public init(
    books: [Book], editorial: EditorialLibrary = .empty, billing: any BillingFacts = NoBillingFacts()
  ) throws(BookError) {
    self.books = books.sorted {
      ($0.edition.effectiveFrom, $0.edition.name) < ($1.edition.effectiveFrom, $1.edition.name)
    }
    self.editorial = editorial
    self.billing = billing
    indexes = try Self.indexes(self.books)
  }

  /// Reads all editions at once, as far as there are cores.
  private static func indexes(_ books: [Book]) throws(BookError) -> [EditionIndex] {
    let found = Mutex<[Int: Result<EditionIndex, BookError>]>([:])
    DispatchQueue.concurrentPerform(iterations: books.count) { number in
      let index = Result { () throws(BookError) in try EditionIndex(books[number]) }
      found.withLock { $0[number] = index }
    }
    var indexes: [EditionIndex] = []
    for (_, index) in found.withLock({ $0 }).sorted(by: { $0.key < $1.key }) { indexes.append(try index.get()) }
    return indexes
  }

  /// The edition with the latest first day; its pages have the short addresses.
  public var newest: Book? { books.last }

  /// The maker of pages for an edition; `nil` where it is not installed.
  public func pages(of edition: String? = nil) -> PageMaker? {
    guard let newest = books.last else { return nil }
    let name = edition ?? newest.edition.name
    guard let index = books.lastIndex(where: { $0.edition.name == name }) else { return nil }
    return PageMaker(self, edition: index)
  }

  /// A page as HTML, with addresses as in a site at `address`.
  public func html(_ page: CodePage, address: String = "http://localhost:8080", version: String) -> [UInt8] {
    guard let newest = indexes.last, let edition = indexes.firstIndex(where: { $0.edition == page.edition }) else {
      return []
    }
    let frame = SiteFrame(address: address, edition: newest.edition, version: version)
    return PageRenderer(self, edition: edition, frame: frame).html(page)
  }

  /// The number of the newest edition whose page of `code` says what the edition number `edition` says.
  func shownIn(_ code: Code, edition: Int) -> Int? {
    guard let node = books[edition].node(code) else { return nil }
    guard let last = indexes.indices.last, last != edition, let other = books[last].node(code) else { return edition }
    return indexes[last].signature(of: other) == indexes[edition].signature(of: node) ? last : edition
  }
}

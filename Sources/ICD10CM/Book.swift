import Crypto
import Dispatch
import Synchronization

/// One edition of the code set with its terms: a memory-mapped file that is opened in constant time.
///
/// Opening checks the header and the block table. A block's own hash is checked when it is first touched: whoever
/// works with a book names the blocks it is going to read with `touch(_:)`; `verify()` touches all of them.
///
/// ```swift
/// let book = try Book(path: "2027.book")
/// try book.touch(.lookup)
/// if let code = Code("M85.89"), let node = book.node(code) { print(book.title(of: node)) }
/// ```
public final class Book: Sendable {
  /// Where the file is.
  public let path: String
  /// Edition and provenance.
  public let edition: Edition
  /// SHA-256 of header and block table, which holds the hash of every block: names the content of the whole file.
  public let hash: String

  private let file: MappedFile
  private let entries: [Entry]
  private let touched = Atomic<UInt64>(0)

  @usableFromInline let nodes, words, wordings, trie, trieRoots, termLists, termRows: Block
  let strings, sortedCodes, groups, notes, noteTargets: Block
  let wordNames, indexEntries, postings, postingStarts, tableCells: Block

  private struct Entry: Sendable {
    let id: BlockID
    let block: Block
    let digest: [UInt8]

    var isIntact: Bool { unsafe block.withBytes { unsafe SHA256.hash(data: $0).elementsEqual(digest) } }
  }

  /// Opens a book. Throws `BookError` where the file is missing, no book, of another format version, or cut short.
  public init(path: String) throws(BookError) {
    self.path = path
    file = try MappedFile(path: path)
    let whole = unsafe Block(base: file.base, count: file.count)
    guard unsafe whole.withBytes({ unsafe $0.prefix(8).elementsEqual(BookFormat.magic) }) else {
      throw BookError(.foreign, path, "is not an Osteon book (byte 0)")
    }
    let version = whole.load(8, as: UInt32.self)
    guard BookFormat.readableVersions.contains(version) else {
      throw BookError(
        .version, path, "has format version \(version), this program reads 1 to \(BookFormat.version)")
    }
    let blockCount = Int(whole.load(12, as: UInt32.self))
    let tableEnd = BookFormat.headerSize + BookFormat.entrySize * blockCount
    guard blockCount <= BookFormat.maximumBlocks, tableEnd <= file.count,
      whole.load(16, as: UInt64.self) == UInt64(file.count)
    else {
      throw BookError(
        .truncated, path, "has \(file.count) bytes where its header says \(whole.load(16, as: UInt64.self))")
    }
    let digests = unsafe whole.withBytes { bytes in
      let table = unsafe bytes[BookFormat.headerSize..<tableEnd]
      return unsafe (
        isIntact: SHA256.hash(data: table).elementsEqual(bytes[32..<64]), book: SHA256.hash(data: bytes[0..<tableEnd])
      )
    }
    guard digests.isIntact else { throw BookError(.tampered, path, "has an altered block table (byte 64)") }
    hash = digests.book.hexadecimal
    var entries: [Entry] = []
    for index in 0..<blockCount {
      let start = BookFormat.headerSize + BookFormat.entrySize * index
      let offset = whole.load(start + 8, as: UInt64.self)
      let length = whole.load(start + 16, as: UInt64.self)
      guard let id = BlockID(rawValue: whole.load(start, as: UInt32.self)) else { continue }
      guard offset <= UInt64(file.count), length <= UInt64(file.count) - offset else {
        throw BookError(.truncated, path, "has block '\(id)' outside the file (byte \(start))")
      }
      let digest = unsafe whole.withBytes { unsafe Array($0[(start + 24)..<(start + 56)]) }
      let block = unsafe Block(base: file.base + Int(offset), count: Int(length))
      entries.append(Entry(id: id, block: block, digest: digest))
    }
    self.entries = entries
    func block(_ id: BlockID) -> Block { unsafe entries.first { $0.id == id }?.block ?? Block(base: nil, count: 0) }
    strings = block(.strings)
    nodes = block(.nodes)
    sortedCodes = block(.sortedCodes)
    groups = block(.groups)
    notes = block(.notes)
    noteTargets = block(.noteTargets)
    words = block(.words)
    wordNames = block(.wordNames)
    wordings = block(.wordings)
    trie = block(.trie)
    trieRoots = block(.trieRoots)
    termLists = block(.termLists)
    termRows = block(.termRows)
    indexEntries = block(.indexEntries)
    postings = block(.postings)
    postingStarts = block(.postingStarts)
    tableCells = block(.tableCells)
    guard let edition = unsafe block(.edition).withBytes({ unsafe Edition(serialized: $0) }) else {
      throw BookError(.malformed, path, "has no readable edition block")
    }
    self.edition = edition
    try touch([.edition])
  }

  /// Checks the hash of each named block that has not been checked yet; several blocks on all cores at once, for these
  /// are 18 MB when coding begins.
  public func touch(_ ids: [BlockID]) throws(BookError) {
    let known = touched.load(ordering: .acquiring)
    var due: [Entry] = []
    for id in ids where known & id.bit == 0 {
      guard let entry = entries.first(where: { $0.id == id }) else {
        throw BookError(.malformed, path, "has no block '\(id)'")
      }
      due.append(entry)
    }
    guard !due.isEmpty else { return }
    let blocks = due
    DispatchQueue.concurrentPerform(iterations: blocks.count) { index in
      if blocks[index].isIntact { touched.bitwiseOr(blocks[index].id.bit, ordering: .acquiringAndReleasing) }
    }
    let intact = touched.load(ordering: .acquiring)
    if let altered = due.first(where: { intact & $0.id.bit == 0 }) {
      throw BookError(.tampered, path, "has an altered block '\(altered.id)'")
    }
  }

  /// Checks the hash of every block.
  public func verify() throws(BookError) { try touch(BlockID.allCases) }
}

extension BlockID {
  /// The bit that stands for the block among those that were touched.
  fileprivate var bit: UInt64 { 1 << UInt64(rawValue) }
}

extension [BlockID] {
  /// What titles, hierarchy and notes need.
  public static var lookup: [BlockID] { [.strings, .nodes, .sortedCodes, .groups, .notes, .noteTargets] }
  /// What coding needs.
  public static var coding: [BlockID] {
    lookup + [.words, .wordings, .trie, .trieRoots, .termLists, .termRows]
  }
  /// What searching by words needs.
  public static var search: [BlockID] { lookup + [.words, .wordNames, .wordings, .postings, .postingStarts] }
}

extension Sequence<UInt8> {
  /// Lower-case hexadecimal digits.
  public var hexadecimal: String {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * underestimatedCount)
    for byte in self {
      digits.append(digit(byte >> 4))
      digits.append(digit(byte & 15))
    }
    return String(decoding: digits, as: UTF8.self)
  }
}

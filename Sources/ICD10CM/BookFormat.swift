import Crypto

/// The blocks of a book file. Raw values are part of the format; new ones are added at the end.
public enum BlockID: UInt32, CaseIterable, Sendable {
  /// Provenance, as lines of text.
  case edition = 1
  /// Length-prefixed UTF-8 strings, addressed by byte offset.
  case strings
  /// One record per row of the code set, in Tabular order.
  case nodes
  /// Row numbers in order of code.
  case sortedCodes
  /// Chapters and blocks.
  case groups
  /// Notes of the Tabular.
  case notes
  /// Code ranges named in notes.
  case noteTargets
  /// Hash table from word to word number.
  case words
  /// String offset of each word number.
  case wordNames
  /// Title wordings of each row, as word numbers.
  case wordings
  /// The term trie.
  case trie
  /// For each word number the trie node of the terms that start with it.
  case trieRoots
  /// Lists of term rows at trie nodes.
  case termLists
  /// Term rows: lexicon, titles, inclusion terms, Index.
  case termRows
  /// Index entries in order of the code they lead to.
  case indexEntries
  /// For each word number the rows whose wordings use it.
  case postings
  /// Start of each word number's postings.
  case postingStarts
  /// Adverse-effect, neoplasm and other table cells.
  case tableCells
}

/// The book's file layout: a header, a table of blocks with their hashes, the blocks.
///
/// All integers are little-endian. Header (64 bytes): magic (8), version, block count (4 each), file length (8),
/// zeros (8), SHA-256 of the block table (32). Table entry (56 bytes): id (4), zeros (4), offset (8), length (8),
/// SHA-256 (32). Blocks start at multiples of 8.
public enum BookFormat {
  /// First bytes of every book.
  public static let magic: [UInt8] = Array("OSTEONBK".utf8)
  /// Format version that this code writes.
  public static let version: UInt32 = 2
  /// Format versions that this code reads. In version 1 a list of terms does not say the kinds of its rows.
  public static let readableVersions: ClosedRange<UInt32> = 1...version
  static let headerSize = 64
  static let entrySize = 56
  static let maximumBlocks = 63

  /// The bytes of a book with these blocks.
  public static func assemble(_ blocks: [(id: BlockID, bytes: [UInt8])]) -> [UInt8] {
    var table: [UInt8] = []
    var offset = headerSize + entrySize * blocks.count
    for block in blocks {
      offset = (offset + 7) & ~7
      append(block.id.rawValue, to: &table)
      append(UInt32(0), to: &table)
      append(UInt64(offset), to: &table)
      append(UInt64(block.bytes.count), to: &table)
      table += SHA256.hash(data: block.bytes)
      offset += block.bytes.count
    }
    var file = magic
    append(version, to: &file)
    append(UInt32(blocks.count), to: &file)
    append(UInt64(offset), to: &file)
    append(UInt64(0), to: &file)
    file += SHA256.hash(data: table)
    file += table
    for block in blocks {
      while file.count % 8 != 0 { file.append(0) }
      file += block.bytes
    }
    return file
  }

  /// Appends an integer in little-endian order.
  public static func append<T: FixedWidthInteger>(_ value: T, to bytes: inout [UInt8]) {
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// A book whose content was altered, with length and hashes made to fit it: what a forger would do. For the tests of
  /// what reads a book.
  package static func rehashed(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= headerSize else { return bytes }
    var file = bytes
    func integer(_ offset: Int, _ size: Int) -> UInt64 {
      file[offset..<offset + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    var length: [UInt8] = []
    append(UInt64(file.count), to: &length)
    file.replaceSubrange(16..<24, with: length)
    let count = min(Int(integer(12, 4)), maximumBlocks, (file.count - headerSize) / entrySize)
    for entry in stride(from: headerSize, to: headerSize + entrySize * count, by: entrySize) {
      let (start, size) = (integer(entry + 8, 8), integer(entry + 16, 8))
      guard start <= UInt64(file.count), size <= UInt64(file.count) - start else { continue }
      let digest = SHA256.hash(data: file[Int(start)..<Int(start) + Int(size)])
      file.replaceSubrange(entry + 24..<entry + 56, with: Array(digest))
    }
    let table = SHA256.hash(data: file[headerSize..<headerSize + entrySize * count])
    file.replaceSubrange(32..<64, with: Array(table))
    return file
  }
}

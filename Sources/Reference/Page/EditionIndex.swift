import ICD10CM

/// What pages need of one edition besides its book: notes by the code that they name, terms by the row that they lead
/// to, and a signature of what the edition says of each row.
struct EditionIndex: Sendable {
  /// A note of another row that names a code.
  struct Link: Sendable {
    let node: NodeID
    let kind: NoteKind
    let text: String
  }

  let book: Book
  let edition: PageEdition
  private let links: [Code: [Link]]
  private let terms: [[String]]
  /// Where the terms of a row stand in `terms`; zero is no terms.
  private let termSlots: [UInt32]
  private let signatures: [UInt64]

  /// The most terms that a page shows.
  private static let maximumTerms = 24

  init(_ book: Book) throws(BookError) {
    try book.touch(.search + [.trie, .trieRoots, .termLists, .termRows])
    self.book = book
    edition = PageEdition(book.edition)
    var links: [Code: [Link]] = [:]
    for node in book.allNodes {
      for note in book.ownNotes(of: node) {
        for target in note.targets where target.first == target.last {
          links[target.first, default: []].append(Link(node: node, kind: note.kind, text: note.text))
        }
      }
    }
    self.links = links
    (terms, termSlots) = Self.terms(book)
    signatures = Self.signatures(book)
  }

  /// Notes of other rows that name this code or a header of it.
  func links(to code: Code) -> [Link] {
    var result: [Link] = []
    for length in 3...max(3, code.count) { result += links[code.prefix(length)] ?? [] }
    return result
  }

  /// What clinicians call a row, in order of the alphabet.
  func terms(of node: NodeID) -> [String] { terms[Int(termSlots[node.index])] }

  /// Equal for rows of two editions whose pages say the same.
  func signature(of node: NodeID) -> UInt64 { signatures[node.index] }

  private static func terms(_ book: Book) -> ([[String]], [UInt32]) {
    var lists: [[String]] = [[]]
    var slots = [UInt32](repeating: 0, count: book.rowCount)
    book.forEachTermRow { row in
      guard row.kind == .diagnosis || row.kind == .status, row.conditionCount == 0, row.targetCount == 1 else { return }
      let node = row.target(0).index
      guard slots.indices.contains(node) else { return }
      if slots[node] == 0 {
        slots[node] = UInt32(lists.count)
        lists.append([])
      }
      lists[Int(slots[node])].append(row.term)
    }
    for index in lists.indices { lists[index] = Array(Set(lists[index]).sorted().prefix(maximumTerms)) }
    return (lists, slots)
  }

  private static func signatures(_ book: Book) -> [UInt64] {
    var own: [UInt64] = []
    own.reserveCapacity(book.rowCount)
    for node in book.allNodes {
      var hash = Fingerprint()
      hash.add(book.title(of: node))
      hash.add(book.isBillable(node) ? "b" : "h")
      for note in book.ownNotes(of: node) {
        hash.add(note.kind.heading)
        hash.add(note.text)
      }
      own.append(hash.value)
    }
    var result: [UInt64] = []
    result.reserveCapacity(own.count)
    for node in book.allNodes {
      var hash = Fingerprint()
      if let parent = book.parent(of: node) {
        hash.add(result[parent.index])
      } else {
        for note in book.notesThatApply(to: node) { hash.add(note.text) }
      }
      hash.add(own[node.index])
      book.forEachChild(of: node) { hash.add(own[$0.index]) }
      result.append(hash.value)
    }
    return result
  }
}

/// FNV-1a over bytes: names content, protects nothing.
struct Fingerprint: Sendable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(UInt8(0xFF))
  }
  mutating func add(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> shift)) }
  }
  /// Adds bytes eight at a time: a file is hashed as fast as it is written.
  mutating func add(_ bytes: [UInt8]) {
    let whole = bytes.count & ~7
    unsafe bytes.withUnsafeBytes { buffer in
      for offset in stride(from: 0, to: whole, by: 8) {
        let word = unsafe UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 29
      }
    }
    for byte in bytes[whole...] { add(byte) }
  }
}

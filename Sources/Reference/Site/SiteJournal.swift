import Synchronization

/// What was written of a site: a line for each file, in batches that were finished.
///
/// While a site is built, every finished batch is added to the journal, so that a build that was stopped goes on where it
/// was. The first line names what the site is made from; a journal of other material counts for nothing but for the
/// files that may be left over.
final class SiteJournal: Sendable {
  /// A file with its size and the fingerprint of its bytes.
  struct Entry: Sendable, Hashable {
    let path: String
    let size: Int
    let fingerprint: UInt64
  }

  private static let name = ".osteon/journal"
  private static let manifest = ".osteon/manifest.tsv"

  private let folder: SiteFolder
  private let batches: Mutex<[Int: [Entry]]>
  /// Files of an earlier site, which are removed at the end where they are not part of this one.
  private let earlier: Set<String>

  /// Opens the journal of a folder. Batches are taken over where `material` is the same and every file is there.
  init(_ folder: SiteFolder, material: UInt64, isFresh: Bool) throws(SiteError) {
    self.folder = folder
    try folder.makeFolder(".osteon")
    let head = "osteon site \(String(material, radix: 16))"
    let (known, isSame) = Self.read(folder.read(Self.name) ?? [], head: head)
    earlier = Set(known.values.joined().map(\.path))
    var kept: [Int: [Entry]] = [:]
    if isSame, !isFresh {
      kept = known.filter { batch in batch.value.allSatisfy { folder.size(of: $0.path) == $0.size } }
    }
    batches = Mutex(kept)
    if !isSame || isFresh || kept.count != known.count {
      var bytes = Array((head + "\n").utf8)
      for (number, entries) in kept.sorted(by: { $0.key < $1.key }) { bytes += Self.lines(entries, number) }
      // Left-over files stay known even where this build is stopped as well.
      for path in earlier.sorted() where !kept.values.joined().contains(where: { $0.path == path }) {
        if kept.isEmpty { bytes += Array("-\t\(path)\n".utf8) }
      }
      try folder.write(bytes, to: Self.name)
    }
  }

  /// Whether a batch was finished before.
  func has(_ batch: Int) -> Bool { batches.withLock { $0[batch] != nil } }

  /// Notes a finished batch.
  func finish(_ batch: Int, _ entries: [Entry]) throws(SiteError) {
    batches.withLock { $0[batch] = entries }
    try folder.append(Self.lines(entries, batch), to: Self.name)
  }

  /// Every file, in order of path.
  var entries: [Entry] { batches.withLock { $0.values.joined().sorted { $0.path < $1.path } } }

  /// Writes the list of all files and removes those of an earlier site.
  func close() throws(SiteError) {
    let entries = entries
    var bytes: [UInt8] = []
    for entry in entries { bytes += Self.line(entry) }
    try folder.write(bytes, to: Self.manifest)
    for path in earlier.subtracting(entries.map(\.path)).sorted() where !path.contains("..") { folder.remove(path) }
  }

  private static func line(_ entry: Entry) -> [UInt8] {
    Array("\(entry.path)\t\(entry.size)\t\(String(entry.fingerprint, radix: 16))\n".utf8)
  }

  private static func lines(_ entries: [Entry], _ batch: Int) -> [UInt8] {
    entries.flatMap(line) + Array("#\t\(batch)\n".utf8)
  }

  private static func read(_ bytes: [UInt8], head: String) -> (batches: [Int: [Entry]], isSame: Bool) {
    var batches: [Int: [Entry]] = [:]
    var pending: [Entry] = []
    var isSame = false
    for (index, line) in bytes.split(separator: 0x0A).enumerated() {
      let fields = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
      if index == 0 {
        isSame = fields.first == head
      } else if fields.count == 2, fields[0] == "#", let number = Int(fields[1]) {
        batches[number] = pending
        pending = []
      } else if fields.count == 2, fields[0] == "-" {
        batches[-1, default: []].append(Entry(path: fields[1], size: -1, fingerprint: 0))
      } else if fields.count == 3, let size = Int(fields[1]), let fingerprint = UInt64(fields[2], radix: 16) {
        pending.append(Entry(path: fields[0], size: size, fingerprint: fingerprint))
      }
    }
    // A batch that was not finished leaves files behind as well.
    if !pending.isEmpty { batches[-1, default: []] += pending.map { Entry(path: $0.path, size: -1, fingerprint: 0) } }
    return (batches, isSame)
  }
}

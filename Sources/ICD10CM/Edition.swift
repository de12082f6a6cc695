/// One edition of the code set: what it is called, when it is in force, and what it was made from.
public struct Edition: Hashable, Sendable {
  /// How far the content can be called official.
  public enum Standing: String, Sendable, CaseIterable {
    /// Every input is an official file, unchanged.
    case official
    /// The code list was rebuilt from an older official list and official addenda.
    case reconstructed
    /// Official notes of an older edition with later code changes put in; later note edits may be missing.
    case patched
    /// Written for tests.
    case own
  }

  /// An input file.
  public struct Source: Hashable, Sendable {
    /// The file's name, without its folder.
    public var name: String
    /// What was recognised in it ("Tabular XML", "order file").
    public var kind: String
    /// Lower-case hexadecimal SHA-256.
    public var sha256: String
    /// Bytes.
    public var size: Int
    /// How far it is official.
    public var standing: Standing
    /// Creates a source.
    public init(name: String, kind: String, sha256: String, size: Int, standing: Standing) {
      self.name = name
      self.kind = kind
      self.sha256 = sha256
      self.size = size
      self.standing = standing
    }
  }

  /// "2027", "2026-04" (April update).
  public var name: String
  /// First day in force.
  public var effectiveFrom: Day
  /// Last day in force.
  public var effectiveTo: Day
  /// Which edition's notes the book carries, where they are older than the codes ("April 2026").
  public var notesAsOf: String
  /// Inputs, in the order they were read.
  public var sources: [Source]

  /// Creates an edition.
  public init(name: String, effectiveFrom: Day, effectiveTo: Day, notesAsOf: String, sources: [Source]) {
    self.name = name
    self.effectiveFrom = effectiveFrom
    self.effectiveTo = effectiveTo
    self.notesAsOf = notesAsOf
    self.sources = sources
  }

  /// Whether the edition is in force on `day`.
  public func isInForce(on day: Day) -> Bool { effectiveFrom <= day && day <= effectiveTo }

  /// The least official standing among the official-format inputs; lexicon and other own files do not count.
  public var standing: Standing {
    let standings = sources.map(\.standing).filter { $0 != .own }
    if standings.isEmpty { return .own }
    return standings.contains(.patched) ? .patched : standings.contains(.reconstructed) ? .reconstructed : .official
  }
}

extension Edition {
  /// Lines of `key<TAB>value`, the form kept inside a book.
  package func serialized() -> [UInt8] {
    var lines = [
      "name\t\(name)", "from\t\(effectiveFrom)", "to\t\(effectiveTo)", "notes\t\(notesAsOf)",
    ]
    for source in sources {
      lines.append(
        "source\t\(source.name)\t\(source.kind)\t\(source.sha256)\t\(source.size)\t\(source.standing.rawValue)")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  init?(serialized bytes: some Collection<UInt8>) {
    var values: [String: String] = [:]
    var sources: [Source] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if fields.first == "source" {
        guard fields.count == 6, let size = Int(fields[4]), let standing = Standing(rawValue: fields[5]) else {
          return nil
        }
        sources.append(Source(name: fields[1], kind: fields[2], sha256: fields[3], size: size, standing: standing))
      } else if fields.count == 2 {
        values[fields[0]] = fields[1]
      }
    }
    guard let name = values["name"], let from = values["from"].flatMap({ Day($0) }),
      let to = values["to"].flatMap({ Day($0) })
    else { return nil }
    self.init(name: name, effectiveFrom: from, effectiveTo: to, notesAsOf: values["notes"] ?? "", sources: sources)
  }
}

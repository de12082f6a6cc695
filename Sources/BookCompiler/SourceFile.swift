import Crypto
import Foundation
import ICD10CM

/// One input of a release: what it is and how to recognise it again.
public struct SourceFile: Hashable, Sendable {
  /// What the content is, whatever the name says.
  public enum Kind: String, CaseIterable, Sendable {
    case orderFile, codesFile, orderAddenda, codesAddenda, tabular, alphabeticIndex, externalCauseIndex, neoplasmTable,
      drugTable
    /// A zip archive; what is in it follows in the list as `archive.zip!/name`.
    case archive
    /// Something else that lay in the directory or archive (the official zips hold PDFs), left out.
    case unrecognised
  }

  /// Name as the caller gave it, or path inside the directory or archive.
  public var name: String
  /// Size in bytes.
  public var byteCount: Int
  /// SHA-256 in lower-case hexadecimal.
  public var sha256: String
  /// What the content is.
  public var kind: Kind
  /// The version that the file states of itself ("2026"); `nil` where the format has none.
  public var edition: String?
  /// What a reader of the book should know about this input.
  public var remarks: [String] = []

  /// What a file holds, by its first bytes (64 KB are enough); `unrecognised` where it is none of the official formats.
  public static func kind(of bytes: [UInt8]) -> Kind {
    let kind = Kind(recognising: bytes)
    guard kind == .alphabeticIndex else { return kind }
    let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    func says(_ words: String) -> Bool { text.range(of: words, options: .caseInsensitive) != nil }
    if says("<indexHeading") { return says("Underdosing") ? .drugTable : .neoplasmTable }
    if says("EXTERNAL CAUSE") { return .externalCauseIndex }
    return .alphabeticIndex
  }

  init(name: String, bytes: [UInt8], kind: Kind) {
    self.name = name
    self.kind = kind
    byteCount = bytes.count
    sha256 = bytes.sha256
  }
}

extension [UInt8] {
  /// SHA-256 in lower-case hexadecimal.
  package var sha256: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: SHA256.hash(data: self).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Reads a file piece by piece, so that one without end (a device) is stopped at the limit.
  init(contentsOf path: String, named name: String, limits: SourceLimits) throws(SourceError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw SourceError(.unreadable, file: name, "no such file")
    }
    guard !isDirectory(path), let handle = FileHandle(forReadingAtPath: path) else {
      throw SourceError(.unreadable, file: name, "is a directory or may not be read")
    }
    defer { try? handle.close() }
    self = []
    do {
      while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
        guard count + piece.count <= limits.fileBytes else {
          throw SourceError(.oversized, file: name, "more than \(limits.fileBytes) bytes")
        }
        append(contentsOf: piece)
      }
    } catch let error as SourceError {
      throw error
    } catch {
      throw SourceError(.unreadable, file: name, "reading failed: \(error.localizedDescription)")
    }
  }
}

extension SourceFile.Kind {
  /// Recognises a file by its first bytes; of the index files only that it is one (`alphabeticIndex`).
  init(recognising bytes: [UInt8]) {
    let head = bytes.prefix(8192).drop { byteOrderMark.contains($0) || $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .archive
    } else if head.first == UInt8(ascii: "<") {
      let text = String(decoding: head, as: UTF8.self)
      self =
        text.contains("<ICD10CM.tabular")
        ? .tabular : text.contains("<ICD10CM.index") ? .alphabeticIndex : .unrecognised
    } else {
      let line = TextLine(number: 1, bytes: ArraySlice(head.prefix { $0 != 0x0A }))
      self = Self(recognisingFirst: line)
    }
  }

  private init(recognisingFirst line: TextLine) {
    let verb = line.columns(1, 13).folded
    if let colon = verb.utf8.firstIndex(of: UInt8(ascii: ":")),
      verb.utf8.distance(from: colon, to: verb.utf8.endIndex) == 1,
      verb.utf8.first.map({ $0 >= 0x41 && $0 <= 0x5A }) ?? false
    {
      self = (line[14] == 0x30 || line[14] == 0x31) && line[15] == 0x20 ? .orderAddenda : .codesAddenda
    } else if line.columns(1, 5).count == 5, line.columns(1, 5).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      line[6] == 0x20,
      (try? Code(inColumns: 7, of: line, file: "")) != nil
    {
      self = .orderFile
    } else if line[8] == 0x20, line[9] != nil, (try? Code(inColumns: 1, of: line, file: "")) != nil {
      self = .codesFile
    } else {
      self = .unrecognised
    }
  }
}

/// Whether the path, or what it links to, is a directory.
func isDirectory(_ path: String) -> Bool {
  let resolved = URL(filePath: path).resolvingSymlinksInPath().path
  let type = (try? FileManager.default.attributesOfItem(atPath: resolved))?[.type] as? FileAttributeType
  return type == .typeDirectory
}

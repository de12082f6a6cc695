import Foundation
import ICD10CM

/// Reads the official files of one edition, in whatever form they are at hand.
public enum OfficialFiles {
  /// Reads files, zip archives and directories, and says what each of them is.
  ///
  /// Files are recognised by content. In directories (read with what is below them) and archives anything else is left
  /// out and listed as `unrecognised`; a file that is named itself must be recognised.
  ///
  /// Order addenda are applied to the order file, or, where there is none, to the rows that the Tabular gives; addenda
  /// that the rows contain already are not applied again. A codes file fills the rows only where neither is at hand.
  ///
  /// - Throws: `SourceError`, also for two different files of one kind, and for a codes file that contradicts the
  ///   order file.
  public static func read(directoryOrFiles paths: [String], limits: SourceLimits = SourceLimits()) throws(SourceError)
    -> (release: Release, files: [SourceFile])
  {
    var reading = ReleaseReading(limits: limits)
    for path in paths { try reading.take(path, named: path, isNamedByCaller: true, isInArchive: false) }
    return try reading.finished()
  }
}

private struct ReleaseReading {
  let limits: SourceLimits
  private var files: [SourceFile] = []
  private var places: [SourceFile.Kind: Int] = [:]
  private var order: [OrderRow]?
  private var codes: [OrderRow]?
  private var orderAddenda: Addenda?
  private var release = Release()

  init(limits: SourceLimits) { self.limits = limits }

  mutating func take(_ path: String, named name: String, isNamedByCaller: Bool, isInArchive: Bool) throws(SourceError) {
    if isDirectory(path) {
      return try takeDirectory(path, prefix: isInArchive ? name + "!/" : "", isInArchive: isInArchive)
    }
    let bytes = try [UInt8](contentsOf: path, named: name, limits: limits)
    var file = SourceFile(name: name, bytes: bytes, kind: SourceFile.Kind(recognising: bytes))
    switch file.kind {
    case .unrecognised where isNamedByCaller:
      throw SourceError(.unrecognised, file: name, line: 1, "the content is none of the official formats")
    case .unrecognised: files.append(file)
    case .archive where isInArchive:
      file.remarks.append("An archive inside an archive is not opened.")
      files.append(file)
    case .archive:
      files.append(file)
      try withTemporaryDirectory { (directory) throws(SourceError) in
        try Archive(path: path, name: name, limits: limits).unpack(into: directory)
        try takeDirectory(directory, prefix: name + "!/", isInArchive: true)
      }
    default: try parse(bytes, as: &file)
    }
  }

  private mutating func takeDirectory(_ path: String, prefix: String, isInArchive: Bool) throws(SourceError) {
    guard let enumerator = FileManager.default.enumerator(atPath: path) else {
      throw SourceError(.unreadable, file: path, "the directory cannot be listed")
    }
    var names: [String] = []
    while let name = enumerator.nextObject() as? String {
      // Links are not followed: an archive could point anywhere with one.
      guard enumerator.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
      names.append(name)
      guard names.count <= limits.archiveEntries else {
        throw SourceError(.oversized, file: path, "more than \(limits.archiveEntries) files in the directory")
      }
    }
    for name in names.sorted() {
      try take(path + "/" + name, named: prefix + name, isNamedByCaller: false, isInArchive: isInArchive)
    }
  }

  private mutating func parse(_ bytes: [UInt8], as file: inout SourceFile) throws(SourceError) {
    if let twin = files.first(where: { $0.sha256 == file.sha256 }) {
      file.remarks.append("Same content as \(twin.name).")
      files.append(file)
      return
    }
    switch file.kind {
    case .tabular:
      let tabular = try TabularParser.parse(bytes, file: file.name, limits: limits)
      file.edition = tabular.version
      try claim(&file)
      release.tabular = tabular
    case .alphabeticIndex:
      let index = try IndexParser.parse(bytes, file: file.name, limits: limits)
      file.kind = SourceFile.Kind(index.kind)
      file.edition = index.version
      if let first = index.leftOut.first {
        file.remarks.append("\(index.leftOut.count) unknown elements were left out, the first \(first).")
      }
      try claim(&file)
      release.indexes.append(index)
    case .orderFile:
      let rows = try OrderFile(parsing: bytes, file: file.name, limits: limits).rows
      try claim(&file)
      order = rows
    case .codesFile:
      let rows = try CodesFile(parsing: bytes, file: file.name, limits: limits).rows
      try claim(&file)
      codes = rows
    default:
      let addenda = try Addenda(parsing: bytes, file: file.name, limits: limits)
      file.kind = addenda.kind == .order ? .orderAddenda : .codesAddenda
      if let tally = addenda.codes { file.edition = tally.newerFile }
      try claim(&file)
      if addenda.kind == .order { orderAddenda = addenda }
    }
  }

  private mutating func claim(_ file: inout SourceFile) throws(SourceError) {
    if let place = places[file.kind] {
      throw SourceError(
        .ambiguous, file: file.name, "a second file of kind \(file.kind.rawValue) beside \(files[place].name)")
    }
    places[file.kind] = files.count
    files.append(file)
  }

  private mutating func remark(_ text: String, on kind: SourceFile.Kind) {
    if let place = places[kind] { files[place].remarks.append(text) }
  }

  mutating func finished() throws(SourceError) -> (release: Release, files: [SourceFile]) {
    let hasTabular = places[.tabular] != nil
    let expanded = hasTabular ? release.tabular.expandedRows() : []
    var rows = order ?? []
    if let addenda = orderAddenda {
      if order == nil { rows = expanded }
      if rows.isEmpty {
        remark("There are no rows to apply the addenda to.", on: .orderAddenda)
      } else if addenda.isContained(in: rows) {
        remark("The rows contain these changes already.", on: .orderAddenda)
      } else {
        rows = try apply(addenda, to: rows)
        remark("Applied to \(order == nil ? "the rows of the Tabular" : "the order file").", on: .orderAddenda)
      }
    }
    if places[.codesAddenda] != nil { remark("Left out: the order addenda say the same and more.", on: .codesAddenda) }
    if let codes { rows = try reconcile(codes, with: rows, or: order ?? expanded) }
    if hasTabular, !rows.isEmpty { compare(rows, with: expanded) }
    release.rows = rows
    release.indexes.sort { $0.kind.rawValue < $1.kind.rawValue }
    return (release, files)
  }

  /// The rows, once the codes file agrees with them, or with those that the addenda start from.
  private func reconcile(_ codes: [OrderRow], with rows: [OrderRow], or older: [OrderRow]) throws(SourceError)
    -> [OrderRow]
  {
    if rows.isEmpty, older.isEmpty { return codes }
    guard let place = places[.codesFile] else { return rows }
    let titles = Dictionary(codes.map { ($0.code, $0.longTitle) }) { first, _ in first }
    func firstDifference(from rows: [OrderRow]) -> String? {
      let billable = rows.filter(\.isBillable)
      if let odd = billable.first(where: { titles[$0.code] != $0.longTitle }) { return "\(odd.code) differs" }
      return billable.count == codes.count ? nil : "\(codes.count) codes here and \(billable.count) there"
    }
    guard let difference = firstDifference(from: rows.isEmpty ? older : rows), firstDifference(from: older) != nil
    else {
      return rows
    }
    throw SourceError(
      .disagreement, file: files[place].name, "the codes are not those of the other files: \(difference)")
  }

  private mutating func compare(_ rows: [OrderRow], with expanded: [OrderRow]) {
    let listed = Set(rows.map(\.code))
    let made = Set(expanded.map(\.code))
    let (missing, extra) = (listed.subtracting(made), made.subtracting(listed))
    if missing.isEmpty, extra.isEmpty { return }
    let examples = (missing.sorted().prefix(3) + extra.sorted().prefix(3)).map(\.description).joined(separator: ", ")
    remark(
      "\(missing.count) codes and headers of the rows are not in this Tabular, \(extra.count) of it are not in the rows "
        + "(\(examples)): its notes are of another edition.", on: .tabular)
  }
}

extension SourceFile.Kind {
  fileprivate init(_ kind: Index.Kind) {
    switch kind {
    case .alphabetic: self = .alphabeticIndex
    case .externalCause: self = .externalCauseIndex
    case .neoplasm: self = .neoplasmTable
    case .drug: self = .drugTable
    }
  }
}

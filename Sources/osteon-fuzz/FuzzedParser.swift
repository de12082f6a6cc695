import BookCompiler
import Foundation
import ICD10CM

/// One reader of outside input, with good inputs to begin from.
struct FuzzedParser: Sendable {
  /// Name on the command line.
  let name: String
  let seeds: [[UInt8]]
  /// Words of the format that the mutator puts in.
  let words: [[UInt8]]
  /// Reads an input: whether it was accepted. Throws a `Finding` where a refusal says too little.
  let accepts: @Sendable ([UInt8]) throws -> Bool

  init(
    _ name: String, seeds: [[UInt8]], words: [String], accepts: @escaping @Sendable ([UInt8]) throws -> Bool
  ) {
    self.name = name
    self.seeds = seeds
    self.words = (words + Self.common).map { Array($0.utf8) }
    self.accepts = accepts
  }

  private static let common = ["\r\n", "\n\n", "\u{0}", "\u{A0}", "\u{FEFF}", "é", "99999999999999999999", "-1", " "]
}

/// What a run found wrong without a crash.
struct Finding: Error, CustomStringConvertible {
  let description: String
}

/// Files of the project that runs begin from.
enum Seeds {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The bytes of a file of the project.
  static func file(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appending(path: path))) }

  /// The files of a folder with an extension, in order of their names.
  static func folder(_ path: String, _ suffix: String) throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path).filter { $0.hasSuffix(suffix) }
      .sorted().map { try file(path + "/" + $0) }
  }
}

// MARK: The official files

extension FuzzedParser {
  private static let official = "Tests/Fixtures/official/"

  /// A parser of the official files: every refusal names file, place or remedy.
  private static func official(
    _ name: String, _ files: [String], words: [String], parse: @escaping @Sendable ([UInt8]) throws(SourceError) -> Void
  ) throws -> FuzzedParser {
    FuzzedParser(name, seeds: try files.map { try Seeds.file(Self.official + $0) }, words: words) { bytes in
      do throws(SourceError) {
        try parse(bytes)
        return true
      } catch {
        guard !error.message.isEmpty, !error.remedy.isEmpty, error.file == "fuzz" else {
          throw Finding(description: "'\(error)' says too little")
        }
        return false
      }
    }
  }

  private static let markup = [
    "<diag>", "</diag>", "<note>", "</section>", "<term level=\"1\">", "<![CDATA[", "]]>", "&amp;", "&#0;",
    "&#x10FFFF;", "<!--", "-->", "<!DOCTYPE a>", "<?x?>", "<?xml-stylesheet ?>",
    "<extension char=\"A\">x</extension>", "<a b='c' b=\"d\"/>", "\u{FFFE}", "<", ">", "&",
  ]
  private static let verbs = [
    "Add:         ", "Delete:      ", "Revise from: ", "Revise to:   ", "Headers", "Codes",
    "9999999999999999999999 additions", "A11", "A110",
    "7th characters D and S do not apply to codes in category S91 with 6th character 7",
  ]

  /// The parsers of the official files.
  static func ofOfficialFiles() throws -> [FuzzedParser] {
    let addenda = try Addenda(parsing: Seeds.file(official + "order_addenda.txt"), file: "addenda")
    return [
      try official("tabular", ["tabular.xml"], words: markup + verbs) { bytes throws(SourceError) in
        _ = try TabularParser.parse(bytes, file: "fuzz").expandedRows()
      },
      try official("index", ["index.xml", "eindex.xml", "neoplasm.xml", "drug.xml"], words: markup) {
        bytes throws(SourceError) in _ = try IndexParser.parse(bytes, file: "fuzz")
      },
      try official("order", ["order.txt"], words: verbs) { bytes throws(SourceError) in
        // Rows that pass must take the addenda, or refuse them with an error.
        let rows = try OrderFile(parsing: bytes, file: "fuzz").rows
        _ = try? apply(addenda, to: rows)
      },
      try official("codes", ["codes.txt"], words: verbs) { bytes throws(SourceError) in
        _ = try CodesFile(parsing: bytes, file: "fuzz")
      },
      try official("addenda", ["order_addenda.txt", "codes_addenda.txt"], words: verbs) { bytes throws(SourceError) in
        _ = try Addenda(parsing: bytes, file: "fuzz")
      },
    ]
  }
}

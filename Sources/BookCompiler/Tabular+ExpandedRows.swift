import ICD10CM

extension Tabular {
  /// Every header and code of the edition as rows of the order file, made from the Tabular alone.
  ///
  /// Codes with a 7th character, which the Tabular does not list, are made from the definition at the nearest level
  /// above them, with placeholder X up to the sixth character (Guidelines I.A.4 and I.A.5). The title of such a code
  /// is the one of its subcategory, a comma, and the meaning of the character. Titles are written in ASCII, as the
  /// order file does. A short title of at most 60 characters is the long one, which is so without exception in FY2026
  /// and FY2027; where the title is longer the short one is empty, for only the order file has the abbreviation.
  ///
  /// Which 7th characters are not used with some sixth characters (S06) is read from the note that says so.
  public func expandedRows() -> [OrderRow] {
    var rows: [OrderRow] = []
    rows.reserveCapacity(100_000)
    for diagnosis in chapters.lazy.flatMap(\.sections).flatMap(\.diagnoses) {
      diagnosis.appendRows(to: &rows, sevenths: [], exceptions: [])
    }
    return rows
  }
}

extension Tabular.Diagnosis {
  fileprivate func appendRows(
    to rows: inout [OrderRow], sevenths inherited: [Tabular.SeventhCharacter],
    exceptions inheritedExceptions: [SeventhException]
  ) {
    let sevenths = self.sevenths.isEmpty ? inherited : self.sevenths
    let exceptions = inheritedExceptions + notes.compactMap { SeventhException(note: $0.text) }
    let isSubdivided = !children.isEmpty
    let takesSeventh = !isSubdivided && !sevenths.isEmpty && code.count < 7
    rows.append(OrderRow(code: code, isBillable: !isSubdivided && !takesSeventh, title: title.foldedToASCII))
    if takesSeventh {
      let stem = Array(code.undotted.utf8) + Array(repeating: UInt8(ascii: "X"), count: 6 - min(6, code.count))
      for seventh in sevenths
      where !exceptions.contains(where: { $0.excludes(seventh.character, after: stem, of: code) }) {
        guard let full = Code(stem + [seventh.character]) else { continue }
        rows.append(OrderRow(code: full, isBillable: true, title: (title + ", " + seventh.meaning).foldedToASCII))
      }
    }
    for child in children { child.appendRows(to: &rows, sevenths: sevenths, exceptions: exceptions) }
  }
}

extension OrderRow {
  fileprivate init(code: Code, isBillable: Bool, title: String) {
    self.init(code: code, isBillable: isBillable, shortTitle: title.utf8.count <= 60 ? title : "", longTitle: title)
  }
}

/// A note like the one at S06: "7th characters D and S do not apply to codes in category S06 with 6th character 7 – …,
/// or 8 – …".
struct SeventhException: Hashable {
  var category: Code
  var sevenths: Set<UInt8>
  var sixths: Set<UInt8>

  /// Reads the note; `nil` where it is another one.
  init?(note: String) {
    let words = note.split { " ,-".contains($0) }
    guard words.first == "7th", let not = words.firstIndex(of: "not"), let sixth = words.firstIndex(of: "6th"),
      sixth > not,
      words[not...].starts(with: ["not", "apply", "to", "codes", "in", "category"]),
      let category = words[not..<sixth].lazy.compactMap({ Code($0) }).first
    else { return nil }
    self.category = category
    sevenths = Set(words[..<not].compactMap(\.onlyCodeCharacter))
    sixths = Set(words[sixth...].compactMap(\.onlyCodeCharacter))
    guard !sevenths.isEmpty, !sixths.isEmpty else { return nil }
  }

  func excludes(_ seventh: UInt8, after stem: [UInt8], of code: Code) -> Bool {
    guard code.hasPrefix(category), let sixth = stem.last, stem.count == 6 else { return false }
    return sevenths.contains(seventh) && sixths.contains(sixth)
  }
}

extension Substring {
  fileprivate var onlyCodeCharacter: UInt8? {
    guard let character = utf8.first, utf8.count == 1, character.isCodeCharacter else { return nil }
    return character
  }
}

extension String {
  /// The text with accents taken off, as the order file writes names ("Sezary"); unchanged where it is ASCII already.
  var foldedToASCII: String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { Self.withoutAccent[$0] ?? $0 }))
  }

  /// The Latin letters of Western European names; the official titles have é, ö, ô, è, ü, ç, ä, ë and à.
  private static let withoutAccent: [Unicode.Scalar: Unicode.Scalar] = {
    let groups: [(Unicode.Scalar, String)] = [
      ("a", "àáâãäå"), ("c", "ç"), ("e", "èéêë"), ("i", "ìíîï"), ("n", "ñ"), ("o", "òóôõöø"), ("u", "ùúûü"),
      ("y", "ýÿ"),
      ("A", "ÀÁÂÃÄÅ"), ("C", "Ç"), ("E", "ÈÉÊË"), ("I", "ÌÍÎÏ"), ("N", "Ñ"), ("O", "ÒÓÔÕÖØ"), ("U", "ÙÚÛÜ"), ("Y", "Ý"),
    ]
    var map: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (plain, accented) in groups { for scalar in accented.unicodeScalars { map[scalar] = plain } }
    return map
  }()
}

import ICD10CM

/// Reads the four index files, which share a schema: Alphabetic Index, External-Cause Index, Neoplasm Table and Table
/// of Drugs and Chemicals (`icd10cm_index_YYYY.xml`, `…eindex…`, `…neoplasm…`, `…drug…`).
///
/// `ICD10CM.index` holds version, title or column headings, and letters of main terms; a main term or subterm holds
/// its title with nonessential modifiers, a code with or without a manifestation code, references, table cells, and
/// subterms to any depth within `SourceLimits.depth`. Which file it is, is read from the headings and the title.
public enum IndexParser {
  /// Reads a whole file.
  ///
  /// - Throws: `SourceError` for XML that is not well formed, cut off, oversized or too deep, terms without a title,
  ///   and cells that fit no column. Unknown elements inside a term are not an error; `Index.leftOut` lists them.
  public static func parse(_ bytes: [UInt8], file: String, limits: SourceLimits = SourceLimits()) throws(SourceError)
    -> Index
  {
    var reading = IndexReading(file: file)
    try SourceXML.read(bytes, file: file, root: "ICD10CM.index", containers: ["letter"], limits: limits) {
      event throws(SourceError) in try reading.take(event)
    }
    return try reading.finished()
  }
}

private struct IndexReading {
  let file: String
  private var version = ""
  private var title = ""
  private var columns: [String] = []
  private var terms: [IndexTerm] = []
  private var leftOut: [String] = []
  private var isInLetter = false

  init(file: String) { self.file = file }

  mutating func take(_ event: SourceXML.Event) throws(SourceError) {
    switch event {
    case .open: isInLetter = true
    case .close: isInLetter = false
    case .record(let node):
      switch (node.name, isInLetter) {
      case ("mainTerm", true): terms.append(try term(node, level: 0))
      case ("title", true): break
      case ("version", false): version = node.text
      case ("title", false): title = node.text
      case ("indexHeading", false): try readHeadings(node)
      default:
        throw SourceError(
          .unknownElement, file: file, line: node.line, "<\(node.name)> in <\(isInLetter ? "letter" : "ICD10CM.index")>"
        )
      }
    }
  }

  func finished() throws(SourceError) -> Index {
    guard !terms.isEmpty else { throw SourceError(.truncated, file: file, line: 1, "the index holds no main term") }
    let kind: Index.Kind
    switch (columns.first?.lowercased(), title.uppercased()) {
    case ("neoplasm", _): kind = .neoplasm
    case ("substance", _): kind = .drug
    case (nil, let title) where title.contains("EXTERNAL CAUSE"): kind = .externalCause
    case (nil, let title) where title.contains("INDEX"): kind = .alphabetic
    default:
      throw SourceError(.unrecognised, file: file, line: 1, "neither headings nor title say which index this is")
    }
    var index = Index(kind: kind, version: version, columns: columns, terms: terms)
    index.leftOut = leftOut
    return index
  }

  private mutating func readHeadings(_ node: SourceNode) throws(SourceError) {
    guard columns.isEmpty else {
      throw SourceError(.malformed, file: file, line: node.line, "column headings are given twice")
    }
    for head in node.elements {
      guard head.name == "head", Int(head.attributes["col"] ?? "") == columns.count + 1 else {
        throw SourceError(.malformed, file: file, line: head.line, "no heading of column \(columns.count + 1)")
      }
      columns.append(head.text)
    }
  }

  private mutating func term(_ node: SourceNode, level: Int) throws(SourceError) -> IndexTerm {
    var term = IndexTerm(title: "")
    for child in node.elements {
      switch child.name {
      case "title":
        guard term.title.isEmpty else {
          throw SourceError(.malformed, file: file, line: child.line, "a second title of \"\(term.title.prefix(60))\"")
        }
        readTitle(child, into: &term)
      case "code": join(child.text, to: &term.code)
      case "subcat": join(child.text.hasSuffix("-") ? child.text : child.text + "-", to: &term.code)
      case "manif": join(child.text, to: &term.manifestation)
      case "see": join(child.text, to: &term.see)
      case "seeAlso": join(child.text, to: &term.seeAlso)
      case "seecat": join(child.text, to: &term.seeCategory)
      case "cell":
        guard let column = Int(child.attributes["col"] ?? ""), column >= 2, column <= columns.count else {
          throw SourceError(.malformed, file: file, line: child.line, "a cell that belongs to no column")
        }
        guard term.cells.updateValue(child.text, forKey: column) == nil else {
          throw SourceError(.malformed, file: file, line: child.line, "a second cell of column \(column)")
        }
      case "term":
        if let stated = child.attributes["level"], Int(stated) != level + 1 {
          throw SourceError(
            .malformed, file: file, line: child.line, "level \(stated.prefix(20)) stated inside level \(level)")
        }
        term.children.append(try self.term(child, level: level + 1))
      default:
        if leftOut.count < 100 { leftOut.append("<\(child.name)> in <\(node.name)>, line \(child.line)") }
      }
    }
    guard !term.title.isEmpty || !term.nonessential.isEmpty else {
      throw SourceError(.malformed, file: file, line: node.line, "<\(node.name)> without a title")
    }
    return term
  }

  /// Several elements of one kind are rare; they are kept, with a semicolon between them.
  private func join(_ text: String, to field: inout String?) {
    guard !text.isEmpty, text != "-" else { return }
    field = field.map { $0 + "; " + text } ?? text
  }

  private func readTitle(_ node: SourceNode, into term: inout IndexTerm) {
    var title = ""
    for part in node.content {
      switch part {
      case .text(let text):
        // A modifier stands between two words: they must not run together.
        if let last = title.utf8.last, last > 0x20, let next = text.utf8.first, next.isWordCharacter,
          last.isWordCharacter
        {
          title += " "
        }
        title += text
      case .element(let child):
        if child.name == "nemod" {
          term.nonessential += child.text.parenthesised
        } else {
          title += " " + child.text
        }
      }
    }
    term.title = title.folded
  }
}

extension UInt8 {
  fileprivate var isWordCharacter: Bool {
    self >= 0x80 || self >= 0x30 && self <= 0x39 || self | 0x20 >= 0x61 && self | 0x20 <= 0x7A
  }
}

extension String {
  /// "(adult) (child)" as "adult", "child"; parentheses inside a modifier stay; text outside of them counts as one
  /// more.
  fileprivate var parenthesised: [String] {
    var parts: [String] = []
    var depth = 0
    var part: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "("):
        if depth == 0 {
          parts.append(part.folded)
          part = []
        } else {
          part.append(byte)
        }
        depth += 1
      case UInt8(ascii: ")") where depth > 0:
        depth -= 1
        if depth == 0 {
          parts.append(part.folded)
          part = []
        } else {
          part.append(byte)
        }
      default: part.append(byte)
      }
    }
    parts.append(part.folded)
    return parts.filter { !$0.isEmpty }
  }
}

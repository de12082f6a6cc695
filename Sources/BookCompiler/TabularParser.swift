import ICD10CM

/// Reads the Tabular List XML (`icd10cm_tabular_YYYY.xml`).
///
/// The schema is that of the official file: `ICD10CM.tabular` holds version, introduction and chapters; a chapter
/// holds name, desc, notes, `sectionIndex` and sections; a section notes and diagnoses; a `diag` name, desc, notes,
/// its 7th characters and further `diag`. An element that the schema does not have is an error, so that nothing of the
/// book is lost unseen.
public enum TabularParser {
  /// Reads a whole file.
  ///
  /// - Throws: `SourceError` for XML that is not well formed, cut off, oversized or too deep, for elements out of
  ///   place, and for codes that are no codes, are listed twice or stand under a category that they do not begin with.
  public static func parse(_ bytes: [UInt8], file: String, limits: SourceLimits = SourceLimits()) throws(SourceError)
    -> Tabular
  {
    var reading = TabularReading(file: file)
    try SourceXML.read(bytes, file: file, root: "ICD10CM.tabular", containers: ["chapter"], limits: limits) {
      event throws(SourceError) in try reading.take(event)
    }
    guard !reading.tabular.chapters.isEmpty else {
      throw SourceError(.truncated, file: file, line: 1, "the Tabular holds no chapter")
    }
    return reading.tabular
  }
}

private struct TabularReading {
  let file: String
  var tabular = Tabular()
  private var chapter: Tabular.Chapter?
  private var chapterLine = 1
  private var lines: [Code: Int] = [:]
  private var sections: [String: Int] = [:]

  init(file: String) { self.file = file }

  mutating func take(_ event: SourceXML.Event) throws(SourceError) {
    switch event {
    case .open(let node):
      chapter = Tabular.Chapter()
      chapterLine = node.line
    case .close:
      guard let chapter else { return }
      guard !chapter.name.isEmpty, !chapter.title.isEmpty else {
        throw SourceError(.malformed, file: file, line: chapterLine, "a chapter without name or title")
      }
      tabular.chapters.append(chapter)
      self.chapter = nil
    case .record(let node):
      guard var chapter else {
        switch node.name {
        case "version": tabular.version = node.text
        case "introduction": break
        default: throw unknown(node, in: "ICD10CM.tabular")
        }
        return
      }
      self.chapter = nil
      switch node.name {
      case "name": chapter.name = node.text
      case "desc": chapter.title = node.text
      case "section": chapter.sections.append(try section(node))
      case "sectionIndex":
        for child in node.elements where child.name != "sectionRef" { throw unknown(child, in: node.name) }
      default: chapter.notes += try notes(node, in: "chapter")
      }
      self.chapter = chapter
    }
  }

  private mutating func section(_ node: SourceNode) throws(SourceError) -> Tabular.Section {
    var section = Tabular.Section()
    section.id = node.attributes["id"]?.folded ?? ""
    guard !section.id.isEmpty else {
      throw SourceError(.malformed, file: file, line: node.line, "a section without id")
    }
    if let first = sections.updateValue(node.line, forKey: section.id) {
      throw SourceError(.duplicateCode, file: file, line: node.line, "section \(section.id) is also on line \(first)")
    }
    for child in node.elements {
      switch child.name {
      case "desc": section.title = child.text
      case "diag": section.diagnoses.append(try diagnosis(child, under: nil))
      default: section.notes += try notes(child, in: "section")
      }
    }
    guard !section.title.isEmpty else {
      throw SourceError(.malformed, file: file, line: node.line, "section \(section.id) has no title")
    }
    return section
  }

  private mutating func diagnosis(_ node: SourceNode, under parent: Code?) throws(SourceError) -> Tabular.Diagnosis {
    let name = node.elements.first { $0.name == "name" }
    guard let name, let code = Code(name.text) else {
      throw SourceError(.invalidCode, file: file, line: (name ?? node).line, "\"\(name?.text ?? "")\" is no code")
    }
    if let parent {
      guard code.count > parent.count, code.hasPrefix(parent) else {
        throw SourceError(
          .invalidCode, file: file, line: name.line, "\(code) stands under \(parent) and does not begin with it")
      }
    } else if code.count != 3 {
      throw SourceError(.invalidCode, file: file, line: name.line, "\(code) stands where a category must stand")
    }
    if let first = lines.updateValue(name.line, forKey: code) {
      throw SourceError(.duplicateCode, file: file, line: name.line, "\(code) is also on line \(first)")
    }
    var diagnosis = Tabular.Diagnosis(code: code, title: "")
    for child in node.elements {
      switch child.name {
      case "name": break
      case "desc": diagnosis.title = child.text
      case "diag": diagnosis.children.append(try self.diagnosis(child, under: code))
      case "sevenChrDef":
        guard diagnosis.sevenths.isEmpty else {
          throw SourceError(.malformed, file: file, line: child.line, "\(code) defines its 7th characters twice")
        }
        try readSevenths(child, into: &diagnosis)
      case "visualImpairment": diagnosis.notes += try visualImpairment(child)
      default: diagnosis.notes += try notes(child, in: "diag")
      }
    }
    guard node.elements.count(where: { $0.name == "name" }) == 1, !diagnosis.title.isEmpty else {
      throw SourceError(.malformed, file: file, line: node.line, "\(code) has no title or two names")
    }
    return diagnosis
  }

  private func readSevenths(_ node: SourceNode, into diagnosis: inout Tabular.Diagnosis) throws(SourceError) {
    for child in node.elements {
      switch child.name {
      case "extension":
        let characters = Array((child.attributes["char"]?.folded ?? "").utf8)
        guard let character = characters.first, characters.count == 1, character.isCodeCharacter else {
          throw SourceError(
            .invalidCode, file: file, line: child.line, "an extension of \(diagnosis.code) without its character")
        }
        let seventh = Tabular.SeventhCharacter(character: character, meaning: child.text)
        guard !seventh.meaning.isEmpty else {
          throw SourceError(
            .malformed, file: file, line: child.line, "7th character of \(diagnosis.code) without a meaning")
        }
        guard !diagnosis.sevenths.contains(where: { $0.character == character }) else {
          throw SourceError(
            .duplicateCode, file: file, line: child.line, "7th character of \(diagnosis.code) is defined twice")
        }
        diagnosis.sevenths.append(seventh)
      // Printed under the extension before it: further wording of the same character.
      case "note": diagnosis.notes.append(Tabular.Note(kind: .sevenCharacterNote, text: child.text))
      default: throw unknown(child, in: node.name)
      }
    }
    guard !diagnosis.sevenths.isEmpty else {
      throw SourceError(.malformed, file: file, line: node.line, "\(diagnosis.code) defines no 7th character")
    }
  }

  private func notes(_ node: SourceNode, in place: String) throws(SourceError) -> [Tabular.Note] {
    let kind: NoteKind
    switch node.name {
    case "includes": kind = .includes
    case "inclusionTerm": kind = .inclusionTerm
    case "excludes1": kind = .excludes1
    case "excludes2": kind = .excludes2
    case "codeFirst": kind = .codeFirst
    case "useAdditionalCode": kind = .useAdditionalCode
    case "codeAlso": kind = .codeAlso
    case "sevenChrNote": kind = .sevenCharacterNote
    case "notes": kind = .note
    default: throw unknown(node, in: place)
    }
    var notes: [Tabular.Note] = []
    for child in node.elements {
      guard child.name == "note", child.elements.isEmpty else { throw unknown(child, in: node.name) }
      let text = child.text
      if !text.isEmpty { notes.append(Tabular.Note(kind: kind, text: text)) }
    }
    guard node.text.isEmpty else {
      throw SourceError(.malformed, file: file, line: node.line, "text directly in <\(node.name)>")
    }
    return notes
  }

  /// The table of visual impairment (H54): one note a row. A range is written "maximum to minimum", the way its
  /// columns are headed.
  private func visualImpairment(_ node: SourceNode) throws(SourceError) -> [Tabular.Note] {
    var notes: [Tabular.Note] = []
    for row in node.elements {
      guard row.name == "visCategory" else { throw unknown(row, in: node.name) }
      var heads: [String] = []
      var ranges: [String] = []
      for cell in row.elements {
        switch cell.name {
        case "heading", "value": heads.append(cell.text)
        case "visRange":
          var parts: [String] = []
          for end in cell.elements {
            guard ["heading", "visMax", "visMin"].contains(end.name) else { throw unknown(end, in: cell.name) }
            let text = ([end.text] + end.elements.map(\.text)).joined(separator: " ").folded
            if !text.isEmpty { parts.append(text) }
          }
          ranges.append(parts.joined(separator: " to "))
        default: throw unknown(cell, in: row.name)
        }
      }
      let text = heads.joined(separator: " ") + ": " + ranges.joined(separator: "; ")
      notes.append(Tabular.Note(kind: .note, text: text.folded))
    }
    return notes
  }

  private func unknown(_ node: SourceNode, in place: String) -> SourceError {
    SourceError(.unknownElement, file: file, line: node.line, "<\(node.name)> in <\(place)>")
  }
}

extension UInt8 {
  /// An upper-case letter or a digit.
  var isCodeCharacter: Bool { self >= 0x30 && self <= 0x39 || self >= 0x41 && self <= 0x5A }
}

package import ClinicalText
import ICD10CM

/// Emergency-department shorthand: a story of a few lines and, behind "DX", the injuries one after another ("DX: LAC L
/// INDEX FINGER, FX 4TH METACARPAL").
package struct InjuryList: Sendable {
  private static let mark = WordHash.of("dx")
  private static let joining: WordSet = "and with w plus"
  /// What follows in surveillance narratives is no diagnosis: the type of product, the fire department, alcohol.
  private static let closing: WordSet = "type bal etoh unknown unk"
  private static let longestNarrative = 1500

  private let findings: Findings
  /// Its items, in order.
  package private(set) var items: [Range<Int>] = []
  private var document: Document { findings.document }

  /// The list of a note; `nil` where it has none.
  package init?(_ findings: Findings, isWord: (Token) -> Bool) {
    self.findings = findings
    guard findings.document.bytes.count <= Self.longestNarrative else { return nil }
    let marks = findings.document.tokens.indices.filter { Self.isMark($0, findings.document, isWord) }
    guard let start = marks.first.map({ $0 + 1 }) ?? arrowEnd() else { return nil }
    items = items(from: start, marks: Set(marks))
  }

  /// The token behind ">>".
  private func arrowEnd() -> Int? {
    document.tokens.indices.dropFirst().first { isArrow($0) && isArrow($0 - 1) }.map { $0 + 1 }
  }

  private func isArrow(_ index: Int) -> Bool { document.tokens[index].mark == UInt8(ascii: ">") }

  /// "DX", also where it is run together with the word before it ("HANDDX").
  private static func isMark(_ index: Int, _ document: Document, _ isWord: (Token) -> Bool) -> Bool {
    let token = document.tokens[index]
    guard token.kind == .word, token.isAllCapitals, token.length >= 2 else { return false }
    if token.hash == mark { return true }
    let bytes = document.bytes[token.span.range]
    return !isWord(token) && bytes.suffix(2).elementsEqual("DX".utf8)
  }

  private func items(from start: Int, marks: Set<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var first = start
    for index in start..<document.tokens.count {
      let token = document.tokens[index]
      let closes = token.kind == .word && Self.closing.contains(token.hash)
      let parts = token.kind == .punctuation && [0x2C, 0x3B, 0x2E, 0x3A, 0x3E].contains(token.mark)
      guard closes || parts || marks.contains(index) || isDoubleDash(index) else { continue }
      if first < index { result.append(first..<index) }
      first = index + 1
      if closes { return result }
    }
    if first < document.tokens.count { result.append(first..<document.tokens.count) }
    return result
  }

  private func isDoubleDash(_ index: Int) -> Bool {
    let dash = UInt8(ascii: "-")
    return document.tokens[index].mark == dash && index > 0 && document.tokens[index - 1].mark == dash
  }

  /// The parts of an item around its first "and", "with" or slash.
  package func parts(of item: Range<Int>) -> (Range<Int>, Range<Int>)? {
    let cut = item.dropFirst().dropLast().first { index in
      let token = document.tokens[index]
      return token.kind == .word && Self.joining.contains(token.hash)
        || [UInt8(ascii: "&"), UInt8(ascii: "/")].contains(token.mark)
    }
    return cut.map { (item.lowerBound..<$0, ($0 + 1)..<item.upperBound) }
  }

  /// The words of the site named last before a token, with a side in front of it: the site of an item that names none.
  package func site(before token: Int) -> Range<Int>? {
    let evidence = findings.evidence.last { $0.isSite && $0.breadth == 0 && $0.tokens.upperBound <= token }
    guard let site = evidence?.tokens else { return nil }
    let isSided = site.lowerBound > 0 && document.side(at: site.lowerBound - 1) != nil
    return (site.lowerBound - (isSided ? 1 : 0))..<site.upperBound
  }

  /// Every reading of the list for one code: each item, each of its parts, each with and without the site before it.
  package var readings: [LineReading] {
    var result: [LineReading] = []
    func add(_ item: Range<Int>) {
      result.append(LineReading(tokens: Array(item)))
      if let site = site(before: item.lowerBound) { result.append(LineReading(tokens: Array(site) + Array(item))) }
      if let parts = parts(of: item) {
        add(parts.0)
        add(parts.1)
      }
    }
    for item in items { add(item) }
    return result
  }
}

/// What is read of a line of diagnoses for one code: the line, what it says of one of the sites that share its diagnosis,
/// or an item of an injury list.
package struct LineReading: Hashable, Sendable {
  /// The tokens that are read, ascending.
  package let tokens: [Int]
  /// Which of the sites that share the diagnosis; `nil` where it has one.
  package let site: Int?

  package init(tokens: [Int], site: Int? = nil) { (self.tokens, self.site) = (tokens, site) }
}

extension NoteContext {
  /// Every reading of a problem line: the line, and what it says of each of the sites that share its diagnosis.
  package var lineReadings: [LineReading] {
    let all = findings.document.tokens.indices
    let sites = lineSites.map { row in
      row.sites.enumerated().map { number, site in
        let hidden = row.hidden(for: site)
        return LineReading(tokens: all.filter { !hidden.contains($0) }, site: number)
      }
    }
    return [LineReading(tokens: Array(all))] + (sites ?? [])
  }
}

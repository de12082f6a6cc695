import ClinicalText
public import Findings
public import ICD10CM

/// The note as the verifier reads it: mentions, evidence, sides and the parts of sentences that belong to mentions.
///
/// Nothing here chooses a code. The writer of a certificate uses the same reading to cite, for each step, the words
/// nearest to the mention, so that there is one right citation for each step and no other passes.
public struct NoteReading: Sendable {
  /// The book.
  public let book: Book
  /// What the note says.
  public let findings: Findings
  let special: SpecialTitleWords
  let clauses: [Range<Int>]
  let sides: [(side: Side, tokens: Range<Int>)]
  private let mentionsByStart: [Int: Int]

  var document: Document { findings.document }

  /// Reads.
  public init(_ findings: Findings, book: Book) {
    self.book = book
    self.findings = findings
    special = SpecialTitleWords(book)
    clauses = Self.clauses(of: findings)
    sides = Self.sides(in: findings.document)
    var mentionsByStart: [Int: Int] = [:]
    for (index, mention) in findings.mentions.enumerated() {
      mentionsByStart[Int(findings.document.tokens[mention.tokens.lowerBound].start)] = index
    }
    self.mentionsByStart = mentionsByStart
  }

  /// The mention that covers exactly this span.
  func mention(at span: ByteSpan) -> Int? {
    guard let index = mentionsByStart[span.start], self.span(ofMention: index) == span else { return nil }
    return index
  }

  func span(ofMention index: Int) -> ByteSpan { document.span(of: findings.mentions[index].tokens) }

  func sentence(ofMention index: Int) -> Range<Int> {
    document.sentences[findings.mentions[index].sentence].tokens
  }

  // MARK: Sides

  private static func sides(in document: Document) -> [(side: Side, tokens: Range<Int>)] {
    var sides: [(side: Side, tokens: Range<Int>)] = []
    var index = 0
    while index < document.tokens.count {
      if let found = document.side(at: index) {
        sides.append(found)
        index = max(index + 1, found.tokens.upperBound)
      } else {
        index += 1
      }
    }
    return sides
  }

  /// The side of a mention: the nearest in its part of the sentence, in the sentence, else that of the whole document
  /// where it names only one.
  func side(ofMention index: Int) -> (side: Side, tokens: Range<Int>)? {
    let mention = findings.mentions[index].tokens
    if let found = nearestSide(to: mention, in: clauses[index]) { return found }
    if let found = nearestSide(to: mention, in: sentence(ofMention: index)) { return found }
    guard let first = sides.first, sides.allSatisfy({ $0.side == first.side }) else { return nil }
    return first
  }

  private func nearestSide(to mention: Range<Int>, in range: Range<Int>) -> (side: Side, tokens: Range<Int>)? {
    sides.filter { range.contains($0.tokens.lowerBound) }
      .min { Self.gap($0.tokens, mention) < Self.gap($1.tokens, mention) }
  }

  /// Tokens between two ranges; zero where they touch or overlap.
  static func gap(_ tokens: Range<Int>, _ mention: Range<Int>) -> Int {
    tokens.upperBound <= mention.lowerBound
      ? mention.lowerBound - tokens.upperBound : max(0, tokens.lowerBound - mention.upperBound)
  }

  // MARK: Parts of sentences

  private static let prepositions = Set(
    ["of", "in", "at", "involving", "affecting", "to", "on", "over", "about", "within"].map { WordHash.of($0) })
  private static let conjunctions = Set(["and", "with", "or", "but", "as", "plus"].map { WordHash.of($0) })

  /// For each mention the part of its sentence that belongs to it: it ends at the last comma or conjunction before the
  /// next mention; without one, where a preposition goes on from it, at the next mention.
  private static func clauses(of findings: Findings) -> [Range<Int>] {
    let document = findings.document
    var result: [Range<Int>] = []
    for (index, mention) in findings.mentions.enumerated() {
      let sentence = document.sentences[mention.sentence].tokens
      let isFirst = index == 0 || findings.mentions[index - 1].sentence != mention.sentence
      let isLast =
        index + 1 == findings.mentions.count || findings.mentions[index + 1].sentence != mention.sentence
      let start =
        isFirst
        ? sentence.lowerBound : boundary(findings.mentions[index - 1].tokens, mention.tokens, document)
      let end =
        isLast ? sentence.upperBound : boundary(mention.tokens, findings.mentions[index + 1].tokens, document)
      result.append(start..<max(start, end))
    }
    return result
  }

  private static func boundary(_ first: Range<Int>, _ second: Range<Int>, _ document: Document) -> Int {
    let (start, end) = (first.upperBound, second.lowerBound)
    guard start < end else { return max(start, end) }
    for index in (start..<end).reversed() where isSeparator(document.tokens[index]) { return index }
    return prepositions.contains(document.tokens[start].hash) ? end : start
  }

  private static func isSeparator(_ token: Token) -> Bool {
    switch token.kind {
    case .word: conjunctions.contains(token.hash)
    case .punctuation: [0x2C, 0x3B, 0x3A, 0x2E, 0x26, 0x2B].contains(token.mark)
    case .number, .lineBreak: false
    }
  }
}

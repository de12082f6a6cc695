public import Billing
public import ClinicalText
public import Coding
public import ICD10CM

/// Finds the signs of medical decision making in a note.
///
/// Problems come from the codes that the note was coded to, data and risk from phrases. A phrase counts where it is
/// affirmed of the patient and of this visit; what the patient brings along as a risk may stand in the history.
public struct VisitReader {
  private struct Phrase {
    let tokens: [UInt64]
    let row: DecisionSigns.Row
  }

  private let phrases: [UInt64: [Phrase]]

  /// Prepares the phrases.
  public init(_ signs: DecisionSigns) {
    var phrases: [UInt64: [Phrase]] = [:]
    for row in signs.rows {
      for text in row.phrases {
        let keys = Document(text).tokens.compactMap(Self.key)
        if let first = keys.first { phrases[first, default: []].append(Phrase(tokens: keys, row: row)) }
      }
    }
    self.phrases = phrases
  }

  /// What a coded note shows.
  public func read(_ document: Document, _ note: CodedNote, book: Book) -> DecisionMaking {
    var evidence = problems(note, book)
    let hasChronic = evidence.contains { $0.sign == .stableChronic }
    let words = document.tokens.indices.compactMap { index in
      Self.key(document.tokens[index]).map { (key: $0, token: index) }
    }
    for start in words.indices {
      for phrase in phrases[words[start].key] ?? []
      where words[start...].lazy.map(\.key).starts(with: phrase.tokens) {
        let range = words[start].token..<(words[start + phrase.tokens.count - 1].token + 1)
        guard counts(phrase.row.sign, range, document) else { continue }
        // A worse course is one of a chronic problem; an injury that hurts more is none.
        if phrase.row.sign == .worseChronic && !hasChronic { continue }
        let span = document.span(of: range)
        let subject = phrase.row.subject.isEmpty ? document.text(span).lowercased() : phrase.row.subject
        evidence.append(
          DecisionMaking.Evidence(phrase.row.sign, subject: subject, start: span.start, end: span.end))
      }
    }
    return DecisionMaking(evidence)
  }

  /// Words are compared by hash, any number equals any other, and marks are passed over: "X-ray" is "x ray".
  private static func key(_ token: Token) -> UInt64? {
    switch token.kind {
    case .word: token.hash
    case .number: 1
    case .punctuation, .lineBreak: nil
    }
  }

  private func counts(_ sign: DecisionSign, _ range: Range<Int>, _ document: Document) -> Bool {
    let assertion = document.assertion(of: range)
    if !assertion.intersection([.negated, .otherExperiencer, .template, .hypothetical]).isEmpty { return false }
    let section = document.section(ofToken: range.lowerBound).kind
    // A list of what the patient takes is no decision about a drug.
    if sign == .prescription || sign == .toxicDrug, section == .medications || section == .allergies { return false }
    let isHistory = [.pastHistory, .surgicalHistory, .familyHistory].contains(section)
    // A factor of risk is what the patient brings along; everything else must be of this visit.
    return sign == .riskFactor || (!isHistory && !assertion.contains(.historical))
  }

  // MARK: Problems

  /// Categories that last a year or more; the list is the project's own, unverified.
  private static let chronic: [CodeRange] = {
    let ranges = [
      ("M05", "M10"), ("M15", "M19"), ("M40", "M51"), ("M75", "M75"), ("M80", "M81"), ("M83", "M85"), ("M87", "M88"),
      ("G56", "G57"), ("E10", "E13"), ("E20", "E21"), ("I10", "I15"), ("N18", "N18"), ("Q65", "Q79"),
    ]
    return ranges.compactMap { first, last in
      guard let first = Code(first), let last = Code(last) else { return nil }
      return CodeRange(first, last)
    }
  }()

  private func problems(_ note: CodedNote, _ book: Book) -> [DecisionMaking.Evidence] {
    note.assignments.compactMap { assignment in
      guard !assignment.isStatus, !assignment.isCause else { return nil }
      let code = book.code(of: assignment.node)
      guard code[0] != UInt8(ascii: "Z") else { return nil }
      let isChronic = Self.chronic.contains { $0.contains(code) }
      return DecisionMaking.Evidence(
        isChronic ? .stableChronic : .acuteProblem, subject: code.description, start: assignment.span.start,
        end: assignment.span.end)
    }
  }
}

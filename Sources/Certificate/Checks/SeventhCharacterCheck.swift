import ClinicalText
import Findings
import ICD10CM

/// The 7th character agrees with what the note says of the encounter and of healing (Guidelines I.C.19.a and I.C.19.c).
struct SeventhCharacterCheck {
  private static let subsequent = words(["subsequent", "healing", "healed"])
  private static let sequela = words(["sequela", "sequelae"])
  private static let nonunion = words(["nonunion", "ununited", "pseudarthrosis"])
  private static let malunion = words(["malunion", "malunited"])
  private static let delayed = words(["delayed"])
  private static let open = words(["open", "compound", "gunshot", "gustilo"])
  private static let gustilo = words(["gustilo", "anderson", "type", "grade"])
  private static let gustiloThree = words(["iiia", "iiib", "iiic"])
  /// "Open reduction" is no open fracture.
  private static let procedures = words(
    ["reduction", "treatment", "repair", "surgery", "surgical", "fixation", "release"])

  private static func words(_ words: [String]) -> Set<UInt64> { Set(words.map { WordHash.of($0) }) }

  private let document: Document
  /// The sentence of the mention, or its item of the conclusion.
  private let range: Range<Int>
  private let phase: EncounterPhase

  private init(_ question: StepQuestion) {
    document = question.document
    range = question.reading.context.words(of: question.file.findings.mentions[question.mention])
    phase = question.reading.context.phase
  }

  static let step: RuleCheck.StepCheck = { question in
    guard question.isChild, question.book.isSeventhCharacterCode(question.node), question.step.code.count == 7,
      let previous = question.previous
    else { return "\(question.step.code) has no 7th character that the category defines" }
    if question.steps.first?.rule == "problem-line" { return LineCheck.seventhCharacter(question) }
    let said = SeventhCharacterCheck(question).said()
    let offered = question.book.children(of: previous).map { question.book.code(of: $0)[6] }
    let letter = said.letters.utf8.first { offered.contains($0) }
    guard question.step.code[6] == letter ?? offered.first else {
      return "the note's words for the encounter do not lead to this 7th character"
    }
    return question.step.spans == (letter == nil ? [] : said.spans.sorted())
      ? nil : "the words for the 7th character stand elsewhere"
  }

  /// The letters that the note's words stand for, most telling first, with the words.
  private func said() -> (letters: String, spans: [ByteSpan]) {
    if let span = first(Self.sequela) { return ("S", [span]) }
    let state: Healing
    if let span = first(Self.nonunion) {
      state = Healing(closed: "K", open: "M", third: "N", span: span)
    } else if let span = first(Self.malunion) {
      state = Healing(closed: "P", open: "Q", third: "R", span: span)
    } else if let later = first(Self.subsequent) ?? phase.subsequent.map({ document.span(of: $0) }) {
      if let span = first(Self.delayed) {
        state = Healing(closed: "G", open: "H", third: "J", span: span)
      } else {
        state = Healing(closed: "", open: "E", third: "F", span: later)
      }
    } else {
      state = Healing(closed: "", open: "B", third: "C", span: nil)
    }
    let open = openFracture()
    let third = open == nil ? nil : gustiloThree()
    let spans = Set([state.span, open, third].compactMap(\.self))
    let wound = (third == nil ? "" : state.third) + (open == nil ? "" : state.open)
    return (wound + state.closed + (state.span == nil ? "A0" : "DA0"), spans.sorted())
  }

  /// The letters of a state of healing for closed fractures, open ones, and open ones of Gustilo type III.
  private struct Healing {
    let closed, open, third: String
    /// The words that say so.
    let span: ByteSpan?
  }

  /// "IIIA" wherever it stands, "III" and "3" behind "Gustilo", "type" or "grade".
  private func gustiloThree() -> ByteSpan? {
    for index in range {
      let token = document.tokens[index]
      if Self.gustiloThree.contains(token.hash) { return token.span }
      let isThree = token.hash == WordHash.of("iii") || document.text(token.span) == "3"
      let before = max(range.lowerBound, index - 3)..<index
      if isThree, before.contains(where: { Self.gustilo.contains(document.tokens[$0].hash) }) { return token.span }
    }
    return nil
  }

  private func first(_ words: Set<UInt64>) -> ByteSpan? {
    range.first { index in
      words.contains(document.tokens[index].hash)
        && document.assertion(of: index..<index + 1).isDisjoint(with: [.negated, .hypothetical, .planned])
    }.map { document.tokens[$0].span }
  }

  private func openFracture() -> ByteSpan? {
    range.first { index in
      Self.open.contains(document.tokens[index].hash)
        && !(index + 1 < document.tokens.count && Self.procedures.contains(document.tokens[index + 1].hash))
        && !document.assertion(of: index..<index + 1).contains(.negated)
    }.map { document.tokens[$0].span }
  }
}

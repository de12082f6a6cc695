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
    if let span = first(Self.nonunion) { return ("KDA0", [span]) }
    if let span = first(Self.malunion) { return ("PDA0", [span]) }
    if let later = first(Self.subsequent) ?? phase.subsequent.map({ document.span(of: $0) }) {
      if let span = first(Self.delayed) { return ("GDA0", [span]) }
      if let span = openFracture() { return ("EDA0", [span, later]) }
      return ("DA0", [later])
    }
    if let span = openFracture() { return ("BA0", [span]) }
    return ("A0", [])
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

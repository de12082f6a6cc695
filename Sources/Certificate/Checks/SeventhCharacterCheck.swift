import ClinicalText
import Findings
import ICD10CM

/// The 7th character agrees with what the note says of the encounter and of healing (Guidelines I.C.19.a and I.C.19.c).
struct SeventhCharacterCheck {
  private static let subsequent: WordSet = "subsequent healing healed"
  private static let sequela: WordSet = "sequela sequelae"
  private static let nonunion: WordSet = "nonunion ununited pseudarthrosis"
  private static let malunion: WordSet = "malunion malunited"
  private static let delayed: WordSet = "delayed"
  private static let unions: WordSet = "union healing consolidation"
  private static let grading: WordSet = "type grade gustilo anderson"
  private static let gradeThreeParts: WordSet = "iiia iiib iiic 3a 3b 3c"
  private static let open: WordSet = "open compound gunshot gustilo"
  /// "Open reduction" is no open fracture.
  private static let procedures: WordSet = "reduction treatment repair surgery surgical fixation release"

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
    guard question.isSeventhCharacter, let previous = question.previous else {
      return "\(question.step.code) has no 7th character that the category defines"
    }
    let offered = question.book.children(of: previous).map { question.book.code(of: $0)[6] }
    let said = SeventhCharacterCheck(question).said(ofHealing: offered.contains(UInt8(ascii: "K")))
    let letter = said.letters.utf8.first { offered.contains($0) }
    guard question.step.code[6] == letter ?? offered.first else {
      return "the note's words for the encounter do not lead to this 7th character"
    }
    return question.step.spans == (letter == nil ? [] : said.spans.sorted())
      ? nil : "the words for the 7th character stand elsewhere"
  }

  /// The letters that the note's words stand for, most telling first, with the words.
  ///
  /// - Parameter heals: Whether the category has letters for how a fracture heals.
  private func said(ofHealing heals: Bool) -> (letters: String, spans: [ByteSpan]) {
    if let span = first(Self.sequela) { return ("S", [span]) }
    let open = openFracture()
    let grade = open.flatMap { _ in gradeThree() }
    let wound = (open.map { [$0] } ?? []) + (grade.map { [$0] } ?? [])
    let row = open == nil ? 0 : grade == nil ? 1 : 2
    if heals, let span = first(Self.nonunion) { return (["KDA0", "MKDA0", "NKDA0"][row], wound + [span]) }
    if heals, let span = first(Self.malunion) { return (["PDA0", "QPDA0", "RPDA0"][row], wound + [span]) }
    let fixed = FractureAftercare.operation(in: range, of: document)
    let isLater = first(Self.subsequent) ?? (phase.subsequent ?? fixed).map { document.span(of: $0) }
    if heals, let span = delay(isLater: isLater != nil) { return (["GDA0", "HGDA0", "JGDA0"][row], wound + [span]) }
    if let isLater { return (["DA0", "EDA0", "FEDA0"][row], wound + [isLater]) }
    return (["A0", "BA0", "CBA0"][row], wound)
  }

  /// "delayed" of union or healing, or, in care afterwards, alone.
  private func delay(isLater: Bool) -> ByteSpan? {
    let joined = range.first { index in
      Self.delayed.contains(document.tokens[index].hash) && index + 1 < document.tokens.count
        && Self.unions.contains(document.tokens[index + 1].hash)
        && document.assertion(of: index..<index + 1).isDisjoint(with: [.negated, .hypothetical, .planned])
    }.map { document.tokens[$0].span }
    return joined ?? (isLater ? first(Self.delayed) : nil)
  }

  /// Gustilo's type III, as a letter of its own or behind "type" or "grade".
  private func gradeThree() -> ByteSpan? {
    for index in range {
      let token = document.tokens[index]
      let isNamed = index > 0 && Self.grading.contains(document.tokens[index - 1].hash)
      let isDigit = token.kind == .number && document.text(token.span) == "3"
      if Self.gradeThreeParts.contains(token.hash) || isNamed && (token.hash == WordHash.of("iii") || isDigit) {
        return token.span
      }
    }
    return nil
  }

  private func first(_ words: WordSet) -> ByteSpan? {
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

extension DerivationQuestion {
  /// Whether the step adds a 7th character that the category defines.
  var isSeventhCharacter: Bool { isChild && book.isSeventhCharacterCode(node) && step.code.count == 7 }
}

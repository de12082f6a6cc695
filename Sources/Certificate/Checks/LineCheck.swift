import ClinicalText
import Findings
import ICD10CM

/// A problem-list line that is coded as a whole: its words are those of the row, and no sibling says them better.
enum LineCheck {
  static let step: RuleCheck.LineStepCheck = { question in
    guard question.index == 0 else { return "a line can only begin a derivation" }
    let isProblem = question.file.certificate.settings.kind == "problem"
    let words = question.words.tokens(of: question.node)
    let proof = question.reading.lineProof(of: question.node, in: question.words.reading, isProblem: isProblem)
    guard !proof.words.isEmpty, proof.span == question.span, question.step.spans == proof.words else {
      return "the words of the line that are words of \(question.step.code) stand elsewhere"
    }
    guard let parent = question.book.parent(of: question.node) else { return nil }
    // Where both sides are coded, sides part no row from another.
    let special = question.reading.special
    let isBoth = isOfBothSides(question)
    let passed: Set<WordID> = isBoth ? [special.right, special.left, special.bilateral] : []
    func said(_ node: NodeID) -> Set<Range<Int>> {
      let words = question.words.tokens(of: node)
      return Set(isBoth ? words.filter { !question.words.isSide($0) } : words)
    }
    let own = Set(isBoth ? words.filter { !question.words.isSide($0) } : words)
    let missing = question.words.missing(question.node, passing: passed)
    for sibling in question.book.children(of: parent) where sibling != question.node && !hasRows(sibling, question.book)
    {
      if said(sibling).isStrictSuperset(of: own), question.words.missing(sibling, passing: passed) < missing {
        return "\(question.book.code(of: sibling)) says more of the line"
      }
    }
    return nil
  }

  /// Whether the line names both sides, and the row is of both, or the row of the other side is coded as well (Guidelines
  /// I.B.13).
  private static func isOfBothSides(_ question: LineQuestion) -> Bool {
    guard question.words.namesBothSides else { return false }
    let (book, special) = (question.book, question.reading.special)
    if book.title(of: question.node, has: special.bilateral, isDistinguishing: true) { return true }
    let sides: Set<WordID> = [special.right, special.left]
    func content(_ node: NodeID) -> Set<WordID> { book.titleWords(of: node).subtracting(sides) }
    return question.file.derived.contains { derived in
      guard let first = derived.steps.first, first.rule == "problem-line", let node = book.node(first.code),
        node != question.node
      else { return false }
      return content(node) == content(question.node)
    }
  }

  /// Whether a row has rows below it other than its 7th characters.
  private static func hasRows(_ node: NodeID, _ book: Book) -> Bool {
    book.children(of: node).contains { !book.isSeventhCharacterCode($0) }
  }

  /// A term of the line is not coded beside the line as a whole.
  static let withdrawal: RuleCheck.WithdrawalCheck = { question in
    if question.file.derived.contains(where: { $0.steps.areOfLine }) { return nil }
    // Several codes of one mention: of sites that share it, or of a term that stands for several diagnoses.
    let spans = question.file.certificate.assignments.map(\.span)
    return Set(spans).count < spans.count ? nil : "the line is not coded as a whole"
  }

  private static let encounters: Set<String> = ["initial", "subsequent", "sequela", "encounter"]

  /// The 7th character whose meaning is nearest to what the line says.
  static let seventhCharacter: RuleCheck.LineStepCheck = { question in
    guard question.isSeventhCharacter, let previous = question.previous else {
      return "\(question.step.code) has no 7th character that the category defines"
    }
    guard question.step.spans.isEmpty else { return "a line's 7th character has no words" }
    // "Without foreign body, subsequent encounter for open fracture": a denial reaches no encounter, nor what is said of it.
    let evidence = question.words.evidence
    let encounter = evidence.first { encounters.contains(question.book.name(of: $0.word)) }?.tokens.lowerBound
    let words = evidence.compactMap { evidence -> String? in
      let isDenied = question.reading.context.denied[evidence.tokens.lowerBound]
      let isOfEncounter = encounter.map { $0 <= evidence.tokens.lowerBound } ?? false
      return isDenied && !isOfEncounter ? nil : question.book.name(of: evidence.word)
    }
    let children = question.book.children(of: previous).filter(question.book.isSeventhCharacterCode)
    var said = SeventhCharacterMeaning(words: words.map { $0[...] })
    // "Delayed" is of healing only where the category tells kinds of healing apart.
    let tellsHealing = children.contains {
      SeventhCharacterMeaning(question.book.seventhCharacterMeaning($0)).healing != nil
    }
    if !tellsHealing { said.healing = nil }
    let wanted = said.withDefaults
    let letter = question.file.findings.document.statedSeventhCharacter?.letter
    func distance(_ node: NodeID) -> Int {
      // A 7th character given as a letter decides where the row has it.
      if question.book.code(of: node)[6] == letter { return -1 }
      return wanted.distance(to: SeventhCharacterMeaning(question.book.seventhCharacterMeaning(node)))
    }
    let nearest = children.map(distance).min()
    // The character itself may be written ("7thB").
    let written = question.step.code.count == 7 ? question.step.code[6] : 0
    let isWritten = question.words.reading.tokens.contains { index in
      let token = question.document.tokens[index]
      let bytes = question.document.bytes[token.span.range]
      return token.kind == .word && (bytes.count == 1 || bytes.starts(with: Array("7th".utf8)))
        && bytes.last.map { $0 & 0xDF } == written
    }
    return nearest == distance(question.node) || isWritten ? nil : "the line says another 7th character"
  }
}

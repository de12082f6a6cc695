import ClinicalText
import Findings
import ICD10CM

/// A problem-list line that is coded as a whole: its words are those of the row, and no sibling says them better.
enum LineCheck {
  static let step: RuleCheck.StepCheck = { question in
    guard question.index == 0, let line = question.line else { return "only a whole line is coded so" }
    guard let message = refusal(question, line, site: nil) else { return nil }
    let sites = question.reading.context.lineSites?.sites.count ?? 0
    return (0..<sites).contains { refusal(question, line, site: $0) == nil } ? nil : message
  }

  /// Why the line, or the line read for one of the sites that share its diagnosis, is not the row.
  private static func refusal(_ question: StepQuestion, _ line: ByteSpan, site: Int?) -> String? {
    let isProblem = question.file.certificate.settings.kind == "problem"
    let proof = question.reading.lineProof(of: question.node, in: line, isProblem: isProblem, site: site)
    guard !proof.words.isEmpty, proof.span == line, question.step.spans == proof.words else {
      return "the words of the line that are words of \(question.step.code) stand elsewhere"
    }
    let hidden = question.reading.hidden(site: site)
    let tokens = question.reading.lineTokens(of: question.node, in: line, without: hidden)
    let missing = question.reading.lineMissing(question.node, in: line, without: hidden)
    let own = Set(tokens)
    guard let parent = question.book.parent(of: question.node) else { return nil }
    for sibling in question.book.children(of: parent) where sibling != question.node && !hasRows(sibling, question.book)
    {
      let other = Set(question.reading.lineTokens(of: sibling, in: line, without: hidden))
      let otherMissing = question.reading.lineMissing(sibling, in: line, without: hidden)
      if other.isStrictSuperset(of: own), otherMissing < missing {
        return "\(question.book.code(of: sibling)) says more of the line"
      }
    }
    return nil
  }

  /// Whether a row has rows below it other than its 7th characters.
  private static func hasRows(_ node: NodeID, _ book: Book) -> Bool {
    book.children(of: node).contains { !book.isSeventhCharacterCode($0) }
  }

  /// A term of the line is not coded beside the line as a whole.
  static let withdrawal: RuleCheck.WithdrawalCheck = { question in
    if question.file.derived.contains(where: { $0.steps.first?.rule == "problem-line" }) { return nil }
    // Several codes of one mention: of sites that share it, or of a term that stands for several diagnoses.
    let spans = question.file.certificate.assignments.map(\.span)
    return Set(spans).count < spans.count ? nil : "the line is not coded as a whole"
  }

  private static let encounters: Set<String> = ["initial", "subsequent", "sequela", "encounter"]

  /// The 7th character whose meaning is nearest to what the line says.
  static func seventhCharacter(_ question: StepQuestion) -> String? {
    guard question.step.spans.isEmpty, let previous = question.previous,
      let line = question.line.flatMap({ question.document.tokenRange(of: $0) })
    else {
      return "a line's 7th character has no words"
    }
    // "Without foreign body, subsequent": a denial reaches no encounter.
    let words = question.file.findings.evidence.filter { line.contains($0.tokens) }.compactMap { evidence in
      let name = question.book.name(of: evidence.word)
      let isDenied = question.reading.context.denied[evidence.tokens.lowerBound]
      return isDenied && !encounters.contains(name) ? nil : name
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
    let isWritten = question.document.tokens[line].contains { token in
      let bytes = question.document.bytes[token.span.range]
      return token.kind == .word && (bytes.count == 1 || bytes.starts(with: Array("7th".utf8)))
        && bytes.last.map { $0 & 0xDF } == written
    }
    return nearest == distance(question.node) || isWritten ? nil : "the line says another 7th character"
  }
}

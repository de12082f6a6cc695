import ClinicalText
import Findings
import ICD10CM

/// Chooses the 7th character by what the document says of the encounter: initial (active treatment), subsequent, or
/// sequela; open or closed; how the fracture heals (Guidelines I.C.19.a and I.C.19.c).
struct SeventhCharacterChoice {
  let book: Book
  let document: Document
  let phase: EncounterPhase
  /// The tokens in which the injury is described: its sentence, or its item of the conclusion.
  let sentences: Range<Int>

  private static let subsequent: WordSet = "subsequent healing healed"
  private static let sequela: WordSet = "sequela sequelae"
  private static let open: WordSet = "open compound gunshot gustilo"
  private static let reduction: WordSet = "reduction treatment repair surgery surgical fixation release"
  private static let nonunion: WordSet = "nonunion ununited pseudarthrosis"
  private static let malunion: WordSet = "malunion malunited"
  private static let delayed: WordSet = "delayed"
  private static let union: WordSet = "union healing consolidation"
  private static let third: WordSet = "iiia iiib iiic 3a 3b 3c"
  private static let typeThree: WordSet = "iii"
  private static let typeWords: WordSet = "type grade gustilo anderson"

  /// The child with the fitting 7th character; `nil` where the row takes none.
  func choose(below node: NodeID) -> DerivationStep? {
    let children = book.children(of: node)
    guard let first = children.first, book.isSeventhCharacterCode(first) else { return nil }
    // Only fractures are told apart by how they heal; a broken plate beside a nonunion is not.
    let heals = children.contains { book.code(of: $0)[6] == UInt8(ascii: "K") }
    let wanted = preference(heals: heals)
    for letter in wanted.letters {
      if let child = children.first(where: { book.code(of: $0)[6] == letter }) {
        return DerivationStep(rule: .seventhCharacter, node: child, spans: wanted.spans)
      }
    }
    return DerivationStep(rule: .seventhCharacter, node: first, spans: [])
  }

  /// Letters in order of preference. Of an open fracture the letter tells Gustilo's types I and II from III.
  private func preference(heals: Bool) -> (letters: [UInt8], spans: [ByteSpan]) {
    if let span = first(Self.sequela) { return (Array("S".utf8), [span]) }
    let open = openSpan()
    let third = open == nil ? nil : thirdTypeSpan()
    let wound = [open, third].compactMap { $0 }.sorted()
    func letters(_ closed: String, _ lesser: String, _ greater: String) -> [UInt8] {
      Array((third != nil ? greater : open != nil ? lesser : closed).utf8)
    }
    if heals, let span = first(Self.nonunion) { return (letters("KDA0", "MKDA0", "NKDA0"), ([span] + wound).sorted()) }
    if heals, let span = first(Self.malunion) { return (letters("PDA0", "QPDA0", "RPDA0"), ([span] + wound).sorted()) }
    if heals, let span = delayedUnionSpan() { return (letters("GDA0", "HGDA0", "JGDA0"), ([span] + wound).sorted()) }
    let fixed = FractureAftercare.operation(in: sentences, of: document)
    let later = first(Self.subsequent) ?? (phase.subsequent ?? fixed).map { document.span(of: $0) }
    if let later {
      if heals, let span = first(Self.delayed) { return (letters("GDA0", "HGDA0", "JGDA0"), ([span] + wound).sorted()) }
      return (letters("DA0", "EDA0", "FEDA0"), ([later] + wound).sorted())
    }
    return (letters("A0", "BA0", "CBA0"), wound)
  }

  /// "delayed union" says by itself that the fracture is past its treatment.
  private func delayedUnionSpan() -> ByteSpan? {
    sentences.first { index in
      Self.delayed.contains(document.tokens[index].hash) && index + 1 < document.tokens.count
        && Self.union.contains(document.tokens[index + 1].hash) && isAffirmed(index)
    }.map { document.tokens[$0].span }
  }

  /// Type III of Gustilo's: "type IIIA", "grade 3B", "Gustilo III".
  private func thirdTypeSpan() -> ByteSpan? {
    sentences.first { index in
      let token = document.tokens[index]
      if Self.third.contains(token.hash) { return true }
      guard Self.typeThree.contains(token.hash) || isThree(token), index > 0 else { return false }
      return Self.typeWords.contains(document.tokens[index - 1].hash)
    }.map { document.tokens[$0].span }
  }

  private func isThree(_ token: Token) -> Bool {
    token.kind == .number && token.length == 1 && document.bytes[Int(token.start)] == UInt8(ascii: "3")
  }

  /// "open fracture", not "open reduction".
  private func openSpan() -> ByteSpan? {
    sentences.first { index in
      Self.open.contains(document.tokens[index].hash)
        && !(index + 1 < document.tokens.count && Self.reduction.contains(document.tokens[index + 1].hash))
        && !document.assertion(of: index..<index + 1).contains(.negated)
    }.map { document.tokens[$0].span }
  }

  private func first(_ words: WordSet) -> ByteSpan? {
    sentences.first { words.contains(document.tokens[$0].hash) && isAffirmed($0) }.map { document.tokens[$0].span }
  }

  private func isAffirmed(_ index: Int) -> Bool {
    document.assertion(of: index..<index + 1).isDisjoint(with: [.negated, .hypothetical, .planned])
  }
}

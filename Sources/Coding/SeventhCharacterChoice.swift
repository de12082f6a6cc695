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

  private static let subsequent = Set(["subsequent", "healing", "healed"].map { WordHash.of($0) })
  private static let sequela = Set(["sequela", "sequelae"].map { WordHash.of($0) })
  private static let open = Set(["open", "compound", "gunshot", "gustilo"].map { WordHash.of($0) })
  private static let reduction = Set(
    ["reduction", "treatment", "repair", "surgery", "surgical", "fixation", "release"].map { WordHash.of($0) })
  private static let nonunion = Set(["nonunion", "ununited", "pseudarthrosis"].map { WordHash.of($0) })
  private static let malunion = Set(["malunion", "malunited"].map { WordHash.of($0) })
  private static let delayed = WordHash.of("delayed")
  private static let third = WordHash.of("iii")
  private static let thirdTypes = Set(["iiia", "iiib", "iiic"].map { WordHash.of($0) })
  private static let typing = Set(["gustilo", "anderson", "type", "grade"].map { WordHash.of($0) })

  /// The child with the fitting 7th character; `nil` where the row takes none.
  func choose(below node: NodeID) -> DerivationStep? {
    let children = book.children(of: node)
    guard let first = children.first, book.isSeventhCharacterCode(first) else { return nil }
    let wanted = preference()
    for letter in wanted.letters {
      if let child = children.first(where: { book.code(of: $0)[6] == letter }) {
        return DerivationStep(rule: .seventhCharacter, node: child, spans: wanted.spans)
      }
    }
    return DerivationStep(rule: .seventhCharacter, node: first, spans: [])
  }

  /// Letters in order of preference: those of the wound and its Gustilo type first, for categories that tell them apart.
  private func preference() -> (letters: [UInt8], spans: [ByteSpan]) {
    if let span = first(Self.sequela) { return (Array("S".utf8), [span]) }
    let wound = openSpan()
    let type = wound.flatMap { _ in thirdTypeSpan() }
    func letters(_ closed: String, open: String, third: String) -> [UInt8] {
      Array(((type == nil ? "" : third) + (wound == nil ? "" : open) + closed).utf8)
    }
    let wounds = [wound, type].compactMap(\.self)
    func spans(_ others: ByteSpan...) -> [ByteSpan] { Array(Set(others + wounds)).sorted() }
    if let span = first(Self.nonunion) { return (letters("KDA0", open: "M", third: "N"), spans(span)) }
    if let span = first(Self.malunion) { return (letters("PDA0", open: "Q", third: "R"), spans(span)) }
    if let later = first(Self.subsequent) ?? phase.subsequent.map({ document.span(of: $0) }) {
      if let span = first([Self.delayed]) { return (letters("GDA0", open: "H", third: "J"), spans(span)) }
      return (letters("DA0", open: "E", third: "F"), spans(later))
    }
    return (letters("A0", open: "B", third: "C"), spans())
  }

  /// Gustilo type III, with or without its letter ("Gustilo IIIA", "type 3 open", "grade III-B").
  private func thirdTypeSpan() -> ByteSpan? {
    sentences.first { index in
      let hash = document.tokens[index].hash
      if Self.thirdTypes.contains(hash) { return true }
      guard hash == Self.third || document.tokens[index].kind == .number && isThree(index) else { return false }
      return (max(sentences.lowerBound, index - 3)..<index).contains { Self.typing.contains(document.tokens[$0].hash) }
    }.map { document.tokens[$0].span }
  }

  private func isThree(_ index: Int) -> Bool {
    document.bytes[document.tokens[index].span.range].elementsEqual("3".utf8)
  }

  /// "open fracture", not "open reduction".
  private func openSpan() -> ByteSpan? {
    sentences.first { index in
      Self.open.contains(document.tokens[index].hash)
        && !(index + 1 < document.tokens.count && Self.reduction.contains(document.tokens[index + 1].hash))
        && !document.assertion(of: index..<index + 1).contains(.negated)
    }.map { document.tokens[$0].span }
  }

  private func first(_ hashes: Set<UInt64>) -> ByteSpan? {
    sentences.first { hashes.contains(document.tokens[$0].hash) && isAffirmed($0) }.map { document.tokens[$0].span }
  }

  private func isAffirmed(_ index: Int) -> Bool {
    document.assertion(of: index..<index + 1).isDisjoint(with: [.negated, .hypothetical, .planned])
  }
}

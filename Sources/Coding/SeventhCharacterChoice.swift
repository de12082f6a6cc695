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

  /// Letters in order of preference.
  private func preference() -> (letters: [UInt8], spans: [ByteSpan]) {
    if let span = first(Self.sequela) { return (Array("S".utf8), [span]) }
    if let span = first(Self.nonunion) { return (Array("KDA0".utf8), [span]) }
    if let span = first(Self.malunion) { return (Array("PDA0".utf8), [span]) }
    let later = first(Self.subsequent) ?? phase.subsequent.map { document.span(of: $0) }
    if let later {
      if let span = first([Self.delayed]) { return (Array("GDA0".utf8), [span]) }
      if let open = openSpan() { return (Array("EDA0".utf8), [open, later]) }
      return (Array("DA0".utf8), [later])
    }
    if let span = openSpan() { return (Array("BA0".utf8), [span]) }
    return (Array("A0".utf8), [])
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

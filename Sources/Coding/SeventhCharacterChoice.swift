import ClinicalText
import ICD10CM

/// Chooses the 7th character by what the document says of the encounter: initial (active treatment), subsequent, or
/// sequela; open or closed; how the fracture heals (Guidelines I.C.19.a and I.C.19.c).
struct SeventhCharacterChoice {
  let book: Book
  let document: Document

  private static let subsequent = Set(
    ["subsequent", "followup", "postop", "postoperative", "healing", "healed", "rehabilitation"].map { WordHash.of($0) }
  )
  private static let sequela = Set(["sequela", "sequelae"].map { WordHash.of($0) })
  private static let open = Set(["open", "compound", "gunshot", "gustilo"].map { WordHash.of($0) })
  private static let nonunion = WordHash.of("nonunion")
  private static let malunion = WordHash.of("malunion")
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
    if let span = first([Self.nonunion]) { return (Array("KDA0".utf8), [span]) }
    if let span = first([Self.malunion]) { return (Array("PDA0".utf8), [span]) }
    if let span = first(Self.subsequent) {
      return (Array((first([Self.delayed]) == nil ? "DA0" : "GDA0").utf8), [span])
    }
    if let span = first(Self.open) { return (Array("BA0".utf8), [span]) }
    return (Array("A0".utf8), [])
  }

  private func first(_ hashes: Set<UInt64>) -> ByteSpan? {
    document.tokens.first { hashes.contains($0.hash) }?.span
  }
}

import ICD10CM

extension CheckedFact {
  /// Facts on 7th characters.
  static let seventhFacts: [CheckedFact] = [
    CheckedFact("seventh", "{seventh S72.001 A,B,C}", "These are the 7th characters of the row, no more and no fewer.")
    {
      call, context in
      guard call.plain.count == 2, let code = call.firstCode else { return .misused }
      return context.on(code) { node in
        let real = characters(below: node, in: context.book)
        let stated = call.plain[1].split(separator: ",").map(String.init)
        return Set(stated) == Set(real) && stated.count == real.count
          ? .holds
          : .fails(
            .seventh,
            real.isEmpty ? "\(code) takes no 7th character" : "\(code) takes \(real.joined(separator: ","))",
            remedy: real.isEmpty
              ? "write {no-seventh \(code)}" : "write {seventh \(code) \(real.joined(separator: ","))}")
      }
    },
    CheckedFact("no-seventh", "{no-seventh M85.89}", "The row takes no 7th character.") { call, context in
      guard let code = call.codes(1)?.first else { return .misused }
      return context.on(code) { node in
        let real = characters(below: node, in: context.book)
        return real.isEmpty && !context.book.isSeventhCharacterCode(node)
          ? .holds
          : .fails(
            .seventh, "\(code) takes 7th characters \(real.joined(separator: ","))",
            remedy: "write {seventh \(code) \(real.joined(separator: ","))}")
      }
    },
    CheckedFact(
      "seventh-meaning", #"{seventh-meaning S72.001 A "initial encounter for closed fracture"}"#,
      "This is what the 7th character means below the row."
    ) { call, context in
      guard call.plain.count == 2, let code = call.firstCode, let words = call.quotation else { return .misused }
      return context.on(code) { node in
        let child = codes(below: node, in: context.book).first {
          context.book.code(of: $0).undotted.hasSuffix(call.plain[1])
        }
        guard let child else {
          return .fails(
            .seventh, "\(code) takes no 7th character \(call.plain[1])",
            remedy: "see the characters with 'osteon lookup \(code)'")
        }
        let meaning = context.book.seventhCharacterMeaning(child)
        return meaning.comparable == words.comparable
          ? .holds : .fails(.seventh, "\(call.plain[1]) means '\(meaning)' below \(code)", remedy: "write those words")
      }
    },
  ]

  /// The first rows below `node` that have a 7th character: those of one parent.
  private static func codes(below node: NodeID, in book: Book) -> [NodeID] {
    let first = book.subtree(of: node).map { NodeID($0) }.first { book.isSeventhCharacterCode($0) }
    guard let parent = first.flatMap(book.parent(of:)) else { return [] }
    return book.children(of: parent).filter(book.isSeventhCharacterCode)
  }

  private static func characters(below node: NodeID, in book: Book) -> [String] {
    codes(below: node, in: book).map { String(book.code(of: $0).undotted.suffix(1)) }
  }
}

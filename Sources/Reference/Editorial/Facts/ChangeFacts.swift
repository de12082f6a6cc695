import ICD10CM

extension CheckedFact {
  /// Facts on what an edition changed.
  static let changeFacts: [CheckedFact] = [
    change("added", "The edition added the code.") { old, new, older, newer in old == nil && new != nil },
    change("deleted", "The edition deleted the code.") { old, new, older, newer in old != nil && new == nil },
    change("became-header", "The edition made a header of a code that was valid for submission.") {
      old, new, older, newer in
      guard let old, let new else { return false }
      return older.isBillable(old) && !newer.isBillable(new)
    },
    change("unchanged", "The code is the same in the edition as in the one before it.") { old, new, older, newer in
      guard let old, let new else { return false }
      return older.isBillable(old) == newer.isBillable(new) && older.title(of: old) == newer.title(of: new)
    },
  ]

  private static func change(
    _ name: String, _ sentence: String, _ holds: @escaping @Sendable (NodeID?, NodeID?, Book, Book) -> Bool
  ) -> CheckedFact {
    CheckedFact(name, "{\(name) 2027 M72.2}", sentence) { call, context in
      guard call.plain.count == 2, let code = Code(FactWording.bare(call.plain[1])) else { return .misused }
      guard call.plain[0] == context.book.edition.name else {
        return .notChecked("edition \(call.plain[0]) is not the one the page is written for")
      }
      guard let older = context.older else { return .notChecked("the edition before it is not installed") }
      return holds(older.node(code), context.book.node(code), older, context.book)
        ? .holds
        : .fails(
          .change, "from edition \(older.edition.name) to \(context.book.edition.name) that did not happen to \(code)",
          remedy: "see what changed with 'osteon book diff \(older.edition.name) \(context.book.edition.name)'")
    }
  }
}

import ICD10CM

extension CheckedFact {
  /// Facts on notes of the Tabular and entries of the Index.
  static let noteFacts: [CheckedFact] = [
    relation("excludes1", .excludes1), relation("excludes2", .excludes2), relation("code-first", .codeFirst),
    relation("use-additional", .useAdditionalCode), relation("code-also", .codeAlso),
    CheckedFact(
      "not-excludes1", "{not-excludes1 M81.0 M85.89}", "No Excludes1 note keeps the first code from the second."
    ) { call, context in
      guard let codes = call.codes(2) else { return .misused }
      return context.on(codes[0]) { first in
        context.on(codes[1]) { second in
          guard
            let note = context.book.note(.excludes1, at: first, naming: codes[1])
              ?? context.book.note(.excludes1, at: second, naming: codes[0])
          else { return .holds }
          return .fails(
            .note, "an Excludes1 note at \(note.level) names it: '\(note.text)'",
            remedy: "write {excludes1 \(codes[0]) \(codes[1])}")
        }
      }
    },
    CheckedFact(
      "inclusion", #"{inclusion M81.0 "Osteoporosis NOS"}"#,
      "The words are an inclusion term of the code or of a row above."
    ) { call, context in
      printed(call, context, "inclusion term") { [.inclusionTerm, .includes].contains($0.kind) }
    },
    CheckedFact(
      "note", #"{note S72 "… should be coded to closed"}"#, "A note at the row, or above it, says these words."
    ) {
      call, context in
      printed(call, context, "note", isWhole: false) { _ in true }
    },
    CheckedFact("index", #"{index M85.8 "Osteopenia"}"#, "The Index leads from these words to the code.") {
      call, context in
      guard let code = call.codes(1)?.first, let words = call.quotation else { return .misused }
      return context.on(code) { node in
        let entries = context.book.indexEntries(leadingTo: node).map(\.path)
        if entries.contains(where: { $0.comparable == words.comparable }) { return .holds }
        // The Index comes with an edition only in part: that it is silent about a code says nothing.
        guard !entries.isEmpty else { return .notChecked("no Index entry that leads to \(code) is installed") }
        return .fails(
          .note, "the Index at hand has no entry '\(words)' that leads to \(code)",
          remedy: "write one of: \(entries.prefix(5).joined(separator: "; "))"
        )
      }
    },
  ]

  private static func relation(_ name: String, _ kind: NoteKind) -> CheckedFact {
    CheckedFact(
      name, "{\(name) M85.8 M48.1}", "A note '\(kind.heading)' at the first row, or above it, names the second code."
    ) { call, context in
      guard let codes = call.codes(2) else { return .misused }
      return context.on(codes[0]) { node in
        context.on(codes[1]) { other in
          let first = context.book.note(kind, at: node, naming: codes[1])
          // Excludes notes hold in both directions (Guidelines I.A.12); the others do not.
          let isMutual = kind == .excludes1 || kind == .excludes2
          guard let note = first ?? (isMutual ? context.book.note(kind, at: other, naming: codes[0]) : nil) else {
            return .fails(
              .note,
              "no note '\(kind.heading)' of edition \(context.book.edition.name) parts or joins \(codes[0]) and \(codes[1])",
              remedy: "read the notes with 'osteon lookup \(codes[0])'")
          }
          guard let words = call.quotation else { return .holds }
          return note.text.comparable.contains(words.comparable)
            ? .holds
            : .fails(.note, "the note at \(note.level) says '\(note.text)'", remedy: "quote words of the note")
        }
      }
    }
  }

  private static func printed(
    _ call: FactCall, _ context: FactContext, _ what: String, isWhole: Bool = true, _ isMeant: (BookNote) -> Bool
  ) -> FactOutcome {
    guard let code = call.codes(1)?.first, let words = call.quotation else { return .misused }
    return context.on(code) { node in
      let texts = context.book.notesThatApply(to: node).filter(isMeant).map(\.text.comparable)
      let wanted = words.comparable
      return texts.contains { isWhole ? $0 == wanted : $0.contains(wanted) }
        ? .holds
        : .fails(
          .note, "no \(what) '\(words)' applies to \(code) in edition \(context.book.edition.name)",
          remedy: "read the notes with 'osteon lookup \(code)'")
    }
  }
}

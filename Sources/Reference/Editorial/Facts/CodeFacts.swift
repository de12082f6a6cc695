import ICD10CM

extension CheckedFact {
  /// Facts on single rows of the book.
  static let codeFacts: [CheckedFact] = [
    CheckedFact("billable", "{billable M85.89}", "The code is valid for submission.") { call, context in
      guard let code = call.codes(1)?.first else { return .misused }
      return context.on(code) { node in
        context.book.isBillable(node)
          ? .holds
          : .fails(
            .billable, "\(code) is a header in edition \(context.book.edition.name)",
            remedy: "name a code below it, or write {header \(code)}")
      }
    },
    CheckedFact("header", "{header M85.8}", "The row is a header: more characters are needed.") { call, context in
      guard let code = call.codes(1)?.first else { return .misused }
      return context.on(code) { node in
        context.book.isBillable(node)
          ? .fails(
            .billable, "\(code) is valid for submission in edition \(context.book.edition.name)",
            remedy: "write {billable \(code)}")
          : .holds
      }
    },
    CheckedFact("title", #"{title M85.89 "…"}"#, "The code has this title; without words, the title is filled in.") {
      call, context in
      guard let code = call.codes(1)?.first else { return .misused }
      return context.on(code) { node in
        guard let quotation = call.quotation else { return .holds }
        let title = context.book.title(of: node)
        return quotation.comparable == title.comparable
          ? .holds : .fails(.title, "\(code) is called '\(title)'", remedy: "write that title, or leave the words out")
      }
    },
    CheckedFact("count", "{count M85.8 26}", "So many codes below the row are valid for submission.") { call, context in
      guard call.plain.count == 2, let code = call.firstCode, let stated = Int(call.plain[1]) else { return .misused }
      return context.on(code) { node in
        let count = context.book.subtree(of: node).count { context.book.isBillable(NodeID($0)) }
        return count == stated
          ? .holds : .fails(.count, "\(count) codes below \(code) are valid for submission", remedy: "write \(count)")
      }
    },
  ]
}

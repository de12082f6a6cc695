import ICD10CM

/// Every query asks about a row of the book at a mention of the note, and its answers are codes below that row.
struct QueryCheck {
  let file: CaseFile

  func failures() -> [VerificationFailure] {
    var failures: [VerificationFailure] = []
    let queries = file.certificate.queries
    if zip(queries, queries.dropFirst()).contains(where: { $0 >= $1 }) {
      failures.append(VerificationFailure(.query, "queries are not in order", at: "queries"))
    }
    for (index, query) in queries.enumerated() {
      func fail(_ message: String) {
        failures.append(VerificationFailure(.query, message, at: "queries[\(index)]"))
      }
      if file.reading.mention(at: query.span) == nil { fail("is about words that are no mention") }
      if file.book.node(query.code) == nil { fail("\(query.code) is not in the book") }
      if zip(query.answers, query.answers.dropFirst()).contains(where: { $0 >= $1 }) {
        fail("answers are not in order")
      }
      for answer in query.answers where file.book.node(answer) == nil { fail("\(answer) is not in the book") }
    }
    return failures
  }
}

extension Document {
  /// The index in `sentences` of the sentence that holds a token; the nearest one for an index outside the document.
  ///
  /// Complexity: logarithmic in the number of sentences.
  public func sentenceIndex(ofToken token: Int) -> Int {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return max(0, min(low, sentences.count - 1))
  }

  /// The index in `sections` of the section that holds a token.
  public func sectionIndex(ofToken token: Int) -> Int {
    sentences.isEmpty ? 0 : sentences[sentenceIndex(ofToken: token)].section
  }

  /// The section that holds a token.
  public func section(ofToken token: Int) -> Section { sections[sectionIndex(ofToken: token)] }

  /// The tokens that share a byte with `span`; `nil` where there is none.
  public func tokenRange(of span: ByteSpan) -> Range<Int>? {
    let first = firstToken { $0.span.end > span.start }
    let end = firstToken { Int($0.start) >= span.end }
    return first < end ? first..<end : nil
  }

  /// The first token for which `isReached` holds; it must hold for all later ones too.
  private func firstToken(where isReached: (Token) -> Bool) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if isReached(tokens[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The scopes that govern a statement: its tokens lie in the scope, and the cue is not part of the statement itself
  /// ("fracture without displacement" is not negated by its own words).
  public func scopes(governing statement: Range<Int>) -> [AssertionScope] {
    var result: [AssertionScope] = []
    forEachScope(governing: statement) { result.append($0) }
    return result
  }

  /// How a statement stands to the patient: everything its cues say, and what its section says of all its text
  /// (family history: another person).
  ///
  /// Past medical history is no reason to call a statement historical: chronic diseases are listed there and are
  /// still treated. Ask `section(ofToken:)` for that.
  public func assertion(of statement: Range<Int>) -> Assertion {
    var assertion: Assertion = []
    forEachScope(governing: statement) { assertion.formUnion($0.assertion) }
    if section(ofToken: statement.lowerBound).kind == .familyHistory { assertion.insert(.otherExperiencer) }
    return assertion
  }

  private func isInside(_ cue: Range<Int>, _ statement: Range<Int>) -> Bool {
    !cue.isEmpty && cue.lowerBound >= statement.lowerBound && cue.upperBound <= statement.upperBound
  }

  private func forEachScope(governing statement: Range<Int>, _ body: (AssertionScope) -> Void) {
    guard !scopes.isEmpty, !statement.isEmpty, !sentences.isEmpty else { return }
    let first = sentences[sentenceIndex(ofToken: statement.lowerBound)].tokens
    let last = sentences[sentenceIndex(ofToken: statement.upperBound - 1)].tokens
    var low = 0
    var high = scopes.count
    while low < high {
      let middle = (low + high) / 2
      if scopes[middle].cue.lowerBound < first.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < scopes.count, scopes[low].cue.lowerBound < last.upperBound {
      let scope = scopes[low]
      if scope.tokens.overlaps(statement), !isInside(scope.cue, statement) { body(scope) }
      low += 1
    }
  }
}

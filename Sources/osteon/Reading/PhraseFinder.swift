import ClinicalText

/// Plain noun phrases: the longest runs of content words between function words, punctuation and cues.
///
/// Whatever a lexicon holds, how the text stands to any of its phrases can be looked up.
struct PhraseFinder {
  private static let functionWords = Set(
    """
    a an the of and or nor with without to in on at by for from into onto over under than as but is was were are be been being am has have
    had having do does did his her hers him she he they them their theirs its it our your you we i my me this that these those any some each
    which who whom whose what when where while if because due per via versus vs between during after before since until about through
    within against upon then there here also both either neither however although though so such very too just only not no yes can could
    may might must shall should will would shows showed demonstrates demonstrated reveals revealed denies denied reports reported states
    stated notes noted presents presented seen found patient pt
    """.split(whereSeparator: \.isWhitespace).map { WordHash.of($0) })

  let document: Document

  /// Token ranges of the phrases, in order; none crosses a sentence.
  func phrases() -> [Range<Int>] {
    var isCue = [Bool](repeating: false, count: document.tokens.count)
    for scope in document.scopes { for index in scope.cue where index < isCue.count { isCue[index] = true } }
    var result: [Range<Int>] = []
    for sentence in document.sentences {
      var start: Int?
      var hasWord = false
      for index in sentence.tokens {
        if !isCue[index], isContent(index, isInside: start != nil) {
          if start == nil { start = index }
          if document.tokens[index].kind == .word { hasWord = true }
        } else {
          if let first = start, hasWord { result.append(first..<index) }
          start = nil
          hasWord = false
        }
      }
      if let first = start, hasWord { result.append(first..<sentence.tokens.upperBound) }
    }
    return result
  }

  /// A hyphen or slash between two words belongs to the phrase; one line break inside a sentence does too.
  private func isContent(_ index: Int, isInside: Bool) -> Bool {
    let token = document.tokens[index]
    switch token.kind {
    case .word: return !Self.functionWords.contains(token.hash)
    case .number: return true
    case .lineBreak, .punctuation:
      guard isInside, token.mark == UInt8(ascii: "-") || token.mark == UInt8(ascii: "/") || token.mark == 0x0A,
        index + 1 < document.tokens.count
      else { return false }
      let next = document.tokens[index + 1]
      guard next.kind == .word else { return false }
      return token.mark == 0x0A
        || document.tokens[index - 1].span.end == token.span.start && token.span.end == next.span.start
    }
  }
}

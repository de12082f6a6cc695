/// A section while it is being read: the section and the tokens of its heading.
struct SectionDraft {
  let kind: SectionKind
  /// Tokens of the heading with its list mark, number, bold marks and colon; empty for text before the first heading.
  let headingTokens: Range<Int>
  /// Tokens of the heading's words alone.
  let label: Range<Int>
  let standsAlone: Bool
}

/// Finds the headings of a document in one pass over its tokens.
///
/// A heading is a phrase of `SectionHeadings` that stands alone on its line, or in front of a colon, or in capitals in
/// front of text; in run-together transcription also in the middle of a line. Labels inside an examination, a review
/// of systems or an assessment ("• Medical Reasoning:", "Skin:") are not sections.
struct SectionReader {
  private let bytes: [UInt8]
  private let tokens: [Token]
  private let trie = SectionHeadings.trie
  private var drafts: [SectionDraft] = []
  /// Whether a heading of one letter (S:, A:) was met.
  private var hasLetterHeading = false

  static func sections(of tokens: [Token], bytes: [UInt8]) -> [SectionDraft] {
    var reader = SectionReader(bytes: bytes, tokens: tokens)
    reader.read()
    return reader.drafts
  }

  private init(bytes: [UInt8], tokens: [Token]) {
    self.bytes = bytes
    self.tokens = tokens
  }

  private var currentKind: SectionKind { drafts.last?.kind ?? .none }

  private mutating func read() {
    var index = 0
    var lineStart = true
    while index < tokens.count {
      if lineStart || mayStartMidLine(index), let draft = lineStart ? headingAtLineStart(index) : headingMidLine(index)
      {
        if drafts.isEmpty, draft.headingTokens.lowerBound > 0 {
          drafts.append(SectionDraft(kind: .none, headingTokens: 0..<0, label: 0..<0, standsAlone: false))
        }
        drafts.append(drafts.isEmpty ? opening(draft) : draft)
        if draft.label.count == 1, tokens[draft.label.lowerBound].length == 1 { hasLetterHeading = true }
        index = draft.headingTokens.upperBound
        lineStart = false
        continue
      }
      lineStart = tokens[index].kind == .lineBreak
      index += 1
    }
    if drafts.isEmpty {
      drafts.append(SectionDraft(kind: .none, headingTokens: 0..<0, label: 0..<0, standsAlone: false))
    }
  }

  /// "Follow-up: …" at the very start names the visit, not what shall follow it.
  private func opening(_ draft: SectionDraft) -> SectionDraft {
    guard draft.kind == .instructions, Self.followUp.contains(tokens[draft.label.lowerBound].hash),
      draft.label.count <= 3
    else { return draft }
    return SectionDraft(
      kind: .interval, headingTokens: draft.headingTokens, label: draft.label, standsAlone: draft.standsAlone)
  }

  private static let followUp: WordSet = "follow followup"

  // MARK: At the start of a line

  private mutating func headingAtLineStart(_ start: Int) -> SectionDraft? {
    let (first, isBulleted) = passDecoration(start)
    guard first < tokens.count, tokens[first].kind == .word else { return nil }
    if let match = trie.match(tokens.span, at: first, limit: tokens.count) {
      let entry = SectionHeadings.entry(match.value)
      let labelEnd = passQualifier(match.end)
      if let (separator, end) = separator(after: labelEnd, label: first..<match.end),
        accepts(entry, separator, label: first..<match.end, isBulleted: isBulleted, start: start, end: end)
      {
        let kind = entry.kind == .legend && isShortAnswer(end) ? kindOfAnswer : entry.kind
        return SectionDraft(
          kind: kind, headingTokens: start..<end, label: first..<labelEnd, standsAlone: isLineEnd(end))
      }
    }
    return isBulleted ? nil : composedHeading(start, first)
  }

  private static let labelMarks = ByteSet("/&-,()")
  private static let endingMarks = ByteSet(".;:!?)*|")
  private static let joiningMarks = ByteSet("-/&,+(")
  private static let ruleMarks = ByteSet("-=_#*.")
  private static let sentenceMarks = ByteSet(".:;!?")
  private static let enumeratorLetters = ByteSet("IVXABCDE")

  /// A class that a conclusion gives is part of it.
  private var kindOfAnswer: SectionKind {
    switch currentKind {
    case .impression, .assessment, .assessmentAndPlan, .diagnosis: currentKind
    default: .results
    }
  }

  /// "WHO classification: Osteopenia" is the patient's class, as densitometers print it, not the legend of the classes.
  private func isShortAnswer(_ start: Int) -> Bool {
    var index = start
    while index < tokens.count, tokens[index].kind != .lineBreak {
      if tokens[index].mark == UInt8(ascii: "."), index > start { break }
      guard index - start < 5, tokens[index].kind == .word || tokens[index].mark == UInt8(ascii: ".") else {
        return false
      }
      index += 1
    }
    return index > start
  }

  private enum Separator { case colon, alone, dash, capitals, bold }

  private func accepts(
    _ entry: SectionHeadings.Entry, _ separator: Separator, label: Range<Int>, isBulleted: Bool, start: Int, end: Int
  ) -> Bool {
    if entry.needsColon, separator != .colon { return false }
    if label.count == 1, tokens[label.lowerBound].length == 1 { return acceptsLetter(entry.kind, label.lowerBound) }
    let inline = separator == .colon && !isLineEnd(end) || separator == .dash
    let capitals = isAllCapitals(label)
    if inline, entry.kind == currentKind, isSubdivided(currentKind), !capitals || currentKind != .findings {
      return false
    }
    if isBulleted, inline || !tokens[label.lowerBound].isCapitalized, isSubdivided(currentKind) || !capitals {
      return false
    }
    if inline, !capitals, currentKind == .assessmentAndPlan, !followsBlankLine(start) { return isOwnPart(entry.kind) }
    switch separator {
    case .dash: return capitals || tokens[label.lowerBound].isCapitalized && label.count > 1
    case .alone:
      if tokens[label.lowerBound].isCapitalized { return !continuesSentence(start) }
      return followsBlankLine(start) || (!continuesSentence(start) && (label.count > 1 || followsFinishedLine(start)))
    case .colon, .capitals, .bold: return true
    }
  }

  /// In a combined assessment and plan, "Plan:" under a problem does not end the section; a history or an examination does.
  private func isOwnPart(_ kind: SectionKind) -> Bool {
    switch kind {
    case .plan, .assessment, .recommendation, .diagnosis, .impression, .medications, .results, .instructions,
      .indication,
      .procedure, .findings, .other, .complications, .technique, .comparison, .operativeDetail, .disposition,
      .socialHistory,
      .presentIllness, .chiefComplaint, .hospitalCourse:
      false
    default: true
    }
  }

  /// S:, O:, A: and P: are headings of a four-part note; elsewhere O and P stand for other things (a pulse).
  private func acceptsLetter(_ kind: SectionKind, _ token: Int) -> Bool {
    if kind == .presentIllness || kind == .assessment { return currentKind != .vitals }
    return hasLetterHeading
  }

  /// A kind whose text is itself divided by labels of the same words.
  private func isSubdivided(_ kind: SectionKind) -> Bool {
    switch kind {
    case .exam, .reviewOfSystems, .results, .findings, .assessment, .assessmentAndPlan, .plan, .instructions,
      .impression,
      .presentIllness, .operativeDetail, .socialHistory, .pastHistory, .recommendation:
      true
    default: false
    }
  }

  /// A kind in which even a label in capitals ("EXAM:", "X-RAY:") is part of the section.
  private func repeatsLabels(_ kind: SectionKind) -> Bool {
    switch kind {
    case .exam, .reviewOfSystems, .results, .operativeDetail, .socialHistory, .assessmentAndPlan: true
    default: false
    }
  }

  // MARK: Headings made of a known head word and others

  /// "MRI OF THE LEFT KNEE FINDINGS:", "Left knee exam:", "IMPRESSION OF THE SPINE:", and unknown capitals before a colon.
  private func composedHeading(_ start: Int, _ first: Int) -> SectionDraft? {
    guard tokens[first].isCapitalized else { return nil }
    var end = first
    while end < tokens.count, end - first < 9, isLabelPart(tokens[end]) { end += 1 }
    guard end > first, end < tokens.count, end - first > 1 || tokens[first].isAllCapitals else { return nil }
    guard tokens[end].mark == UInt8(ascii: ":") else { return nil }
    let after = passBold(end + 1)
    let label = first..<end
    let inline = !isLineEnd(after)
    let capitals = isAllCapitals(label)
    if let kind = headKind(label) {
      if kind == currentKind, isSubdivided(kind), inline || !capitals { return nil }
      if !capitals, inline, currentKind == .assessmentAndPlan || currentKind == .assessment || currentKind == .plan {
        return nil
      }
      return SectionDraft(kind: kind, headingTokens: start..<after, label: label, standsAlone: !inline)
    }
    guard capitals, followsBlankLine(start), !isSubdivided(currentKind), currentKind != .vitals, currentKind != .none,
      currentKind != .technique, currentKind != .indication, currentKind != .presentIllness
    else { return nil }
    return SectionDraft(kind: .other, headingTokens: start..<after, label: label, standsAlone: !inline)
  }

  private func isLabelPart(_ token: Token) -> Bool {
    switch token.kind {
    case .word, .number: true
    case .punctuation: Self.labelMarks.contains(token.mark)
    case .lineBreak: false
    }
  }

  private func headKind(_ label: Range<Int>) -> SectionKind? {
    var index = label.lowerBound + 1
    while index < label.upperBound {
      if tokens[index].kind == .word, !Self.prepositions.contains(tokens[index - 1].hash),
        let match = trie.match(tokens.span, at: index, limit: label.upperBound), match.end == label.upperBound
      {
        let entry = SectionHeadings.entry(match.value)
        return !entry.needsColon && canBeHead(entry.kind) ? entry.kind : nil
      }
      index += 1
    }
    if let match = trie.match(tokens.span, at: label.lowerBound, limit: label.upperBound), match.end < label.upperBound,
      Self.prepositions.contains(tokens[match.end].hash)
    {
      let entry = SectionHeadings.entry(match.value)
      return !entry.needsColon && canBeHead(entry.kind) ? entry.kind : nil
    }
    return nil
  }

  private func canBeHead(_ kind: SectionKind) -> Bool {
    switch kind {
    case .findings, .impression, .exam, .results, .pastHistory, .surgicalHistory, .diagnosis, .technique, .comparison,
      .recommendation, .plan, .assessment, .assessmentAndPlan, .indication, .medications, .preoperativeDiagnosis,
      .postoperativeDiagnosis, .dischargeDiagnosis, .admittingDiagnosis, .procedure, .hospitalCourse, .chiefComplaint,
      .presentIllness, .legend, .complications, .instructions:
      true
    default: false
    }
  }

  private static let prepositions: WordSet = "of for to at and on with from"

  // MARK: In the middle of a line

  @inline(__always)
  private func mayStartMidLine(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.isCapitalized, index > 0 else { return false }
    if token.isAllCapitals { return token.length > 1 }
    return tokens[index - 1].kind == .punctuation
  }

  private mutating func headingMidLine(_ first: Int) -> SectionDraft? {
    guard let match = trie.match(tokens.span, at: first, limit: tokens.count) else { return nil }
    let entry = SectionHeadings.entry(match.value)
    let labelEnd = passQualifier(match.end)
    guard !entry.needsColon, labelEnd < tokens.count, tokens[labelEnd].mark == UInt8(ascii: ":") else { return nil }
    let label = first..<labelEnd
    let previous = tokens[first - 1]
    let gap = Int(tokens[first].start) - previous.span.end
    let endsBefore = previous.kind == .punctuation && Self.endingMarks.contains(previous.mark)
    if isAllCapitals(first..<match.end) {
      // A hyphen or slash joins the label to the word before it; a word in capitals makes it the tail of another label.
      guard endsBefore || gap > 0 && !Self.joiningMarks.contains(previous.mark) else { return nil }
      guard !previous.isAllCapitals || gap > 1 || label.count > 1 else { return nil }
    } else {
      guard endsBefore || gap > 1, label.count > 1 || tokens[first].length > 3 else { return nil }
      if currentKind == .assessmentAndPlan, !isOwnPart(entry.kind) { return nil }
    }
    if entry.kind == currentKind, !isAllCapitals(label) || repeatsLabels(currentKind) { return nil }
    let end = passBold(labelEnd + 1)
    let kind = entry.kind == .legend && isShortAnswer(end) ? kindOfAnswer : entry.kind
    return SectionDraft(kind: kind, headingTokens: first..<end, label: label, standsAlone: false)
  }

  // MARK: Steps

  /// Passes list marks, numbering and bold or heading marks. A lone bullet is a list mark; `#` and `**` are not.
  private func passDecoration(_ start: Int) -> (first: Int, isBulleted: Bool) {
    var index = start
    var bullets = 0
    var bold = 0
    while index < tokens.count, index - start < 8, tokens[index].kind == .punctuation {
      switch tokens[index].mark {
      case UInt8(ascii: "*"):
        let isDouble = index + 1 < tokens.count && tokens[index + 1].mark == UInt8(ascii: "*")
        if isDouble || bold > 0 { bold += 1 } else { bullets += 1 }
      case UInt8(ascii: "-"): bullets += 1
      case UInt8(ascii: "#"), UInt8(ascii: "_"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "|"),
        UInt8(ascii: "["),
        UInt8(ascii: "~"):
        bold += 1
      default: return (index, bullets > 0)
      }
      index += 1
    }
    if index + 1 < tokens.count, isEnumerator(index) {
      let mark = tokens[index + 1].mark
      if mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") {
        index += 2
        while index < tokens.count, tokens[index].mark == UInt8(ascii: "*") { index += 1 }
      }
    }
    return (index, bullets > 0 && bold == 0)
  }

  private func isEnumerator(_ index: Int) -> Bool {
    let token = tokens[index]
    if token.kind == .number { return token.length <= 2 }
    return token.kind == .word && token.isAllCapitals && token.length <= 4
      && bytes[token.span.range].allSatisfy { Self.enumeratorLetters.contains($0) }
  }

  /// Passes "(S)", "(ES)", "#1", "1" and a short parenthesis after the words of a heading.
  private func passQualifier(_ start: Int) -> Int {
    var index = start
    if index < tokens.count, tokens[index].mark == UInt8(ascii: "(") {
      var close = index + 1
      while close < tokens.count, close - index < 8, tokens[close].kind != .lineBreak {
        if tokens[close].mark == UInt8(ascii: ")") {
          index = close + 1
          break
        }
        close += 1
      }
    }
    if index < tokens.count, tokens[index].mark == UInt8(ascii: "#") { index += 1 }
    if index < tokens.count, tokens[index].kind == .number, tokens[index].length <= 2, index + 1 < tokens.count,
      tokens[index + 1].mark == UInt8(ascii: ":")
    {
      index += 1
    }
    return index
  }

  private func passBold(_ start: Int) -> Int {
    var index = start
    while index + 1 < tokens.count, isBoldPair(index) { index += 2 }
    return index
  }

  private func isBoldPair(_ index: Int) -> Bool {
    let mark = tokens[index].mark
    return (mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_")) && tokens[index + 1].mark == mark
      && tokens[index].span.end == Int(tokens[index + 1].start)
  }

  /// How the words of a heading are set off, and the first token after it.
  private func separator(after index: Int, label: Range<Int>) -> (Separator, Int)? {
    let unbolded = passBold(index)
    guard unbolded < tokens.count else { return (.alone, unbolded) }
    let token = tokens[unbolded]
    if token.mark == UInt8(ascii: ":") { return (.colon, passBold(unbolded + 1)) }
    if isLineEnd(unbolded) || token.mark == UInt8(ascii: "]") && isLineEnd(unbolded + 1) { return (.alone, unbolded) }
    if unbolded > index { return (.bold, unbolded) }
    if isRule(unbolded) { return (.alone, unbolded) }
    let gap = Int(token.start) - tokens[index - 1].span.end
    if token.mark == UInt8(ascii: "-"), gap > 0, unbolded + 1 < tokens.count,
      Int(tokens[unbolded + 1].start) > token.span.end
    {
      return (.dash, unbolded + 1)
    }
    if isAllCapitals(label), label.count > 1 || tokens[label.lowerBound].length > 3, token.kind != .punctuation,
      !token.isAllCapitals || token.length == 1, token.isCapitalized || token.kind == .number,
      gap > 0 || token.kind == .number
    {
      return (.capitals, index)
    }
    return nil
  }

  /// A line of dashes or equals signs after the words.
  private func isRule(_ start: Int) -> Bool {
    var index = start
    while index < tokens.count, tokens[index].kind == .punctuation, Self.ruleMarks.contains(tokens[index].mark) {
      index += 1
    }
    return index > start && isLineEnd(index)
  }

  private func isLineEnd(_ index: Int) -> Bool { index >= tokens.count || tokens[index].kind == .lineBreak }

  private func isAllCapitals(_ range: Range<Int>) -> Bool {
    range.allSatisfy { tokens[$0].kind != .word || tokens[$0].isAllCapitals }
  }

  private func followsBlankLine(_ start: Int) -> Bool {
    start == 0 || tokens[start - 1].kind == .lineBreak && (start == 1 || tokens[start - 2].kind == .lineBreak)
  }

  private func followsFinishedLine(_ start: Int) -> Bool {
    guard start >= 2 else { return true }
    return Self.sentenceMarks.contains(tokens[start - 2].mark)
  }

  /// Whether the line before stops in the middle of a phrase, so that this line is its wrapped end.
  private func continuesSentence(_ start: Int) -> Bool {
    guard start >= 2, !followsBlankLine(start) else { return false }
    let last = tokens[start - 2]
    return last.mark == UInt8(ascii: ",") || FunctionWords.joins(last)
  }
}

internal import ClinicalText

extension LexedText {
  /// The run of site words at `index` ("neck of the left femur", "L1-L4 (excluding L3)", "Troch Left") and the token
  /// after it. A table label may also be a bare side, "Total", "Mean" or "Diff."; running text has to name a place.
  func siteRun(at index: Int, limit: Int, isLabel: Bool) -> (words: SiteWords, end: Int)? {
    var words = SiteWords()
    var position = index
    var end = index
    let limit = min(limit, index + 24)  // no site takes more words; keeps the time linear
    scan: while position < limit {
      if !isLabel, position > index, hasGap(before: position), !isOneName(position) { break scan }
      if !words.vertebrae.isEmpty, let (excluded, after) = exclusion(at: position, limit, of: words.vertebrae) {
        words.excluded.formUnion(excluded)
        position = after
        end = after
        continue
      }
      if let next = takeSiteWord(position, limit, into: &words) {
        position = next
        end = next
        continue
      }
      guard let next = connection(at: position, limit, words, isLabel: isLabel) else { break scan }
      position = next
    }
    while end < limit, isMark(end, ".") || isMark(end, "|"), isLabel, touchesPrevious(end) { end += 1 }
    words.vertebrae.subtract(words.excluded)
    if !isLabel, !words.namesPlace, words.side != nil, words.flags.contains(.total), !isPlainWord(end) {
      words.flags.formUnion(.hip)  // "Left total -1.8"
    }
    guard !words.isEmpty, isLabel || words.namesPlace else { return nil }
    if isMark(end, ")"), hasOpenParenthesis(index..<end) { end += 1 }
    return (words, end)
  }

  /// Whether a word waits for another of its site ("left femoral", wrapped, "neck").
  func waits(_ index: Int) -> Bool {
    switch term(index) {
    case .left, .right, .lumbar, .total, .distal, .proximal, .ultradistal, .both, .whole: true
    case .femur: tokens[index].hash == Self.femoral
    default: false
    }
  }

  private static let femoral = WordHash.of("femoral")

  /// The token after what may stand between two words of one site, if another word of it follows.
  private func connection(at index: Int, _ limit: Int, _ words: SiteWords, isLabel: Bool) -> Int? {
    var next = index
    if isLabel, words.isEmpty,
      isMark(next, "|") || isMark(next, "*") || isMark(next, "-") || isMark(next, "[")
        || isMark(next, "\"") || term(next) == .view || isMark(next, "(")
    {
      return next + 1
    }
    guard !words.isEmpty else { return nil }
    if !isLabel, tokens[next].kind == .lineBreak, next + 1 < limit, waits(next - 1) {
      var probe = words
      return takeSiteWord(next + 1, limit, into: &probe) == nil ? nil : next + 1
    }
    let isLevelList = !words.vertebrae.isEmpty && (isMark(next, ",") || term(next) == .and || isMark(next, "&"))
    if isLevelList {
      next += 1
      if term(next) == .and { next += 1 }
      return next < limit && vertebra(next) != nil ? next : nil
    }
    if isMark(next, "-"), !touchesPrevious(next + 1) || !touchesPrevious(next) || !isNumber(next + 1) {
      next += 1
    } else if isMark(next, "(") || isMark(next, ")") || isMark(next, ".") && isAbbreviation(next, isLabel: isLabel)
      || isMark(next, "[") || isLabel && (isMark(next, ":") || isMark(next, ",") || isMark(next, "\""))
      || isMark(next, "|")
      || isMark(next, "+")
    {
      if !isLabel, isMark(next, "|") { return nil }
      next += 1
    } else if term(next) == .of {
      next += 1
    } else {
      return nil
    }
    while next < limit, isMark(next, "("), next < index + 3 { next += 1 }
    if next < limit, tokens[next].hash == Self.the { next += 1 }
    guard next < limit else { return nil }
    var probe = words
    if exclusion(at: next, limit, of: words.vertebrae) != nil { return next }
    guard takeSiteWord(next, limit, into: &probe) != nil else { return nil }
    if !isLabel, isMark(index, "-") || isMark(index, "."), isClash(words, probe) { return nil }
    return next
  }

  /// A full stop inside a site: `R.Forearm`, `Fem. Neck`, `L. hip`; in running text only after a shortened word.
  private func isAbbreviation(_ stop: Int, isLabel: Bool) -> Bool {
    if isLabel || touchesPrevious(stop + 1) { return true }
    switch term(stop - 1) {
    case .letterL, .letterR: return true
    case .femur, .left, .right, .trochanter: return tokens[stop - 1].length <= 5
    default: return false
    }
  }

  /// Whether adding words changed the part of the body: "lumbar spine - hip" are two sites.
  private func isClash(_ words: SiteWords, _ more: SiteWords) -> Bool {
    let spine = !words.flags.isDisjoint(with: [.spine, .lumbar]) || !words.vertebrae.isEmpty
    let added = more.flags.subtracting(words.flags).intersection(.places)
    return spine
      ? !added.subtracting([.spine, .lumbar]).isEmpty : added.contains(.spine) || more.vertebrae != words.vertebrae
  }

  /// `(L3)` after a range that holds it, `excluding L3`, `L3 excluded`, `(with L3 excluded)`.
  private func exclusion(at index: Int, _ limit: Int, of included: Vertebrae) -> (Vertebrae, Int)? {
    var position = index
    let isOpen = isMark(position, "(")
    if isOpen || isMark(position, ",") || isMark(position, ";") { position += 1 }
    if term(position) == .light { position += 1 }
    let hasCue = term(position) == .except
    if hasCue {
      position += 1
      if term(position) == .of { position += 1 }
    }
    var excluded = Vertebrae()
    var words = SiteWords()
    while position < limit, vertebra(position) != nil, let next = takeSiteWord(position, limit, into: &words) {
      excluded.formUnion(words.vertebrae)
      position = next
      if isMark(position, ",") || term(position) == .and, vertebra(position + 1) != nil { position += 1 }
    }
    guard !excluded.isEmpty else { return nil }
    if !hasCue, term(position) == .light { position += 1 }
    let trailingCue = !hasCue && term(position) == .except
    if trailingCue { position += 1 }
    let isInside = isOpen && isMark(position, ")") && included.isStrictSuperset(of: excluded)
    guard hasCue || trailingCue || isInside, position <= limit else { return nil }
    if isOpen, isMark(position, ")") { position += 1 }
    return (excluded, position)
  }

  /// Whether the token is a word that means nothing here: "left total knee".
  private func isPlainWord(_ index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .word && (term(index) == .none || term(index) == .notScan)
  }

  /// Whether a tab or two spaces stand before the token: the words are cells of different columns.
  private func hasGap(before index: Int) -> Bool {
    guard index > 0, index < tokens.count else { return false }
    let end = Int(tokens[index].start)
    let start = tokens[index - 1].span.end
    return end - start >= 2 || end > start && document.bytes[start] == 0x09
  }

  /// Whether the token goes on with the name before it although two spaces stand between, as scanners leave them
  /// ("Lt. Femoral  Neck").
  private func isOneName(_ index: Int) -> Bool {
    let before = isMark(index - 1, ".") ? index - 2 : index - 1
    guard before >= 0, Int(tokens[index].start) - tokens[index - 1].span.end == 2,
      document.bytes[tokens[index - 1].span.end] == 0x20
    else { return false }
    switch term(before) {
    case .left, .right, .letterL, .letterR: return term(index) != .none
    case .femur: return term(index) == .neck
    case .lumbar: return term(index) == .spine
    case .total, .distal, .proximal: return [.hip, .femur, .radius, .forearm].contains(term(index))
    default: return false
    }
  }

  private func hasOpenParenthesis(_ range: Range<Int>) -> Bool {
    var open = 0
    for index in range {
      if isMark(index, "(") { open += 1 }
      if isMark(index, ")") { open -= 1 }
    }
    return open > 0
  }

  private static let the = WordHash.of("the")
}

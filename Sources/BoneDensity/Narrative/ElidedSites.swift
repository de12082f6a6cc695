internal import ClinicalText

extension ItemScanner {
  /// Sites of which only the part that changes is said: "Right hip: neck T -1.9, total T -1.5" and
  /// "femoral neck: left -1.8, right -1.6". The rest comes from the sites named last, which have to be of the hip.
  func elidedSites(
    at index: Int, _ limit: Int, _ items: [NarrativeItem], _ carried: [Place]
  ) -> ([Place], Int)? {
    let term = text.term(index)
    switch term {
    case .total, .left, .right, .letterL, .letterR: break
    default: return nil
    }
    guard opensValue(index + 1, limit) else { return nil }
    if term == .total {
      guard let last = lastSites(items, carried).last, last.words.isHip else { return nil }
      var words = SiteWords()
      words.flags = last.words.flags.intersection([.left, .right]).union([.hip, .total])
      return ([Place(words: words, tokens: index..<index + 1)], index + 1)
    }
    let side: SiteWords.Flags
    switch term {
    case .left: side = .left
    case .right: side = .right
    case .letterL where text.tokens[index].isAllCapitals: side = .left
    case .letterR where text.tokens[index].isAllCapitals: side = .right
    default: return nil
    }
    // In "-1.8 left -1.6 right" the side belongs to the value before it.
    if case .value(_, let range)? = items.last, range.upperBound >= index { return nil }
    let last = lastSites(items, carried)
    guard !last.isEmpty, last.allSatisfy(\.words.isHip) else { return nil }
    return (
      last.map { place in
        var words = place.words
        words.flags.subtract([.left, .right])
        words.flags.formUnion(side)
        return Place(words: words, tokens: index..<index + 1)
      }, index + 1
    )
  }

  /// Whether the name of a score or a signed decimal follows, with no more than a colon or an equals sign before it.
  private func opensValue(_ index: Int, _ limit: Int) -> Bool {
    var next = index
    while next < min(limit, index + 2),
      text.isMark(next, ":") || text.isMark(next, "=") || text.term(next) == .light
    {
      next += 1
    }
    guard next < limit else { return false }
    switch text.term(next) {
    case .tScore, .zScore: return true
    case .letterT, .letterZ: return text.tokens[next].isAllCapitals
    default: break
    }
    guard let figure = text.figure(at: next, allowsLooseSign: false) else { return false }
    return figure.isSigned && figure.hasFraction
  }

  /// The sites of the last group named, or those carried over where the statement has named none.
  private func lastSites(_ items: [NarrativeItem], _ carried: [Place]) -> [Place] {
    var group: [Place] = []
    for item in items.reversed() {
      if case .sites(let places, _) = item {
        group = places + group
      } else if !group.isEmpty {
        break
      }
    }
    return group.isEmpty ? carried : group
  }
}

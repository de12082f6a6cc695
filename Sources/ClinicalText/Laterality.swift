/// The side of the body.
public enum Side: UInt8, CaseIterable, Sendable {
  case left, right, bilateral
}

extension Document {
  /// The side named at a token, and the tokens that name it; `nil` where the word means something else
  /// ("right away", "left without being seen", "right-hand dominant", "L4").
  ///
  /// A single letter counts only in brackets or in front of a word of anatomy.
  public func side(at index: Int) -> (side: Side, tokens: Range<Int>)? {
    guard tokens.indices.contains(index) else { return nil }
    let token = tokens[index]
    guard token.kind == .word else {
      return token.mark == UInt8(ascii: "(") ? bracketedSide(index) : nil
    }
    guard let word = SideWords.kinds[token.hash] else { return nil }
    switch word {
    case .left: return joined(.left, isLeft(index), index)
    case .right: return joined(.right, isRight(index), index)
    case .bilateral: return (.bilateral, index..<index + 1)
    case .both: return isBoth(index) ? (.bilateral, index..<index + 1) : nil
    case .lt: return joined(.left, isAbbreviatedSide(index), index)
    case .rt: return joined(.right, isAbbreviatedSide(index), index)
    case .l: return letter(.left, index)
    case .r: return letter(.right, index)
    case .b: return bothSlash(index)
    }
  }

  /// "left and right" and "right & left" together are both sides.
  private func joined(_ side: Side, _ isSide: Bool, _ index: Int) -> (side: Side, tokens: Range<Int>)? {
    guard isSide else { return nil }
    var end = index + 1
    if end + 1 < tokens.count, tokens[end].mark == UInt8(ascii: "-"), tokens[end + 1].hash == SideWords.sided {
      end += 2
    }
    if end + 1 < tokens.count, tokens[end].hash == NumberWords.and || tokens[end].mark == UInt8(ascii: "&"),
      let other = SideWords.kinds[tokens[end + 1].hash], other == (side == .left ? .right : .left)
    {
      return (.bilateral, index..<end + 2)
    }
    return (side, index..<end)
  }

  private func hash(_ index: Int) -> UInt64 { tokens.indices.contains(index) ? tokens[index].hash : 0 }
  private func mark(_ index: Int) -> UInt8 { tokens.indices.contains(index) ? tokens[index].mark : 0 }

  private func isLeft(_ index: Int) -> Bool {
    if isHandedness(index) { return false }
    if SideWords.anatomy.contains(hash(index + 1)) { return true }
    if SideWords.articles.contains(hash(index - 1)) { return true }
    if SideWords.subjects.contains(hash(index - 1)), !SideWords.grades.contains(hash(index - 2)) { return false }
    if hash(index + 1) == SideWords.with, SideWords.sidedDiagnoses.contains(hash(index - 1)) { return true }
    return !SideWords.afterVerbLeft.contains(hash(index + 1))
  }

  private func isRight(_ index: Int) -> Bool {
    if isHandedness(index) || hash(index - 1) == SideWords.all { return false }
    return !SideWords.afterAdverbRight.contains(hash(index + 1))
  }

  /// "right-hand dominant", "left-handed": says which hand writes, not where a disease is.
  private func isHandedness(_ index: Int) -> Bool {
    let next = mark(index + 1) == UInt8(ascii: "-") ? index + 2 : index + 1
    if SideWords.handed.contains(hash(next)) { return true }
    guard SideWords.hand.contains(hash(next)) else { return false }
    let after = mark(next + 1) == UInt8(ascii: "-") ? next + 2 : next + 1
    return SideWords.dominant.contains(hash(after))
  }

  /// "Both knees" are two sides, "both the cervical and the lumbar spine" are two regions.
  private func isBoth(_ index: Int) -> Bool {
    for next in index + 1...index + 4 {
      if hash(next) == NumberWords.and { return false }
      guard SideWords.anatomy.contains(hash(next)) || hash(next) == SideWords.sides else { continue }
      if hash(next + 1) != NumberWords.and || bytes[tokens[next].span.range].last == UInt8(ascii: "s") { return true }
    }
    return false
  }

  private func isAbbreviatedSide(_ index: Int) -> Bool {
    let next = mark(index + 1) == UInt8(ascii: ".") ? index + 2 : index + 1
    return SideWords.anatomy.contains(hash(next)) || !tokens[index].isAllCapitals && !tokens[index].isCapitalized
      || SideWords.anatomy.contains(hash(index - 1))
  }

  private func letter(_ side: Side, _ index: Int) -> (side: Side, tokens: Range<Int>)? {
    guard mark(index - 1) != UInt8(ascii: "-"), mark(index - 1) != 0x27 else { return nil }
    if mark(index - 1) == UInt8(ascii: "("), mark(index + 1) == UInt8(ascii: ")") { return (side, index..<index + 1) }
    let next = mark(index + 1) == UInt8(ascii: ".") ? index + 2 : index + 1
    return SideWords.anatomy.contains(hash(next)) ? (side, index..<index + 1) : nil
  }

  private func bothSlash(_ index: Int) -> (side: Side, tokens: Range<Int>)? {
    guard mark(index + 1) == UInt8(ascii: "/"), SideWords.kinds[hash(index + 2)] == .l else { return nil }
    return (.bilateral, index..<index + 3)
  }

  private func bracketedSide(_ index: Int) -> (side: Side, tokens: Range<Int>)? {
    guard mark(index + 2) == UInt8(ascii: ")"), let word = SideWords.kinds[hash(index + 1)] else { return nil }
    switch word {
    case .l, .lt, .left: return (.left, index..<index + 3)
    case .r, .rt, .right: return (.right, index..<index + 3)
    case .b, .bilateral, .both: return (.bilateral, index..<index + 3)
    }
  }
}

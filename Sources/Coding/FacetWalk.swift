import ClinicalText
import Findings
import ICD10CM

/// One step of a derivation: from a row to the row below it, with the rule and the words behind it.
struct WalkStep: Sendable {
  /// Why the step was taken.
  let rule: CodingRule
  /// The row that was reached.
  let node: NodeID
  /// Tokens that support the step; empty for defaults.
  let tokens: [Range<Int>]
}

/// Walks down the Tabular from a row to a billable code by the words that support each step.
struct FacetWalk {
  let book: Book
  let special: SpecialWords

  /// Where a walk ended.
  struct Outcome {
    var node: NodeID
    var steps: [WalkStep]
    /// Rows at which nothing in the text decided, so that the unspecified child or a default was taken.
    var undecided: [NodeID]
  }

  private struct Score {
    var value: Double
    var tokens: [Range<Int>]
    var isDefault = false
    /// Whether the wording is "other …".
    var isOther = false
    /// Whether only the side was matched.
    var isSideOnly = false
    /// Whether of a wording with other words, too, only the side was matched.
    var isWeak = false
    /// Whether the words are those of a row below.
    var isFromBelow = false
    /// Whether the note says every word of the wording.
    var isComplete = false
    var matched = 0.0
    /// How far the broadest site lies around the one that the note names.
    var breadth: UInt8 = 0
  }

  /// Walks from `start`. Several outcomes where both sides are affected and the code set has no bilateral code.
  func walk(from start: NodeID, support: SupportTable, side: SideEvidence?) -> [Outcome] {
    var outcome = Outcome(node: start, steps: [], undecided: [])
    if side?.side == .bilateral, let sibling = bilateralSibling(of: start) {
      outcome.node = sibling
      outcome.steps.append(WalkStep(rule: .laterality, node: sibling, tokens: side.map { [$0.tokens] } ?? []))
    }
    if let (sibling, score) = specificSibling(of: outcome.node, support: support, side: side) {
      outcome.node = sibling
      outcome.steps.append(WalkStep(rule: .specificSibling, node: sibling, tokens: score.tokens))
    }
    return descend(outcome, support: support, side: side)
  }

  /// For a row titled "unspecified …" the sibling of which the note says every word ("transverse"), or that is of the
  /// documented side: the Index leads to the first where it is silent, the note to the second (Guidelines I.B.2 and
  /// I.B.13).
  private func specificSibling(of node: NodeID, support: SupportTable, side: SideEvidence?) -> (NodeID, Score)? {
    guard let parent = book.parent(of: node), hasDistinguishing(node, special.unspecified) else { return nil }
    if let sided = sidedSibling(of: node, among: book.children(of: parent), support: support, side: side) {
      return sided
    }
    var best: (node: NodeID, score: Score)?
    var known: Set<WordID>?
    for sibling in book.children(of: parent) where sibling != node {
      guard let score = score(sibling, support: support, side: side?.side, sideTokens: side?.tokens),
        score.isComplete, score.breadth == 0, !score.isDefault, !score.isOther, !score.isSideOnly,
        score.value > best?.score.value ?? 0.5, !hasDistinguishing(sibling, special.unspecified)
      else { continue }
      let own = known ?? titleWords(node)
      known = own
      // "Other hypoglycaemia" and "stage 3a" say no more than the row itself.
      guard titleWords(sibling).subtracting(own).contains(where: { !isStanding($0) }) else { continue }
      best = (sibling, score)
    }
    return best.map { ($0.node, $0.score) }
  }

  /// Whether a word says how a row stands to its siblings, or which side it is of, and no more.
  private func isStanding(_ word: WordID) -> Bool {
    special.isFiller(word)
      || [special.other, special.unspecified, special.right, special.left, special.bilateral, special.unilateral]
        .contains(word)
  }

  private func descend(_ start: Outcome, support: SupportTable, side: SideEvidence?) -> [Outcome] {
    var outcome = start
    for _ in 0..<7 {
      let children = book.children(of: outcome.node)
      guard let first = children.first, !book.isSeventhCharacterCode(first) else { return [outcome] }
      if let side, side.side == .bilateral, let pair = bothSides(children, support: support) {
        return pair.flatMap { child, score in
          var branch = outcome
          branch.node = child
          branch.steps.append(WalkStep(rule: .bothSides, node: child, tokens: [side.tokens] + score.tokens))
          return descend(branch, support: support, side: side)
        }
      }
      guard let chosen = best(children, support: support, side: side) else { return [outcome] }
      let (child, score) = sidedSibling(of: chosen.0, among: children, support: support, side: side) ?? chosen
      outcome.node = child
      // Without a word of the note behind it, a step is a default.
      let isDefault = score.isDefault || score.tokens.isEmpty
      if isDefault { outcome.undecided.append(book.parent(of: child) ?? child) }
      let rule: CodingRule = isDefault ? defaultRule(child) : score.isFromBelow ? .rowBelow : .facet
      outcome.steps.append(WalkStep(rule: rule, node: child, tokens: score.tokens))
    }
    return [outcome]
  }

  private func defaultRule(_ child: NodeID) -> CodingRule {
    hasDistinguishing(child, special.displaced) ? .displacedByDefault : .unspecified
  }

  // MARK: Choosing

  private func best(_ children: [NodeID], support: SupportTable, side: SideEvidence?) -> (NodeID, Score)? {
    var best: (node: NodeID, score: Score)?
    var residual: (node: NodeID, score: Score)?
    var ties = 1
    for child in children {
      guard let score = supported(child, support: support, side: side), score.value > 0 else { continue }
      if score.isDefault, score.value > residual?.score.value ?? 0 { residual = (child, score) }
      if let current = best, current.score.value >= score.value {
        if current.score.value == score.value { ties += 1 }
        continue
      }
      best = (child, score)
      ties = 1
    }
    guard let best else { return fallback(children, side: side?.side) }
    // A row of which the note says every word goes before what the words of a row below another only suggest.
    if best.score.isFromBelow, let complete = completelySaid(children, support: support, side: side) { return complete }
    // A burn has the same sites below it as a corrosion, and the note says "burn".
    if best.score.isFromBelow, let said = said(children, below: best.score.value, support: support, side: side) {
      return said
    }
    // Rows that say the same below several children ("femur" below each kind of osteomyelitis) part none of them.
    if best.score.isFromBelow, ties > 1, let residual { return (residual.node, residual.score) }
    // Nor does the side part the fingers of a hand.
    if best.score.isWeak, ties > 2, let residual { return (residual.node, residual.score) }
    return (best.node, best.score)
  }

  /// A child whose own words the note says, with a row below it that fits as well as `value`.
  private func said(
    _ children: [NodeID], below value: Double, support: SupportTable, side: SideEvidence?
  ) -> (NodeID, Score)? {
    for child in children {
      guard let own = score(child, support: support, side: side?.side, sideTokens: side?.tokens),
        own.isComplete, !own.isDefault, !own.isOther, own.matched > 0.5,
        let below = scoreBelow(child, support: support, side: side),
        below.value >= value
      else { continue }
      return (child, own)
    }
    return nil
  }

  /// The child of which the note says every word.
  private func completelySaid(_ children: [NodeID], support: SupportTable, side: SideEvidence?) -> (NodeID, Score)? {
    var best: (NodeID, Score)?
    for child in children where !hasDistinguishing(child, special.unspecified) {
      guard let score = score(child, support: support, side: side?.side, sideTokens: side?.tokens), score.isComplete,
        !score.isDefault, !score.isOther, score.breadth == 0, !score.tokens.isEmpty,
        score.value > best?.1.value ?? 0
      else { continue }
      best = (child, score)
    }
    return best
  }

  /// The score of a child; where its own words say nothing ("other bones"), that of the row below it which the note
  /// names, somewhat less.
  private func supported(_ child: NodeID, support: SupportTable, side: SideEvidence?) -> Score? {
    let own = score(child, support: support, side: side?.side, sideTokens: side?.tokens)
    guard own.map({ $0.isDefault || $0.isOther }) ?? true, let below = scoreBelow(child, support: support, side: side),
      below.value > own?.value ?? 0
    else { return own }
    return below
  }

  /// The score of the row below a child that the note names best, somewhat lessened.
  private func scoreBelow(_ child: NodeID, support: SupportTable, side: SideEvidence?) -> Score? {
    guard book.hasChildren(child) else { return nil }
    var best: Score?
    book.forEachChild(of: child) { row in
      guard !book.isSeventhCharacterCode(row),
        let below = score(row, support: support, side: side?.side, sideTokens: side?.tokens), !below.isDefault,
        !below.isSideOnly,
        below.matched > 0.5, 0.85 * below.value > best?.value ?? 0
      else { return }
      best = Score(value: 0.85 * below.value, tokens: below.tokens, isFromBelow: true, matched: below.matched)
    }
    return best
  }

  /// For a row of unspecified side its sibling of the documented side with the same words: an inclusion term of the
  /// first ("necrosis of hip NOS") says nothing against the side (Guidelines I.B.13).
  private func sidedSibling(
    of child: NodeID, among children: [NodeID], support: SupportTable, side: SideEvidence?
  ) -> (NodeID, Score)? {
    guard let side, side.side != .bilateral, hasDistinguishing(child, special.unspecified) else { return nil }
    let sideWord = side.side == .right ? special.right : special.left
    var known: Set<WordID>?
    guard
      let sibling = children.first(where: { sibling in
        guard sideWord != special.unspecified, book.title(of: sibling, has: sideWord) else { return false }
        let words = known ?? titleWords(child)
        known = words
        return titleWords(sibling).subtracting([sideWord]) == words
      }), let score = score(sibling, support: support, side: side.side, sideTokens: side.tokens)
    else { return nil }
    return (sibling, score)
  }

  /// Where no child is supported: displaced (Guidelines I.C.19.c), of the documented side; else an only child.
  private func fallback(_ children: [NodeID], side: Side?) -> (NodeID, Score)? {
    let sideWord = side == .right ? special.right : side == .left ? special.left : special.unspecified
    let displaced = children.filter { hasDistinguishing($0, special.displaced) }
    let sided = displaced.first { hasDistinguishing($0, sideWord) } ?? (displaced.count == 1 ? displaced.first : nil)
    if let sided { return (sided, Score(value: 0, tokens: [], isDefault: true)) }
    if children.count == 1, let only = children.first { return (only, Score(value: 0, tokens: [], isDefault: true)) }
    // "Ankylosing spondylitis of unspecified sites in spine"; "secondary malignant neoplasm of other specified sites"
    // below the row of that very title
    let unspecified = children.filter { hasDistinguishing($0, special.unspecified) }
    let only = unspecified.count == 1 ? unspecified.first : children.first(where: hasTitleOfParent)
    return only.map { ($0, Score(value: 0, tokens: [], isDefault: true)) }
  }

  private func hasTitleOfParent(_ node: NodeID) -> Bool {
    book.parent(of: node).map { titleWords($0) == titleWords(node) } ?? false
  }

  private func hasDistinguishing(_ node: NodeID, _ word: WordID) -> Bool {
    book.title(of: node, has: word, isDistinguishing: true)
  }

  private func score(_ child: NodeID, support: SupportTable, side: Side?, sideTokens: Range<Int>?) -> Score? {
    var best: Score?
    book.forEachWording(of: child) { wording in
      guard let score = score(wording, support: support, side: side, sideTokens: sideTokens) else { return }
      if best.map({ score.value > $0.value }) ?? true { best = score }
    }
    return best
  }

  /// What a wording counts: matched distinguishing words, less half of those that are missing. `nil` where it says
  /// something that the text does not support at all, or another side.
  private func score(_ wording: Wording, support: SupportTable, side: Side?, sideTokens: Range<Int>?) -> Score? {
    var matched = 0.0
    var missing = 0.0
    var tokens: [Range<Int>] = []
    var isUnspecified = false
    var isOther = false
    var content = 0
    var options: [(matched: Double, missing: Double, tokens: [Range<Int>])] = []
    var sideMatched = false
    var leavesSideOpen = false
    var broadPlaces: UInt64 = 0
    var breadth: UInt8 = 0
    var part: SupportTable.Entry?
    for index in 0..<wording.count {
      let element = wording[index]
      let word = element.word
      guard element.isDistinguishing else { continue }
      if word == special.unspecified {
        isUnspecified = true
        continue
      }
      if word == special.other {
        isOther = true
        continue
      }
      if special.isFiller(word) { continue }
      if word == special.right || word == special.left || word == special.bilateral {
        guard let side, matches(side, word) else { return nil }
        sideMatched = true
        if let sideTokens { tokens.append(sideTokens) }
        continue
      }
      if word == special.unilateral {
        if side == .bilateral { return nil }
        // Said by that word or by a side; without either it is not said.
        if let place = support[word]?.tokens ?? sideTokens {
          sideMatched = true
          tokens.append(place)
        } else {
          leavesSideOpen = true
        }
        continue
      }
      if element.isNegated {
        if support[word].map({ $0.nearness <= .sentence }) ?? false { missing += 1 } else { matched += 0.05 }
        continue
      }
      content += 1
      let isPosition = special.isPosition(word) && element.option == 0
      let entry = isPosition ? place(of: word, in: wording, support: support) : support[word]
      // Several words for one broader site ("lower limb") count as one name of it.
      var weight = entry?.weight ?? 0
      if let entry {
        breadth = max(breadth, entry.breadth)
        if entry.isPart { part = entry }
      }
      if let entry, entry.breadth > 0 {
        if broadPlaces & entry.place != 0 { weight = 0.03 }
        broadPlaces |= entry.place
      }
      if element.option > 0 {
        while options.count < element.option { options.append((0, 0, [])) }
        if let entry {
          options[element.option - 1].matched += weight
          options[element.option - 1].tokens.append(entry.tokens)
        } else {
          options[element.option - 1].missing += 1
        }
      } else if let entry {
        matched += weight
        tokens.append(entry.tokens)
      } else {
        missing += 1
      }
    }
    if let option = options.max(by: { $0.matched - 0.5 * $0.missing < $1.matched - 0.5 * $1.missing }) {
      matched += option.matched
      missing += option.missing
      tokens += option.tokens
    }
    if let part, !isWhole(of: part, in: wording, support: support) { return nil }
    if content == 0 {
      if sideMatched { return Score(value: 1, tokens: tokens, isSideOnly: true, matched: 1) }
      if isUnspecified { return Score(value: 0.1, tokens: [], isDefault: true) }
      if isOther || leavesSideOpen { return Score(value: 0.05, tokens: [], isDefault: true) }
      return matched > 0 ? Score(value: matched, tokens: [], isDefault: true, matched: matched) : nil
    }
    // A side alone takes the child of that side before the one of unspecified side.
    guard matched > 0.1 else {
      return sideMatched && missing <= 2 ? Score(value: 0.3 - 0.05 * missing, tokens: tokens, isWeak: true) : nil
    }
    var value = matched - (wording.isTitle ? 0.5 : 0.8) * missing
    if sideMatched { value += 0.5 }
    if isUnspecified || leavesSideOpen { value -= 0.3 }
    if isOther { value -= 0.35 }
    return Score(
      value: value, tokens: tokens, isOther: isOther, isComplete: missing == 0 && !leavesSideOpen, matched: matched,
      breadth: breadth)
  }

  /// Where "upper", "lower", "middle" or "end" is said of a site that the wording names.
  private func place(of position: WordID, in wording: Wording, support: SupportTable) -> SupportTable.Entry? {
    guard var place = support[position].map(PositionPlace.init) else { return nil }
    for index in 0..<wording.count {
      let word = wording[index].word
      guard !special.isPosition(word), let entry = support[word] else { continue }
      place.meet(entry, isSameSite: support.isWord(position, ofSameSiteAs: entry))
    }
    return place.entry
  }

  /// Whether the wording names what the head, neck or back is a part of.
  private func isWhole(of part: SupportTable.Entry, in wording: Wording, support: SupportTable) -> Bool {
    (0..<wording.count).contains { support.isWhole(wording[$0].word, of: part) }
  }

  private func matches(_ side: Side, _ word: WordID) -> Bool {
    switch side {
    case .right: word == special.right
    case .left: word == special.left
    case .bilateral: word == special.bilateral
    }
  }

  // MARK: Both sides

  /// Right and left children where none is bilateral: two codes are reported (Guidelines I.B.13).
  private func bothSides(_ children: [NodeID], support: SupportTable) -> [(NodeID, Score)]? {
    if let bilateral = best(
      children, support: support, side: SideEvidence(side: .bilateral, tokens: 0..<0, nearness: .clause)),
      hasDistinguishing(bilateral.0, special.bilateral)
    {
      return nil
    }
    var pair: [(NodeID, Score)] = []
    for side in [Side.right, .left] {
      let word = side == .right ? special.right : special.left
      let evidence = SideEvidence(side: side, tokens: 0..<0, nearness: .clause)
      guard let chosen = best(children, support: support, side: evidence) else { return nil }
      let (child, score) = sidedSibling(of: chosen.0, among: children, support: support, side: evidence) ?? chosen
      guard hasDistinguishing(child, word) else { return nil }
      pair.append((child, Score(value: score.value, tokens: score.tokens.filter { !$0.isEmpty })))
    }
    return pair
  }

  /// For a row titled "unilateral …" its sibling titled "bilateral …" with the same words.
  private func bilateralSibling(of node: NodeID) -> NodeID? {
    guard let parent = book.parent(of: node), book.title(of: node, has: special.unilateral) else { return nil }
    let wanted = titleWords(node).subtracting([special.unilateral])
    return book.children(of: parent).first { sibling in
      let words = titleWords(sibling)
      return words.contains(special.bilateral) && words.subtracting([special.bilateral]) == wanted
    }
  }

  /// The words of a title but "unspecified".
  private func titleWords(_ node: NodeID) -> Set<WordID> {
    book.titleWords(of: node).subtracting([special.unspecified])
  }
}

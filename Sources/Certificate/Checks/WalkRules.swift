import ClinicalText
import ICD10CM

/// Rules that lead from a term down the Tabular.
extension RuleTable {
  static let walk: [RuleCheck] = [
    RuleCheck("term", source: "Guidelines I.B.1 (locating a code); the row's own source", step: TermCheck.step),
    RuleCheck(
      "problem-line", source: "Guidelines I.B.1 and I.B.2", lineStep: LineCheck.step, withdrawal: LineCheck.withdrawal),
    RuleCheck("facet", source: "Guidelines I.B.2", step: facet),
    RuleCheck("row-below", source: "Guidelines I.B.1 and I.B.2", step: rowBelow),
    RuleCheck("specific-sibling", source: "Guidelines I.B.2", step: specificSibling),
    RuleCheck("unspecified", source: "Guidelines I.A.9.b and I.B.18", step: unspecified),
    RuleCheck("displaced-by-default", source: "Guidelines I.C.19.c", step: displaced),
    RuleCheck("laterality", source: "Guidelines I.B.13", step: laterality),
    RuleCheck("both-sides", source: "Guidelines I.B.13", step: bothSides),
    RuleCheck("each-site", source: "Guidelines I.C.13.a", step: SiteCheck.each, lineStep: SiteCheck.eachOfLine),
    RuleCheck("sites-together", source: "Guidelines I.C.13.a", step: SiteCheck.together),
    RuleCheck(
      "seventh-character", source: "Tabular, note at the category; Guidelines I.A.5 and I.C.19.a",
      step: SeventhCharacterCheck.step, lineStep: LineCheck.seventhCharacter),
  ]

  private static let facet: RuleCheck.StepCheck = { question in
    guard question.isChild else { return "\(question.step.code) is not directly below the row before" }
    guard let best = question.reading.bestExplanation(of: question.node, support: question.support) else {
      return "the note says no word that parts \(question.step.code) from its siblings"
    }
    guard question.step.spans == question.spans(best.tokens) else {
      return "the words that part \(question.step.code) from its siblings stand elsewhere"
    }
    for sibling in question.siblings {
      guard let other = question.reading.bestExplanation(of: sibling, support: question.support) else { continue }
      let says = Set(other.tokens)
      if says.isSuperset(of: best.tokens), other.missing < best.missing, other.supported >= best.supported {
        return "\(question.book.code(of: sibling)) says the same with fewer words that the note does not say"
      }
      if says == Set(best.tokens), other.missing == best.missing, other.supported == best.supported,
        other.namesSide == best.namesSide, other.isOther == best.isOther, other.isUnspecified == best.isUnspecified,
        other.breadth < best.breadth
      {
        return "\(question.book.code(of: sibling)) names the site itself, not one around it"
      }
    }
    return nil
  }

  /// The words are those of a row below, and the row itself has none of its own.
  private static let rowBelow: RuleCheck.StepCheck = { question in
    guard question.isChild else { return "\(question.step.code) is not directly below the row before" }
    let isNamed = question.book.children(of: question.node).contains { row in
      question.reading.explanations(of: row, support: question.support).contains {
        !$0.tokens.isEmpty && question.step.spans == question.spans($0.tokens)
      }
    }
    guard isNamed else { return "the note names no row below \(question.step.code) with these words" }
    for sibling in question.siblings {
      guard let other = question.reading.bestExplanation(of: sibling, support: question.support), other.missing == 0,
        other.breadth == 0, !other.isUnspecified, !other.isOther
      else { continue }
      return "the words of the note decide for \(question.book.code(of: sibling))"
    }
    return nil
  }

  /// The row before is worded unspecified, and the note says every word of this sibling of it.
  private static let specificSibling: RuleCheck.StepCheck = { question in
    guard let previous = question.previous, let parent = question.book.parent(of: previous),
      question.book.parent(of: question.node) == parent
    else { return "\(question.step.code) is no sibling of the row before" }
    guard question.reading.isWorded(previous, with: question.reading.special.unspecified) else {
      return "the row before is not worded unspecified"
    }
    let isSaid = question.reading.explanations(of: question.node, support: question.support).contains {
      $0.isComplete && question.step.spans == question.spans($0.tokens)
    }
    return isSaid || isSided(question) ? nil : "the note does not say every word of \(question.step.code) there"
  }

  /// The row is that of the documented side, in the same words as the row of unspecified side before it (Guidelines
  /// I.B.13).
  private static func isSided(_ question: StepQuestion) -> Bool {
    guard let previous = question.previous, let side = question.support.side, side.side != .bilateral else {
      return false
    }
    let word = question.reading.sideWord(side.side)
    let own = question.titleWords(question.node)
    return own.contains(word) && own.subtracting([word]) == question.titleWords(previous)
      && question.step.spans.contains(question.document.span(of: side.tokens))
      && question.step.spans
        == question.reading.bestExplanation(of: question.node, support: question.support).map {
          question.spans($0.tokens)
        }
  }

  /// No words decide: the row must be worded unspecified or other, or be the only one, and no sibling may be decided.
  private static let unspecified: RuleCheck.StepCheck = { question in
    guard question.step.spans.isEmpty else { return "a default has no words" }
    if question.step.code == Code("M85.80"),
      question.previous.map({ question.book.code(of: $0).isIn(["M85.8"]) }) ?? false
    {
      return LowBoneMassCheck.isSiteless(question) ? nil : "the statements name a site"
    }
    guard question.isChild else { return "\(question.step.code) is not directly below the row before" }
    let explanations = question.reading.explanations(of: question.node, support: question.support)
    let isUnspecified = explanations.contains { $0.isResidual && $0.isUnspecified }
    // A row below one of the same title holds what its siblings leave over.
    let isNamesake = question.previous.map { question.titleWords($0) == question.titleWords(question.node) } ?? false
    let isOther = isNamesake || explanations.contains { $0.isResidual && ($0.isOther || $0.isWithout) }
    let special = question.reading.special
    let isOnlyUnspecified =
      question.reading.isWorded(question.node, with: special.unspecified)
      && !question.siblings.contains { question.reading.isWorded($0, with: special.unspecified) }
    guard isUnspecified || isOther || isOnlyUnspecified || question.siblings.isEmpty else {
      return "\(question.step.code) is neither unspecified nor other nor the only row"
    }
    if !isUnspecified, !isOnlyUnspecified, isOther, question.siblings.contains(where: question.isUnspecified) {
      return "a sibling is worded unspecified"
    }
    return question.decidedSibling.map { "the words of the note decide for \(question.book.code(of: $0))" }
  }

  private static let displaced: RuleCheck.StepCheck = { question in
    guard question.step.spans.isEmpty else { return "a default has no words" }
    guard question.isChild else { return "\(question.step.code) is not directly below the row before" }
    guard question.reading.isWorded(question.node, with: question.reading.special.displaced) else {
      return "\(question.step.code) is not worded displaced"
    }
    guard question.reading.explanations(of: question.node, support: question.support).contains(where: \.isTitle) else {
      return "\(question.step.code) is worded of another side"
    }
    return question.decidedSibling.map { "the words of the note decide for \(question.book.code(of: $0))" }
  }

  private static let laterality: RuleCheck.StepCheck = { question in
    guard let side = question.support.side, side.side == .bilateral,
      question.step.spans == [question.document.span(of: side.tokens)]
    else { return "the words that name both sides stand elsewhere" }
    guard let previous = question.previous, let parent = question.book.parent(of: previous),
      question.book.parent(of: question.node) == parent
    else { return "\(question.step.code) is no sibling of the row before" }
    let special = question.reading.special
    var (before, after) = (question.titleWords(previous), question.titleWords(question.node))
    guard before.remove(special.unilateral) != nil, after.remove(special.bilateral) != nil, before == after else {
      return "the two rows are not the unilateral and the bilateral one of the same condition"
    }
    return nil
  }

  private static let bothSides: RuleCheck.StepCheck = { question in
    guard question.isChild else { return "\(question.step.code) is not directly below the row before" }
    guard let tokens = question.reading.bothSidesTokens(of: question.node, support: question.support),
      question.step.spans == question.spans(tokens)
    else { return "the words that name both sides stand elsewhere" }
    let other = question.file.derived.contains { derived in
      derived.span == question.reading.span(ofMention: question.mention) && derived.steps.count > question.index
        && derived.steps[..<question.index] == question.steps[..<question.index]
        && derived.steps[question.index].rule == "both-sides"
        && derived.steps[question.index].code != question.step.code
    }
    return other ? nil : "the other side has no code"
  }
}

extension StepQuestion {
  /// The other rows below the row before.
  var siblings: [NodeID] {
    guard let previous else { return [] }
    return book.children(of: previous).filter { $0 != node }
  }

  /// A sibling of which the mention's own sentence says every word.
  var decidedSibling: NodeID? {
    siblings.first { sibling in
      reading.explanations(of: sibling, support: support).contains { explanation in
        explanation.missing == 0 && !explanation.tokens.isEmpty
          && (explanation.content == 0 || explanation.supported > 0)
      }
    }
  }

  func isUnspecified(_ node: NodeID) -> Bool {
    reading.explanations(of: node, support: support).contains { $0.isResidual && $0.isUnspecified }
  }

  /// The words of a title but "unspecified".
  func titleWords(_ node: NodeID) -> Set<WordID> {
    book.titleWords(of: node).subtracting([reading.special.unspecified])
  }
}

import ClinicalText
import Findings
import ICD10CM

/// The first step of a derivation: from the words of a mention to a row of the code set.
struct TermCheck {
  let file: CaseFile

  /// Rows of a mention's term that lead to codes and whose conditions hold, with what the conditions count together: nearer words more.
  func satisfiedRows(ofMention index: Int) -> [(row: TermRow, weight: Double)] {
    satisfiedRows(MentionSupport(ofMention: index, in: file.reading))
  }

  private func satisfiedRows(_ support: MentionSupport) -> [(row: TermRow, weight: Double)] {
    var result: [(row: TermRow, weight: Double)] = []
    for number in 0..<file.book.rowCount(ofTermList: support.termList) {
      let row = file.book.row(number, ofTermList: support.termList)
      guard row.targetCount > 0, leads(row.kind), !(support.isRejected && isOfficial(row)),
        let weight = satisfied(row, support)
      else { continue }
      result.append((row, weight))
    }
    return result
  }

  private func leads(_ kind: TermKind) -> Bool {
    switch kind {
    case .diagnosis, .status, .drug, .cause, .title, .inclusionTerm, .index: true
    case .words, .lineWords, .site, .adverseEffect, .reject, .void: false
    }
  }

  private func satisfied(_ row: TermRow, _ support: MentionSupport) -> Double? {
    var total = 0.0
    var holds = true
    var counted: Set<Range<Int>> = []
    var wanted: [WordSupport] = []
    var unwanted: [WordSupport] = []
    var sites: [WordSupport] = []
    var positions: [[WordID]] = []
    var parts: [WordSupport] = []
    row.forEachCondition { isNegated, alternatives in
      let found = alternatives.compactMap { support[$0] }
      guard !isNegated else {
        unwanted += found.filter { $0.weight > 0.5 }
        return
      }
      wanted += found
      sites += alternatives.filter { !isPosition($0) }.compactMap { support[$0] }.filter(\.isSite)
      guard let best = found.max(by: { $0.weight < $1.weight }) else {
        holds = false
        return
      }
      // What stands with another mention counts less; words that the same tokens say count once.
      // A site around the one that is named counts half.
      let distance = best.nearness > .clause ? 0.6 : 1
      let value = distance * (best.breadth > 0 ? 0.5 : 1) * best.weight
      total += counted.insert(best.tokens).inserted ? value : 0.03 * value
      if alternatives.allSatisfy(isPosition) { positions.append(Array(alternatives)) }
      if best.isPart { parts.append(best) }
    }
    // A larger part of the body around the site that the row wants does not take the site away.
    let isFree = unwanted.allSatisfy { entry in
      wanted.contains { $0.tokens == entry.tokens && $0.breadth < entry.breadth }
    }
    guard holds, isFree, positions.allSatisfy({ isSaid($0, of: sites, support) }) else { return nil }
    // The neck of a femur is no neck: the row, or where it leads, has to name the femur.
    let names = wanted + file.book.titleWords(of: row.target(0)).compactMap { support[$0] }
    let isWhole = parts.allSatisfy { part in
      part.tokens.overlaps(support.mention) || names.contains { !$0.isPart && $0.tokens.overlaps(part.tokens) }
    }
    return isWhole ? total : nil
  }

  /// Whether one of the words "upper", "lower" … stands with a site of the row: with the site that the note names, or in
  /// the name of the same wider site. Where the row names none, the note's own word counts.
  private func isSaid(_ positions: [WordID], of sites: [WordSupport], _ support: MentionSupport) -> Bool {
    let isExact = positions.contains { support[$0]?.breadth == 0 }
    if sites.isEmpty { return isExact }
    return sites.contains { site in
      site.breadth == 0 ? isExact : positions.contains { support.names($0, around: site) }
    }
  }

  private func isOfficial(_ row: TermRow) -> Bool { [.title, .inclusionTerm, .index].contains(row.kind) }

  private func isPosition(_ word: WordID) -> Bool { file.reading.special.positions.contains(word) }

  static let step: RuleCheck.StepCheck = { question in
    guard question.index == 0 else { return "a term can only begin a derivation" }
    guard question.step.spans == [question.reading.span(ofMention: question.mention)] else {
      return "the words are not those of the mention"
    }
    let rows = TermCheck(file: question.file).satisfiedRows(question.support)
    let candidates = rows.filter { $0.row.targets.contains(question.node) }
    guard !candidates.isEmpty else { return "no row of the term whose conditions hold leads to \(question.step.code)" }
    guard candidates.contains(where: { $0.row.source == question.step.source }) else {
      return "the row comes from '\(candidates[0].row.source)'"
    }
    let check = TermCheck(file: question.file)
    if let each = candidates.first(where: \.row.leadsToEach)?.row {
      let missing = each.targets.first { target in
        !question.file.derived.contains { $0.span == question.step.spans[0] && $0.steps.first?.row == target.index }
      }
      return missing.map { "the term stands for \(question.book.code(of: $0)) as well" }
    }
    let better = candidates.map { check.betterTarget(than: question.node, of: $0.row, question.support) }
    if better.allSatisfy({ $0 != nil }), let first = better.compactMap(\.self).first {
      return "the words of the note lead to \(question.book.code(of: first))"
    }
    if let best = check.best(rows), !best.targets.contains(question.node) {
      return "the row that leads to \(question.book.code(of: best.target(0))) fits the words around the mention better"
    }
    return nil
  }

  /// The row that fits best: what its conditions count; of equals the project's own before the Index before titles, the
  /// specific before the unspecified; of equal own rows the later, of equal official rows the first.
  private func best(_ rows: [(row: TermRow, weight: Double)]) -> TermRow? {
    var best: (row: TermRow, total: Double)?
    for (row, weight) in rows {
      let isTitle = row.kind == .title || row.kind == .inclusionTerm
      let isOfficial = isOfficial(row)
      let isVague = isTitledUnspecified(row.target(0))
      let total = weight - (isTitle ? 0.05 : isOfficial ? 0.03 : 0) - (isVague ? 0.02 : 0)
      if let known = best, isOfficial ? total <= known.total : total < known.total { continue }
      best = (row, total)
    }
    return best?.row
  }

  private func isTitledUnspecified(_ node: NodeID) -> Bool {
    var result = false
    file.book.forEachWording(of: node) { wording in
      guard wording.isTitle else { return }
      for index in 0..<wording.count where wording[index].word == file.reading.special.unspecified { result = true }
    }
    return result
  }

  /// Of a row with several targets, one whose title the note says more of.
  private func betterTarget(than node: NodeID, of row: TermRow, _ support: MentionSupport) -> NodeID? {
    func weight(_ target: NodeID) -> Double {
      var best = 0.0
      file.book.forEachWording(of: target) { wording in
        var sum = 0.0
        for index in 0..<wording.count { sum += support[wording[index].word]?.weight ?? 0 }
        best = max(best, sum)
      }
      return best + sideWeight(of: target, side: support.side?.side)
    }
    let own = weight(node)
    for target in row.targets {
      // Of targets that the note says equally much of, the first stands.
      if target == node { return row.targets.first { weight($0) > own + 0.001 } }
      if weight(target) > own - 0.001 { return target }
    }
    return nil
  }

  /// A target of the documented side goes before the other, and where none is documented one of neither.
  private func sideWeight(of target: NodeID, side: Side?) -> Double {
    let special = file.reading.special
    let (isRight, isLeft) = (
      file.book.title(of: target, has: special.right), file.book.title(of: target, has: special.left)
    )
    if isRight == isLeft { return 0 }
    return side == (isRight ? .right : .left) ? 0.5 : -1
  }
}

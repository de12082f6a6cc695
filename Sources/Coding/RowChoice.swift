import ClinicalText
import Findings
import ICD10CM

/// Chooses among the rows of a term, and among the targets of a row, by the words around the mention.
struct RowChoice {
  let book: Book
  let special: SpecialWords
  let support: SupportTable

  /// The row whose conditions the context satisfies best: more and nearer conditions win; a row without conditions is
  /// the term's default (the code behind a main term of the Alphabetic Index).
  ///
  /// Where the lexicon takes a word for none of its own terms, what the Tabular and the Index call so does not count.
  func bestRow(of mention: Mention) -> TermRow? {
    var best: (index: Int, score: Double)?
    let isRejected = mention.has(.reject)
    for index in 0..<book.rowCount(ofTermList: mention.termList) {
      let row = book.rowView(index, ofTermList: mention.termList)
      let kind = row.kind
      guard row.targetCount > 0, kind != .adverseEffect else { continue }
      let isTitle = kind == .title || kind == .inclusionTerm
      let isOfficial = isTitle || kind == .index
      guard !(isRejected && isOfficial), let score = score(row, of: mention) else { continue }
      // A default that the lexicon gives a term stands before what titles are worded alike.
      let bound = score - (isTitle ? 0.05 : isOfficial ? 0.03 : 0)
      if let best, bound < best.score { continue }
      let total = bound - (isVague(row.target(0)) ? 0.02 : 0)
      // Of lexicon rows that fit equally the later one stands, for the tables go from the general to the specific; of
      // titles the first, which is the highest row so worded.
      if best.map({ isOfficial ? total > $0.score : total >= $0.score }) ?? true { best = (index, total) }
    }
    return best.map { book.row($0.index, ofTermList: mention.termList) }
  }

  /// Whether the row of the code set is titled "unspecified": a more specific row that fits as well goes before it
  /// (Guidelines I.B.2).
  private func isVague(_ node: NodeID) -> Bool { book.title(of: node, has: special.unspecified) }

  /// The sum over the conditions. Words that the same tokens say ("pilon" says lower end, tibia, ankle) count little
  /// after the first, so that one broad word does not outweigh a row that names what the text names.
  @inline(__always)
  private func score(_ row: TermRowView, of mention: Mention) -> Double? {
    var total = 0.0
    var counted = CountedPlaces()
    var denials: [SupportTable.Entry] = []
    var part: SupportTable.Entry?
    let isSatisfied = row.allConditions { isNegated, alternatives in
      var best: SupportTable.Entry?
      for word in alternatives {
        guard let entry = support[word], entry.weight > best?.weight ?? 0 else { continue }
        best = entry
      }
      guard let best else { return isNegated }
      if isNegated {
        guard best.weight > 0.5 else { return true }
        if best.breadth > 0 { denials += alternatives.compactMap { support[$0] }.filter { $0.weight > 0.5 } }
        return best.breadth > 0
      }
      // What stands with another mention decides only where nothing stands with this one; a site around the one that
      // is named ("upper arm" for an elbow), only where no row speaks of that one.
      let value = (best.nearness > .clause ? 0.6 : 1) * (best.breadth > 0 ? 0.5 : 1) * best.weight
      total += counted.insert(best.tokens) ? value : 0.03 * value
      if best.isPart { part = best }
      return !alternatives.allSatisfy(special.isPosition) || isPlaced(alternatives, best, in: row)
    }
    guard isSatisfied, denials.allSatisfy({ isOutside($0, of: row) }) else { return nil }
    if let part, !part.tokens.overlaps(mention.tokens), !isWhole(of: part, in: row) { return nil }
    return total
  }

  /// Whether "upper" or "lower" is said of a site that the row wants.
  private func isPlaced(_ positions: WordList, _ best: SupportTable.Entry, in row: TermRowView) -> Bool {
    var place = PositionPlace(best)
    _ = row.allConditions { isNegated, alternatives in
      guard !isNegated else { return true }
      for word in alternatives where !special.isPosition(word) {
        guard let entry = support[word] else { continue }
        place.meet(entry, isSameSite: positions.contains { support.isWord($0, ofSameSiteAs: entry) })
      }
      return true
    }
    return place.entry != nil
  }

  /// Whether the row, or the title it leads to, names what the head, neck or back is a part of.
  private func isWhole(of part: SupportTable.Entry, in row: TermRowView) -> Bool {
    var result = false
    _ = row.allConditions { isNegated, alternatives in
      result = result || !isNegated && alternatives.contains { support.isWhole($0, of: part) }
      return true
    }
    return result || book.titleWords(of: row.target(0)).contains { support.isWhole($0, of: part) }
  }

  /// Whether a site that a row excludes is only a part of the body around the one that the row wants: the "ankle and foot"
  /// around a foot does not make it an ankle.
  private func isOutside(_ denial: SupportTable.Entry, of row: TermRowView) -> Bool {
    guard denial.breadth > 0 else { return false }
    var result = false
    _ = row.allConditions { isNegated, alternatives in
      guard !isNegated else { return true }
      for word in alternatives {
        if let wanted = support[word], wanted.tokens == denial.tokens, wanted.breadth < denial.breadth { result = true }
      }
      return true
    }
    return result
  }

  /// Of several targets the one whose titles the context supports best; "bilateral" only where both sides are stated.
  func bestTarget(_ targets: [NodeID], side: Side?) -> NodeID {
    guard targets.count > 1 else { return targets[0] }
    var best = (node: targets[0], score: -1.0)
    for target in targets {
      var score = book.title(of: target, has: special.bilateral) == (side == .bilateral) ? 0.5 : 0
      var words = 0.0
      book.forEachWording(of: target) { wording in
        var sum = 0.0
        for index in 0..<wording.count { sum += support[wording[index].word]?.weight ?? 0 }
        words = max(words, sum)
      }
      score += words + sideScore(of: target, side)
      if score > best.score { best = (target, score) }
    }
    return best.node
  }

  /// A target of the documented side goes before the other, and where none is documented one of neither (Guidelines
  /// I.B.13).
  private func sideScore(of target: NodeID, _ side: Side?) -> Double {
    let (isRight, isLeft) = (book.title(of: target, has: special.right), book.title(of: target, has: special.left))
    guard isRight != isLeft else { return 0 }
    return side == (isRight ? .right : .left) ? 0.5 : -1
  }
}

/// The places in the text that conditions of a row were satisfied at; a row has few.
private struct CountedPlaces {
  private var places: InlineArray<12, Range<Int>> = .init(repeating: 0..<0)
  private var count = 0

  /// Whether the place was not there already.
  mutating func insert(_ place: Range<Int>) -> Bool {
    for index in 0..<count where places[index] == place { return false }
    if count < places.count {
      places[count] = place
      count += 1
    }
    return true
  }
}

import Findings
import ClinicalText
import ICD10CM

/// How far the words around a mention explain one wording of a row.
struct Explanation {
  /// The words of the note, ascending, each span once.
  var tokens: [Range<Int>] = []
  /// Words that part the row from its siblings and that the note says.
  var supported = 0
  /// Such words that the note does not say.
  var missing = 0
  /// How much wider than what the note names the sites of these words are, in all.
  var breadth = 0
  /// Whether the row is worded "unspecified".
  var isUnspecified = false
  /// Whether the row is worded "other".
  var isOther = false
  /// Whether the row is worded "without" something that the note does not say.
  var isWithout = false
  /// Whether the wording names the side that the note names.
  var namesSide = false
  /// Words of content that the wording demands.
  var content = 0
  /// Whether it is the title.
  var isTitle = false

  /// Whether the note says every word of it, and it is no remainder of its siblings.
  var isComplete: Bool { missing == 0 && !isOther && !isResidual && !tokens.isEmpty }

  /// Whether nothing parts the row from its siblings but "unspecified" or "other".
  var isResidual: Bool { content == 0 && !namesSide && (isUnspecified || isOther || isWithout && missing == 0) }
}

extension NoteReading {
  /// What the note says of each wording of a row; wordings of another side are left out.
  func explanations(of node: NodeID, support: MentionSupport) -> [Explanation] {
    var result: [Explanation] = []
    book.forEachWording(of: node) { wording in
      if let explanation = explanation(of: wording, support: support) { result.append(explanation) }
    }
    return result
  }

  /// The explanation that a certificate cites: most words supported, fewest missing, the title before inclusion terms.
  func bestExplanation(of node: NodeID, support: MentionSupport) -> Explanation? {
    var best: Explanation?
    for explanation in explanations(of: node, support: support) where !explanation.tokens.isEmpty {
      if let known = best, known.supported * 2 - known.missing >= explanation.supported * 2 - explanation.missing {
        continue
      }
      best = explanation
    }
    return best
  }

  /// The explanation of a row of which the note says every word.
  func completeExplanation(of node: NodeID, support: MentionSupport) -> Explanation? {
    var best: Explanation?
    for explanation in explanations(of: node, support: support) where explanation.isComplete {
      if best.map({ explanation.supported > $0.supported }) ?? true { best = explanation }
    }
    return best
  }

  /// The best explanation of one of the rows below a row.
  func explanationBelow(_ node: NodeID, support: MentionSupport) -> Explanation? {
    var best: Explanation?
    for row in book.children(of: node) where !book.isSeventhCharacterCode(row) {
      guard let found = bestExplanation(of: row, support: support) else { continue }
      if let best, best.supported * 2 - best.missing >= found.supported * 2 - found.missing { continue }
      best = found
    }
    return best
  }

  private func explanation(of wording: Wording, support: MentionSupport) -> Explanation? {
    var result = Explanation()
    result.isTitle = wording.isTitle
    var cited: Set<Range<Int>> = []
    var options: [(supported: [Range<Int>], missing: Int, breadth: Int)] = []
    for index in 0..<wording.count where wording[index].isDistinguishing {
      let element = wording[index]
      let word = element.word
      if word == special.unspecified { result.isUnspecified = true; continue }
      if word == special.other { result.isOther = true; continue }
      if special.isFiller(word) { continue }
      if let side = side(of: word) {
        guard let named = support.side, named.side == side else { return nil }
        result.namesSide = true
        cited.insert(named.tokens)
        continue
      }
      if word == special.unilateral {
        if support.side?.side == .bilateral { return nil }
        if let place = support[word]?.cited ?? support.side?.tokens {
          result.namesSide = true
          cited.insert(place)
        } else {
          result.isUnspecified = true
        }
        continue
      }
      let place = support[word]
      if element.isNegated {
        if let place, place.nearness <= .sentence { result.missing += 1 } else { result.isWithout = true }
        continue
      }
      result.content += 1
      if element.option > 0 {
        while options.count < element.option { options.append(([], 0, 0)) }
        if let place {
          options[element.option - 1].supported.append(place.cited)
          options[element.option - 1].breadth += place.breadth
        } else {
          options[element.option - 1].missing += 1
        }
      } else if let place {
        result.supported += 1
        result.breadth += place.breadth
        cited.insert(place.cited)
      } else {
        result.missing += 1
      }
    }
    if let option = options.max(by: { 2 * $0.supported.count - $0.missing < 2 * $1.supported.count - $1.missing }) {
      result.supported += option.supported.count
      result.missing += option.missing
      result.breadth += option.breadth
      cited.formUnion(option.supported)
    }
    result.tokens = cited.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    return result
  }

  private func side(of word: WordID) -> Side? {
    word == special.right ? .right : word == special.left ? .left : word == special.bilateral ? .bilateral : nil
  }

  /// Whether the row's title has this word among those that part it from its siblings.
  func isWorded(_ node: NodeID, with word: WordID) -> Bool {
    book.title(of: node, has: word, isDistinguishing: true)
  }
}

import BoneDensity
import ClinicalText
import Findings
import ICD10CM

/// Long-term drug use (Z79.-) and adverse effects (T36–T50), by what the note says of the drug.
extension BoneHealth {
  /// Keeps a long-term code where the drug bears on a bone diagnosis of this note and is taken now.
  func judgeDrugs(_ note: inout CodedNote) {
    let isBoneNote =
      note.assignments.contains { isIn($0, .reasonForBoneDrug) } || !note.density.measurements.isEmpty
    for index in note.assignments.indices.reversed() where isIn(note.assignments[index], .longTermDrug) {
      let drug = note.assignments[index]
      if !isBoneNote || !isIn(drug, .drugThatBearsOnBone) {
        reject(index, in: &note, because: .drugNotReported)
      } else if !DrugUse(document).isTakenNow(drug.mention) {
        reject(index, in: &note, because: .drugNotCurrent)
      }
    }
  }

  // MARK: Adverse effects

  private static let links: WordSet = "induced due related secondary caused from associated attributed because effect"

  /// Adds the adverse-effect code of a drug that the provider names as the cause.
  func addAdverseEffects(_ note: inout CodedNote) {
    var added: [Assignment] = []
    for assignment in note.assignments where isIn(assignment, .causedByDrug) {
      let sentence = document.sentences[assignment.mention.sentence].tokens
      let range =
        max(
          sentence.lowerBound, assignment.mention.tokens.lowerBound - 6)..<min(
          sentence.upperBound, max(assignment.mention.tokens.upperBound + 6, assignment.clause.upperBound))
      guard let (tokens, target) = causingDrug(in: range) else { continue }
      let seventh = isSubsequent ? "D" : "A"
      guard let node = Code(book.code(of: target).undotted + seventh).flatMap(book.node), book.isBillable(node),
        !added.contains(where: { $0.node == node })
      else { continue }
      guard var effect = condition(of: assignment, in: note) else { continue }
      effect.node = node
      effect.steps = [
        DerivationStep(rule: .adverseEffect, node: node, spans: [document.span(of: tokens), effect.span].sorted())
      ]
      added.append(effect)
    }
    for effect in added {
      let last = note.assignments.lastIndex { isIn($0, .causedByDrug) } ?? note.assignments.count - 1
      note.assignments.insert(effect, at: last + 1)
    }
  }

  /// The condition that a drug caused, as a mention: for a line that is coded as a whole, the term of it that led to the
  /// condition before.
  private func condition(of assignment: Assignment, in note: CodedNote) -> Assignment? {
    guard assignment.mention.place == nil else { return assignment }
    let part = note.rejections.first { rejection in
      guard let place = rejection.mention, assignment.mention.tokens.contains(findings.mentions[place].tokens) else {
        return false
      }
      return rejection.steps.contains { CodeFamily.causedByDrug.contains(book.code(of: $0.node)) }
    }
    let mention =
      part?.mention.map { findings.mentions[$0] }
      ?? findings.mentions.first { $0.tokens == assignment.mention.tokens }
    guard let mention else { return nil }
    return Assignment(
      node: assignment.node, span: document.span(of: mention.tokens), steps: assignment.steps, isStatus: false,
      isCause: false, isUnspecific: false, rank: assignment.rank, mention: mention, clause: mention.tokens)
  }

  private static let subsequent = WordHash.of("subsequent")
  private var isSubsequent: Bool { document.tokens.contains { $0.hash == Self.subsequent } }

  /// The first drug with an adverse-effect row in a range that also holds a linking word next to it.
  private func causingDrug(in range: Range<Int>) -> (tokens: Range<Int>, target: NodeID)? {
    for index in range where document.tokens[index].kind == .word {
      guard let prefix = book.terms(startingWith: book.word(hash: document.tokens[index].hash)) else { continue }
      let list = book.termList(prefix)
      for number in 0..<book.rowCount(ofTermList: list) {
        let row = book.row(number, ofTermList: list)
        guard row.kind == .adverseEffect, row.targetCount > 0, isLinked(index, in: range) else { continue }
        return (index..<index + 1, row.target(0))
      }
    }
    return nil
  }

  private func isLinked(_ index: Int, in range: Range<Int>) -> Bool {
    let near = max(range.lowerBound, index - 5)..<min(range.upperBound, index + 4)
    return near.contains { Self.links.contains(document.tokens[$0].hash) }
  }
}

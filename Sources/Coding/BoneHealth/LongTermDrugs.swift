import BoneDensity
import ClinicalText
import Findings
import ICD10CM

/// Long-term drug use (Z79.-) and adverse effects (T36–T50), by what the note says of the drug.
extension BoneHealth {
  /// Drugs that bear on bone: glucocorticoids, agents affecting oestrogen, bisphosphonates, hormone replacement.
  private static let onBone = ["Z79.5", "Z79.81", "Z79.83", "Z79.890"]

  /// Keeps a long-term code where the drug bears on a bone diagnosis of this note and is taken now.
  func judgeDrugs(_ note: inout CodedNote) {
    let isBoneNote =
      note.assignments.contains {
        isIn(
          $0,
          [
            "M80", "M81", "M83", "M84.3", "M84.7", "M84.5", "M84.6", "M85", "M88", "Z13.820", "E24", "N95.1", "Q78",
            "Q96",
          ])
      } || !note.density.measurements.isEmpty
    for index in note.assignments.indices.reversed() where isIn(note.assignments[index], ["Z79"]) {
      let drug = note.assignments[index]
      if !isBoneNote || !isIn(drug, Self.onBone) {
        reject(index, in: &note, because: .drugNotReported)
      } else if !DrugUse(document).isTakenNow(drug.mention) {
        reject(index, in: &note, because: .drugNotCurrent)
      }
    }
  }

  // MARK: Adverse effects

  private static let links = Set(
    ["induced", "due", "related", "secondary", "caused", "from", "associated", "attributed", "because", "effect"].map {
      WordHash.of($0)
    })
  private static let drugCaused = ["M81.8", "M80.8", "M83.5", "E24.2", "M85.8", "M87.1"]

  /// Adds the adverse-effect code of a drug that the provider names as the cause.
  func addAdverseEffects(_ note: inout CodedNote) {
    var added: [Assignment] = []
    for assignment in note.assignments where isIn(assignment, Self.drugCaused) {
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
      var effect = assignment
      effect.node = node
      effect.steps = [
        DerivationStep(rule: .adverseEffect, node: node, spans: [document.span(of: tokens), assignment.span].sorted())
      ]
      added.append(effect)
    }
    for effect in added {
      let last = note.assignments.lastIndex { isIn($0, Self.drugCaused) } ?? note.assignments.count - 1
      note.assignments.insert(effect, at: last + 1)
    }
  }

  private var isSubsequent: Bool { document.tokens.contains { $0.hash == WordHash.of("subsequent") } }

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

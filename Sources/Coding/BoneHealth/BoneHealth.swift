import BoneDensity
import ClinicalText
import Findings
import ICD10CM

/// The rules of bone health that one mention alone cannot decide: sites taken together, fractures in osteoporosis,
/// drugs and what they cause.
///
/// Works on the assignments of a note before the general conventions are applied to them.
final class BoneHealth {
  let coder: Coder
  let findings: Findings
  let context: EncounterContext
  let sides: SideFinder

  init(coder: Coder, findings: Findings, context: EncounterContext, sides: SideFinder) {
    (self.coder, self.findings, self.context, self.sides) = (coder, findings, context, sides)
  }

  var book: Book { coder.book }
  var document: Document { findings.document }

  func apply(to note: inout CodedNote) {
    moveHealedFractures(&note)
    addFractureHistory(&note)
    placeCompressionFractures(&note)
    addKnownOsteoporosis(&note)
    placeLowBoneMass(&note)
    relateFractures(&note)
    addDiseaseBehindAtypicalFracture(&note)
    dropHealedTwice(&note)
    dropLowBoneMassBesideOsteoporosis(&note)
    dropIntegralSigns(&note)
    judgeDrugs(&note)
    addAdverseEffects(&note)
    dropScreeningOfKnownDisease(&note)
  }

  // MARK: Families

  func isIn(_ assignment: Assignment, _ family: CodeFamily) -> Bool {
    family.contains(book.code(of: assignment.node))
  }

  func reject(_ index: Int, in note: inout CodedNote, because rule: CodingRule) {
    let assignment = note.assignments.remove(at: index)
    note.rejections.append(Rejection(takingBack: assignment, because: rule))
  }

  func rejectAll(in note: inout CodedNote, because rule: CodingRule, where matches: (Assignment) -> Bool) {
    for index in note.assignments.indices.reversed() where matches(note.assignments[index]) {
      reject(index, in: &note, because: rule)
    }
  }

  // MARK: Small rules

  /// A stress fracture that the conclusion calls healed is not also coded as current.
  private func dropHealedTwice(_ note: inout CodedNote) {
    guard note.assignments.contains(where: { isIn($0, .healedStressFracture) }) else { return }
    rejectAll(in: &note, because: .healedFracture) { isIn($0, .stressFracture) }
  }

  /// An atypical femoral fracture has its own subcategory; the osteoporosis under treatment is coded beside it.
  private func addDiseaseBehindAtypicalFracture(_ note: inout CodedNote) {
    guard let index = note.assignments.firstIndex(where: { isIn($0, .atypicalFracture) }),
      !note.assignments.contains(where: { isIn($0, .osteoporosis) }),
      let disease = knownOsteoporosis(note), let node = Code("M81.0").flatMap(book.node)
    else { return }
    note.rejections.removeAll { $0.span == disease.span }
    let fracture = note.assignments[index]
    note.assignments.append(
      Assignment(
        node: node, span: disease.span, steps: [DerivationStep(rule: .term, node: node, spans: [disease.span])],
        isStatus: false, isCause: false, isUnspecific: false, rank: fracture.rank + 1, mention: disease.mention,
        clause: disease.mention.tokens))
  }

  private static let known: WordSet = "known established diagnosis carries underlying treated"

  /// A conclusion that reads today's scores as low bone mass and says that the patient has osteoporosis: the disease goes
  /// before the scores (Guidelines I.C.13.d).
  private func addKnownOsteoporosis(_ note: inout CodedNote) {
    guard let low = note.assignments.first(where: { isIn($0, .lowBoneMass) }),
      !note.assignments.contains(where: { isIn($0, .osteoporosis) }),
      let node = Code("M81.0").flatMap(book.node)
    else { return }
    let reasoning = Set(note.rejections.filter { $0.reason == .reasoning }.map(\.span))
    let disease = findings.mentions.first { mention in
      let before = max(0, mention.tokens.lowerBound - 3)..<mention.tokens.lowerBound
      return reasoning.contains(document.span(of: mention.tokens)) && !mention.assertion.contains(.historical)
        && before.contains { Self.known.contains(document.tokens[$0].hash) } && statesOsteoporosis(mention)
    }
    guard let disease else { return }
    let span = document.span(of: disease.tokens)
    note.rejections.removeAll { $0.span == span }
    note.assignments.append(
      Assignment(
        node: node, span: span, steps: [DerivationStep(rule: .term, node: node, spans: [span])],
        isStatus: false, isCause: false, isUnspecific: false, rank: low.rank, mention: disease, clause: disease.tokens))
  }

  private func dropLowBoneMassBesideOsteoporosis(_ note: inout CodedNote) {
    guard note.assignments.contains(where: { isIn($0, .osteoporosis) && !isIn($0, .localizedOsteoporosis) }) else {
      return
    }
    rejectAll(in: &note, because: .osteoporosisIsSystemic) {
      isIn($0, .lowBoneMass) || isIn($0, .unspecifiedDensityDisorder)
    }
  }

  /// Back pain, kyphosis and loss of height belong to osteoporosis and its fractures.
  private func dropIntegralSigns(_ note: inout CodedNote) {
    guard note.assignments.contains(where: { isIn($0, .osteoporosis) }) else { return }
    rejectAll(in: &note, because: .integralSign) { isIn($0, .signsOfOsteoporosis) }
  }

  /// Screening is of people without the disease or its signs (Guidelines I.C.21.c.5).
  private func dropScreeningOfKnownDisease(_ note: inout CodedNote) {
    let isTreated = note.assignments.contains { isIn($0, .treatmentOfOsteoporosis) }
    guard isTreated || note.assignments.contains(where: { isIn($0, .osteoporoticFracture) }) else { return }
    rejectAll(in: &note, because: .knownDisease) { isIn($0, .screening) }
  }
}

import ClinicalText
import Findings
import ICD10CM

/// Fractures that have healed: history codes, and osteoporosis behind them.
extension BoneHealth {
  // MARK: Healed fractures

  private static let not = WordHash.of("not")
  private static let healed: WordSet = "healed old remote previous prior childhood"
  private static let fragility: WordSet = "fragility osteoporotic osteoporosis insufficiency fragile"

  /// A healed fracture is history: Z87.310 after a fragility fracture, Z87.312 after a stress fracture, else Z87.81.
  func moveHealedFractures(_ note: inout CodedNote) {
    for index in note.assignments.indices.reversed() {
      let fracture = note.assignments[index]
      let isFracture =
        isIn(fracture, .pathologicalFracture)
        || isIn(fracture, .traumatic) && isFractureRow(fracture.node)
      guard isFracture, let word = healedWord(near: fracture) ?? yearsAfterTreatment() else { continue }
      let isFragility =
        isIn(fracture, .osteoporoticFracture) || isFragilityStated(in: fracture)
        || note.assignments.contains { isIn($0, .osteoporosis) }
      let history = isIn(fracture, .stressFracture) ? "Z87.312" : isFragility ? "Z87.310" : "Z87.81"
      guard let node = Code(history).flatMap(book.node) else { continue }
      var assignment = fracture
      assignment.node = node
      assignment.steps.append(
        DerivationStep(rule: .healedFracture, node: node, spans: [document.span(of: word..<word + 1)]))
      note.assignments[index] = assignment.asStatus()
      if isIn(fracture, .osteoporoticFracture), let disease = Code("M81.0").flatMap(book.node) {
        var osteoporosis = fracture
        osteoporosis.node = disease
        osteoporosis.steps.append(
          DerivationStep(rule: .healedFracture, node: disease, spans: [document.span(of: word..<word + 1)]))
        note.assignments.insert(osteoporosis, at: index)
      }
    }
  }

  /// "healed", "old", "remote" within the fracture's clause, not denied ("not healed").
  private func healedWord(near fracture: Assignment) -> Int? {
    let range =
      max(
        fracture.clause.lowerBound, fracture.mention.tokens.lowerBound - 4)..<min(
        fracture.clause.upperBound, fracture.mention.tokens.upperBound + 6)
    return range.first { index in
      Self.healed.contains(document.tokens[index].hash)
        && (index == 0 || document.tokens[index - 1].hash != Self.not)
        && !document.assertion(of: index..<index + 1).contains(.negated)
    }
  }

  private func isFragilityStated(in fracture: Assignment) -> Bool {
    fracture.clause.contains { Self.fragility.contains(document.tokens[$0].hash) } || isLowTrauma(in: fracture.clause)
  }

  private static let low: WordSet = "low minimal minor trivial no"
  private static let force: WordSet = "trauma energy force impact"

  /// "low-trauma", "minimal trauma", "low energy": what a fragility fracture is.
  private func isLowTrauma(in range: Range<Int>) -> Bool {
    range.contains { index in
      guard Self.force.contains(document.tokens[index].hash) else { return false }
      return (max(range.lowerBound, index - 2)..<index).contains { Self.low.contains(document.tokens[$0].hash) }
    }
  }

  private static let years: WordSet = "year years"
  private static let since: WordSet = "after following since post"
  private static let event: WordSet = "surgery operation fracture injury fixation procedure accident"

  /// "Three years after the surgery …": what was treated then has healed, whatever the sentence on the fracture says.
  func yearsAfterTreatment() -> Int? {
    let (tokens, years) = (document.tokens, Self.years)
    return tokens.indices.first { index in
      guard years.contains(tokens[index].hash), index + 1 < tokens.count, Self.since.contains(tokens[index + 1].hash)
      else { return false }
      return (index + 2..<min(index + 5, tokens.count)).contains { Self.event.contains(tokens[$0].hash) }
    }
  }

  /// "History of traumatic tibia fracture": a past fracture whose kind is stated is a history code. An undefined previous
  /// fracture is asked about, never coded.
  func addFractureHistory(_ note: inout CodedNote) {
    guard let first = note.assignments.first else { return }
    for mention in findings.mentions
    where mention.assertion.contains(.historical) && mention.has(.diagnosis)
      && mention.assertion.isDisjoint(with: [.negated, .otherExperiencer, .template, .uncertain])
    {
      guard mention.tokens.contains(where: { Self.fractureWords.contains(document.tokens[$0].hash) }) else { continue }
      let span = document.span(of: mention.tokens)
      guard !note.assignments.contains(where: { $0.span == span }) else { continue }
      let sentence = document.sentences[mention.sentence].tokens
      let isFragility =
        sentence.contains { Self.fragility.contains(document.tokens[$0].hash) }
        || isLowTrauma(in: sentence)
      // In osteoporosis the cause of an earlier fracture is asked for, unless the force is named.
      let isOsteoporotic = note.assignments.contains { isIn($0, .osteoporosis) }
      let isTraumatic = !isOsteoporotic && sentence.contains { Self.trauma.contains(document.tokens[$0].hash) }
      guard isFragility || isTraumatic, let node = Code(isFragility ? "Z87.310" : "Z87.81").flatMap(book.node) else {
        continue
      }
      note.rejections.removeAll { $0.span == span }
      note.assignments.append(
        Assignment(
          node: node, span: span, steps: [DerivationStep(rule: .healedFracture, node: node, spans: [span])],
          isStatus: true,
          isCause: false, isUnspecific: false, rank: first.rank, mention: mention, clause: mention.tokens))
    }
  }

  private static let compression = WordHash.of("compression")
  static let fractureWords: WordSet = "fracture fractures fx fractured"
  static let trauma: WordSet =
    "traumatic trauma accident mvc mva fall fell falling injury collision crash ladder skiing assault struck"

  /// A compression fracture of a vertebra without osteoporosis and without a documented injury is a collapsed vertebra
  /// (M48.5-), not an injury.
  func placeCompressionFractures(_ note: inout CodedNote) {
    let isInjured = document.tokens.indices.contains { index in
      Self.trauma.contains(document.tokens[index].hash) && !document.assertion(of: index..<index + 1).contains(.negated)
    }
    guard !isInjured, !note.assignments.contains(where: { isIn($0, .osteoporosis) }) else { return }
    for index in note.assignments.indices where isIn(note.assignments[index], .vertebralInjury) {
      let fracture = note.assignments[index]
      guard fracture.mention.tokens.contains(where: { document.tokens[$0].hash == Self.compression }) else {
        continue
      }
      let code = book.code(of: fracture.node)
      let seventh = "ADGS".contains(code.undotted.last ?? "A") ? String(code.undotted.suffix(1)) : "A"
      let region = isIn(fracture, .thoracolumbarInjury) ? "5" : isIn(fracture, .thoracicInjury) ? "4" : "6"
      guard let node = Code("M485" + region + "X" + seventh).flatMap(book.node) else { continue }
      note.assignments[index].node = node
      note.assignments[index].steps.append(DerivationStep(rule: .collapsedVertebra, node: node, spans: [fracture.span]))
    }
  }
}

extension Assignment {
  /// The same as a status or history code.
  func asStatus() -> Assignment {
    var copy = self
    copy.isStatus = true
    return copy
  }
}

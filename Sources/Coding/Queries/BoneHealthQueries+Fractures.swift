import ClinicalText
import Findings
import ICD10CM

/// Questions about fractures: what is behind them, how old they are, whether they are under treatment.
extension BoneHealthQueries {
  private static let lowForce: WordSet = "standing ground tripped slipped stumbled low minimal bent lifting"

  func fractureRelation() -> [Query] {
    var result: [Query] = []
    let isDiseaseKnown = health.knownOsteoporosis(note) != nil
    for fracture in note.assignments where !isDiseaseKnown && isFracture(fracture) {
      let isLowForce = document.tokens.contains { Self.lowForce.contains($0.hash) }
      guard isLowForce || health.isIn(fracture, .fractureOfUnnamedCause) else { continue }
      result.append(
        Query(
          .fractureRelation,
          "The note documents “\(document.text(fracture.span))”. Is the fracture, in your clinical judgment, due to injury alone, to an underlying bone disease (which one), other, or are you unable to determine this?",
          spans: [fracture.span], searched: "a diagnosis of bone disease and words that link it to the fracture"))
    }
    return result + unnamedDisease() + stressFracture() + deformity() + undefinedFracture() + openPhase()
  }

  private func isFracture(_ assignment: Assignment) -> Bool {
    health.isIn(assignment, .fractureOfUnnamedCause)
      || health.isIn(assignment, .traumatic) && health.isFractureRow(assignment.node)
  }

  /// "Previous fracture" without its kind or time.
  private func undefinedFracture() -> [Query] {
    guard isBoneNote || !boneDiagnoses.isEmpty else { return [] }
    // A history that is coded has been defined.
    guard !note.assignments.contains(where: { health.isIn($0, .healedFracture) }) else { return [] }
    let coded = Set(note.assignments.map(\.span))
    for mention in health.findings.mentions where mention.assertion.contains(.historical) {
      let span = document.span(of: mention.tokens)
      guard !coded.contains(span), mention.assertion.isDisjoint(with: [.negated, .otherExperiencer, .template]),
        mention.tokens.contains(where: { BoneHealth.fractureWords.contains(document.tokens[$0].hash) })
      else { continue }
      let words = document.text(span)
      let sentence = document.sentences[mention.sentence].tokens
      let told = sentence.map { document.tokens[$0].hash }
      let relation =
        Query(
          .fractureRelation,
          "An earlier “\(words)” is mentioned without its cause. Was it due to injury, to an underlying bone disease, other, or are you unable to determine this?",
          spans: [span], searched: "the cause of the earlier fracture")
      let age =
        Query(
          .fractureAge,
          "An earlier “\(words)” is mentioned without its state. Is it healed, still under treatment, other, or are you unable to determine this?",
          spans: [span], searched: "the state of the earlier fracture")
      return (told.contains(where: Self.causes.contains) ? [] : [relation])
        + (told.contains(where: Self.states.contains) ? [] : [age])
    }
    return []
  }

  /// What tells the cause of a fracture, or its state.
  private static let causes = BoneHealth.trauma.union(
    "fragility osteoporotic insufficiency pathological pathologic stress energy")
  private static let states: WordSet = "healed healing remote childhood union united old chronic"

  // MARK: Fractures beside a disease

  private static let osteoporosis: WordSet = "osteoporosis osteoporotic ovcf"

  /// A fragility fracture in a note that nowhere names osteoporosis.
  private func unnamedDisease() -> [Query] {
    guard let fracture = note.assignments.first(where: { health.isIn($0, .osteoporoticFracture) }),
      !document.tokens.contains(where: { Self.osteoporosis.contains($0.hash) })
    else { return [] }
    return [
      Query(
        .fractureRelation,
        "The note documents “\(document.text(fracture.span))”. Which disease of bone, if any, is behind the fracture in your clinical judgment: a specific disease, none, other, or are you unable to determine this?",
        spans: [fracture.span], searched: "a diagnosis of bone disease")
    ]
  }

  /// A stress fracture in known osteoporosis may be of normal or of diseased bone.
  private func stressFracture() -> [Query] {
    guard let fracture = note.assignments.first(where: { health.isIn($0, .stressFracture) }),
      let disease = note.assignments.first(where: { health.isIn($0, .osteoporosis) })
    else { return [] }
    return [
      Query(
        .fractureRelation,
        "The note documents “\(document.text(fracture.span))” and also “\(document.text(disease.span))”. Is there a clinical relation between the two: related, not related, other cause, or unable to determine?",
        spans: [fracture.span, disease.span].sorted(), searched: "words that link the two")
    ]
  }

  private static let deformities: WordSet = "deformity deformities compression wedging"
  private static let doubts: WordSet = "indeterminate undetermined uncertain unclear unknown"

  /// A deformed vertebra of which the note says that its age or nature is not known.
  private func deformity() -> [Query] {
    guard !note.assignments.contains(where: { health.isIn($0, .fracture) })
    else { return [] }
    let described = document.sentences.filter { isOpenDeformity($0.tokens) }
    let isCompression: (Int) -> Bool = { document.tokens[$0].hash == Self.compression }
    guard let sentence = described.first(where: { $0.tokens.contains(where: isCompression) }) ?? described.first,
      let word = sentence.tokens.first(where: { Self.deformities.contains(document.tokens[$0].hash) })
    else { return [] }
    let span = document.tokens[word].span
    let words = document.text(span)
    let age = Query(
      .fractureAge,
      "A vertebral “\(words)” of open age or nature is described. Is it a current fracture, a healed fracture, no fracture, other, or are you unable to determine this?",
      spans: [span], searched: "whether it is a fracture, and its age")
    guard sentence.tokens.contains(where: isCompression), health.knownOsteoporosis(note) != nil else { return [age] }
    let relation = Query(
      .fractureRelation,
      "A vertebral “\(words)” is described. Is it, in your clinical judgment, due to injury, to an underlying bone disease (which one), other, or are you unable to determine this?",
      spans: [span], searched: "words that link it to a disease of bone or to an injury")
    return [relation, age]
  }

  private static let compression = WordHash.of("compression")

  private func isOpenDeformity(_ sentence: Range<Int>) -> Bool {
    guard let word = sentence.first(where: { Self.deformities.contains(document.tokens[$0].hash) }),
      sentence.contains(where: { Self.doubts.contains(document.tokens[$0].hash) })
    else { return false }
    return !document.assertion(of: word..<word + 1).contains(.negated)
      && sentence.contains { document.levels(at: $0) != nil }
  }

  /// A fracture that only a problem list names: whether it is under treatment, healing or healed is not said there.
  private func openPhase() -> [Query] {
    let fracture = note.assignments.first { fracture in
      health.isIn(fracture, .fractureOfDiseasedBone) && health.book.isSeventhCharacterCode(fracture.node)
        && document.section(ofToken: fracture.mention.tokens.lowerBound).kind == .problemList
        && fracture.steps.allSatisfy { $0.rule != .seventhCharacter || $0.spans.isEmpty }
    }
    guard let fracture else { return [] }
    let words = document.text(fracture.span)
    return [
      Query(
        .encounter,
        "The problem list names “\(words)”. At this encounter, is it under active treatment, in routine healing, a late effect, other, or are you unable to determine this?",
        spans: [fracture.span], searched: "the treatment of the fracture at this encounter"),
      Query(
        .fractureAge,
        "The problem list names “\(words)” without its state. Is it current, healing, healed, other, or are you unable to determine this?",
        spans: [fracture.span], searched: "the date or state of the fracture"),
    ]
  }
}

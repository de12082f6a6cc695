import ClinicalText
import Findings
import ICD10CM

/// Fractures in a patient with osteoporosis: current ones are M80, healed ones are history.
extension BoneHealth {
  /// Words of force that breaks normal bone, so that I.C.13.d.2 does not apply.
  private static let highEnergy: WordSet =
    """
    mvc mva motorcycle collision vehicle ladder roof gunshot crush bicycle ejected rollover pedestrian scooter ski
    skiing horse
    """

  /// In known osteoporosis a current fracture is coded to M80 at the fracture's own site and side.
  func relateFractures(_ note: inout CodedNote) {
    guard let disease = knownOsteoporosis(note) else { return }
    dropAdjectives(&note)
    let isHighEnergy = document.tokens.contains { Self.highEnergy.contains($0.hash) }
    let isOther = disease.isOther
    for index in note.assignments.indices {
      let fracture = note.assignments[index]
      let isTraumatic = isIn(fracture, .traumatic) && isFractureRow(fracture.node)
      guard isTraumatic || isIn(fracture, .fractureOfUnnamedCause) else { continue }
      if isTraumatic && isHighEnergy {
        note.assignments[index].steps.append(
          DerivationStep(rule: .highEnergy, node: fracture.node, spans: highEnergySpans()))
        continue
      }
      guard let node = osteoporoticFracture(at: fracture.node, isOther: isOther) else { continue }
      note.assignments[index].node = node
      note.assignments[index].steps.append(
        DerivationStep(rule: .fragilityFracture, node: node, spans: [disease.span, fracture.span].sorted()))
    }
    if isOther { raiseToOther(&note) }
    guard note.assignments.contains(where: { isIn($0, .osteoporoticFracture) }) else { return }
    rejectAll(in: &note, because: .currentFracture) { isIn($0, .generalOsteoporosisAlone) }
    dropVaguerFractures(&note)
  }

  /// Osteoporosis as the note knows it: coded, or stated as present anywhere (the rule speaks of known osteoporosis,
  /// wherever it is documented).
  func knownOsteoporosis(_ note: CodedNote) -> (span: ByteSpan, mention: Mention, isOther: Bool)? {
    let coded = note.assignments.filter { isIn($0, .osteoporosis) && !isIn($0, .localizedOsteoporosis) }
    if let first = coded.first { return (first.span, first.mention, coded.contains { isIn($0, .otherOsteoporosis) }) }
    return findings.mentions.first(where: statesOsteoporosis).map { (document.span(of: $0.tokens), $0, false) }
  }

  /// Whether a mention says that osteoporosis is present.
  func statesOsteoporosis(_ mention: Mention) -> Bool {
    guard mention.assertion.isDisjoint(with: Self.notPresent), let node = Code("M81").flatMap(book.node) else {
      return false
    }
    let family = book.subtree(of: node)
    return (0..<book.rowCount(ofTermList: mention.termList)).contains {
      let row = book.row($0, ofTermList: mention.termList)
      return row.targetCount > 0 && row.conditionCount == 0 && family.contains(row.target(0).index)
    }
  }

  private static let notPresent: Assertion = [
    .negated, .uncertain, .hypothetical, .planned, .otherExperiencer, .template, .screening,
  ]

  /// Where the osteoporosis is of the other kinds (drug-induced, idiopathic, …) its fractures are M80.8-.
  private func raiseToOther(_ note: inout CodedNote) {
    for index in note.assignments.indices where isIn(note.assignments[index], .ageRelatedFracture) {
      let code = book.code(of: note.assignments[index].node).undotted
      guard let node = Code("M808" + code.dropFirst(4)).flatMap(book.node) else { continue }
      note.assignments[index].node = node
      note.assignments[index].steps.append(
        DerivationStep(rule: .fragilityFracture, node: node, spans: [note.assignments[index].span]))
    }
  }

  /// "Osteoporosis" or "osteoporotic" that took its fracture from another mention of the sentence is only the disease:
  /// the fracture is coded where it stands.
  private func dropAdjectives(_ note: inout CodedNote) {
    for index in note.assignments.indices.reversed() where isIn(note.assignments[index], .osteoporoticFracture) {
      let disease = note.assignments[index]
      guard !namesFracture(disease) else { continue }
      let hasFracture = note.assignments.contains {
        $0.mention.sentence == disease.mention.sentence && $0.mention.tokens != disease.mention.tokens
          && namesFracture($0)
      }
      let isOther = isIn(disease, .otherOsteoporoticFracture) || isSecondary(disease)
      guard hasFracture, let node = Code(isOther ? "M81.8" : "M81.0").flatMap(book.node) else {
        continue
      }
      note.assignments[index].node = node
      note.assignments[index].steps.append(
        DerivationStep(rule: .diseaseOnly, node: node, spans: [disease.span]))
    }
  }

  private static let secondary: WordSet = "secondary induced idiopathic disuse"

  private func isSecondary(_ disease: Assignment) -> Bool {
    let after =
      disease.mention.tokens.upperBound..<min(disease.mention.tokens.upperBound + 2, document.tokens.count)
    return [disease.clause, after].contains { range in
      range.contains { Self.secondary.contains(document.tokens[$0].hash) }
    }
  }

  private func namesFracture(_ assignment: Assignment) -> Bool {
    assignment.mention.tokens.contains { Self.fractureWords.contains(document.tokens[$0].hash) }
  }

  /// "Osteoporosis with fracture" of no site beside the same at a named site, and M80.0 beside M80.8 at one site.
  private func dropVaguerFractures(_ note: inout CodedNote) {
    let sited = note.assignments.filter { isIn($0, .osteoporoticFracture) && !isIn($0, .fractureWithoutSite) }
    if !sited.isEmpty { rejectAll(in: &note, because: .lessSpecific) { isIn($0, .fractureWithoutSite) } }
    let others = Set(
      note.assignments.filter { isIn($0, .otherOsteoporoticFracture) }.map {
        book.code(of: $0.node).undotted.dropFirst(4)
      })
    rejectAll(in: &note, because: .lessSpecific) {
      isIn($0, .ageRelatedFracture) && others.contains(book.code(of: $0.node).undotted.dropFirst(4))
    }
  }

  private func highEnergySpans() -> [ByteSpan] {
    document.tokens.first { Self.highEnergy.contains($0.hash) }.map { [$0.span] } ?? []
  }

  func isFractureRow(_ node: NodeID) -> Bool { book.title(of: node).contains("racture") }

  /// The M80 row for a fracture's category, side and 7th character.
  ///
  /// Regions after the Tabular's own grouping of M80: S42.0–.1 shoulder, S42.2–.4 humerus, S52 forearm, S62 hand (wrist
  /// bones included), S72 femur, S82 lower leg, S92 and malleoli ankle and foot, S12/S22.0/S32.0–.1 vertebrae, S32.3–.9
  /// pelvis, S22.2–.5 other site (ribs, sternum).
  private func osteoporoticFracture(at node: NodeID, isOther: Bool) -> NodeID? {
    let code = book.code(of: node).undotted
    guard code.count == 7, let seventh = code.last else { return nil }
    let letter = Self.lettersOfClosed[seventh] ?? String(seventh)
    let side = self.side(of: node)
    let stem: String
    switch true {
    case code.hasPrefix("S12"), code.hasPrefix("S220"), code.hasPrefix("S320"), code.hasPrefix("S321"),
      code.hasPrefix("M485"),
      code.hasPrefix("M8448"):
      stem = "8X"
    case code.hasPrefix("S32"): stem = "B" + side
    case code.hasPrefix("S22"): stem = "AX"
    case code.hasPrefix("S420"), code.hasPrefix("S421"), code.hasPrefix("S429"), code.hasPrefix("M8441"):
      stem = "1" + side
    case code.hasPrefix("S42"), code.hasPrefix("M8442"): stem = "2" + side
    case code.hasPrefix("S52"), code.hasPrefix("M8443"): stem = "3" + side
    case code.hasPrefix("S62"), code.hasPrefix("M8444"): stem = "4" + side
    case code.hasPrefix("M84454"): stem = "B9"
    case code.hasPrefix("S72"), code.hasPrefix("M8445"): stem = "5" + side
    case code.hasPrefix("S825"), code.hasPrefix("S826"), code.hasPrefix("S828"), code.hasPrefix("S92"),
      code.hasPrefix("M8447"):
      stem = "7" + side
    case code.hasPrefix("S82"), code.hasPrefix("M8446"): stem = "6" + side
    default: return nil
    }
    return Code("M80" + (isOther ? "8" : "0") + stem + letter).flatMap(book.node)
  }

  /// M80 does not tell open from closed: the 7th characters of open fractures with those of the same care and healing.
  private static let lettersOfClosed: [Character: String] = [
    "B": "A", "C": "A", "E": "D", "F": "D", "H": "G", "J": "G", "M": "K", "N": "K", "Q": "P", "R": "P",
  ]

  /// 1 right, 2 left, 9 unspecified, read from the title.
  private func side(of node: NodeID) -> String {
    let title = book.title(of: node).lowercased()
    return title.contains("right") ? "1" : title.contains("left") ? "2" : "9"
  }
}

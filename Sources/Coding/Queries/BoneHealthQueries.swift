import BoneDensity
import ClinicalText
import Findings
import ICD10CM

/// Questions of bone health: what the report's numbers and words leave open between them.
struct BoneHealthQueries {
  let health: BoneHealth
  let note: CodedNote
  private var document: Document { health.document }

  init(health: BoneHealth, note: CodedNote) {
    self.health = health
    self.note = note
  }

  func queries() -> [Query] {
    let reading = BoneDensityReading(note.density, subject: health.context.subject)
    var result = conflicts(reading)
    if let query = missingDiagnosis(reading) { result.append(query) }
    if let query = numberAgainstWord(reading) { result.append(query) }
    if let query = diagnosisConflict() { result.append(query) }
    if let query = sideConflict() { result.append(query) }
    if let query = etiology() { result.append(query) }
    result += fractureRelation()
    if isBoneNote { result += missingFacts(reading) }
    if let query = openOrClosed() { result.append(query) }
    return result
  }

  private var boneDiagnoses: [Assignment] {
    note.assignments.filter {
      health.isIn($0, ["M80", "M81", "M85", "M83", "M84.3", "M84.4", "M84.5", "M84.6", "M84.7", "M88", "Q78"])
    }
  }

  private var isBoneNote: Bool { !note.density.measurements.isEmpty }
  private var current: [DensityMeasurement] { note.density.measurements.filter { !$0.isPrior } }
  private func span(_ measurement: DensityMeasurement) -> ByteSpan {
    ByteSpan(measurement.span.start, measurement.span.end)
  }

  // MARK: Numbers

  private func conflicts(_ reading: BoneDensityReading) -> [Query] {
    var result: [Query] = []
    for conflict in reading.conflicts {
      switch conflict {
      case .implausible(let measurement) where abs(measurement.tScore?.thousandths ?? 0) > 5000:
        result.append(
          Query(
            .implausibleValue,
            "A score of \(printed(measurement)) is recorded for the \(measurement.siteName). What is the correct value, or are you unable to determine it?",
            spans: [span(measurement)], searched: "scores beyond 5 standard deviations"))
      case .spineDependsOnVertebrae, .suspectVertebrae:
        let spans = current.filter { $0.site == .lumbarSpine }.map(span).sorted()
        result.append(
          Query(
            .vertebraExclusion,
            "One or more lumbar vertebrae differ by more than one standard deviation from their neighbor. Were any vertebrae left out of the interpretation, and if so which and why, or are you unable to determine this?",
            spans: spans, searched: "a statement that vertebrae were excluded"))
      case .differingValues(let first, let second) where first.layout != .narrative && first.layout == second.layout:
        result.append(
          Query(
            .implausibleValue,
            "Two different values are recorded for the \(first.siteName). Which is correct, or are you unable to determine it?",
            spans: [span(first), span(second)].sorted(), searched: "one value for each site"))
      case .numberAgainstWord, .atEdge, .implausible, .differingValues: break
      }
    }
    return result
  }

  private func printed(_ measurement: DensityMeasurement) -> String {
    guard let score = measurement.tScore ?? measurement.zScore else { return "unclear size" }
    return document.text(ByteSpan(score.span.start, score.span.end))
  }

  private func missingDiagnosis(_ reading: BoneDensityReading) -> Query? {
    guard !current.isEmpty, boneDiagnoses.isEmpty, !statesNormal else { return nil }
    let isAbnormal =
      [.lowBoneMass, .osteoporosis, .belowExpected].contains(reading.category)
      || reading.category == .undetermined
        && ([.lowBoneMass, .osteoporosis].contains(reading.categoryByT) || reading.categoryByZ == .belowExpected)
    // A device's page without a conclusion lacks its interpretation whatever the values are (Guidelines IV.K).
    let isPrintout = current.contains { $0.layout != .narrative } && !hasConclusion
    guard isAbnormal || isPrintout else { return nil }
    return Query(
      .diagnosisMissing,
      "Bone density values are recorded without a stated clinical interpretation. What, if any, is the diagnosis or clinical significance: normal, a specific diagnosis, other, or unable to determine?",
      spans: current.map(span).sorted(), searched: "a diagnosis by the provider in any section")
  }

  private var hasConclusion: Bool { document.sections.contains { SectionRole($0.kind) == .conclusion } }

  private static let normal = Set(["normal", "within"].map { WordHash.of($0) })
  private var statesNormal: Bool {
    document.sentences.contains { sentence in
      SectionRole(document.sections[sentence.section].kind) == .conclusion
        && sentence.tokens.contains { Self.normal.contains(document.tokens[$0].hash) }
    }
  }

  private func numberAgainstWord(_ reading: BoneDensityReading) -> Query? {
    let stated: (StatedDensity, Assignment)?
    if let disease = note.assignments.first(where: { health.isIn($0, ["M81"]) }) {
      stated = (.osteoporosis, disease)
    } else if let low = note.assignments.first(where: { health.isIn($0, BoneHealth.lowBoneMass) }) {
      stated = (.osteopenia, low)
    } else {
      stated = nil
    }
    guard let (word, assignment) = stated, reading.conflict(with: word) != nil, !explains(assignment) else {
      return nil
    }
    return Query(
      .numberWordConflict,
      "The note states “\(document.text(assignment.span))”, and the recorded scores fall in another range. Please clarify the diagnosis in your clinical judgment: is it as stated, different, other, or are you unable to determine it?",
      spans: ([assignment.span] + (reading.deciding.map { [span($0)] } ?? [])).sorted(),
      searched: "the category of the lowest diagnostic region, and a fracture, treatment or risk that explains the word"
    )
  }

  /// Osteoporosis may rightly be stated at any score: a fracture, treatment, or a history of either explains it.
  private func explains(_ assignment: Assignment) -> Bool {
    guard health.isIn(assignment, ["M81"]) else { return false }
    return note.assignments.contains { health.isIn($0, ["M80", "Z87.310", "Z79.83", "Z79.810", "M84.75"]) }
  }

  // MARK: Words

  private func diagnosisConflict() -> Query? {
    guard let low = note.assignments.first(where: { health.isIn($0, BoneHealth.lowBoneMass) }),
      let disease = health.knownOsteoporosis(note)
    else { return nil }
    return Query(
      .diagnosisConflict,
      "The note states both “\(document.text(low.span))” and “\(document.text(disease.span))”. Which describes the patient now, in your clinical judgment: the first, the second, other, or unable to determine?",
      spans: [low.span, disease.span].sorted(), searched: "one diagnosis of bone density")
  }

  private func sideConflict() -> Query? {
    let measured = Set(current.compactMap(\.side))
    guard measured.count == 1, let side = measured.first else { return nil }
    let other = health.coder.book.word(side == .left ? "right" : "left")
    for assignment in note.assignments where health.isIn(assignment, BoneHealth.lowBoneMass) {
      let title = health.book.title(of: assignment.node).lowercased()
      guard title.contains(side == .left ? "right" : "left"), other != .none else { continue }
      return Query(
        .sideConflict,
        "The diagnosis names one side, and the measurements are of the other. Which side is affected: right, left, both, or unable to determine?",
        spans: ([assignment.span] + current.filter { $0.side != nil }.map(span)).sorted(),
        searched: "a measurement on the side of the diagnosis")
    }
    return nil
  }

  private func etiology() -> Query? {
    guard let disease = note.assignments.first(where: { health.isIn($0, ["M81.0", "M85.8"]) }),
      !note.assignments.contains(where: { health.isIn($0, ["T38", "T45", "T42"]) }),
      let factor = note.assignments.first(where: {
        health.isIn($0, ["Z79.52", "E21.3", "E24.9", "E23.0", "E05"])
      })
    else { return nil }
    return Query(
      .etiology,
      "The note documents “\(document.text(disease.span))” and also “\(document.text(factor.span))”. Is there a clinical relation between the two: related, not related, other cause, or unable to determine?",
      spans: [disease.span, factor.span].sorted(),
      searched: "words that link the two (due to, induced by, secondary to)")
  }

  private static let lowForce = Set(
    ["standing", "ground", "tripped", "slipped", "stumbled", "low", "minimal", "bent", "lifting"].map {
      WordHash.of($0)
    })

  private func fractureRelation() -> [Query] {
    var result: [Query] = []
    let isDiseaseKnown = health.knownOsteoporosis(note) != nil
    for fracture in note.assignments where !isDiseaseKnown && isFracture(fracture) {
      let isLowForce = document.tokens.contains { Self.lowForce.contains($0.hash) }
      guard isLowForce || health.isIn(fracture, ["M48.5", "M84.4"]) else { continue }
      result.append(
        Query(
          .fractureRelation,
          "The note documents “\(document.text(fracture.span))”. Is the fracture, in your clinical judgment, due to injury alone, to an underlying bone disease (which one), other, or are you unable to determine this?",
          spans: [fracture.span], searched: "a diagnosis of bone disease and words that link it to the fracture"))
    }
    return result + undefinedFracture()
  }

  private func isFracture(_ assignment: Assignment) -> Bool {
    health.isIn(assignment, ["M48.5", "M84.4"])
      || health.isIn(assignment, BoneHealth.traumatic) && health.isFractureRow(assignment.node)
  }

  /// "Previous fracture" without its kind or time.
  private func undefinedFracture() -> [Query] {
    guard isBoneNote || !boneDiagnoses.isEmpty else { return [] }
    let coded = Set(note.assignments.map(\.span))
    for mention in health.findings.mentions where mention.assertion.contains(.historical) {
      let span = document.span(of: mention.tokens)
      guard !coded.contains(span), mention.assertion.isDisjoint(with: [.negated, .otherExperiencer, .template]),
        mention.tokens.contains(where: { BoneHealth.fractureWords.contains(document.tokens[$0].hash) })
      else { continue }
      let words = document.text(span)
      return [
        Query(
          .fractureRelation,
          "An earlier “\(words)” is mentioned without its cause. Was it due to injury, to an underlying bone disease, other, or are you unable to determine this?",
          spans: [span], searched: "the cause of the earlier fracture"),
        Query(
          .fractureAge,
          "An earlier “\(words)” is mentioned without its state. Is it healed, still under treatment, other, or are you unable to determine this?",
          spans: [span], searched: "the state of the earlier fracture"),
      ]
    }
    return []
  }

  // MARK: Facts

  private func missingFacts(_ reading: BoneDensityReading) -> [Query] {
    reading.missing.compactMap { fact in
      switch fact {
      case .age:
        Query(
          .age,
          "The patient's age does not appear with the bone density report. What is it, or are you unable to determine it?",
          spans: [], searched: "an age in the note or the chart data")
      case .sex:
        Query(
          .sex,
          "The patient's sex does not appear with the bone density report. What is it, or are you unable to determine it?",
          spans: [], searched: "a sex in the note or the chart data")
      case .menopausalStatus where reading.choice.reference == nil || reading.choice.rule == .tByAge && isYoung:
        Query(
          .menopausalStatus,
          "The menopausal status does not appear with the bone density report. Is the patient premenopausal, in transition, postmenopausal, other, or are you unable to determine this?",
          spans: [], searched: "a menopausal status in the note or the chart data")
      default: nil
      }
    }
  }

  private var isYoung: Bool {
    (health.context.subject.age ?? note.density.subject.age).map { $0 < 60 } ?? false
  }

  private static let wound = Set(["laceration", "wound", "puncture", "degloving"].map { WordHash.of($0) })
  private static let openness = Set(["open", "closed", "compound"].map { WordHash.of($0) })

  private func openOrClosed() -> Query? {
    guard
      let fracture = note.assignments.first(where: {
        health.isIn($0, BoneHealth.traumatic) && health.isFractureRow($0.node)
      }),
      let wound = document.tokens.first(where: { Self.wound.contains($0.hash) }),
      !document.tokens.contains(where: { Self.openness.contains($0.hash) })
    else { return nil }
    return Query(
      .openOrClosed,
      "The note documents “\(document.text(fracture.span))” and a wound. Does the wound communicate with the fracture: yes, no, or unable to determine?",
      spans: [fracture.span, wound.span].sorted(), searched: "open, closed, compound")
  }
}

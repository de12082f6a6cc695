import BoneDensity
import ClinicalText
import Findings
import ICD10CM

/// Questions of bone health: what the report's numbers and words leave open between them.
struct BoneHealthQueries {
  let health: BoneHealth
  let note: CodedNote
  var document: Document { health.document }

  init(health: BoneHealth, note: CodedNote) {
    self.health = health
    self.note = note
  }

  func queries() -> [Query] {
    let reading = BoneDensityReading(note.density, subject: health.context.subject)
    var result = conflicts(reading)
    if let query = missingDiagnosis(reading) { result.append(query) }
    if let query = diagnosisConflict() {
      result.append(query)
    } else if let query = numberAgainstWord(reading) {
      result.append(query)
    }
    if let query = sideConflict() { result.append(query) }
    if let query = etiology() { result.append(query) }
    result += fractureRelation()
    if isBoneNote { result += missingFacts(reading) }
    if let query = openOrClosed() { result.append(query) }
    return result
  }

  var boneDiagnoses: [Assignment] {
    note.assignments.filter {
      health.isIn($0, .boneDiagnosis)
    }
  }

  var isBoneNote: Bool { !note.density.measurements.isEmpty }
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
        guard !judgesSpine else { break }
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

  private static let setAside: WordSet =
    """
    spurious spuriously falsely artifact artifactual artefact artifactually excluded excluding invalid unreliable
    unreadable nondiagnostic omitted
    """

  /// Whether the note already says what is to be thought of the vertebrae.
  private var judgesSpine: Bool { document.tokens.contains { Self.setAside.contains($0.hash) } }

  private func printed(_ measurement: DensityMeasurement) -> String {
    guard let score = measurement.tScore ?? measurement.zScore else { return "unclear size" }
    return document.text(ByteSpan(score.span.start, score.span.end))
  }

  private static let density: CodeFamily = "M80-M81 M85.8"

  private func missingDiagnosis(_ reading: BoneDensityReading) -> Query? {
    guard boneDiagnoses.isEmpty, !statesNormal else { return nil }
    guard !current.isEmpty else { return doubtedFinding() }
    // A diagnosis that gave way to another of the same note was stated.
    let gaveWay = note.rejections.contains { rejection in
      rejection.reason == .excludes1
        && (rejection.node.map { Self.density.contains(health.book.code(of: $0)) } ?? false)
    }
    guard !gaveWay else { return nil }
    let isAbnormal =
      [.lowBoneMass, .osteoporosis, .belowExpected].contains(reading.category)
      || reading.category == .undetermined
        && ([.lowBoneMass, .osteoporosis].contains(reading.categoryByT) || reading.categoryByZ == .belowExpected)
    // A heel or finger says something, but not a category.
    let isLowElsewhere =
      reading.missing.contains(.diagnosticRegion)
      && current.contains { ($0.tScore?.thousandths ?? 0) < -1000 && $0.isDiagnosticMethod }
    // A device's page without a conclusion lacks its interpretation whatever the values are (Guidelines IV.K).
    let isPrintout = current.contains { $0.layout != .narrative } && !hasConclusion
    guard isAbnormal || isLowElsewhere || isPrintout else { return nil }
    return Query(
      .diagnosisMissing,
      "Bone density values are recorded without a stated clinical interpretation. What, if any, is the diagnosis or clinical significance: normal, a specific diagnosis, other, or unable to determine?",
      spans: current.map(span).sorted(), searched: "a diagnosis by the provider in any section")
  }

  private static let finding: WordSet = "density mineralization demineralization demineralized"

  /// A film's "apparent decreased bone density" in the conclusion: a finding whose meaning the provider has to give.
  private func doubtedFinding() -> Query? {
    guard let header = Code("M85.8").flatMap(health.book.node) else { return nil }
    let family = health.book.subtree(of: header)
    let mention = health.findings.mentions.first { mention in
      guard mention.assertion.contains(.uncertain), mention.assertion.isDisjoint(with: [.negated, .template]),
        SectionRole(document.section(ofToken: mention.tokens.lowerBound).kind) == .conclusion,
        mention.tokens.contains(where: { Self.finding.contains(document.tokens[$0].hash) })
      else { return false }
      return (0..<health.book.rowCount(ofTermList: mention.termList)).contains {
        let row = health.book.row($0, ofTermList: mention.termList)
        return row.targetCount > 0 && family.contains(row.target(0).index)
      }
    }
    guard let mention else { return nil }
    let span = document.span(of: mention.tokens)
    return Query(
      .diagnosisMissing,
      "The note describes “\(document.text(span))”. What, if any, is its diagnosis or clinical significance: none, a specific diagnosis, other, or unable to determine?",
      spans: [span], searched: "a diagnosis by the provider in any section")
  }

  private var hasConclusion: Bool { document.sections.contains { SectionRole($0.kind) == .conclusion } }

  private static let normal: WordSet = "normal within"
  private var statesNormal: Bool {
    document.sentences.contains { sentence in
      SectionRole(document.sections[sentence.section].kind) == .conclusion
        && sentence.tokens.contains { Self.normal.contains(document.tokens[$0].hash) }
    }
  }

  private func numberAgainstWord(_ reading: BoneDensityReading) -> Query? {
    let stated: (StatedDensity, Assignment)?
    if let disease = note.assignments.first(where: { health.isIn($0, .osteoporosisAlone) }) {
      stated = (.osteoporosis, disease)
    } else if let low = note.assignments.first(where: { health.isIn($0, .lowBoneMass) }) {
      stated = (.osteopenia, low)
    } else {
      stated = nil
    }
    guard let (word, assignment) = stated, reading.conflict(with: word) != nil, !explains(assignment) else {
      return nil
    }
    // A score that cannot be right is asked about, not weighed.
    if let deciding = reading.deciding, reading.conflicts.contains(.implausible(deciding)) { return nil }
    return Query(
      .numberWordConflict,
      "The note states “\(document.text(assignment.span))”, and the recorded scores fall in another range. Please clarify the diagnosis in your clinical judgment: is it as stated, different, other, or are you unable to determine it?",
      spans: ([assignment.span] + (reading.deciding.map { [span($0)] } ?? [])).sorted(),
      searched: "the category of the lowest diagnostic region, and a fracture, treatment or risk that explains the word"
    )
  }

  /// Osteoporosis may rightly be stated at any score: a fracture, treatment, or a history of either explains it.
  private func explains(_ assignment: Assignment) -> Bool {
    guard health.isIn(assignment, .osteoporosisAlone) else { return false }
    return note.assignments.contains { health.isIn($0, .fractureOrTreatment) }
  }

  // MARK: Words

  private func diagnosisConflict() -> Query? {
    if let query = fractureInLowBoneMass() { return query }
    guard let low = note.assignments.first(where: { health.isIn($0, .lowBoneMass) }),
      let disease = health.knownOsteoporosis(note)
    else { return nil }
    return Query(
      .diagnosisConflict,
      "The note states both “\(document.text(low.span))” and “\(document.text(disease.span))”. Which describes the patient now, in your clinical judgment: the first, the second, other, or unable to determine?",
      spans: [low.span, disease.span].sorted(), searched: "one diagnosis of bone density")
  }

  /// Low bone mass beside a fracture without sufficient force: the fracture may change the diagnosis (I.C.13.d.2).
  private func fractureInLowBoneMass() -> Query? {
    guard let low = note.assignments.first(where: { health.isIn($0, .lowBoneMass) }),
      let fracture = note.assignments.first(where: { health.isIn($0, .fractureOfOtherBone) })
    else { return nil }
    return Query(
      .diagnosisConflict,
      "The note states “\(document.text(low.span))” and documents “\(document.text(fracture.span))”. What is the diagnosis of the bone, in your clinical judgment: as stated, different in view of the fracture, other, or unable to determine?",
      spans: [low.span, fracture.span].sorted(),
      searched: "a diagnosis of bone disease that takes the fracture into account")
  }

  private func sideConflict() -> Query? {
    let measured = Set(current.compactMap(\.side))
    guard measured.count == 1, let side = measured.first else { return nil }
    let other = health.coder.book.word(side == .left ? "right" : "left")
    for assignment in note.assignments where health.isIn(assignment, .lowBoneMass) {
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
    guard let disease = note.assignments.first(where: { health.isIn($0, .densityDiagnosis) }),
      !note.assignments.contains(where: { health.isIn($0, .adverseEffectOnBone) }),
      let factor = note.assignments.first(where: {
        health.isIn($0, .secondaryCause)
      })
    else { return nil }
    return Query(
      .etiology,
      "The note documents “\(document.text(disease.span))” and also “\(document.text(factor.span))”. Is there a clinical relation between the two: related, not related, other cause, or unable to determine?",
      spans: [disease.span, factor.span].sorted(),
      searched: "words that link the two (due to, induced by, secondary to)")
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
      case .menopausalStatus where current.contains(where: { $0.tScore != nil }) && isOpen(reading):
        Query(
          .menopausalStatus,
          "The menopausal status does not appear with the bone density report. Is the patient premenopausal, in transition, postmenopausal, other, or are you unable to determine this?",
          spans: [], searched: "a menopausal status in the note or the chart data")
      default: nil
      }
    }
  }

  /// Whether the menopausal status decides which score counts.
  private func isOpen(_ reading: BoneDensityReading) -> Bool {
    reading.choice.reference == nil || reading.choice.rule == .tByAge && isYoung
  }

  private var isYoung: Bool {
    (health.context.subject.age ?? note.density.subject.age).map { $0 < 60 } ?? false
  }

  private static let wound: WordSet = "laceration wound puncture degloving"
  private static let openness: WordSet = "open closed compound"

  private func openOrClosed() -> Query? {
    guard
      let fracture = note.assignments.first(where: {
        health.isIn($0, .traumatic) && health.isFractureRow($0.node)
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

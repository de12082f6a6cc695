public import ClinicalText

/// Sex as the reference tables use it.
public enum ReferenceSex: String, Hashable, Sendable {
  case female, male
}

/// Menopausal status as stated.
public enum MenopausalStatus: String, Hashable, Sendable {
  case premenopausal
  /// The menopausal transition.
  case transition
  case postmenopausal
}

/// What is known of the patient for choosing a reference. What is nil was not stated and is never inferred.
public struct DensitySubject: Hashable, Sendable {
  /// Age in whole years.
  public var age: Int?
  /// Sex.
  public var sex: ReferenceSex?
  /// Menopausal status.
  public var menopause: MenopausalStatus?

  /// Creates a subject from what is stated.
  public init(age: Int? = nil, sex: ReferenceSex? = nil, menopause: MenopausalStatus? = nil) {
    self.age = age
    self.sex = sex
    self.menopause = menopause
  }

  /// This subject with `other` filling what is not known.
  public func filled(from other: DensitySubject) -> DensitySubject {
    DensitySubject(age: age ?? other.age, sex: sex ?? other.sex, menopause: menopause ?? other.menopause)
  }
}

/// All bone-density values of one document.
public struct BoneDensityReport: Sendable {
  /// Values in the order of the text, current and prior.
  public internal(set) var measurements: [DensityMeasurement] = []
  /// FRAX probabilities.
  public internal(set) var fractureProbabilities: [FractureProbability] = []
  /// Trabecular bone scores of the lumbar spine.
  public internal(set) var trabecularBoneScores: [Quantity] = []
  /// What could not be placed.
  public internal(set) var ambiguities: [Ambiguity] = []
  /// Age, sex and menopausal status as the document states them.
  public internal(set) var subject = DensitySubject()

  /// Reads a document. Time is linear in its length; one without a densitometry word costs one look at each token.
  public init(_ document: Document) {
    guard Vocabulary.mentionsDensity(document) else { return }
    let text = LexedText(document)
    let banner = ReportBanner(text)
    subject = banner.subject
    var tables = TableReader(text, banner)
    tables.read()
    ambiguities = tables.ambiguities
    var narrative = NarrativeReader(text, rows: tables.rowLines, subject: subject)
    narrative.read()
    fractureProbabilities = narrative.fractureProbabilities
    trabecularBoneScores = narrative.trabecularBoneScores
    ambiguities += narrative.ambiguities
    measurements = MeasurementMerge.merge(tables.measurements, narrative.measurements, banner)
    if Vocabulary.isComputedTomography(document) {
      for index in measurements.indices where measurements[index].site == .lumbarSpine {
        measurements[index].isDiagnosticMethod = false
      }
    }
  }
}

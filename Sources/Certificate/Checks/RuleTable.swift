import ClinicalText
import ICD10CM

/// What the verifier knows of one rule: where it comes from, and what must hold where a certificate names it.
///
/// A new rule of the engine is one entry in one of the tables; `CertificateTests` proves that none is missing.
struct RuleCheck: Sendable {
  /// Why a step does not follow; `nil` where it does.
  typealias StepCheck = @Sendable (StepQuestion) -> String?
  /// Why a step from a line that is coded as a whole does not follow; `nil` where it does.
  typealias LineStepCheck = @Sendable (LineQuestion) -> String?
  /// Why a code was not to be taken back; `nil` where it was.
  typealias WithdrawalCheck = @Sendable (WithdrawalQuestion) -> String?

  let id: String
  let source: String
  var step: StepCheck?
  var lineStep: LineStepCheck?
  var withdrawal: WithdrawalCheck?
  /// Reasons against a mention that this rule sets aside.
  var lifts: Set<String>

  init(
    _ id: String, source: String, step: StepCheck? = nil, lineStep: LineStepCheck? = nil,
    withdrawal: WithdrawalCheck? = nil, lifts: Set<String> = []
  ) {
    (self.id, self.source, self.step, self.lineStep) = (id, source, step, lineStep)
    (self.withdrawal, self.lifts) = (withdrawal, lifts)
  }

  init(_ id: String, source: String, withdrawal: @escaping WithdrawalCheck) {
    self.init(id, source: source, step: nil, withdrawal: withdrawal)
  }
}

/// A step and where it stands in its derivation.
struct StepPlace {
  let file: CaseFile
  /// The row that the step starts from; `nil` for the first step.
  let previous: NodeID?
  let node: NodeID
  let step: CodingCertificate.Step
  /// All steps of the derivation, and which of them this is.
  let steps: [CodingCertificate.Step]
  let index: Int
}

/// A question about a step.
protocol DerivationQuestion {
  var place: StepPlace { get }
}

extension DerivationQuestion {
  var file: CaseFile { place.file }
  var previous: NodeID? { place.previous }
  var node: NodeID { place.node }
  var step: CodingCertificate.Step { place.step }
  var steps: [CodingCertificate.Step] { place.steps }
  var index: Int { place.index }
  var book: Book { file.book }
  var reading: NoteReading { file.reading }
  var document: Document { file.document }
  var isChild: Bool { previous != nil && book.parent(of: node) == previous }
}

/// A step of a derivation from a mention.
struct StepQuestion: DerivationQuestion {
  let place: StepPlace
  /// The mention, an index into `findings.mentions`.
  let mention: Int
  let support: MentionSupport

  /// The spans of token ranges, ascending.
  func spans(_ tokens: [Range<Int>]) -> [ByteSpan] { tokens.map { document.span(of: $0) } }
}

/// A step of a derivation from a line that is coded as a whole.
struct LineQuestion: DerivationQuestion {
  let place: StepPlace
  /// What is read of the line.
  let words: LineWords
  /// The line.
  let span: ByteSpan
}

/// A code that was taken back.
struct WithdrawalQuestion {
  let file: CaseFile
  let rejected: CodingCertificate.Rejected
  let code: Code
  let node: NodeID
  /// `nil` for the code of a line, which no mention leads to.
  let mention: Int?

  var book: Book { file.book }
}

extension RuleCheck {
  /// Rules that put another code in the place of a complete one.
  var startsFromCode: Bool {
    [
      "fragility-fracture", "high-energy", "disease-only", "collapsed-vertebra", "healed-fracture", "presumed-link",
      "both-sides-stated",
    ].contains(id)
  }
}

enum RuleTable {
  /// Every rule.
  static let all: [RuleCheck] = walk + mentions + conventions + boneHealth

  static let byName: [String: RuleCheck] = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

  /// Rules against mentions; what they demand stands in `MentionRules.table`.
  static let mentions: [RuleCheck] = [
    RuleCheck("negated", source: "Guidelines III and IV; ConText"),
    RuleCheck("other-person", source: "Guidelines I.C.21.c.4"),
    RuleCheck("template", source: "own"),
    RuleCheck("hypothetical", source: "own"),
    RuleCheck("planned", source: "own"),
    RuleCheck("historical", source: "Guidelines IV.J"),
    RuleCheck("uncertain-outpatient", source: "Guidelines IV.H"),
    RuleCheck("not-a-diagnosis-section", source: "Guidelines IV.G and IV.J"),
    RuleCheck("not-in-conclusion", source: "Guidelines IV.G and IV.J"),
    RuleCheck("explained-risk", source: "own"),
    RuleCheck("reasoning", source: "Guidelines IV.G and IV.J"),
    RuleCheck("no-row", source: "own"),
  ]
}

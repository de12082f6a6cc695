public import BoneDensity
public import ClinicalText
import Findings
public import ICD10CM

/// Circumstances of a note that its text does not say.
public struct EncounterContext: Sendable {
  /// Where the patient was seen: decides about uncertain diagnoses (Guidelines IV.H outpatient, II.H inpatient).
  public enum Setting: String, Sendable, CaseIterable { case outpatient, inpatient }
  /// What the text is.
  public enum Kind: String, Sendable, CaseIterable {
    /// A clinical note.
    case note
    /// A DXA report.
    case dxa
    /// One asserted diagnosis, a problem-list line.
    case problem
  }

  /// The setting.
  public var setting: Setting
  /// The kind; `nil` where the reader finds out.
  public var kind: Kind?
  /// Age, sex and menopause as the chart knows them.
  public var subject: DensitySubject

  /// Creates a context; an outpatient note without patient data if nothing is given.
  public init(setting: Setting = .outpatient, kind: Kind? = nil, subject: DensitySubject = DensitySubject()) {
    self.setting = setting
    self.kind = kind
    self.subject = subject
  }
}

/// A code with what supports it.
public struct Assignment: Sendable {
  /// The row of the code set; billable.
  public internal(set) var node: NodeID
  /// The words of the diagnosis.
  public let span: ByteSpan
  /// From the term down to the code.
  public internal(set) var steps: [DerivationStep]
  /// Whether it is a status, history or drug code that follows the diagnoses.
  public internal(set) var isStatus: Bool
  /// Whether it names an external cause.
  public let isCause: Bool
  /// Whether nothing in the text decided one of the characters.
  public internal(set) var isUnspecific: Bool
  let rank: Int
  /// Which of the sites that share the diagnosis; `nil` where it has one.
  var site: Int?
  /// For the code of a line, what was read of the text.
  var line: LineReading?
  /// Whether the term stands for several diagnoses, of which this is one.
  var isOneOfEach = false
  let mention: Mention
  let clause: Range<Int>
}

/// One step from a term or row to the next row.
public struct DerivationStep: Sendable {
  /// Why.
  public let rule: CodingRule
  /// Where it led.
  public let node: NodeID
  /// The words behind it; empty for defaults.
  public let spans: [ByteSpan]
  /// For a term, where its row comes from ("own", "tabular", "index").
  public var termSource: String?

  /// Whether no word of the note is behind it.
  var isDefault: Bool { rule == .unspecified || rule == .displacedByDefault }
}

/// A mention that got no code, or a code that was taken back, with the reason.
public struct Rejection: Sendable {
  /// The words.
  public let span: ByteSpan
  /// Why not.
  public let reason: CodingRule
  /// The code that was taken back, if one had been found.
  public let node: NodeID?
  /// How it had been found; a certificate proves that too.
  public var steps: [DerivationStep] = []
  /// The code in whose favour it was taken back, where the rule needs one.
  public var by: NodeID?
  /// Which of the sites that share the diagnosis; `nil` where it has one.
  var site: Int?
  /// The place of its mention among those of the note; `nil` for a line that no term covers as a whole.
  var mention: Int?
  /// For the code of a line, what was read of the text.
  var line: LineReading?
}

extension Rejection {
  /// Takes a code back, with its derivation.
  init(takingBack assignment: Assignment, because reason: CodingRule, by: NodeID? = nil) {
    self.init(
      span: assignment.span, reason: reason, node: assignment.node, steps: assignment.steps, by: by,
      site: assignment.site, mention: assignment.mention.place, line: assignment.line)
  }
}

/// What a note is coded to.
public struct CodedNote: Sendable {
  /// In sequence, first-listed first.
  public internal(set) var assignments: [Assignment]
  /// Mentions without a code.
  public internal(set) var rejections: [Rejection]
  /// Questions to the provider, in order of topic and place.
  public internal(set) var queries: [Query] = []
  /// Densitometry, if the note holds any.
  public internal(set) var density: BoneDensityReport
}

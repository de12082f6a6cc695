/// A rule that a derivation names: what it says and where it comes from.
///
/// Rules are compared by their name, which is stable across versions; certificates carry it. Every rule is listed in
/// `all`, which `osteon rules` prints.
public struct CodingRule: Hashable, Sendable, CustomStringConvertible {
  /// The name.
  public let id: String
  /// What the rule says, in one sentence.
  public let sentence: String
  /// Where it comes from.
  public let source: String
  /// Whether the source itself was read; otherwise the rule stands on a secondary source or on coders' knowledge.
  public let isVerified: Bool

  init(_ id: String, _ sentence: String, source: String, isVerified: Bool = false) {
    self.id = id
    self.sentence = sentence
    self.source = source
    self.isVerified = isVerified
  }

  /// The name.
  public var description: String { id }
  /// Same name.
  public static func == (a: CodingRule, b: CodingRule) -> Bool { a.id == b.id }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

// MARK: From the term to the code

extension CodingRule {
  static let term = CodingRule(
    "term", "The words are a term of the book and lead to this row.",
    source: "Guidelines I.B.1 (locating a code); the row's own source")
  static let problemLine = CodingRule(
    "problem-line", "The line is one diagnosis; its words together are those of this row.",
    source: "Guidelines I.B.1 and I.B.2")
  static let facet = CodingRule(
    "facet", "Words of the note are those that part this row from its siblings.", source: "Guidelines I.B.2")
  static let rowBelow = CodingRule(
    "row-below", "Words of the note are those of a row below this one, and no sibling is nearer.",
    source: "Guidelines I.B.1 and I.B.2")
  static let specificSibling = CodingRule(
    "specific-sibling", "The term leads to an unspecified row, and the note says every word of a sibling.",
    source: "Guidelines I.B.2")
  static let unspecified = CodingRule(
    "unspecified", "Nothing in the note decides this character, so the unspecified or other row is taken.",
    source: "Guidelines I.A.9.b and I.B.18")
  static let displacedByDefault = CodingRule(
    "displaced-by-default", "A fracture not called displaced or nondisplaced is coded to displaced.",
    source: "Guidelines I.C.19.c")
  static let laterality = CodingRule("laterality", "The side is coded as documented.", source: "Guidelines I.B.13")
  static let bothSides = CodingRule(
    "both-sides", "Both sides are affected and there is no bilateral code: one code for each side.",
    source: "Guidelines I.B.13")
  static let bothSidesStated = CodingRule(
    "both-sides-stated", "The note states the right and the left, and one code is for both.",
    source: "Guidelines I.B.13")
  static let eachSite = CodingRule(
    "each-site", "Sites that share one diagnosis and have no code together are coded one by one.",
    source: "Guidelines I.C.13.a")
  static let sitesTogether = CodingRule(
    "sites-together", "Sites that share one diagnosis have one code for several sites.", source: "Guidelines I.C.13.a")
  static let seventhCharacter = CodingRule(
    "seventh-character", "The category takes a 7th character, chosen by the encounter and the state of the injury.",
    source: "Tabular, note at the category; Guidelines I.A.5 and I.C.19.a")
}

// MARK: Why a mention is no code

extension CodingRule {
  static let negated = CodingRule(
    "negated", "What the note denies is no diagnosis.", source: "Guidelines III and IV; ConText")
  static let otherExperiencer = CodingRule(
    "other-person", "The statement is about somebody else.", source: "Guidelines I.C.21.c.4")
  static let template = CodingRule(
    "template", "Legend, template or education text says nothing about this patient.", source: "own")
  static let hypothetical = CodingRule("hypothetical", "The statement is conditional.", source: "own")
  static let planned = CodingRule("planned", "The statement is an intention, not a finding.", source: "own")
  static let historical = CodingRule(
    "historical", "A condition that no longer exists is not coded as current.", source: "Guidelines IV.J")
  static let uncertainOutpatient = CodingRule(
    "uncertain-outpatient", "In outpatient care an uncertain diagnosis is not coded.", source: "Guidelines IV.H")
  static let notADiagnosisSection = CodingRule(
    "not-a-diagnosis-section", "This part of the note does not state diagnoses.", source: "Guidelines IV.G and IV.J")
  static let notInConclusion = CodingRule(
    "not-in-conclusion", "The note has a conclusion, and this is not part of it.", source: "Guidelines IV.G and IV.J")
  static let reasoning = CodingRule(
    "reasoning", "The words argue for a diagnosis of the conclusion or tell about its treatment.",
    source: "Guidelines IV.G and IV.J")
  static let explainedRisk = CodingRule(
    "explained-risk", "The sentence tells what may go wrong, not what is the case.", source: "own")
  static let noRow = CodingRule("no-row", "No row of the term fits the words around it.", source: "own")
  static let noBillableChild = CodingRule(
    "no-billable-child", "No billable code below the row is supported.", source: "Guidelines I.B.2")
  static let alreadyAssigned = CodingRule(
    "already-assigned", "The same code is already reported.", source: "Guidelines I.B.12")
  static let lessSpecific = CodingRule(
    "less-specific", "Another code says more about the same condition.", source: "Guidelines I.B.2")
  static let integralSymptom = CodingRule(
    "integral-symptom", "The sign or symptom belongs to a disease coded beside it.", source: "Guidelines I.B.5")
  static let presumedLink = CodingRule(
    "presumed-link", "The classification presumes the two conditions to be linked.",
    source: "Guidelines I.A.15, I.C.4.a and I.C.9.a; Tabular, Excludes1 at M54.1 and M54.3")
  static let chronicPain = CodingRule(
    "chronic-pain", "Pain called chronic takes a second code after that of its site.", source: "Guidelines I.C.6.b")
  static let aftercareOfJoint = CodingRule(
    "aftercare-of-joint", "A visit in the weeks after a joint replacement is its aftercare.",
    source: "Tabular, use additional code at Z47.1; Guidelines I.C.21.c.7; weeks: own")
  static let statusNotReported = CodingRule(
    "status-not-reported", "The status or history bears on nothing that is coded.", source: "Guidelines I.C.21.c")
  static let causeNotReported = CodingRule(
    "cause-not-reported", "External causes are reported beside an injury, where it is told how it happened.",
    source: "Guidelines I.C.20")
  static let excludes1 = CodingRule(
    "excludes1", "The Tabular says that the two codes are not reported together.",
    source: "Guidelines I.A.12.a; Tabular")
}

extension CodingRule {
  /// Every rule, in order of name.
  public static let all: [CodingRule] =
    ([
      term, problemLine, facet, rowBelow, specificSibling, unspecified, displacedByDefault, laterality, bothSides,
      bothSidesStated, eachSite, sitesTogether, seventhCharacter, negated, otherExperiencer, template, hypothetical,
      planned, historical, uncertainOutpatient, notADiagnosisSection, notInConclusion, reasoning, explainedRisk, noRow,
      noBillableChild, alreadyAssigned, lessSpecific, excludes1, integralSymptom, presumedLink, chronicPain,
      aftercareOfJoint, statusNotReported, causeNotReported,
    ] + boneHealth).sorted { $0.id < $1.id }
}

// MARK: Bone health

extension CodingRule {
  static let multipleSites = CodingRule(
    "multiple-sites", "Low bone mass at two or more sites is coded to multiple sites.",
    source: "Guidelines I.C.13.a; Tabular M85.89")
  static let statedSite = CodingRule(
    "stated-site", "The site of low bone mass is the one that the diagnosis names.",
    source: "Tabular M85.8-, fifth and sixth characters", isVerified: true)
  static let measuredSite = CodingRule(
    "measured-site", "The diagnosis names no site: the sites measured in its range are taken.",
    source: "Guidelines IV.K")
  static let osteoporosisIsSystemic = CodingRule(
    "osteoporosis-is-systemic", "Osteoporosis is a disease of the whole skeleton: no low bone mass is coded beside it.",
    source: "Guidelines I.C.13.d; ISCD")
  static let fragilityFracture = CodingRule(
    "fragility-fracture",
    "A fracture in known osteoporosis that would not usually break a normal bone is coded to M80, at the fracture's site.",
    source: "Guidelines I.C.13.d.2", isVerified: true)
  static let highEnergy = CodingRule(
    "high-energy", "A force that breaks normal bone: the fracture is traumatic although osteoporosis is known.",
    source: "Guidelines I.C.13.d.2", isVerified: true)
  static let currentFracture = CodingRule(
    "current-fracture", "Osteoporosis with a current fracture is M80, not M81.", source: "Tabular, Excludes1 at M81",
    isVerified: true)
  static let healedFracture = CodingRule(
    "healed-fracture", "A healed fracture is history: Z87.31- or Z87.81, not a fracture code.",
    source: "Guidelines I.C.13.d.1; Tabular Z87.31-")
  static let drugNotCurrent = CodingRule(
    "drug-not-current", "The drug was stopped, is only considered, or starts today: no long-term use.",
    source: "Guidelines I.C.21.c.3")
  static let drugNotReported = CodingRule(
    "drug-not-reported", "Long-term use that bears on no diagnosis of this note is not reported.",
    source: "Guidelines IV.J; own")
  static let adverseEffect = CodingRule(
    "adverse-effect",
    "The provider links the condition to a drug properly taken: the drug's adverse-effect code is added.",
    source: "Tabular, use additional code at M81.8, M80.8, M83.5, E24.2; Guidelines I.C.19.e.5.a", isVerified: true)
  static let integralSign = CodingRule(
    "integral-sign", "The sign belongs to the disease that is coded.", source: "Guidelines I.B.5")
  static let knownDisease = CodingRule(
    "known-disease", "A test for a known disease is no screening.", source: "Guidelines I.C.21.c.5")

  static let diseaseOnly = CodingRule(
    "disease-only", "The fracture is coded where it is named; the word for the disease stands for the disease.",
    source: "Guidelines I.C.13.d")
  static let collapsedVertebra = CodingRule(
    "collapsed-vertebra", "A compression fracture without injury and without osteoporosis is a collapsed vertebra.",
    source: "Tabular M48.5-, Excludes1 traumatic fracture of vertebra")

  static let boneHealth: [CodingRule] = [
    multipleSites, statedSite, measuredSite, osteoporosisIsSystemic, fragilityFracture, highEnergy, currentFracture,
    healedFracture, drugNotCurrent, drugNotReported, adverseEffect, integralSign, knownDisease, collapsedVertebra,
    diseaseOnly,
  ]
}

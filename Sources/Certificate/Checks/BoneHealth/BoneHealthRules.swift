import ClinicalText
import ICD10CM

/// Rules of bone health: where low bone mass is, fractures in osteoporosis, drugs and what they cause.
extension RuleTable {
  static let boneHealth: [RuleCheck] = [
    RuleCheck("multiple-sites", source: "Guidelines I.C.13.a; Tabular M85.89", step: LowBoneMassCheck.multipleSites),
    RuleCheck(
      "stated-site", source: "Tabular M85.8-, fifth and sixth characters", step: LowBoneMassCheck.statedSite),
    RuleCheck("measured-site", source: "Guidelines IV.K", step: LowBoneMassCheck.measuredSite),
    RuleCheck("fragility-fracture", source: "Guidelines I.C.13.d.2", step: FractureChecks.fragility),
    RuleCheck("high-energy", source: "Guidelines I.C.13.d.2", step: FractureChecks.highEnergy),
    RuleCheck("disease-only", source: "Guidelines I.C.13.d", step: FractureChecks.diseaseOnly),
    RuleCheck(
      "collapsed-vertebra", source: "Tabular M48.5-, Excludes1 traumatic fracture of vertebra",
      step: FractureChecks.collapsed),
    RuleCheck(
      "healed-fracture", source: "Guidelines I.C.13.d.1; Tabular Z87.31-", step: HistoryChecks.healed,
      withdrawal: HistoryChecks.healedBeside, lifts: HistoryChecks.liftedReasons),
    RuleCheck(
      "adverse-effect",
      source: "Tabular, use additional code at M81.8, M80.8, M83.5, E24.2; Guidelines I.C.19.e.5.a",
      step: DrugChecks.adverseEffect),
    RuleCheck("drug-not-current", source: "Guidelines I.C.21.c.3", withdrawal: DrugChecks.notCurrent),
    RuleCheck("drug-not-reported", source: "Guidelines IV.J; own", withdrawal: DrugChecks.notReported),
    RuleCheck("osteoporosis-is-systemic", source: "Guidelines I.C.13.d; ISCD") { question in
      question.code.isIn(["M85.8", "M85.9"]) && question.file.reports(["M80", "M81.0", "M81.8"])
        ? nil : "no osteoporosis is reported beside low bone mass"
    },
    RuleCheck("current-fracture", source: "Tabular, Excludes1 at M81") { question in
      question.code.isIn(["M81.0", "M81.8"]) && question.file.reports(["M80"])
        ? nil : "no osteoporosis with a current fracture is reported"
    },
    RuleCheck("integral-sign", source: "Guidelines I.B.5") { question in
      question.code.isIn(["M54.5", "M54.6", "M54.9", "R29.890", "M40.0"]) && question.file.reports(["M80", "M81"])
        ? nil : "\(question.code) is no sign of a disease that is reported"
    },
    RuleCheck("known-disease", source: "Guidelines I.C.21.c.5") { question in
      question.code.isIn(["Z13.820"]) && question.file.reports(["M80", "Z79.83", "Z79.810"])
        ? nil : "the note reports no known disease"
    },
  ]
}

import BoneDensity
import ClinicalText
import Testing

private func reading(_ text: String, age: Int? = nil, sex: ReferenceSex? = nil, menopause: MenopausalStatus? = nil)
  -> BoneDensityReading
{
  BoneDensityReading(
    BoneDensityReport(Document(text)), subject: DensitySubject(age: age, sex: sex, menopause: menopause))
}

@Suite struct `Categories` {
  @Test(arguments: [
    (-999, DensityCategory.normal), (-1000, .normal), (-1001, .lowBoneMass), (-2499, .lowBoneMass),
    (-2500, .osteoporosis),
    (-3000, .osteoporosis), (400, .normal),
  ])
  func `T-score edges`(_ score: Int, _ expected: DensityCategory) {
    #expect(DensityCategory.ofT(thousandths: score) == expected)
  }

  @Test(arguments: [
    (-1999, DensityCategory.withinExpected), (-2000, .belowExpected), (-2001, .belowExpected), (0, .withinExpected),
  ])
  func `Z-score edges`(_ score: Int, _ expected: DensityCategory) {
    #expect(DensityCategory.ofZ(thousandths: score) == expected)
  }

  @Test(arguments: [
    (DensitySubject(age: 67, sex: .female, menopause: .postmenopausal), DensityReference.tScore, []),
    (DensitySubject(age: 44, sex: .female, menopause: .postmenopausal), .tScore, []),
    (DensitySubject(sex: .female, menopause: .transition), .tScore, []),
    (DensitySubject(age: 52, sex: .female, menopause: .premenopausal), .zScore, []),
    (DensitySubject(age: 67, sex: .female), .tScore, [MissingFact.menopausalStatus]),
    (DensitySubject(age: 50, sex: .male), .tScore, []),
    (DensitySubject(age: 49, sex: .male), .zScore, []),
    (DensitySubject(age: 12), .zScore, []),
  ])
  func `the reference follows age, sex and menopause`(
    _ subject: DensitySubject, _ reference: DensityReference, _ missing: [MissingFact]
  ) {
    let choice = ReferenceChoice(subject)
    #expect(choice.reference == reference)
    #expect(choice.missing == missing)
  }

  @Test(arguments: [
    (DensitySubject(), [MissingFact.age, .sex]), (DensitySubject(age: 48, sex: .female), [.menopausalStatus]),
    (DensitySubject(sex: .male), [.age]), (DensitySubject(age: 40), [.sex]),
  ])
  func `what is missing is never inferred`(_ subject: DensitySubject, _ missing: [MissingFact]) {
    let choice = ReferenceChoice(subject)
    #expect(choice.reference == nil)
    #expect(choice.missing == missing)
    let result = BoneDensityReading(
      BoneDensityReport(Document("Lumbar spine T-score -2.6, Z-score -1.9.")), subject: subject)
    #expect(result.category == .undetermined)
    #expect(result.categoryByT == .osteoporosis)
    #expect(result.categoryByZ == .withinExpected)
  }

  @Test func `only diagnostic regions decide`() {
    let text =
      "T-scores: left femoral neck -2.1, left trochanter -2.9, Ward's triangle -3.4, UD radius left -3.8, 33% radius left 0.1"
    let result = reading(text, age: 70, sex: .male)
    #expect(result.category == .lowBoneMass)
    #expect(result.deciding?.site == .femoralNeck)
    #expect(reading("Ward's triangle T-score -3.4", age: 70, sex: .male).missing == [.diagnosticRegion])
  }

  @Test func `one vertebra decides nothing`() {
    let result = reading("L1: T-score -2.7\nL2: T-score -2.6", age: 70, sex: .male)
    #expect(result.category == .undetermined)
  }

  @Test func `prior values do not decide`() {
    let result = reading("The spine T-score improved from -2.9 to -2.4.", age: 70, sex: .male)
    #expect(result.category == .lowBoneMass)
  }

  @Test func `a man of 49 is read by Z even where T says osteoporosis`() {
    let result = reading("Lumbar spine T-score -2.6, Z-score -1.9.", age: 49, sex: .male)
    #expect(result.category == .withinExpected)
    #expect(result.rules.contains(.zReference))
  }
}

@Suite struct `Spine and conflicts` {
  private static let spine = """
    Region   BMD    T-score  Z-score
    L1       0.886  -2.0     0.4
    L2       1.061  -1.2     1.3
    L3       1.138  -0.1     1.9
    L4       0.987  -1.8     0.7
    L1-L2    0.977  -2.6     0.9
    L1-L4    1.022  -1.3     1.1
    """

  @Test func `a vertebra more than 1.0 above its neighbour is a suspect`() {
    let report = BoneDensityReport(Document(Self.spine))
    let review = SpineReview(report.measurements)
    #expect(review.suspects == .l3)
    #expect(review.region?.vertebrae == .l1ToL4)
    let edge = BoneDensityReport(Document("Region  BMD  T-score\nL1  0.9  -2.0\nL2  0.9  -1.0\nL1-L2  0.9  -1.5"))
    #expect(SpineReview(edge.measurements).suspects.isEmpty)
  }

  @Test func `leaving out suspects that changes the category is a conflict`() {
    let result = reading(Self.spine, age: 70, sex: .male)
    #expect(result.category == .lowBoneMass)
    #expect(result.conflicts.contains(.spineDependsOnVertebrae(printed: .lowBoneMass, withoutSuspects: .osteoporosis)))
  }

  @Test func `vertebrae stated unreadable are dropped, and fewer than two are no spine`() {
    let report = BoneDensityReport(Document(Self.spine))
    let subject = DensitySubject(age: 70, sex: .male)
    #expect(BoneDensityReading(report, subject: subject, unreadableVertebrae: .l3).deciding?.vertebrae == [.l1, .l2])
    let none = BoneDensityReading(report, subject: subject, unreadableVertebrae: [.l2, .l3, .l4])
    #expect(none.category == .undetermined)
    #expect(none.missing == [.diagnosticRegion])
  }

  @Test(arguments: [
    ("Left femoral neck T-score -2.5", StatedDensity.osteopenia, true),
    ("Left femoral neck T-score -2.4", .osteopenia, false),
    ("Left femoral neck T-score -1.0", .osteopenia, true), ("Left femoral neck T-score -1.0", .normal, false),
    ("Left femoral neck T-score -1.8", .osteoporosis, true), ("Left femoral neck Z-score -1.8", .osteoporosis, false),
  ])
  func `a number against a word`(_ text: String, _ stated: StatedDensity, _ isConflict: Bool) {
    #expect((reading(text, age: 70, sex: .male).conflict(with: stated) != nil) == isConflict)
  }

  @Test func `edges, implausible and differing values are reported`() {
    let edge = reading("Left femoral neck T-score -2.5", age: 70, sex: .male)
    #expect(edge.conflicts.contains { if case .atEdge(_, -2500) = $0 { true } else { false } })
    let wild = reading("Left femoral neck T-score -7.5", age: 70, sex: .male)
    #expect(wild.conflicts.contains { if case .implausible = $0 { true } else { false } })
    let two = reading(
      "Left femoral neck T-score -2.1. Impression: left femoral neck T-score -1.2.", age: 70, sex: .male)
    #expect(two.conflicts.contains { if case .differingValues = $0 { true } else { false } })
    let same = reading(
      "Left femoral neck T-score -2.1. Impression: left femoral neck T-score -2.1.", age: 70, sex: .male)
    #expect(same.conflicts.isEmpty)
  }
}

@Suite struct `Distinct sites` {
  @Test(arguments: [
    ("T-scores: left femoral neck -2.1, left total hip -1.8", 1, false),
    ("T-scores: L1-L4 -2.1, left total hip -1.8", 2, true),
    ("T-scores: left total hip -2.1, right total hip -1.8", 2, false),
    ("T-scores: hip -2.1, left femoral neck -1.8", 1, false),
    ("T-scores: left 33% radius -2.1, left UD radius -1.8", 1, false),
  ])
  func `sub-regions of one bone are one site`(_ text: String, _ count: Int, _ isMultiple: Bool) {
    let sites = SkeletalSites(BoneDensityReport(Document(text)).measurements)
    #expect(sites.sites.count == count)
    #expect(sites.isMultiple == isMultiple)
  }

  @Test func `every region has the character of its code`() {
    #expect(SkeletalRegion(.femoralNeck)?.rawValue == 5)
    #expect(SkeletalRegion(.thirdRadius)?.rawValue == 3)
    #expect(SkeletalRegion(.lumbarSpine)?.rawValue == 8)
    #expect(SkeletalRegion(.heel)?.rawValue == 7)
    #expect(SkeletalRegion(.totalBody) == nil)
  }
}

@Test(arguments: [
  (Vertebrae.from(.l1, through: .l4), "L1-L4", true), (Vertebrae([.l1, .l3, .l4]), "L1,L3-L4", true),
  (Vertebrae.l2, "L2", false),
  (Vertebrae([.l4, .l5]), "L4-L5", false), (Vertebrae([.t12, .l1]), "T12-L1", false),
  (Vertebrae.from(.l4, through: .l2), "L2-L4", true),
  (Vertebrae(), "", false),
])
func `vertebrae have names and a rule`(_ set: Vertebrae, _ name: String, _ isDiagnostic: Bool) {
  #expect(set.name == name)
  #expect(set.isDiagnostic == isDiagnostic)
}

@Test(arguments: [(-13, 1, -1300), (-128, 2, -1280), (8942, 4, 894), (-24999, 4, -2499), (2, 0, 2000)])
func `numbers are compared in thousandths`(_ digits: Int, _ places: Int, _ expected: Int) {
  #expect(Quantity(digits: digits, fractionDigits: places, span: ByteSpan(0, 0)).thousandths == expected)
}

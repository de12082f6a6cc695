internal import ClinicalText

/// A word that matters to densitometry. What it means is decided where it stands.
enum Term: UInt8, Sendable {
  case none
  // Measures.
  case letterT, letterZ, score, tScore, zScore, bmd, sbmd, bmc, area, size, density, mineral, bone, trabecular, tbs,
    frax
  case standard, deviation, sd
  // Columns.
  case region, side, percent, young, adult, aged, matched, reference, change, previous, date, comparison, classification
  // Sites.
  case lumbar, spine, lateral, hip, femur, dualFemur, neck, leftNeck, rightNeck, totalHip, leftTotalHip, rightTotalHip
  case ward, triangle, trochanter, inter, shaft, total,
    mean,
    difference
  case radius, ulna, forearm, wrist, both, ultradistal, mid, distal, proximal, third, whole, body
  case heel, tibia, shoulder, humerus, hand, pelvis, ribs
  case left, right, bilateral, letterL, letterR
  // Connections.
  case and, to, from, of, at, or, not, light, respectively, except, below, above, threshold
  case prior, compared, ago, now
  // Fracture risk and subject.
  case probability, major, fracture, year
  case female, male, sex, age, birth, premenopausal, transition, postmenopausal
  // Words after which a site is not a scan site.
  case notScan
  // Report furniture.
  case ends, measured, hologic, ge, norland
  case lsc, view
  case negative, point, digit
}

/// The words of densitometry and their hashes, built once.
enum Vocabulary {
  /// Whether the document has a word without which it cannot hold a density value.
  static func mentionsDensity(_ document: Document) -> Bool {
    let triggers = triggers
    for token in document.tokens where token.kind == .word {
      if triggers.contains(token.hash) { return true }
    }
    return false
  }

  /// Whether the densities are volumes measured by quantitative CT, and no DXA is named beside it.
  static func isComputedTomography(_ document: Document) -> Bool {
    var isVolume = false
    let (dxa, dexa, qct, volumetric) = (dxa, dexa, qct, volumetric)
    for token in document.tokens where token.kind == .word {
      if token.hash == dxa || token.hash == dexa { return false }
      isVolume = isVolume || token.hash == qct || token.hash == volumetric
    }
    return isVolume
  }

  private static let dxa = WordHash.of("dxa")
  private static let dexa = WordHash.of("dexa")
  private static let qct = WordHash.of("qct")
  private static let volumetric = WordHash.of("volumetric")

  /// The term of a word, `.none` if it does not matter here.
  static func term(_ hash: UInt64) -> Term { terms[hash] ?? .none }

  private static let triggers: WordSet =
    """
    score scores tscore tscores zscore zscores bmd dxa dexa dpa densitometry densitometric osteodensitometry frax
    tbs qct density osteoporotic trabecular t z
    """

  static let terms = WordTable(lists.map { (words: $0.1, value: $0.0) })

  private static let lists: [(Term, String)] = [
    (.letterT, "t"), (.letterZ, "z"), (.score, "score scores value values"), (.tScore, "tscore tscores"),
    (.zScore, "zscore zscores"), (.bmd, "bmd"), (.sbmd, "sbmd"), (.bmc, "bmc"), (.area, "area"),
    (.size, "width height length"), (.density, "density densities densitometry"), (.mineral, "mineral"),
    (.bone, "bone"),
    (.trabecular, "trabecular"), (.tbs, "tbs"), (.frax, "frax"), (.standard, "standard"),
    (.deviation, "deviation deviations"), (.sd, "sd sds"),
    (.region, "region site roi location regions sites level levels skeletal"), (.side, "side laterality"),
    (.percent, "percent pct"), (.young, "young ya pr peak youngadult"), (.adult, "adult adults normal normals"),
    (.aged, "am agematched agematch"), (.matched, "matched match"), (.reference, "ref reference"),
    (.change, "change chg delta"), (.previous, "vs versus baseline"), (.date, "date exam"),
    (.classification, "classification who category status interpretation diagnosis assessment"),
    (.lumbar, "lumbar ls lumbosacral"), (.spine, "spine spinal vertebrae vertebral apspine lspine"),
    (.lateral, "lateral"), (.hip, "hip hips"), (.femur, "femur femoral femora femurs fem"),
    (.dualFemur, "dualfemur dualfem"),
    (.neck, "neck necks fn"), (.ward, "ward wards"), (.triangle, "triangle"),
    (.trochanter, "trochanter troch trochanteric troc"),
    (.inter, "inter intertroch intertrochanteric intertrochanter intertro"), (.shaft, "shaft diaphysis"),
    (.total, "total"), (.totalHip, "th"), (.leftNeck, "lfn"), (.rightNeck, "rfn"),
    (.leftTotalHip, "lth"), (.rightTotalHip, "rth"), (.mean, "mean average avg"), (.difference, "diff difference"),
    (.radius, "radius radial rad radii"), (.ulna, "ulna ulnar"), (.forearm, "forearm forearms"),
    (.wrist, "wrist wrists"),
    (.both, "both"), (.ultradistal, "ud ultradistal"), (.mid, "mid middle midradius midshaft"), (.distal, "distal"),
    (.proximal, "proximal"),
    (.third, "third onethird"), (.whole, "whole wholebody tbody"), (.body, "body"),
    (.heel, "heel calcaneus calcaneal os"),
    (.tibia, "tibia tibial"), (.shoulder, "shoulder"), (.humerus, "humerus"), (.hand, "hand"), (.pelvis, "pelvis"),
    (.ribs, "ribs"), (.left, "left lt"), (.right, "right rt"), (.bilateral, "bilateral dual"), (.letterL, "l"),
    (.letterR, "r"), (.and, "and"), (.to, "to through thru"), (.from, "from"), (.of, "of for over"), (.at, "at in on"),
    (.or, "or"), (.not, "not no"),
    (
      .light,
      """
      is was were are be been being the a an her his their patient's patient obtained noted seen measured recorded found \
      reported calculated showed shows showing demonstrated demonstrates demonstrating revealed reveals equals equal has had \
      with which that as it its it's approximately about lowest worst highest respective overall corresponding \
      measures measuring measurement remains remained stable unchanged improved decreased increased declined worsened currently \
      reading result results giving gave gives yielding by there this she he last patients obtains being also \
      osteopenia osteoporosis
      """
    ), (.respectively, "respectively"),
    (.except, "excluding excluded exclude exclusion except without omitting omitted"),
    (.below, "below less under lower worse beneath"),
    (.above, "above greater more higher better exceeds exceeding over"),
    (
      .threshold,
      "between threshold thresholds cutoff defined criteria criterion definition definitions least range ranges ranging"
    ),
    (.prior, "previous previously prior earlier initial"), (.compared, "compared comparison"),
    (.ago, "ago"), (.now, "now current currently today today's new recent most latest present"),
    (.probability, "probability risk chance"), (.major, "major mof osteoporotic"),
    (.fracture, "fracture fractures"), (.year, "year years yr yrs yo"), (.female, "female woman women f lady"),
    (.male, "male man men m gentleman"), (.sex, "sex gender"), (.age, "age"), (.birth, "birth dob"),
    (.premenopausal, "premenopausal"), (.transition, "perimenopausal"), (.postmenopausal, "postmenopausal menopausal"),
    (
      .notScan,
      """
      pain replacement arthroplasty prosthesis surgery implant dislocation osteoarthritis arthritis stenosis strain sprain \
      injury fusion radiograph radiographs xray x-ray mri ct clinic pinning nailing orif hemiarthroplasty bursitis \
      circumference mass rigidity supple stiffness tenderness swelling
      """
    ), (.ends, "impression interpretation comments comment findings conclusion assessment recommendations plan"),
    (.measured, "measured scanned performed acquired"),
    (.hologic, "hologic horizon discovery apex"), (.ge, "ge lunar prodigy idxa encore"),
    (.norland, "norland illuminatus"), (.lsc, "lsc"), (.view, "ap pa dxa dexa"), (.negative, "minus negative neg"),
    (.point, "point"),
    (
      .digit,
      "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    ),
  ]

  /// The value of a number word, nil if it is none.
  static func number(_ hash: UInt64) -> Int? { numbers[hash] }

  private static let numbers: WordTable<Int> = {
    let small = """
      zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
      eighteen nineteen
      """
    let tens = "twenty thirty forty fifty sixty seventy eighty ninety"
    return WordTable(
      [("oh", 0)] + small.split(separator: " ").enumerated().map { (String($1), $0) }
        + tens.split(separator: " ").enumerated().map { (String($1), ($0 + 2) * 10) })
  }()

  /// The month of an English month name or its three-letter form.
  static func month(_ hash: UInt64) -> Int? { months[hash] }

  private static let months: WordTable<Int> = {
    let names = "january february march april may june july august september october november december"
    return WordTable(
      names.split(separator: " ").enumerated().map { ("\($1) \($1.prefix(3))", $0 + 1) } + [("sept", 9)])
  }()

  /// The vertebra of `l1`…`l5`, `t11`, `t12`.
  static func vertebra(_ hash: UInt64) -> Vertebrae? { levels[hash] }

  private static let levels = WordTable<Vertebrae>([
    ("t11", .t11), ("t12", .t12), ("l1", .l1), ("l2", .l2), ("l3", .l3), ("l4", .l4), ("l5", .l5),
  ])
}

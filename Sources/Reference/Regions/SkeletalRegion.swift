/// A part of the body that a reader of the reference chooses on the body map.
public enum SkeletalRegion: String, CaseIterable, Sendable {
  case head, neck, shoulder
  case upperArm = "upper-arm"
  case elbow, forearm, wrist, hand, thorax
  case thoracicSpine = "thoracic-spine"
  case lumbarSpine = "lumbar-spine"
  case pelvis, hip, thigh, knee
  case lowerLeg = "lower-leg"
  case ankle, foot

  /// The region's name.
  public var name: String {
    switch self {
    case .head: "Head and jaw"
    case .neck: "Neck and cervical spine"
    case .shoulder: "Shoulder"
    case .upperArm: "Upper arm"
    case .elbow: "Elbow"
    case .forearm: "Forearm"
    case .wrist: "Wrist"
    case .hand: "Hand and fingers"
    case .thorax: "Ribs and chest wall"
    case .thoracicSpine: "Thoracic spine"
    case .lumbarSpine: "Lumbar spine and sacrum"
    case .pelvis: "Pelvis"
    case .hip: "Hip"
    case .thigh: "Thigh and femur"
    case .knee: "Knee"
    case .lowerLeg: "Lower leg"
    case .ankle: "Ankle"
    case .foot: "Foot and toes"
    }
  }

  /// Words of titles, by how they start, with the region they name (own; anatomy by common usage of the Tabular's
  /// words). A phrase goes before its words, so that the neck of a bone is no neck.
  private static let words: [(start: String, regions: [SkeletalRegion])] = [
    ("neck of femur", [.hip]), ("head of femur", [.hip]), ("neck of humerus", [.shoulder]), ("neck of", []),
    ("head of", []), ("skull", [.head]), ("jaw", [.head]), ("mandib", [.head]), ("maxill", [.head]),
    ("temporomandib", [.head]), ("cervic", [.neck]), ("neck", [.neck]), ("occipito-atlanto", [.neck]),
    ("atlanto", [.neck]), ("axis", [.neck]), ("shoulder", [.shoulder]), ("rotator", [.shoulder]),
    ("clavic", [.shoulder]), ("scapul", [.shoulder]), ("acromio", [.shoulder]), ("glenoid", [.shoulder]),
    ("bicip", [.shoulder]), ("upper arm", [.upperArm]), ("humer", [.upperArm]), ("elbow", [.elbow]),
    ("epicondyl", [.elbow]), ("olecran", [.elbow]), ("forearm", [.forearm]), ("radius", [.forearm]),
    ("ulna", [.forearm]), ("radial styloid", [.wrist]), ("wrist", [.wrist]), ("carpal", [.wrist]),
    ("scaphoid", [.wrist]), ("navicular [scaphoid]", [.wrist]), ("hand", [.hand]), ("finger", [.hand]),
    ("thumb", [.hand]), ("metacarp", [.hand]), ("palmar", [.hand]), ("rib", [.thorax]), ("sternum", [.thorax]),
    ("thorax", [.thorax]), ("chest", [.thorax]), ("thoracic", [.thoracicSpine]),
    ("thoracolumbar", [.thoracicSpine, .lumbarSpine]),
    ("dorsal", [.thoracicSpine]), ("lumb", [.lumbarSpine]), ("sacr", [.lumbarSpine]), ("low back", [.lumbarSpine]),
    ("coccy", [.lumbarSpine]), ("sciatica", [.lumbarSpine]), ("pelvi", [.pelvis]), ("ilium", [.pelvis]),
    ("ischium", [.pelvis]), ("pubis", [.pelvis]), ("acetabul", [.pelvis, .hip]), ("hip", [.hip]),
    ("trochanter", [.hip]), ("pertrochanteric", [.hip]), ("intertrochanteric", [.hip]),
    ("subtrochanteric", [.hip, .thigh]),
    ("thigh", [.thigh]), ("femur", [.thigh]), ("femoral", [.thigh]), ("knee", [.knee]), ("patell", [.knee]),
    ("menisc", [.knee]), ("cruciate", [.knee]), ("lower leg", [.lowerLeg]), ("tibia", [.lowerLeg]),
    ("fibula", [.lowerLeg]), ("calf", [.lowerLeg]), ("ankle", [.ankle]), ("malleol", [.ankle]), ("pilon", [.ankle]),
    ("achilles", [.ankle]), ("foot", [.foot]), ("toe", [.foot]), ("hallux", [.foot]), ("plantar", [.foot]),
    ("calcane", [.foot]), ("talus", [.foot]), ("tarsal", [.foot]), ("metatars", [.foot]), ("heel", [.foot]),
  ]

  /// Words that name a site without naming a region.
  private static let sites = ["site", "limb", "joint", "vertebr", "spine", "region", "extremity"]

  /// The regions that a title names, in the order of the cases.
  public static func named(in title: String) -> [SkeletalRegion] {
    var found = Set<SkeletalRegion>()
    forEachMatch(in: title) { found.formUnion($0) }
    return allCases.filter(found.contains)
  }

  /// Words that name a condition by themselves, so that what stands beside them only says where it is.
  private static let conditions = [
    "tear", "rupture", "syndrome", "lesion", "impingement", "dislocation", "subluxation", "sprain", "strain", "injury",
    "disorder", "disease", "contracture", "deformity", "cyst", "instability", "derangement", "pain", "spur",
  ]
  /// How names of conditions end.
  private static let conditionEndings = ["itis", "osis", "opathy", "algia", "malacia", "oma"]

  /// Whether a label says where something is, rather than what it is: "shoulder", not "rotator cuff tear".
  static func isSite(_ label: String) -> Bool {
    let words = label.lowercased().split { !$0.isLetter }
    guard !words.contains(where: isCondition) else { return false }
    var isSite = false
    forEachMatch(in: label) { if !$0.isEmpty { isSite = true } }
    if isSite { return true }
    return words.contains { word in sites.contains { word.hasPrefix($0) } }
  }

  private static func isCondition(_ word: Substring) -> Bool {
    conditions.contains { word == $0 } || conditionEndings.contains { word.hasSuffix($0) }
  }

  private static let byFirstByte: [UInt8: [(start: [UInt8], regions: [SkeletalRegion])]] = Dictionary(
    grouping: words.map { (Array($0.start.utf8), $0.regions) }, by: { $0.0.first ?? 0 })

  /// Calls `body` with the regions of each word or phrase of the table that starts at a word of the text.
  private static func forEachMatch(in text: String, _ body: ([SkeletalRegion]) -> Void) {
    let bytes = text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    var position = 0
    while position < bytes.count {
      let isStart = position == 0 || !isLetter(bytes[position - 1])
      let found =
        isStart
        ? byFirstByte[bytes[position]]?.first { bytes[position...].starts(with: $0.start) } : nil
      if let found {
        body(found.regions)
        position += found.start.count
      } else {
        position += 1
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
}

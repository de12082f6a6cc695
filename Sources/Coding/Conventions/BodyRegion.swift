import ICD10CM

/// Parts of the limbs and trunk, to tell whether a symptom and a disease are about the same part.
struct BodyRegion: OptionSet, Sendable {
  let rawValue: UInt16
  static let shoulder = BodyRegion(rawValue: 1 << 0)
  static let elbow = BodyRegion(rawValue: 1 << 1)
  static let hand = BodyRegion(rawValue: 1 << 2)
  static let hip = BodyRegion(rawValue: 1 << 3)
  static let knee = BodyRegion(rawValue: 1 << 4)
  static let foot = BodyRegion(rawValue: 1 << 5)
  static let neck = BodyRegion(rawValue: 1 << 6)
  static let back = BodyRegion(rawValue: 1 << 7)
  static let trunk = BodyRegion(rawValue: 1 << 8)

  /// Words of titles by the part they name. Neighbouring parts share words: pain of the lower leg is felt below the knee.
  private static let words: [(String, BodyRegion)] = [
    ("shoulder", .shoulder), ("rotator", .shoulder), ("clavic", .shoulder), ("humer", [.shoulder, .elbow]),
    ("upper arm", [.shoulder, .elbow]), ("bicip", .shoulder), ("scapul", .shoulder), ("acromio", .shoulder),
    ("elbow", .elbow), ("epicondyl", .elbow), ("olecran", .elbow), ("forearm", [.elbow, .hand]),
    ("radius", [.elbow, .hand]), ("ulna", [.elbow, .hand]), ("wrist", .hand), ("hand", .hand), ("finger", .hand),
    ("thumb", .hand), ("carpal", .hand), ("radial styloid", .hand), ("palmar", .hand),
    ("upper limb", [.shoulder, .elbow, .hand]), ("hip", .hip), ("femur", [.hip, .knee]), ("thigh", [.hip, .knee]),
    ("trochanter", .hip), ("acetabul", .hip), ("pelvi", .hip), ("groin", .hip), ("knee", .knee), ("patell", .knee),
    ("menisc", .knee), ("cruciate", .knee), ("tibia", [.knee, .foot]), ("fibula", [.knee, .foot]),
    ("lower leg", [.knee, .foot]), ("leg", [.knee, .hip, .foot]), ("ankle", .foot), ("foot", .foot), ("toe", .foot),
    ("hallux", .foot), ("plantar", .foot), ("achilles", .foot), ("calcane", .foot), ("tarsal", .foot),
    ("malleol", .foot), ("lower limb", [.hip, .knee, .foot]), ("cervic", .neck), ("neck", .neck),
    ("lumb", .back), ("sacr", .back), ("thorac", [.back, .trunk]), ("back", .back), ("spin", [.back, .neck]),
    ("vertebr", [.back, .neck]), ("rib", .trunk), ("trunk", .trunk), ("chest", .trunk),
  ]

  /// Parts that a title names.
  init(title: String) {
    let title = title.lowercased()
    var result: BodyRegion = []
    for (word, region) in Self.words where title.contains(word) { result.formUnion(region) }
    // The neck of a bone is no neck.
    if title.contains("neck of") { result.subtract(.neck) }
    self = result
  }

  init(rawValue: UInt16) { self.rawValue = rawValue }
}

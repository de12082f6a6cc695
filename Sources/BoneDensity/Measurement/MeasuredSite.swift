/// What part of the skeleton a value was measured at.
public enum MeasuredSite: String, CaseIterable, Hashable, Sendable {
  case lumbarSpine, lateralSpine, totalHip, femoralNeck, wards, trochanter, intertrochanteric, femurShaft
  case thirdRadius, midRadius, ultradistalRadius, totalForearm
  /// Forearm, wrist or radius without the region of interest.
  case forearm
  /// Ulna, or radius and ulna together, on devices that also print the radius alone.
  case ulna
  case totalBody, heel, tibia, shoulder, humerus, hand, pelvis, ribs
  /// A site that is named but not known here; `DensityMeasurement.printedName` has its words.
  case other
  /// A value whose site is not stated.
  case notStated

  /// The field's name of the site, in lower case.
  public var name: String {
    switch self {
    case .lumbarSpine: "lumbar spine"
    case .lateralSpine: "lateral spine"
    case .totalHip: "total hip"
    case .femoralNeck: "femoral neck"
    case .wards: "ward's triangle"
    case .trochanter: "trochanter"
    case .intertrochanteric: "intertrochanteric region"
    case .femurShaft: "femur shaft"
    case .thirdRadius: "33% radius"
    case .midRadius: "mid radius"
    case .ultradistalRadius: "ultradistal radius"
    case .totalForearm: "total forearm"
    case .forearm: "forearm"
    case .ulna: "ulna"
    case .totalBody: "total body"
    case .heel: "heel"
    case .tibia: "tibia"
    case .shoulder: "shoulder"
    case .humerus: "humerus"
    case .hand: "hand"
    case .pelvis: "pelvis"
    case .ribs: "ribs"
    case .other: "other site"
    case .notStated: "site not stated"
    }
  }

  /// Whether the site is the proximal femur or a region of it.
  var isHipRegion: Bool {
    switch self {
    case .totalHip, .femoralNeck, .wards, .trochanter, .intertrochanteric, .femurShaft: true
    default: false
    }
  }

  /// Whether the site comes in a left and a right one.
  public var hasSides: Bool {
    switch self {
    case .lumbarSpine, .lateralSpine, .totalBody, .pelvis, .ribs, .other, .notStated: false
    default: true
    }
  }

  /// Whether a diagnosis may be read at the site, given enough evaluable vertebrae for the spine.
  ///
  /// Source: ISCD Official Positions – Adult (2019, kept in 2023): L1–L4, total hip, femoral neck, and in certain circumstances the
  /// 33 % (1/3) radius; not Ward's, trochanter, other forearm regions, heel or total body. Standing: `unverified`.
  public var isDiagnostic: Bool {
    switch self {
    case .lumbarSpine, .totalHip, .femoralNeck, .thirdRadius: true
    default: false
    }
  }
}

/// The side of the body that was scanned.
public enum MeasuredSide: String, Hashable, Sendable {
  case left, right
  /// The side opposite to this one.
  public var mirrored: MeasuredSide { self == .left ? .right : .left }
}

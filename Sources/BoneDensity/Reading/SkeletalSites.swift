/// A region of the skeleton as ICD-10-CM M85.8- tells regions apart.
public enum SkeletalRegion: Int, CaseIterable, Hashable, Sendable {
  case shoulder = 1
  case upperArm = 2
  case forearm = 3
  case hand = 4
  case thigh = 5
  case lowerLeg = 6
  case ankleAndFoot = 7
  /// Spine, pelvis, ribs, neck: the "other site" of the category.
  case other = 8

  /// The region of a measured site; nil for the whole body and sites not stated, which name no one region.
  ///
  /// Source: ICD-10-CM Tabular, M85.8- (fifth characters 1 to 8): hip, femoral neck and femur are thigh; radius is forearm; heel is
  /// ankle and foot; the spine has no character of its own and is "other site".
  public init?(_ site: MeasuredSite) {
    switch site {
    case .lumbarSpine, .lateralSpine, .pelvis, .ribs: self = .other
    case .totalHip, .femoralNeck, .wards, .trochanter, .intertrochanteric, .femurShaft: self = .thigh
    case .thirdRadius, .midRadius, .ultradistalRadius, .totalForearm, .forearm, .ulna: self = .forearm
    case .heel: self = .ankleAndFoot
    case .tibia: self = .lowerLeg
    case .shoulder: self = .shoulder
    case .humerus: self = .upperArm
    case .hand: self = .hand
    case .totalBody, .other, .notStated: return nil
    }
  }
}

/// One anatomical site for the choice between a single-site code and "multiple sites".
public struct SkeletalSite: Hashable, Sendable {
  /// The region.
  public let region: SkeletalRegion
  /// The side, nil where not stated or where the region has none.
  public let side: MeasuredSide?

  /// Creates a site.
  public init(_ region: SkeletalRegion, side: MeasuredSide? = nil) {
    self.region = region
    self.side = region == .other ? nil : side
  }
}

/// Distinct anatomical sites of a set of measurements.
public struct SkeletalSites: Hashable, Sendable {
  /// The sites, in order of first mention.
  public let sites: [SkeletalSite]

  /// Counts distinct sites: sub-regions of one bone are one site (neck and total of one hip; L1 to L4). A region without a
  /// side is dropped where the same region has one. Measurements that `includes` rejects are left out.
  ///
  /// Source: reading of M85.8- and its "multiple sites" code M85.89; no official definition of a distinct site was found.
  /// Standing: `unverified`.
  public init(_ measurements: [DensityMeasurement], where includes: (DensityMeasurement) -> Bool = { !$0.isPrior }) {
    var found: [SkeletalSite] = []
    for entry in measurements where includes(entry) {
      guard let region = SkeletalRegion(entry.site) else { continue }
      let site = SkeletalSite(region, side: entry.side)
      if !found.contains(site) { found.append(site) }
    }
    let sided = Set(found.filter { $0.side != nil }.map(\.region))
    sites = found.filter { $0.side != nil || !sided.contains($0.region) }
  }

  /// Number of different regions, sides not counted: two hips are one.
  public var regionCount: Int { Set(sites.map(\.region)).count }
  /// Whether at least two different regions are affected.
  public var isMultiple: Bool { regionCount >= 2 }
  /// Whether one region is affected on both sides: coded R and L, or as multiple sites; the guidelines leave it open.
  public var isBilateral: Bool {
    sites.contains { $0.side == .left && sites.contains(SkeletalSite($0.region, side: .right)) }
  }
}

import Testing

@testable import Reference

@Suite struct RegionTests {
  @Test(arguments: [
    ("Unilateral primary osteoarthritis, right knee", [SkeletalRegion.knee]), ("Fracture of neck of femur", [.hip]),
    ("Cervicalgia", [.neck]), ("Pathological fracture, neck of radius", [.forearm]),
    ("Radiculopathy, thoracolumbar region", [.thoracicSpine, .lumbarSpine]), ("Carpal tunnel syndrome", [.wrist]),
    ("Fracture of shaft of tibia", [.lowerLeg]), ("Typhoid fever", []), ("Proximal", []),
  ])
  func `a title names regions`(title: String, regions: [SkeletalRegion]) {
    #expect(SkeletalRegion.named(in: title) == regions)
  }

  @Test(arguments: [
    ("Shoulder", true), ("Multiple sites", true), ("Rotator cuff tear", false), ("Bicipital tendinitis", false),
    ("Head and neck of femur", true), ("Primary", false), ("Bone cyst", false),
  ])
  func `tells a site from a condition`(label: String, isSite: Bool) { #expect(SkeletalRegion.isSite(label) == isSite) }
}

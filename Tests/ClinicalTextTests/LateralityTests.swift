import ClinicalText
import Testing

@Suite struct LateralityTests {
  private static let rows: [(String, Int, Side)] = [
    ("left hip", 0, Side.left), ("Right knee", 0, .right), ("bilateral knees", 0, .bilateral),
    ("both hips", 0, .bilateral),
    ("lt hip", 0, .left), ("Rt. femur", 0, .right), ("(L) knee", 0, .left), ("(L) knee", 1, .left),
    ("L knee", 0, .left), ("R distal radius", 0, .right),
    ("left-sided pain", 0, .left), ("pain on the left for years", 3, .left), ("left and right hips", 0, .bilateral),
    ("right & left hip", 0, .bilateral), ("b/l hips", 0, .bilateral), ("both of her hips", 0, .bilateral),
  ]

  @Test(arguments: rows)
  func `reads sides`(text: String, index: Int, expected: Side) {
    #expect(Document(text).side(at: index)?.side == expected)
  }

  @Test(arguments: [
    ("right away", 0), ("left without being seen", 0), ("she left the clinic", 1), ("right-hand dominant", 0),
    ("left-handed", 0),
    ("all right", 1), ("L1-L4", 0), ("L 4", 0), ("R wave", 0), ("both options", 0), ("patient left today", 1),
    ("hip", 0),
  ])
  func `other meanings are no side`(text: String, index: Int) { #expect(Document(text).side(at: index) == nil) }
}

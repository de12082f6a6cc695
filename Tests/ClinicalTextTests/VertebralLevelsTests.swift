import ClinicalText
import Testing

@Suite struct VertebralLevelsTests {
  private static let rows: [(String, String)] = [
    ("L1-L4", "L1 L2 L3 L4"), ("L1 through L4", "L1 L2 L3 L4"), ("L1 to 4", "L1 L2 L3 L4"), ("L1,L3-L4", "L1 L3 L4"),
    ("C5-6", "C5 C6"), ("T12", "T12"), ("L one to L four", "L1 L2 L3 L4"), ("C five six", "C5 C6"),
    ("lumbar one through four", "L1 L2 L3 L4"), ("L4 vertebra", "L4"), ("T12-L2", "T12 L1 L2"), ("L5-S1", "L5 S1"),
    ("L4/5", "L4 L5"),
    ("L1, L2, and L4", "L1 L2 L4"), ("L-4", "L4"), ("L 4", "L4"), ("l1-l4", "L1 L2 L3 L4"), ("L4 to 6 weeks", "L4"),
    ("L3-2.5", "L3"),
    ("L1–L4", "L1 L2 L3 L4"), ("L1 -1.8", "L1"), ("D7", "T7"),
  ]

  @Test(arguments: rows)
  func `reads levels`(text: String, expected: String) throws {
    let levels = try #require(Document(text).levels(at: 0))
    #expect(levels.vertebrae.map(\.description).joined(separator: " ") == expected)
  }

  @Test(arguments: ["L9", "T2.5", "T 2", "lumbar spine", "S", "C diff", "L knee", "T-score", "hip", "L 4 mm"])
  func `reads no level where there is none`(text: String) { #expect(Document(text).levels(at: 0) == nil) }

  @Test func `span covers the whole expression`() throws {
    let document = Document("the L1, L2 and L4 vertebrae")
    let levels = try #require(document.levels(at: 1))
    #expect(document.text(levels.span) == "L1, L2 and L4")
  }
}

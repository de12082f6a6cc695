import ClinicalText
import Testing

@Suite struct NumbersTests {
  private static let rows: [(String, Int, Double)] = [
    ("-1.8", 0, -1.8), ("–1.8", 0, -1.8), ("− 1.8", 0, -1.8), ("minus 1.8", 0, -1.8),
    ("negative one point eight", 0, -1.8),
    ("minus one point eight", 0, -1.8), ("+0.3", 0, 0.3), ("- 1.8", 0, -1.8), (".8", 0, 0.8), ("-.8", 0, -0.8),
    ("1.8 standard deviations below the mean", 0, -1.8), ("1.8 SD below", 0, -1.8), ("1.8 SD above", 0, 1.8),
    ("76", 0, 76),
    ("1,200", 0, 1200), ("two hundred and five", 0, 205), ("two thousand ten", 0, 2010), ("twenty-one", 0, 21),
    ("point eight five", 0, 0.85), ("minus 2 point 5", 0, -2.5), ("zero point eight nine six", 0, 0.896),
    ("one point oh five", 0, 1.05),
    ("T-score -1.8", 4, -1.8), ("score-1.8", 1, -1.8), ("score=-1.8", 2, -1.8), ("one point twenty five", 0, 1.25),
    ("(-2.1)", 1, -2.1), ("101 -0.3", 1, -0.3),
  ]

  @Test(arguments: rows)
  func `reads typed and spoken numbers`(text: String, index: Int, expected: Double) {
    #expect(Document(text).number(at: index)?.value == expected)
  }

  @Test(arguments: [
    ("L1-4", 2, 4.0), ("2-3 weeks", 2, 3), ("2 - 3 weeks", 2, 3), ("1.0-2.5", 2, 2.5), ("COVID-19", 2, 19),
    ("B-12", 2, 12),
  ])
  func `a dash inside a range or a word is no sign`(text: String, index: Int, expected: Double) {
    #expect(Document(text).number(at: index)?.value == expected)
    #expect(Document(text).number(at: index - 1) == nil)
  }

  @Test(arguments: ["hip", "-", "point", "minus", "negative for fever", "."])
  func `reads no number where there is none`(text: String) { #expect(Document(text).number(at: 0) == nil) }

  @Test func `span covers sign and words`() throws {
    let document = Document("T-score of negative one point eight at the hip")
    let number = try #require(document.number(at: 4))
    #expect(document.text(number.span) == "negative one point eight")
    #expect(number.isSpoken && number.isSigned)
  }

  @Test(arguments: [("fifth toe", 5), ("5th toe", 5), ("twenty-first", 21), ("1st", 1)])
  func `reads ordinals`(text: String, expected: Int) { #expect(Document(text).ordinal(at: 0)?.value == expected) }

  @Test func `a word is no ordinal`() { #expect(Document("L5").ordinal(at: 0) == nil) }
}

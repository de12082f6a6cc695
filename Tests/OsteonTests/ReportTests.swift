import Foundation
import ICD10CM
import Testing

@testable import osteon

@Suite struct ReportTests {
  private func answer(_ text: String, _ body: (CodedAnswer) throws -> Void) throws {
    let small = SmallShelf()
    defer { small.remove() }
    try small.install("2027", "2026-10-01", "2027-09-30")
    let shelf = try EditionShelf(small.shelf, today: Day("2026-11-23"))
    try body(
      CodedAnswer(NoteRequest(id: "n", text: Array(text.utf8), defaults: .init()), shelf: shelf, edition: nil))
  }

  private let report = """
    DXA REPORT
    Region                BMD     T-score  Z-score  Change since 2024
    Lumbar spine L1-L4    0.972   -2.5     -0.1     -3.1%
    Left femoral neck     0.785   -1.0     -0.2     1.0%
    IMPRESSION: Osteoporosis <script>. No knee pain.
    """

  @Test func `text shows code, words, path, rule, strip and what was not coded`() throws {
    try answer(report) { answer in
      let text = TextReport(answer: answer, name: "n", style: TextStyle(isColoured: false)).text()
      for part in [
        "M81.0", "“Osteoporosis”  line 5", "M81 › M81.0", "[Guidelines", "T −2.5", "T −1.0", "left femoral neck",
        "Not coded", "“knee pain”", "negated",
      ] { #expect(text.contains(part), "\(part)") }
      #expect(!text.contains("\u{1B}"))
      let coloured = TextReport(answer: answer, name: "n", style: TextStyle(isColoured: true)).text()
      #expect(coloured.contains("\u{1B}["))
    }
  }

  @Test func `the page quotes the note without letting it speak HTML`() throws {
    try answer(report) { answer in
      let html = HTMLReport(answer: answer, name: "<n>").html()
      #expect(html.contains("<mark>Osteoporosis<sup>1</sup></mark>"))
      #expect(html.contains("&lt;script&gt;") && !html.contains("<script>"))
      #expect(html.contains("<title>&lt;n&gt;"))
      #expect(!html.contains("http"))
    }
  }

  @Test func `a note without a diagnosis says so`() throws {
    try answer("Lungs clear.") { answer in
      #expect(TextReport(answer: answer, name: "n", style: TextStyle(isColoured: false)).text().contains("No code"))
      #expect(HTMLReport(answer: answer, name: "n").html().contains("No code"))
    }
  }

  @Test(arguments: [(-4.0, 0), (-2.5, 15), (-1.0, 30), (1.0, 50), (-9.0, 0), (3.0, 50)])
  func `the strip runs from -4 to +1`(_ score: Double, _ cell: Int) { #expect(TScoreStrip.cell(score) == cell) }

  @Test(arguments: [(-2.5, "−2.5"), (-0.04, " 0.0"), (0.7, "+0.7"), (-10.25, "−10.3")])
  func `scores are written with a real minus`(_ score: Double, _ text: String) {
    #expect(TScoreStrip.written(score) == text)
  }

  @Test func `a score beyond the strip is an arrow at its end`() {
    #expect(TScoreStrip(score: -5).line.contains("◀"))
    #expect(TScoreStrip(score: 2).line.contains("▶"))
    #expect(TScoreStrip(score: -4).line.contains("●"))
  }
}

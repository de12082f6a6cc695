import BoneDensity
import ClinicalText
import Testing

/// A small generator with a fixed seed, so that a failure can be repeated.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

@Suite struct `Any text is read` {
  private static let pieces = [
    "T-score", "Z-score", "T -", "Z -", "score", "BMD", "BMD (g/cm²)", "(%)", "YA", "AM", "Region", "L1-L4", "L2",
    "Neck", "Left",
    "Right", "Total", "femoral neck", "lumbar spine", "hip", "-1.8", "−2,5", "0.911", "*****", "-", "--", "|", "\t",
    "  ", ",", ";",
    ".", ":", "(", ")", "\n", "\n\n", "from", "to", "and", "/", "1/3", "33%", "12 %", "FRAX", "minus one point two",
    "99999999999999",
    "L1-", "(L3)", "excluding", "2019", "01/02/2020", "≤", "\u{0}", "é", "Measured Date", "Age", "%", "SD", "below",
    "TBS", "1.2.3",
  ]

  @Test(arguments: UInt64(1)...60)
  func `whatever the order of its words`(_ seed: UInt64) throws {
    var generator = Seeded(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    var text = "T-score "
    for _ in 0..<300 {
      text += Self.pieces.randomElement(using: &generator) ?? ""
      if Bool.random(using: &generator) { text += " " }
    }
    let document = Document(text)
    let report = BoneDensityReport(document)
    for entry in report.measurements {
      #expect(entry.span.end <= document.bytes.count)
      #expect(entry.printedName.end <= document.bytes.count)
      #expect(abs(entry.tScore?.thousandths ?? 0) <= 10_000)
      #expect(abs(entry.zScore?.thousandths ?? 0) <= 10_000)
      if let score = entry.tScore { #expect(!document.text(score.span).isEmpty) }
    }
    let reading = BoneDensityReading(report, subject: DensitySubject(age: 70, sex: .male))
    #expect(reading.deciding.map(\.isDiagnosticRegion) ?? true)
  }

  @Test(arguments: UInt64(1)...20)
  func `bytes that are no text`(_ seed: UInt64) {
    var generator = Seeded(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    var bytes = Array("DXA T-score -1.8 at the spine\n".utf8)
    for _ in 0..<400 { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
    let report = BoneDensityReport(Document(bytes))
    #expect(report.measurements.contains { $0.tScore?.thousandths == -1800 })
  }

  @Test(arguments: [
    "The T-score of the lumbar spine is -1.8 and left hip -2.1, (L1-L4, ", "T -1.8 ", "left ", "T-score -1.8 L1 ", "((",
    "1.2 g/cm ",
    "L1-L4 0.931 -2.1 -0.1\n", "LSC 0.02 L1 ", "Region BMD T-score\n", "from -1.8 to -1.9 T-score spine ", "TBS ",
    "FRAX hip 3% ",
  ])
  func `time grows with length, not faster`(_ line: String) {
    let clock = ContinuousClock()
    func time(_ count: Int) -> Duration {
      let document = Document("Region BMD T-score Z-score\n" + String(repeating: line, count: count))
      return clock.measure { _ = BoneDensityReport(document) }
    }
    _ = time(50)
    let small = time(400)
    let large = time(3200)
    #expect(large < small * 40, "\(small) for 400 lines, \(large) for 3200")
  }

  @Test func `prose without a density word costs next to nothing`() {
    let line = "The patient walks with a cane and reports pain in the right knee after a fall on the stairs. "
    let document = Document(String(repeating: line, count: 5000))
    var count = 1
    let took = ContinuousClock().measure { count = BoneDensityReport(document).measurements.count }
    #expect(count == 0)
    // Debug builds on a busy machine: release is far above 30 MB/s.
    #expect(took < .seconds(2), "\(took)")
  }
}

import BoneDensity

/// A T-score drawn on a line from −4 to +1, with marks at the limits of the WHO categories, −2.5 and −1.
struct TScoreStrip {
  static let lowest = -4.0, highest = 1.0
  /// Cells between two marks of 0.1 standard deviation: one.
  static let width = 51

  let score: Double

  /// The cell of a score, inside the strip.
  static func cell(_ score: Double) -> Int {
    min(width - 1, max(0, Int(((score - lowest) * 10).rounded())))
  }

  /// The strip as one line; a score beyond an end is an arrow at that end.
  var line: String {
    var cells = [Character](repeating: "─", count: Self.width)
    cells[Self.cell(-2.5)] = "┼"
    cells[Self.cell(-1)] = "┼"
    cells[Self.cell(score)] = score < Self.lowest ? "◀" : score > Self.highest ? "▶" : "●"
    return "├" + String(cells) + "┤"
  }

  /// The scale above the strips.
  static var scale: String {
    var cells = [Character](repeating: " ", count: width + 4)
    func put(_ text: String, at score: Double) {
      let start = cell(score) + 1 - text.count / 2
      for (offset, character) in text.enumerated() where cells.indices.contains(start + offset) {
        cells[start + offset] = character
      }
    }
    put("−4", at: -4)
    put("−2.5", at: -2.5)
    put("−1", at: -1)
    put("+1", at: 1)
    return String(cells)
  }

  /// A signed score with one decimal and a real minus.
  static func written(_ score: Double) -> String {
    let tenths = Int((score * 10).rounded())
    let size = abs(tenths)
    return (tenths < 0 ? "−" : tenths > 0 ? "+" : " ") + "\(size / 10).\(size % 10)"
  }
}

extension DensityMeasurement {
  /// "left femoral neck", "lumbar spine L1-L4".
  var place: String { (side.map { $0.rawValue + " " } ?? "") + siteName }
}

/// The side that the rows of one hip share when only the first of them says it ("Left neck", "Total").
struct RowSides {
  /// The side for a row that names none; nil where the table goes by region instead ("Left neck", "Right neck", "Total").
  private(set) var side: MeasuredSide?
  private var isMixed = false
  private var lastWasBare = false

  /// Takes the side of the next row, nil for a row without one.
  mutating func take(_ own: MeasuredSide?) {
    defer { lastWasBare = own == nil }
    guard let own, !isMixed else { return }
    if let side, side != own, !lastWasBare { isMixed = true }
    side = isMixed ? nil : own
  }
}

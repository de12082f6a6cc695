import ICD10CM

/// Codes that say vaguely what another says exactly (Guidelines I.B.2 and I.B.18; the table is the project's own).
enum VagueCodes {
  private static let pairs: [(vague: CodeFamily, exact: CodeFamily)] = [
    ("M19.9 M12.9 M13.0 M13.1 M13.8 M13.9", "M00-M11 M15-M18 M19.0-M19.2 M1A"),
    ("M54.9 M54.8", "M54.1-M54.6"), ("M79.60", "M79.62-M79.67 M25.5"), ("M25.50", "M25.51-M25.57"),
    ("M25.9", "M00-M25"), ("M62.9", "M60-M79"), ("M89.9", "M80-M90"), ("D64.9", "D50-D63"), ("N28.9", "N17-N23"),
    ("E11.9", "E11.0-E11.8"), ("E10.9", "E10.1-E10.8"), ("E14", "E10-E11"), ("I51.9", "I20-I50"), ("Z72.0", "F17"),
    ("F41.9", "F41.0-F41.3"), ("I25.9", "I25.1-I25.8"), ("J98.9", "J00-J86"), ("K92.9 K63.9", "K20-K91"),
    ("T14", "S00-S99"), ("L98.9 L08.9", "L00-L97"), ("N39.9", "N30-N39"), ("M53.9 M53.8", "M40-M51"),
    ("C80.1", "C00-C79"), ("G62.9 G58.9", "G54-G59 E11.4 M54.1 M50.1 M51.1"), ("I99.9", "I00-I97"),
    ("M51.26 M51.36", "M51.16"), ("M51.27 M51.37", "M51.17"), ("M51.24 M51.34", "M51.14"),
    ("M51.25 M51.35", "M51.15"), ("M50.2 M50.3", "M50.1 M50.0"),
    ("G95.9", "M47.0-M47.1 M50.0 M51.0"),
    ("K90.9", "K90.0-K90.4 K90.8 K91.2"), ("E21.3", "E21.0-E21.2 N25.81"), ("E24.9", "E24.0-E24.8"),
    ("Q96.9", "Q96.0-Q96.8"), ("M83.9", "M83.0-M83.8"), ("M88.9", "M88.0-M88.8"), ("E83.39", "E83.31"),
  ]
  /// "Unspecified injury of …", exact only in its region.
  private static let injury: CodeFamily = "S09.9 S19.9 S29.9 S39.9 S49.9 S59.9 S69.9 S79.9 S89.9 S99.9"
  private static let injuries: CodeFamily = "S00-S99"

  /// The assignments of which another says more.
  static func superfluous(in assignments: [Assignment], book: Book) -> [Int] {
    let codes = assignments.map { book.code(of: $0.node) }
    return assignments.indices.filter { index in
      guard !assignments[index].isCause else { return false }
      return codes.indices.contains { other in
        guard other != index, !assignments[other].isCause else { return false }
        if injury.contains(codes[index]), injuries.contains(codes[other]), !injury.contains(codes[other]),
          !assignments[other].isStatus
        {
          return IntegralSymptoms(book: book).sharesRegion(assignments[index].node, assignments[other].node)
        }
        return pairs.contains {
          $0.vague.contains(codes[index]) && $0.exact.contains(codes[other]) && !$0.vague.contains(codes[other])
        }
      }
    }
  }
}

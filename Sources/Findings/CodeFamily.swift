package import ICD10CM

/// A set of codes written as the Tabular writes it: `M25.5 M54 S00-T34`.
package struct CodeFamily: Sendable, ExpressibleByStringLiteral {
  /// First and last code of a range, each with all that is below it, as `Code.packed`.
  fileprivate struct Bounds: Sendable {
    let low: UInt64
    let high: UInt64
  }

  fileprivate let ranges: [Bounds]

  package init(stringLiteral text: StaticString) { self.init(text.description) }

  package init(_ text: String) {
    ranges = text.split(whereSeparator: \.isWhitespace).compactMap { part in
      let ends = part.split(separator: "-")
      guard let first = ends.first.flatMap({ Code($0) }), let last = ends.last.flatMap({ Code($0) }) else { return nil }
      let bounds = CodeRange(first, last).bounds
      return Bounds(low: bounds.lowerBound, high: bounds.upperBound)
    }
  }

  /// Whether a code is one of the family or stands below one.
  package func contains(_ code: Code) -> Bool {
    for range in ranges where code.packed >= range.low && code.packed <= range.high { return true }
    return false
  }
}

/// Many families, to find those that hold a code.
package struct CodeFamilyTable: Sendable {
  private let ranges: [(bounds: CodeFamily.Bounds, family: Int)]

  package init(_ families: [CodeFamily]) {
    ranges = families.enumerated().flatMap { number, family in family.ranges.map { ($0, number) } }
  }

  /// The numbers of the families that hold a code, in order, each once.
  package func families(with code: Code) -> [Int] {
    var result: [Int] = []
    for range in ranges where code.packed >= range.bounds.low && code.packed <= range.bounds.high {
      if result.last != range.family { result.append(range.family) }
    }
    return result
  }
}

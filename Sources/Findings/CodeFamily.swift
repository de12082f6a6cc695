package import ICD10CM

/// A set of codes written as the Tabular writes it: `M25.5 M54 S00-T34`.
package struct CodeFamily: Sendable, ExpressibleByStringLiteral {
  private let ranges: [CodeRange]

  package init(stringLiteral text: StaticString) { self.init(text.description) }

  package init(_ text: String) {
    ranges = text.split(whereSeparator: \.isWhitespace).compactMap { part in
      let ends = part.split(separator: "-")
      guard let first = ends.first.flatMap({ Code($0) }), let last = ends.last.flatMap({ Code($0) }) else { return nil }
      return CodeRange(first, last)
    }
  }

  /// Whether a code is one of the family or stands below one.
  package func contains(_ code: Code) -> Bool { ranges.contains { $0.contains(code) } }
}

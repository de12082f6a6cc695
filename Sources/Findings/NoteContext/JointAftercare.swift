package import ClinicalText

/// Words by which an encounter is the care after the replacement of a joint: how many days or weeks ago it was.
package enum JointAftercare {
  private static let periods: WordSet = "day days week weeks wk wks"
  private static let since: WordSet = "ago out post after from status s p postop postoperative"

  /// The period since the operation that a range of tokens tells ("2 weeks ago", "six weeks out").
  ///
  /// Days and weeks: what was done months or years ago has been recovered from, and its status says so (Guidelines
  /// I.C.21.c.7; that weeks are counted is the project's own reading, unverified).
  package static func period(in range: Range<Int>, of document: Document) -> Range<Int>? {
    for index in range where periods.contains(document.tokens[index].hash) {
      let near = max(range.lowerBound, index - 4)..<min(range.upperBound, index + 3)
      if near.contains(where: { since.contains(document.tokens[$0].hash) }) { return index..<index + 1 }
    }
    return nil
  }
}

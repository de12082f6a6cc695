internal import ClinicalText

/// Tells whether signed decimals after the names of sites are T-scores although nobody says so: "DXA stable: L1-L4 -1.9,
/// R neck -2.0". A negative number directly after a site, said of a bone densitometry, is no density, age or date; it could
/// be a change or a Z-score, so words of change and patients who are read by Z keep it out.
///
/// Source: usage in dictated and short notes; the Z-score is what ISCD Official Positions – Adult (2019, kept in 2023) ask for
/// before menopause and in men under 50. Standing: `unverified`.
struct ImpliedScore {
  private let text: LexedText
  private let isPossible: Bool
  /// Whether the text opens as the report of a densitometry.
  private let isReport: Bool

  init(_ text: LexedText, _ subject: DensitySubject) {
    self.text = text
    let namesT = text.terms.contains { $0 == .tScore || $0 == .letterT }
    let namesZ = text.terms.contains { $0 == .zScore || $0 == .letterZ }
    let isReadByZ = subject.menopause == .premenopausal || (subject.age ?? 99) < 50
    isPossible = !isReadByZ && (namesT || !namesZ)
    isReport = text.tokens.indices.prefix(16).contains { Self.namesScan(text, $0) }
  }

  /// Whether the statement names a densitometry and no measure of its own; "bone density" is then the name of the scan.
  func isScan(_ tokens: Range<Int>, _ items: [NarrativeItem]) -> Bool {
    guard isPossible, isReport || tokens.contains(where: { Self.namesScan(text, $0) }) else { return false }
    return items.allSatisfy { item in
      guard case .measure(let found, let range) = item else { return true }
      return found == [.bmd] && text.term(range.lowerBound) == .density
    }
  }

  /// What the values directly after a site are in a statement for which `isScan` holds: a T-score, or the density with
  /// the T-score in parentheses behind it ("0.81 (-1.5)"); nil where that is not certain.
  func measures(of run: [Value], after site: Range<Int>, from start: Int) -> [Measure]? {
    guard let first = run.first, let last = run.last else { return nil }
    let isPair = run.count == 2 && isDensity(first)
    guard isPair ? isPlausible(last) : run.allSatisfy(isPlausible) else { return nil }
    let value = first.figure.tokens
    let between = site.upperBound..<max(site.upperBound, value.lowerBound)
    let isDirect = between.allSatisfy {
      text.term($0) == .light || text.isMark($0, ":") || text.isMark($0, "=") || text.isMark($0, "(")
        || text.isMark($0, ",")
    }
    guard isDirect, !(start..<value.lowerBound).contains(where: tellsChange) else { return nil }
    return isPair ? [.bmd, .tScore] : [.tScore]
  }

  private func isDensity(_ value: Value) -> Bool {
    (value.measure == nil || value.measure == .bmd) && !value.figure.isSigned && value.quantity.fractionDigits >= 2
      && (300...2000).contains(value.quantity.thousandths)
  }

  private func isPlausible(_ value: Value) -> Bool {
    value.measure == nil && value.figure.isSigned && (1...2).contains(value.quantity.fractionDigits)
      && abs(value.quantity.thousandths) <= 6000
  }

  private static func namesScan(_ text: LexedText, _ index: Int) -> Bool {
    if text.terms[index] == .density { return text.term(index - 1) == .bone || text.tokens[index].hash == study }
    return scans.contains(text.tokens[index].hash)
  }

  private func tellsChange(_ index: Int) -> Bool {
    text.terms[index] == .change || text.terms[index] == .lsc || text.isMark(index, "%")
      || text.terms[index] == .percent || Self.changes.contains(text.tokens[index].hash)
  }

  private static let study = WordHash.of("densitometry")
  private static let scans: WordSet = "dxa dexa dxas dexas"
  private static let changes: WordSet =
    """
    increase increased decrease decreased decline declined gain gained lost loss drop dropped fell improved worsened
    changed
    """
}

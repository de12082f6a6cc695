import ClinicalText

/// Sites that a statement names only to leave them out: "the right hip was excluded", "normal at the lumbar spine".
/// The engine and the verifier read them with this.
package struct SetAsideSites {
  private let findings: Findings
  private var document: Document { findings.document }

  package init(_ findings: Findings) { self.findings = findings }

  /// Whether the part of the clause around a site, between punctuation marks, sets it aside. A conjunction parts the
  /// diagnosis and its site from another site of which something else is said ("osteopenic at the hip and normal at the
  /// spine").
  package func contains(_ site: Range<Int>, of diagnosis: Range<Int>, in clause: Range<Int>) -> Bool {
    var start = site.lowerBound
    while start > clause.lowerBound, document.tokens[start - 1].kind != .punctuation { start -= 1 }
    var end = site.upperBound
    while end < clause.upperBound, document.tokens[end].kind != .punctuation { end += 1 }
    return (start..<end).contains { word in
      guard Self.words.contains(document.tokens[word].hash) else { return false }
      let between =
        word < site.lowerBound ? word + 1..<site.lowerBound : site.upperBound..<max(site.upperBound, word)
      guard let joint = between.first(where: { Self.joints.contains(document.tokens[$0].hash) }) else { return true }
      let isBefore = word < joint
      let isWithSite = isBefore ? diagnosis.lowerBound > joint : diagnosis.lowerBound < joint
      return !(isWithSite && namesSite(isBefore ? start..<joint : joint + 1..<end))
    }
  }

  private func namesSite(_ range: Range<Int>) -> Bool {
    var isNamed = false
    findings.forEachSite(in: range) { _ in isNamed = true }
    return isNamed
  }

  private static let joints: WordSet = "and but while whereas with although"
  private static let words: WordSet =
    "normal excluded unremarkable spared not omitted unreadable fusion replacement arthroplasty"
}

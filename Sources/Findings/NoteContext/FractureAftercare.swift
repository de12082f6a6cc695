package import ClinicalText

/// Words by which a fracture is known to have been fixed before this encounter.
package enum FractureAftercare {
  /// A fracture.
  package static let fractures: WordSet = "fracture fractures fx fxs"
  /// An operation that fixes it.
  package static let fixations: WordSet =
    "orif crif crpp imn fixation nailing nail rodding pinning plating osteosynthesis hemiarthroplasty"
  private static let past: WordSet = "post p"

  /// The operation that a range names as past: "s/p ORIF", "status post open reduction internal fixation".
  ///
  /// What a discharge diagnosis names was done in the stay that it ends: active treatment (Guidelines I.C.19.a).
  package static func operation(in range: Range<Int>, of document: Document) -> Range<Int>? {
    guard document.section(ofToken: range.lowerBound).kind != .dischargeDiagnosis else { return nil }
    var since: Int?
    for index in range where document.tokens[index].kind == .word {
      let hash = document.tokens[index].hash
      if past.contains(hash) { since = index }
      if let since, index - since <= 8, fixations.contains(hash) { return index..<index + 1 }
    }
    return nil
  }

}

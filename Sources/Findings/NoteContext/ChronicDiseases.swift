package import ClinicalText
package import ICD10CM

/// Diseases that do not end: "a history of rheumatoid arthritis" in the story of a patient is a disease of today.
///
/// Chronic diseases treated on an ongoing basis are coded as often as the patient receives care for them (Guidelines
/// IV.I, unverified wording). The list is the project's own.
package enum ChronicDiseases {
  private static let diseases: Set<Code> = Set(
    """
    M05 M06 M08 M10 M15 M16 M17 M18 M19 M32 M33 M34 M35 M40 M41 M45 M47 M80 M81 M88 M1A L40 Q78 E03 E05 E10 E11 E13 E21 E55 E66 E78
    I10 I11 I12 I13 I25 I48 I50 I73 J43 J44 J45 J84 N18 G20 G35 G40 G43 G47 G80 F20 F31 F32 F33 F41 K21 K50 K51 K74 B18 B20 D57 D68
    M79.7
    """.split(whereSeparator: \.isWhitespace).compactMap { Code($0) })
  private static let history: WordSet = "history hx antecedent antecedents o"

  /// Whether a mention is past only by the words "history of", in a story without a conclusion, and of such a disease.
  package static func isOngoing(_ mention: Mention, in document: Document, outline: NoteOutline, book: Book) -> Bool {
    guard !outline.hasConclusion, outline.places[mention.sentence].role == .narrative else { return false }
    let isOnlyHistory = document.scopes(governing: mention.tokens).allSatisfy { scope in
      !scope.assertion.contains(.historical) || scope.cue.contains { history.contains(document.tokens[$0].hash) }
    }
    guard isOnlyHistory else { return false }
    for index in 0..<book.rowCount(ofTermList: mention.termList) {
      let row = book.row(index, ofTermList: mention.termList)
      guard row.targetCount > 0 else { continue }
      let code = book.code(of: row.target(0))
      if diseases.contains(code) || diseases.contains(code.category) { return true }
    }
    return false
  }
}

/// Follows a legend over its lines: "WHO criteria:" makes the category lines under it a legend too.
struct TemplateZone {
  private var isOpen = false
  /// Whether a paragraph of a legend section has ended: what follows may be the report again.
  private var hasEndedParagraph = false

  private static let categories: WordSet =
    "normal osteopenia osteopenic osteoporosis osteoporotic low severe established"

  /// Ends the legend: a heading follows.
  mutating func close() {
    isOpen = false
    hasEndedParagraph = false
  }

  /// Whether a sentence is text of a form, and what that means for the lines after it.
  ///
  /// In a legend section everything is, until after its first paragraph a sentence names the patient or a site measured.
  mutating func admits(
    _ range: Range<Int>, _ tokens: [Token], cue: Bool, weakCue: Bool, namesPatient: Bool, inLegend: Bool
  ) -> Bool {
    let ends = endsParagraph(range, tokens)
    var isTemplate = cue || weakCue && !namesPatient
    if inLegend, !(hasEndedParagraph && namesPatient) { isTemplate = true }
    if !isTemplate, isOpen, let first = firstWord(range, tokens), Self.categories.contains(tokens[first].hash) {
      isTemplate = true
    }
    isOpen = isTemplate && !ends
    if ends { hasEndedParagraph = true }
    return isTemplate
  }

  private func firstWord(_ range: Range<Int>, _ tokens: [Token]) -> Int? { range.first { tokens[$0].kind == .word } }

  private func endsParagraph(_ range: Range<Int>, _ tokens: [Token]) -> Bool {
    guard range.count > 1 else { return false }
    return tokens[range.upperBound - 1].kind == .lineBreak && tokens[range.upperBound - 2].kind == .lineBreak
  }
}

package import ClinicalText

/// Whether the encounter is active treatment or routine care afterwards, for the 7th character (Guidelines I.C.19.a).
///
/// Surgery, emergency treatment and evaluation by a new clinician are active treatment. What is planned for later
/// ("follow up in two weeks") says nothing about this encounter.
package struct EncounterPhase: Sendable {
  /// The words that make the encounter a subsequent one; `nil` for active treatment.
  package let subsequent: Range<Int>?

  private static let alone: WordSet =
    "postop postoperative healing rehabilitation rehab recheck subsequent aftercare postoperatively followup therapist"
  private static let follow: WordSet = "follow following followed f"
  private static let up: WordSet = "up u"
  private static let physical: WordSet = "physical occupational"
  private static let therapy = WordHash.of("therapy")
  private static let period: WordSet = "week weeks month months days wks"
  private static let out: WordSet = "out status after post s"

  package init(_ document: Document, outline: NoteOutline) {
    guard !outline.isOperative else {
      subsequent = nil
      return
    }
    var found: Range<Int>?
    var stories = 0
    let hasSections = document.hasTellingSections
    for (index, sentence) in document.sentences.enumerated() where found == nil {
      let kind = document.sections[sentence.section].kind
      switch kind {
      case .chiefComplaint, .interval: break
      case .none where index < (hasSections ? 4 : 2): break
      case .presentIllness where stories < 2: stories += 1
      default: continue
      }
      found = Self.cue(in: sentence.tokens, document)
    }
    subsequent = found ?? Self.healingCue(in: document)
  }

  private static let healing = WordHash.of("healing")
  private static let healingWords: WordSet = "routine delayed interval"

  /// "routine healing", "delayed healing" wherever it is stated: the words of the 7th characters for care afterwards.
  private static func healingCue(in document: Document) -> Range<Int>? {
    let index = document.tokens.indices.dropFirst().first { index in
      document.tokens[index].hash == healing && healingWords.contains(document.tokens[index - 1].hash)
        && document.assertion(of: index - 1..<index + 1).isDisjoint(with: [.negated, .hypothetical, .planned])
    }
    return index.map { $0 - 1..<$0 + 1 }
  }

  private static func cue(in range: Range<Int>, _ document: Document) -> Range<Int>? {
    for index in range where document.tokens[index].kind == .word {
      let hash = document.tokens[index].hash
      if alone.contains(hash), !document.assertion(of: index..<index + 1).contains(.planned) {
        return index..<index + 1
      }
      var next = index + 1
      if next < range.upperBound, document.tokens[next].kind == .punctuation { next += 1 }
      guard next < range.upperBound else { continue }
      if follow.contains(hash), up.contains(document.tokens[next].hash) { return index..<next + 1 }
      if physical.contains(hash), document.tokens[next].hash == therapy { return index..<next + 1 }
      if period.contains(hash), out.contains(document.tokens[next].hash), !isFirstCare(index, next, range, document) {
        return index..<next + 1
      }
    }
    return nil
  }

  private static let days = WordHash.of("days")
  private static let after = WordHash.of("after")
  private static let operations: WordSet =
    "surgery operation procedure repair reduction fixation orif replacement arthroplasty release discharge"

  /// "Two days after the fall" tells how old an injury was when it was first seen; days after an operation do not.
  private static func isFirstCare(_ period: Int, _ next: Int, _ sentence: Range<Int>, _ document: Document) -> Bool {
    guard document.tokens[period].hash == days, document.tokens[next].hash == after else { return false }
    let following = next..<min(sentence.upperBound, next + 6)
    return !following.contains { operations.contains(document.tokens[$0].hash) }
  }
}

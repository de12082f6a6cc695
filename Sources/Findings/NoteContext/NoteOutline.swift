package import ClinicalText

/// How binding a statement is for what was treated; lower is more binding.
package enum Tier: Int, Comparable, Sendable {
  /// The heading of an item of the conclusion: "1. Left knee osteoarthritis."
  case head
  /// Telling and arguing inside the conclusion.
  case reasoning
  /// Diagnosis before the operation or on admission.
  case preoperative
  /// Why the patient came.
  case reason
  case narrative
  case history
  case none

  package static func < (a: Tier, b: Tier) -> Bool { a.rawValue < b.rawValue }
}

/// The parts of a note as a coder sees them: which sentences head the items of the conclusion, which argue for them or
/// tell about their treatment, and which only explain risks. Computed once per document.
///
/// Codes are assigned for what the provider concludes and manages (Guidelines IV.G and IV.J, unverified wording).
package struct NoteOutline: Sendable {
  /// One sentence.
  package struct Place: Sendable {
    package var role: SectionRole
    /// The first token that tells or argues; the end of the sentence where none does.
    package var telling: Int
    /// Number of the item of the conclusion; 0 outside of conclusions.
    package var item: Int
    /// Explains what may go wrong; states nothing about the patient.
    package var isConsent: Bool
  }

  package let places: [Place]
  /// Whether the note has a section that states diagnoses.
  package let hasConclusion: Bool
  /// Whether the conclusion refers to the diagnosis before the operation ("Same").
  package let refersToPreoperative: Bool
  /// Whether the note reports an operation: the encounter is active treatment.
  package let isOperative: Bool

  package init(_ document: Document) {
    var reader = OutlineReader(document: document)
    reader.read()
    places = reader.places
    hasConclusion = places.contains { $0.role == .conclusion }
    refersToPreoperative = reader.refersToPreoperative
    isOperative = document.sections.contains {
      switch $0.kind {
      case .postoperativeDiagnosis, .preoperativeDiagnosis, .operativeDetail, .anesthesia: true
      default: false
      }
    }
  }

  /// How binding a statement that begins at `token` of a sentence is.
  package func tier(sentence: Int, token: Int) -> Tier {
    let place = places[sentence]
    switch place.role {
    case .conclusion: return token < place.telling ? .head : .reasoning
    case .preoperative: return .preoperative
    case .reason: return .reason
    case .narrative: return .narrative
    case .history: return .history
    case .examination, .none: return .none
    }
  }

  /// Sentences of an item.
  package func sentences(ofItem item: Int, around sentence: Int) -> Range<Int> {
    guard item > 0 else { return sentence..<sentence + 1 }
    var low = sentence
    while low > 0, places[low - 1].item == item { low -= 1 }
    var high = sentence + 1
    while high < places.count, places[high].item == item { high += 1 }
    return low..<high
  }
}

private struct OutlineReader {
  let document: Document
  var places: [NoteOutline.Place] = []
  var refersToPreoperative = false
  private var item = 0
  private var isLabelled = false
  private var section = -1
  private var isDifferential = false

  init(document: Document) {
    self.document = document
    places.reserveCapacity(document.sentences.count)
  }

  mutating func read() {
    for sentence in document.sentences {
      let kind = document.sections[sentence.section].kind
      var role = SectionRole(kind)
      if sentence.section != section {
        section = sentence.section
        isLabelled = false
        item += 1
        isDifferential = headingNames(NoteWords.differential, section)
      }
      if isDifferential, role == .conclusion { role = .none }
      var place = NoteOutline.Place(role: role, telling: sentence.tokens.upperBound, item: 0, isConsent: false)
      place.isConsent = isConsent(sentence.tokens)
      if role == .conclusion {
        readItem(sentence.tokens, &place)
        if kind == .postoperativeDiagnosis || kind == .dischargeDiagnosis,
          sentence.tokens.contains(where: { NoteWords.same.contains(document.tokens[$0].hash) })
        {
          refersToPreoperative = true
        }
      }
      places.append(place)
    }
  }

  private func headingNames(_ words: WordSet, _ section: Int) -> Bool {
    let heading = document.sections[section].heading
    guard !heading.isEmpty, let tokens = document.tokenRange(of: heading) else { return false }
    return tokens.contains { words.contains(document.tokens[$0].hash) }
  }

  private mutating func readItem(_ tokens: Range<Int>, _ place: inout NoteOutline.Place) {
    let isLine = tokens.lowerBound == 0 || document.tokens[tokens.lowerBound - 1].kind == .lineBreak
    let opensItem = isLine || document.tokens[tokens.lowerBound].kind == .number
    if opensItem { isLabelled = false }
    place.telling = isLabelled ? tokens.lowerBound : firstTelling(tokens)
    if place.telling == tokens.lowerBound || labelStart(tokens) == place.telling {
      isLabelled = isLabelled || hasLabel(tokens)
    }
    if opensItem, place.telling > firstWord(tokens) { item += 1 }
    place.item = item
  }

  private func firstWord(_ tokens: Range<Int>) -> Int {
    tokens.first { document.tokens[$0].kind == .word } ?? tokens.lowerBound
  }

  private func hasLabel(_ tokens: Range<Int>) -> Bool { labelStart(tokens) != nil }

  /// The start of a label such as "• Medical Reasoning:" in a sentence.
  private func labelStart(_ tokens: Range<Int>) -> Int? {
    for index in tokens where document.tokens[index].mark == UInt8(ascii: ":") {
      var start = index
      var isPlan = false
      while start > tokens.lowerBound, index - start < 6,
        document.tokens[start - 1].kind == .word || document.tokens[start - 1].mark == UInt8(ascii: "/")
      {
        start -= 1
        isPlan = isPlan || NoteWords.labels.contains(document.tokens[start].hash)
      }
      if isPlan { return start }
    }
    return nil
  }

  /// The first word that tells: a verb or pronoun of narration, a label, or the sentence's start where it sums the
  /// patient up and tells ("a 62-year-old male who presents …").
  private func firstTelling(_ tokens: Range<Int>) -> Int {
    let end = labelStart(tokens) ?? tokens.upperBound
    var start = tokens.lowerBound
    if let aged = (start..<end).first(where: { NoteWords.aged.contains(document.tokens[$0].hash) }) {
      guard let diagnosis = summaryEnd(aged + 1..<min(end, aged + 9)),
        !(diagnosis..<end).contains(where: { tellsMore($0) })
      else { return start }
      start = diagnosis
    }
    let telling = (start..<end).first { index in
      document.tokens[index].kind == .word && NoteWords.telling.contains(document.tokens[index].hash)
        && !names(index, tokens)
    }
    return telling ?? end
  }

  /// Whether a sentence that sums a patient up tells a story or a history besides.
  private func tellsMore(_ index: Int) -> Bool {
    let hash = document.tokens[index].hash
    return NoteWords.telling.contains(hash) || NoteWords.past.contains(hash)
  }

  /// Where the diagnosis begins behind a patient's age: "80 yo F with a fracture of …".
  private func summaryEnd(_ tokens: Range<Int>) -> Int? {
    let end = tokens.first { index in
      let hash = document.tokens[index].hash
      return hash == NoteWords.with || NoteWords.telling.contains(hash)
    }
    return end.flatMap { document.tokens[$0].hash == NoteWords.with ? $0 + 1 : nil }
  }

  /// Whether a word that tells goes on naming diagnoses here: "also has …", "… in a patient with …".
  private func names(_ index: Int, _ sentence: Range<Int>) -> Bool {
    guard index > sentence.lowerBound else { return false }
    let (word, before) = (document.tokens[index].hash, document.tokens[index - 1].hash)
    if NoteWords.having.contains(word) { return NoteWords.also.contains(before) }
    guard NoteWords.person.contains(word), index > sentence.lowerBound + 1, index + 1 < sentence.upperBound else {
      return false
    }
    return NoteWords.article.contains(before) && document.tokens[index - 2].hash == NoteWords.in
      && document.tokens[index + 1].hash == NoteWords.with
  }

  private func isConsent(_ tokens: Range<Int>) -> Bool {
    var hasRisk = false
    var isExplained = false
    let (risks, explained) = (NoteWords.risks, NoteWords.explained)
    for index in tokens where document.tokens[index].kind == .word {
      let hash = document.tokens[index].hash
      if risks.contains(hash) {
        let next = index + 1 < tokens.upperBound ? document.tokens[index + 1].hash : 0
        hasRisk = hasRisk || !NoteWords.factors.contains(next)
      } else if explained.contains(hash) {
        isExplained = true
      }
    }
    return hasRisk && isExplained
  }
}

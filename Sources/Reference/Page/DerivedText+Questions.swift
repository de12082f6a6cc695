import Coding
import ICD10CM

/// Questions that the axes and notes answer, and what a dictation must hold.
extension DerivedText {
  // MARK: Questions

  var questions: [Question] {
    var result: [Question] = []
    if row.isBillable {
      result.append(
        Question(
          question: "Can \(row.code) be reported?",
          answer: "Yes. It is valid for submission from \(edition.effectiveFrom) to \(edition.effectiveTo) "
            + "in edition \(edition.name).", source: "Code set, edition \(edition.name)"))
    } else {
      let count = seventhCharacters.isEmpty ? children.count : seventhCharacters.count
      let what = seventhCharacters.isEmpty ? count == 1 ? "row" : "rows" : "7th characters"
      result.append(
        Question(
          question: "Can \(row.code) be reported?",
          answer: "No. It is a header with \(count) \(what) below it; the claim needs a complete code.",
          source: "Code set, edition \(edition.name)"))
    }
    var asked = Set<SiblingAxis.Kind>()
    for axis in axes.reversed() where result.count < 5 && asked.insert(axis.kind).inserted {
      guard let value = axis.value, let fallback = axis.fallback, value.row.code != fallback.row.code else { continue }
      switch axis.kind {
      case .side, .site:
        result.append(
          Question(
            question: "Which code applies where \(subject(axis)) is not documented?",
            answer: "\(name(fallback.row)), \(fallback.row.title). A query to the provider comes before it.",
            source: source(axis.rule)))
      case .displacement:
        result.append(
          Question(
            question: "Which code applies where displacement is not documented?",
            answer: "\(name(fallback.row)): a fracture not called displaced or nondisplaced is coded to displaced.",
            source: source(axis.rule)))
      default: break
      }
    }
    if let pair = bothSides {
      result.append(
        Question(
          question: "What is reported where both sides are affected?",
          answer: pair.values.count == 1
            ? "\(list(pair.values.map(\.row.code.description))), which stands for both."
            : "\(list(pair.values.map(\.row.code.description))), one code for each side.", source: pair.source))
    }
    for note in related where note.relation == .excludes1 {
      result.append(
        Question(
          question: "Can it be reported together with \(note.range)?",
          answer: "Not for the same condition: \(note.level) carries the note Excludes1 “\(note.text)”.",
          source: source("excludes1")))
      break
    }
    if !seventhCharacters.isEmpty, !hasSeventhCharacter {
      result.append(
        Question(
          question: "Which 7th character does it take?",
          answer: "One of \(list(seventhCharacters.map(\.character))), by "
            + (tellsCare ? "the part of the care." : "what the chart says of it."),
          source: source("seventh-character")))
    }
    if let change { result.append(change) }
    return result
  }

  /// What changed since the oldest installed edition.
  private var change: Question? {
    guard history.count > 1, let last = history.last else { return nil }
    let question = "Did it change between the installed editions?"
    let from = "Code sets, editions \(history[0].edition.name) to \(last.edition.name)"
    if let first = history.first(where: { $0.title != nil }), history[0].title == nil {
      return Question(
        question: question, answer: "It is new in edition \(first.edition.name), from \(first.edition.effectiveFrom).",
        source: from)
    }
    if let gone = history.first(where: { $0.title == nil }) {
      return Question(
        question: question,
        answer: "It is gone since edition \(gone.edition.name), from \(gone.edition.effectiveFrom).",
        source: from)
    }
    for (old, new) in zip(history, history.dropFirst()) {
      if old.title != new.title {
        return Question(
          question: question,
          answer: "Edition \(new.edition.name) changed its title; before it was “\(old.title ?? "")”.",
          source: from)
      }
      if old.isBillable != new.isBillable {
        return Question(
          question: question,
          answer: new.isBillable ?? false
            ? "Edition \(new.edition.name) made it valid for submission."
            : "Edition \(new.edition.name) made it a header: codes below it are reported since.", source: from)
      }
    }
    return Question(
      question: question,
      answer: "No. Title and validity are the same from edition \(history[0].edition.name) to \(last.edition.name).",
      source: from)
  }

  // MARK: Checklist

  /// What a dictation must hold, in the order in which it is asked.
  var checklist: [Statement] {
    var result: [Statement] = []
    for axis in axes {
      let text: String
      switch axis.kind {
      case .site: text = "Which site, or which sites?"
      case .side: text = "Right, left or both?"
      case .displacement: text = "Displaced or nondisplaced?"
      case .type: text = "Which kind, by name?"
      case .encounter:
        text =
          !tellsCare
          ? "\(list(seventhCharacters.prefix(6).map(\.meaning), "or").capitalizedFirst)?"
          : seventhCharacters.contains(where: \.tellsWound)
            ? "Which part of the care? Open or closed? How does it heal?"
            : "Which part of the care: active treatment, aftercare, sequela?"
      }
      if axis.kind != .encounter, let last = result.last, last.text == text {
        result[result.count - 1] = statement(axis, text)
      } else {
        result.append(statement(axis, text))
      }
    }
    for group in notes where group.kind == .codeFirst || group.kind == .useAdditionalCode || group.kind == .codeAlso {
      guard !group.isFromGroup else { continue }
      for note in group.notes.prefix(4) where !note.targets.isEmpty {
        result.append(
          Statement(
            heading: group.kind.heading,
            // "Use additional code" goes on with "to identify the joint".
            text: note.text.hasPrefix("code to ") ? String(note.text.dropFirst(5)) : note.text, values: [],
            source: "Tabular, note at \(group.level)"))
      }
    }
    return result
  }

  private func statement(_ axis: SiblingAxis, _ text: String) -> Statement {
    var label = axis.value?.label ?? ""
    if axis.kind == .encounter, !label.isEmpty { label = meaning(label) }
    return Statement(
      heading: axis.kind == .encounter ? seventhHeading : axis.kind.heading, text: text,
      values: axis.value.map { [SiblingAxis.Value(label: label, row: $0.row)] } ?? [], source: source(axis.rule))
  }
}

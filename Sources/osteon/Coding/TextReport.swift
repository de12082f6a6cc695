import BoneDensity
import ClinicalText
import Coding
import ICD10CM

/// The answer as a page for the terminal: each code with the words behind it, its path, the rule and its source.
struct TextReport {
  let answer: CodedAnswer
  let name: String
  let style: TextStyle

  private var book: Book { answer.book }
  private var note: CodedNote { answer.note }

  /// The whole page, with its line feed.
  func text() -> String {
    var parts = [header()]
    if note.assignments.isEmpty {
      parts.append("No code: nothing in this text is a diagnosis, status or cause that the engine can support.")
    }
    parts += note.assignments.enumerated().map { assigned($1, number: $0 + 1) }
    let strips = densities()
    if !strips.isEmpty { parts.append(strips) }
    if !note.queries.isEmpty { parts.append(questions()) }
    if !note.rejections.isEmpty { parts.append(rejected()) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func header() -> String {
    var lines = [
      style.strong(name),
      style.faint(
        "ICD-10-CM edition \(book.edition.name), \(book.edition.effectiveFrom) to \(book.edition.effectiveTo), "
          + CodedAnswer.standing(of: book.edition)),
    ]
    lines += answer.notices.map { style.warning("! " + $0) }
    return lines.joined(separator: "\n")
  }

  private func quoted(_ span: ByteSpan) -> String {
    let text = TextStyle.harmless(answer.document.text(span)).split(separator: " ").joined(separator: " ")
    return style.evidence("“\(text)”")
  }

  private func line(of span: ByteSpan) -> Int { answer.document.line(ofByte: span.start) }

  // MARK: Codes

  private func assigned(_ assignment: Assignment, number: Int) -> String {
    let code = book.code(of: assignment.node).description
    let indent = "    "
    var lines = [
      "\(number < 10 ? " " : "")\(number)  " + style.code(code) + String(repeating: " ", count: max(1, 10 - code.count))
        + TextStyle.wrapped(book.title(of: assignment.node), width: 84, indent: String(repeating: " ", count: 14)),
      indent + quoted(assignment.span) + style.faint("  line \(line(of: assignment.span))"),
      indent + style.faint(path(assignment.node)),
    ]
    for step in assignment.steps {
      let reached = book.code(of: step.node).description
      var row = indent + reached + String(repeating: " ", count: max(1, 10 - reached.count)) + step.rule.id
      if !step.spans.isEmpty { row += "  " + step.spans.map(quoted).joined(separator: " ") }
      lines.append(row)
      lines.append(indent + String(repeating: " ", count: 10) + style.faint(sentence(step.rule)))
    }
    if assignment.isUnspecific { lines.append(indent + "a character of this code is undecided in the note") }
    return lines.joined(separator: "\n")
  }

  private func sentence(_ rule: CodingRule) -> String {
    TextStyle.wrapped("\(rule.sentence) [\(rule.source)]", width: 84, indent: String(repeating: " ", count: 14))
  }

  /// Chapter, block, category and so on down to the code.
  private func path(_ node: NodeID) -> String {
    (book.groups(of: node).map(\.id) + book.ancestors(of: node).reversed().map { book.code(of: $0).description })
      .joined(separator: " › ")
  }

  // MARK: Densitometry

  private func densities() -> String {
    let current = note.density.measurements.filter { $0.tScore != nil || $0.zScore != nil }
    guard !current.isEmpty else { return "" }
    let width = min(34, current.map { label($0).count }.max() ?? 0)
    var lines = [
      style.strong("T-scores") + String(repeating: " ", count: max(1, width - 6)) + style.faint(TScoreStrip.scale)
    ]
    for measurement in current {
      let text = label(measurement)
      var row = "  " + text + String(repeating: " ", count: max(0, width - text.count))
      if let score = measurement.tScore?.value {
        row += " " + TScoreStrip(score: score).line + "  T " + TScoreStrip.written(score)
      } else {
        row += String(repeating: " ", count: TScoreStrip.width + 10)
      }
      if let score = measurement.zScore?.value { row += style.faint("  Z " + TScoreStrip.written(score)) }
      if !measurement.isDiagnosticRegion { row += style.faint("  not a diagnostic region") }
      lines.append(row)
    }
    return lines.joined(separator: "\n")
  }

  private func label(_ measurement: DensityMeasurement) -> String {
    measurement.place + (measurement.isPrior ? " (\(measurement.date?.written ?? "earlier"))" : "")
  }

  // MARK: Questions

  private func questions() -> String {
    var lines = [style.strong("Questions to the provider")]
    for query in note.queries {
      let text = TextStyle.wrapped(query.text, width: 84, indent: String(repeating: " ", count: 4))
      lines.append("  " + query.topic.rawValue + "\n    " + text)
      lines.append(style.faint("    searched: " + query.searched))
    }
    return lines.joined(separator: "\n")
  }

  // MARK: Not coded

  private func rejected() -> String {
    var lines = [style.strong("Not coded")]
    for rejection in note.rejections {
      let code = rejection.node.map { " " + book.code(of: $0).description } ?? ""
      lines.append(
        "  " + quoted(rejection.span) + style.faint("  line \(line(of: rejection.span))") + code + "  "
          + rejection.reason.id + style.faint(": " + rejection.reason.sentence))
    }
    return lines.joined(separator: "\n")
  }
}

extension Document {
  /// The line, counted from 1, that holds a byte.
  func line(ofByte offset: Int) -> Int { 1 + bytes.prefix(offset).count { $0 == 0x0A } }
}

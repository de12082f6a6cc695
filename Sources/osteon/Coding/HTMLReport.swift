import BoneDensity
import ClinicalText
import Coding
import ICD10CM

/// The answer as one HTML page that needs nothing from elsewhere: the note with the evidence marked beside the codes.
struct HTMLReport {
  let answer: CodedAnswer
  let name: String

  private var book: Book { answer.book }
  private var note: CodedNote { answer.note }

  func html() -> String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(Self.escaped(name)) · Osteon</title><style>\(Self.style)</style></head><body>
    <header><h1>\(Self.escaped(name))</h1><p>ICD-10-CM edition \(Self.escaped(book.edition.name)), \
    \(book.edition.effectiveFrom) to \(book.edition.effectiveTo), \(Self.escaped(CodedAnswer.standing(of: book.edition)))</p>
    \(answer.notices.map { "<p class=\"notice\">\(Self.escaped($0))</p>" }.joined())</header>
    <main><section class="note"><h2>Note</h2><pre>\(markedNote())</pre></section>
    <section class="codes"><h2>Codes</h2>\(codes())\(densities())\(questions())\(rejections())</section></main>
    <footer>Osteon \(Osteon.version) · book \(book.hash.prefix(16)) · ICD-10-CM is a work of the US government.</footer>
    </body></html>

    """
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  // MARK: The note

  /// The note's text; the words of a diagnosis carry the number of their code.
  private func markedNote() -> String {
    var marks: [(span: ByteSpan, number: Int)] = []
    for (index, assignment) in note.assignments.enumerated() {
      let spans = [assignment.span] + assignment.steps.flatMap(\.spans)
      for span in Set(spans) where !span.isEmpty { marks.append((span, index + 1)) }
    }
    marks.sort { ($0.span.start, $1.span.end) < ($1.span.start, $0.span.end) }
    var html = ""
    var position = 0
    let bytes = answer.document.bytes
    func plain(to end: Int) {
      guard position < end else { return }
      html += Self.escaped(String(decoding: bytes[position..<end], as: UTF8.self))
      position = end
    }
    var index = 0
    while index < marks.count {
      let span = marks[index].span
      var numbers = [marks[index].number]
      index += 1
      while index < marks.count, marks[index].span.start < span.end {
        if !numbers.contains(marks[index].number) { numbers.append(marks[index].number) }
        index += 1
      }
      guard span.start >= position, span.end <= bytes.count else { continue }
      plain(to: span.start)
      html += "<mark>"
      plain(to: span.end)
      html += "<sup>\(numbers.sorted().map(String.init).joined(separator: ","))</sup></mark>"
    }
    plain(to: bytes.count)
    return html
  }

  private func quoted(_ span: ByteSpan) -> String { "<q>\(Self.escaped(answer.document.text(span)))</q>" }

  // MARK: Codes

  private func codes() -> String {
    if note.assignments.isEmpty { return "<p>No code is supported by this text.</p>" }
    return "<ol>" + note.assignments.map(code).joined() + "</ol>"
  }

  private func code(_ assignment: Assignment) -> String {
    let path =
      book.groups(of: assignment.node).map(\.id)
      + book.ancestors(of: assignment.node).reversed().map { book.code(of: $0).description }
    let steps = assignment.steps.map { step in
      "<li><b>\(book.code(of: step.node))</b> \(step.spans.map(quoted).joined(separator: " ")) "
        + "<span class=\"rule\">\(Self.escaped(step.rule.id))</span> \(Self.escaped(step.rule.sentence)) "
        + "<cite>\(Self.escaped(step.rule.source))</cite></li>"
    }
    return
      "<li><h3><code>\(book.code(of: assignment.node))</code> \(Self.escaped(book.title(of: assignment.node)))</h3>"
      + "<p>\(quoted(assignment.span)) <span class=\"line\">line \(answer.document.line(ofByte: assignment.span.start))"
      + "</span></p><p class=\"path\">\(path.map(Self.escaped).joined(separator: " › "))</p>"
      + "<ul class=\"steps\">\(steps.joined())</ul></li>"
  }

  // MARK: Densitometry

  private func densities() -> String {
    let rows = note.density.measurements.filter { $0.tScore != nil }
    guard !rows.isEmpty else { return "" }
    let body = rows.map { measurement in
      let score = measurement.tScore?.value ?? 0
      let prior = measurement.isPrior ? " (\(measurement.date?.written ?? "earlier"))" : ""
      return "<tr><th>\(Self.escaped(measurement.place + prior))</th><td>\(Self.strip(score))</td>"
        + "<td>\(TScoreStrip.written(score))</td><td>\(measurement.isDiagnosticRegion ? "" : "not diagnostic")</td></tr>"
    }
    return "<h2>T-scores</h2><table>\(body.joined())</table>"
  }

  /// A strip from −4 to +1 with the WHO limits, drawn to scale.
  private static func strip(_ score: Double) -> String {
    func x(_ value: Double) -> Double { (10 + (min(1, max(-4, value)) + 4) * 56).rounded() }
    let limits = [-2.5, -1].map { limit in
      "<line x1=\"\(x(limit))\" y1=\"3\" x2=\"\(x(limit))\" y2=\"17\"/><text x=\"\(x(limit))\" y=\"26\">"
        + "\(limit == -1 ? "−1" : "−2.5")</text>"
    }
    return "<svg viewBox=\"0 0 300 28\" width=\"300\" height=\"28\" role=\"img\" aria-label=\"T-score \(score)\">"
      + "<rect x=\"10\" y=\"7\" width=\"84\" height=\"6\" class=\"low\"/><rect x=\"94\" y=\"7\" width=\"84\" height=\"6\" "
      + "class=\"middle\"/><rect x=\"178\" y=\"7\" width=\"112\" height=\"6\" class=\"normal\"/>\(limits.joined())"
      + "<circle cx=\"\(x(score))\" cy=\"10\" r=\"5\"/></svg>"
  }

  // MARK: Questions

  private func questions() -> String {
    guard !note.queries.isEmpty else { return "" }
    let rows = note.queries.map { query in
      "<li><span class=\"rule\">\(Self.escaped(query.topic.rawValue))</span> \(Self.escaped(query.text)) "
        + "<cite>searched: \(Self.escaped(query.searched))</cite></li>"
    }
    return "<h2>Questions to the provider</h2><ul class=\"steps\">\(rows.joined())</ul>"
  }

  // MARK: Not coded

  private func rejections() -> String {
    guard !note.rejections.isEmpty else { return "" }
    let rows = note.rejections.map { rejection in
      "<li>\(quoted(rejection.span)) <span class=\"line\">line \(answer.document.line(ofByte: rejection.span.start))</span> "
        + (rejection.node.map { "<code>\(book.code(of: $0))</code> " } ?? "")
        + "<span class=\"rule\">\(Self.escaped(rejection.reason.id))</span> \(Self.escaped(rejection.reason.sentence)) "
        + "<cite>\(Self.escaped(rejection.reason.source))</cite></li>"
    }
    return "<h2>Not coded</h2><ul class=\"steps\">\(rows.joined())</ul>"
  }

  private static let style = """
    :root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:1500px;padding:1rem}
    h1{font-size:1.3rem;margin:0}h2{font-size:1rem;margin:1.2rem 0 .4rem}h3{font-size:1rem;margin:.2rem 0}
    header p,footer,.path,.line,cite{color:#666;font-size:.85rem}.notice{color:#a40;font-weight:600}
    main{display:grid;grid-template-columns:minmax(0,1.1fr) minmax(0,1fr);gap:1.5rem}
    @media(max-width:800px){main{grid-template-columns:1fr}}pre{white-space:pre-wrap;font:12px/1.5 ui-monospace,monospace;
    border:1px solid #8885;border-radius:6px;padding:.8rem}mark{background:#ffe58a;color:#000;border-radius:3px;padding:0 1px}
    sup{font-size:.7em;color:#a40}code{font-weight:700;color:#06662e}q{background:#8882;border-radius:3px;padding:0 2px}
    ol>li{margin-bottom:1rem}.steps{padding-left:1.1rem;font-size:.9rem}.rule{font-weight:600}table{border-spacing:.6rem .1rem}
    th{text-align:left;font-weight:400;white-space:nowrap}td:last-child{color:#666;white-space:nowrap}
    .codes p{margin:.15rem 0}.steps{margin:.2rem 0}svg .low{fill:#e07a5f}svg .middle{fill:#f2cc8f}svg .normal{fill:#81b29a}
    svg line{stroke:#555}svg text{font-size:9px;text-anchor:middle;fill:#777}svg circle{fill:#223}
    """
}

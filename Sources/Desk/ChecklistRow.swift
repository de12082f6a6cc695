import BoneDensity
import ClinicalText
import Coding
import ICD10CM

/// A line of the checklist as the page shows it. What is on the list and whether it is there is for `Coding` to say:
/// the desk only finds words for it.
struct ChecklistRow: Codable, Sendable, Hashable {
  enum State: String, Codable, Sendable {
    /// The note says it.
    case done
    /// The note does not say it.
    case open
    /// The note contradicts itself.
    case conflict
  }

  var label: String
  var state: State
  /// What was found, or what is missing.
  var detail: String

  /// The lines of a session: each measurement, each code with its characters, each question.
  static func rows(_ session: LiveSession) -> [ChecklistRow] {
    let book = session.coder.book
    var measurements = session.note.density.measurements.makeIterator()
    var rows: [ChecklistRow] = []
    for item in session.checklist {
      switch item.topic {
      case .measurement:
        if let measurement = measurements.next() { rows.append(row(measurement)) }
      case .diagnosis:
        let title = item.node.map { "\(book.code(of: $0)) \(book.title(of: $0))" } ?? ""
        rows.append(ChecklistRow(label: "Diagnosis", state: .done, detail: title))
      case .detail:
        // The characters of a code stand in its line, which one that is left open opens.
        if item.state == .open, let last = rows.indices.last {
          rows[last].state = .open
          rows[last].detail += rows[last].detail.hasSuffix(leftOpen) ? "" : leftOpen
        }
      case .question:
        if let query = item.query, session.note.queries.indices.contains(query) {
          rows.append(row(session.note.queries[query]))
        }
      }
    }
    if let place = rows.firstIndex(where: { $0.label == "Diagnosis" }) ?? (rows.isEmpty ? nil : rows.endIndex),
      !session.note.density.measurements.isEmpty
    {
      rows.insert(contentsOf: person(session), at: place)
    }
    if !rows.contains(where: { $0.label == "Diagnosis" }),
      !session.note.queries.contains(where: { $0.topic == .diagnosisMissing })
    {
      rows.append(ChecklistRow(label: "Diagnosis", state: .open, detail: "no diagnosis stated"))
    }
    return rows
  }

  /// Who was scanned, as far as it is known: what is not is among the questions.
  private static func person(_ session: LiveSession) -> [ChecklistRow] {
    let subject = session.context.subject.filled(from: session.note.density.subject)
    let stated: [(label: String, detail: String?)] = [
      ("Age", subject.age.map { "\($0)" }), ("Sex", subject.sex?.rawValue),
      ("Menopausal status", subject.menopause?.rawValue),
    ]
    return stated.compactMap { label, detail in
      detail.map { ChecklistRow(label: label, state: .done, detail: $0) }
    }
  }

  private static let leftOpen = "; a character is left open"

  private static func row(_ measurement: DensityMeasurement) -> ChecklistRow {
    let side = measurement.side.map { $0.rawValue + " " } ?? ""
    let name = side + measurement.siteName
    let scores = [("T", measurement.tScore?.value), ("Z", measurement.zScore?.value)].compactMap { letter, value in
      value.map { "\(letter)-score \(written($0))" }
    }
    let density = measurement.bmd.map { "BMD \($0.value) g/cm²" }
    let found = scores.isEmpty ? density ?? "measured" : scores.joined(separator: ", ")
    // A heel is measured on either side alike; an earlier scan is not dictated anew.
    let lacksSide =
      measurement.site.hasSides && measurement.side == nil && measurement.site != .heel && !measurement.isPrior
    return ChecklistRow(
      label: name.prefix(1).uppercased() + name.dropFirst(), state: lacksSide ? .open : .done,
      detail: found + (measurement.isPrior ? ", earlier scan" : "") + (lacksSide ? "; side not stated" : ""))
  }

  private static func row(_ query: Query) -> ChecklistRow {
    let label =
      switch query.topic {
      case .side, .sideConflict: "Side"
      case .site: "Site"
      case .type: "Type"
      case .encounter: "Encounter type"
      case .etiology, .fractureRelation: "Cause"
      case .fractureAge: "Age of the fracture"
      case .age: "Age"
      case .sex: "Sex"
      case .menopausalStatus: "Menopausal status"
      case .numberWordConflict, .diagnosisConflict: "Words and numbers agree"
      case .implausibleValue: "Values are plausible"
      case .vertebraExclusion: "Vertebrae left out"
      case .diagnosisMissing: "Diagnosis"
      case .openOrClosed: "Open or closed"
      }
    let isConflict = [.sideConflict, .numberWordConflict, .diagnosisConflict, .implausibleValue].contains(query.topic)
    return ChecklistRow(label: label, state: isConflict ? .conflict : .open, detail: query.text)
  }

  /// A real minus, one decimal.
  static func written(_ score: Double) -> String {
    let tenths = Int((score * 10).rounded())
    return (tenths < 0 ? "\u{2212}" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

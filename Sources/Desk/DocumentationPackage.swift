import ClinicalText
import Coding
import Foundation
import ICD10CM
import Practice

/// What is signed: the note in its sections, the measurements, the diagnoses a person decided on with their words, and
/// what stays open.
struct DocumentationPackage: Codable, Sendable {
  struct Part: Codable, Sendable {
    var heading: String
    var text: String
  }

  struct Diagnosis: Codable, Sendable {
    var code: String
    var title: String
    var evidence: String
    /// accepted, changed or queried.
    var decision: String
    /// The code that was proposed, where it was changed.
    var proposed: String
    var reason: String
  }

  struct Rejected: Codable, Sendable {
    var code: String
    var title: String
    var reason: String
  }

  var encounter: String
  var label: String
  var date: String
  var age: Int?
  var sex: String
  var signer: String
  var signed: Date
  var edition: String
  var standing: String
  var program: String
  var note: String
  var sections: [Part]
  var measurements: [Analysis.Measurement]
  var diagnoses: [Diagnosis]
  var rejected: [Rejected]
  var questions: [Analysis.Question]
  var addenda: [Part]

  /// Puts the package together.
  ///
  /// - Throws: `DeskError` while something needs a person: a code without a decision, a number without confirmation.
  init(_ encounter: Encounter, signer: String, coding: DeskCoding.Choice, version: String) throws(DeskError) {
    let content = encounter.content
    let name = signer.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !name.isEmpty, name.count <= 120 else { throw DeskError(422, "write the name of the person who signs") }
    guard content.openMarks.isEmpty else {
      throw DeskError(
        422, "\(content.openMarks.count) numbers or sides wait for confirmation; confirm them in the note")
    }
    let request = AnalysisRequest(content)
    let analysis = Analysis(request, with: coding)
    let book = coding.coder.book
    let decisions = Dictionary(content.decisions.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    let undecided = analysis.codes.filter { decisions[$0.code] == nil }
    guard undecided.isEmpty else {
      throw DeskError(
        422, "decide on \(undecided.map(\.code).joined(separator: ", ")) first: accept, change, reject or ask")
    }
    func title(_ code: String) throws(DeskError) -> String {
      guard let parsed = Code(code), let node = book.node(parsed), book.isBillable(node) else {
        throw DeskError(422, "'\(code.prefix(10))' is no billable code of edition \(book.edition.name)")
      }
      return book.title(of: node)
    }
    diagnoses = []
    rejected = []
    for row in analysis.codes {
      guard let decision = decisions[row.code] else { continue }
      switch decision.action {
      case .rejected: rejected.append(Rejected(code: row.code, title: row.title, reason: decision.reason))
      case .accepted, .queried, .changed:
        let code = decision.action == .changed ? decision.replacement : row.code
        diagnoses.append(
          Diagnosis(
            code: code, title: try title(code), evidence: row.evidence, decision: decision.action.rawValue,
            proposed: decision.action == .changed ? row.code : "", reason: decision.reason))
      }
    }
    self.encounter = encounter.id
    label = content.label
    date = content.date
    age = content.age
    sex = content.sex
    self.signer = name
    signed = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded())
    edition = analysis.edition
    standing = analysis.standing
    program = "Osteon " + version
    note = content.note
    sections = Self.sections(of: content.note)
    measurements = analysis.measurements
    questions = analysis.questions
    addenda = []
  }

  private static func sections(of note: String) -> [Part] {
    let document = Document(note)
    return document.sections.compactMap { section in
      let heading = document.text(section.heading)
      var text = document.text(section.body).trimmingCharacters(in: .whitespacesAndNewlines)
      if text.hasPrefix(":") { text = text.dropFirst().trimmingCharacters(in: .whitespacesAndNewlines) }
      return heading.isEmpty && text.isEmpty ? nil : Part(heading: heading, text: text)
    }
  }

  /// Name for a file that is downloaded: no word of the patient.
  var fileName: String { "osteon-" + encounter.prefix(8) }

  /// The package as plain text.
  var text: String {
    var lines = ["DOCUMENTATION", ""]
    func add(_ name: String, _ value: String) { if !value.isEmpty { lines.append("\(name): \(value)") } }
    add("Encounter", label.isEmpty ? encounter : label)
    add("Date of service", date)
    add("Patient", [age.map { "\($0) years" } ?? "", sex].filter { !$0.isEmpty }.joined(separator: ", "))
    add("Signed", "\(signer), \(signed.formatted(.iso8601))")
    add("ICD-10-CM edition", "\(edition) (\(standing))")
    lines += ["", "NOTE", "", note, ""]
    if !measurements.isEmpty {
      lines += ["BONE DENSITY", ""]
      for row in measurements {
        let values = [
          row.bmd.map { "BMD \($0) g/cm²" }, row.t.map { "T-score \(ChecklistRow.written($0))" },
          row.z.map { "Z-score \(ChecklistRow.written($0))" }, row.category.isEmpty ? nil : row.category,
          row.prior ? "earlier scan \(row.date)" : nil,
        ]
        let site = row.side.isEmpty ? row.site : row.side + " " + row.site
        lines.append("- \(site): " + values.compactMap(\.self).joined(separator: ", "))
      }
      lines.append("")
    }
    lines += ["DIAGNOSES", ""]
    for row in diagnoses {
      lines.append("- \(row.code) \(row.title) [\(row.decision)]")
      lines.append("  words: \"\(row.evidence)\"")
      if !row.proposed.isEmpty { lines.append("  instead of \(row.proposed)") }
      if !row.reason.isEmpty { lines.append("  reason: \(row.reason)") }
    }
    if !rejected.isEmpty { lines += ["", "REJECTED", ""] + rejected.map { "- \($0.code) \($0.title): \($0.reason)" } }
    if !questions.isEmpty { lines += ["", "OPEN QUESTIONS", ""] + questions.map { "- \($0.text)" } }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension AnalysisRequest {
  init(_ content: Encounter.Content) {
    self.init(
      text: content.note, date: content.date.isEmpty ? nil : content.date,
      kind: content.kind.isEmpty ? nil : content.kind,
      age: content.age, sex: content.sex.isEmpty ? nil : content.sex,
      menopause: content.menopause.isEmpty ? nil : content.menopause)
  }
}

import BoneDensity
import Coding
import ICD10CM

/// One thing that a complete note says.
struct ChecklistItem: Codable, Sendable, Hashable {
  enum State: String, Codable, Sendable {
    /// The note says it.
    case done
    /// The note does not say it.
    case open
    /// The note contradicts itself.
    case conflict
  }

  var id: String
  var label: String
  var state: State
  /// What was found, or what is missing.
  var detail: String
}

/// What the documentation still lacks, while it is being spoken. It asks for what the codes and the reading of the scan
/// need, which is what `Coding` and `BoneDensity` state with their sources; it has no rules of its own.
enum Checklist {
  static func items(_ note: CodedNote, subject: DensitySubject, book: Book) -> [ChecklistItem] {
    var items: [ChecklistItem] = []
    if !note.density.measurements.isEmpty { items += density(note, subject: subject) }
    items.append(diagnosis(note, book: book))
    let questions: [(id: String, label: String, topics: [Query.Topic])] = [
      ("side", "Side", [.side, .sideConflict]), ("site", "Site", [.site]),
      ("encounter", "Encounter type", [.encounter]),
      ("cause", "Cause", [.etiology, .fractureRelation, .fractureAge, .type]),
      ("open", "Open or closed", [.openOrClosed]),
      (
        "agreement", "Words and numbers agree",
        [.numberWordConflict, .diagnosisConflict, .implausibleValue, .vertebraExclusion]
      ),
    ]
    for (id, label, topics) in questions {
      let asked = note.queries.filter { topics.contains($0.topic) }
      guard let first = asked.first else {
        if ["side", "encounter"].contains(id), id == "side" ? hasSide(note, book) : hasInjury(note, book) {
          items.append(ChecklistItem(id: id, label: label, state: .done, detail: "stated"))
        }
        continue
      }
      let isConflict = [.sideConflict, .numberWordConflict, .diagnosisConflict, .implausibleValue].contains(first.topic)
      items.append(ChecklistItem(id: id, label: label, state: isConflict ? .conflict : .open, detail: first.text))
    }
    return items
  }

  private static func density(_ note: CodedNote, subject: DensitySubject) -> [ChecklistItem] {
    let reading = BoneDensityReading(note.density, subject: subject)
    let current = note.density.measurements.filter { !$0.isPrior }
    var items: [ChecklistItem] = []
    func add(_ id: String, _ label: String, _ found: String?, missing: String) {
      items.append(ChecklistItem(id: id, label: label, state: found == nil ? .open : .done, detail: found ?? missing))
    }
    func scores(_ sites: Set<MeasuredSite>) -> String? {
      let found = current.filter { sites.contains($0.site) && ($0.tScore != nil || $0.zScore != nil) }
      guard !found.isEmpty else { return nil }
      return found.map { measurement in
        let side = measurement.side.map { $0.rawValue + " " } ?? ""
        let score = measurement.tScore ?? measurement.zScore
        return side + measurement.siteName + " " + (score.map { Self.written($0.value) } ?? "")
      }.joined(separator: ", ")
    }
    add("spine", "Lumbar spine", scores([.lumbarSpine]), missing: "no score stated")
    add("hip", "Hip or femoral neck", scores([.totalHip, .femoralNeck]), missing: "no score stated")
    if let radius = scores([.thirdRadius, .forearm]) { add("radius", "Radius", radius, missing: "") }
    let sided = current.filter { $0.site.hasSides && $0.site != .heel }
    if !sided.isEmpty {
      let open = sided.filter { $0.side == nil }
      add(
        "scan-side", "Side scanned", open.isEmpty ? "stated" : nil,
        missing: "not stated for " + open.map(\.siteName).joined(separator: ", "))
    }
    add("age", "Age", subject.age.map { "\($0)" }, missing: "not stated")
    add("sex", "Sex", subject.sex?.rawValue, missing: "not stated")
    if subject.sex == .female, (40...65).contains(subject.age ?? 0) || subject.menopause != nil {
      add("menopause", "Menopausal status", subject.menopause?.rawValue, missing: "not stated")
    }
    if !reading.conflicts.isEmpty {
      items.append(
        ChecklistItem(
          id: "values", label: "Values agree", state: .conflict,
          detail: "\(reading.conflicts.count) contradiction" + (reading.conflicts.count == 1 ? "" : "s")))
    }
    return items
  }

  /// A real minus, one decimal.
  static func written(_ score: Double) -> String {
    let tenths = Int((score * 10).rounded())
    return (tenths < 0 ? "\u{2212}" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  private static func diagnosis(_ note: CodedNote, book: Book) -> ChecklistItem {
    let found = note.assignments.filter { !$0.isStatus && !$0.isCause }
    if let asked = note.queries.first(where: { $0.topic == .diagnosisMissing }), found.isEmpty {
      return ChecklistItem(id: "diagnosis", label: "Diagnosis", state: .open, detail: asked.text)
    }
    let detail =
      found.isEmpty ? "no diagnosis stated" : found.prefix(3).map { book.title(of: $0.node) }.joined(separator: "; ")
    return ChecklistItem(id: "diagnosis", label: "Diagnosis", state: found.isEmpty ? .open : .done, detail: detail)
  }

  private static func hasSide(_ note: CodedNote, _ book: Book) -> Bool {
    note.assignments.contains { assignment in
      let title = book.title(of: assignment.node).lowercased()
      return title.contains("right") || title.contains("left") || title.contains("bilateral")
    }
  }

  private static func hasInjury(_ note: CodedNote, _ book: Book) -> Bool {
    note.assignments.contains { book.isSeventhCharacterCode($0.node) && !$0.isCause }
  }
}

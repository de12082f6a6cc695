import BoneDensity
public import ClinicalText
public import ICD10CM

/// One line of the checklist beside a dictation: what the codes of this text need, and whether the text says it.
public struct ChecklistItem: Sendable, Hashable {
  /// What the line is about.
  public enum Topic: String, Sendable, CaseIterable {
    /// A T- or Z-score or density with its site.
    case measurement
    /// The words of a diagnosis, status or cause.
    case diagnosis
    /// A character of a code: site, side, type, encounter.
    case detail
    /// A question to the provider.
    case question
  }

  /// Whether the text says it.
  public enum State: String, Sendable, CaseIterable { case captured, open }

  /// What the line is about.
  public let topic: Topic
  /// Whether the text says it.
  public let state: State
  /// The words that say it, or that gave rise to the question.
  public let spans: [ByteSpan]
  /// The row of the code set that was reached; `nil` for measurements and questions.
  public let node: NodeID?
  /// The place in `CodedNote.queries`; `nil` for what is no question.
  public let query: Int?

  /// The lines of a note: measurements, then each code with its details, then questions.
  static func items(of note: CodedNote) -> [ChecklistItem] {
    var items: [ChecklistItem] = note.density.measurements.map {
      ChecklistItem(topic: .measurement, state: .captured, spans: [$0.span], node: nil, query: nil)
    }
    for assignment in note.assignments {
      items.append(
        ChecklistItem(
          topic: .diagnosis, state: .captured, spans: [assignment.span], node: assignment.node, query: nil))
      items += assignment.steps.dropFirst().compactMap { step in
        let isDefault = step.rule == .unspecified || step.rule == .displacedByDefault
        guard isDefault || !step.spans.isEmpty else { return nil }
        return ChecklistItem(
          topic: .detail, state: isDefault ? .open : .captured, spans: step.spans, node: step.node, query: nil)
      }
    }
    return items
      + note.queries.enumerated().map { index, query in
        ChecklistItem(topic: .question, state: .open, spans: query.spans, node: nil, query: index)
      }
  }
}

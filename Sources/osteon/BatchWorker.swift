import BoneDensity
import ClinicalText
import Coding
import Foundation
import ICD10CM

/// Answers one row of a batch.
struct BatchWorker: Sendable {
  let shelf: EditionShelf
  let kind: EncounterContext.Kind?
  let setting: EncounterContext.Setting
  let date: String?
  let edition: String?

  /// One line of the input.
  private struct Row: Decodable {
    struct Patient: Decodable {
      var age: Double?
      var sex: String?
      var menopause: String?
    }
    var id: RowID
    var text: String
    var kind: String?
    var patient: Patient?
    var date: String?
    var setting: String?
  }

  private struct Answer: Encodable {
    struct Evidence: Encodable { let start, end: Int; let text: String }
    struct Step: Encodable { let rule, code: String; let evidence: [Evidence] }
    struct Coded: Encodable { let code, title: String; let evidence: Evidence; let steps: [Step] }
    struct Rejected: Encodable { let start, end: Int; let text, reason: String; let code: String? }
    struct Measured: Encodable {
      let site: String; let side: String?; let t, z, bmd: Double?; let date: String?; let prior: Bool
    }
    let id: RowID
    let codes: [String]
    let assignments: [Coded]
    let rejected: [Rejected]
    let queries: [String]
    let measurements: [Measured]
    let edition: String
    let warning: String?
  }

  private struct Failure: Encodable { let id: RowID?; let error: String; let line: Int }

  /// The answer, with its line feed.
  func answer(_ line: Data, line number: Int) -> Data {
    var id: RowID?
    do {
      id = (try? JSONDecoder().decode(IdentityOnly.self, from: line))?.id
      let row = try JSONDecoder().decode(Row.self, from: line)
      return try encode(try code(row))
    } catch {
      let failure = Failure(id: id, error: Self.message(error), line: number)
      return (try? encode(failure)) ?? Data("{\"error\":\"unanswerable row\",\"line\":\(number)}\n".utf8)
    }
  }

  private struct IdentityOnly: Decodable { var id: RowID }

  private func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + Data("\n".utf8)
  }

  /// What was wrong with a row, without a word of its text.
  private static func message(_ error: any Error) -> String {
    switch error {
    case let DecodingError.keyNotFound(key, _): "the row has no '\(key.stringValue)'; a row needs id and text"
    case let DecodingError.typeMismatch(_, context), let DecodingError.valueNotFound(_, context):
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' has the wrong type"
    case DecodingError.dataCorrupted: "the row is not valid JSON"
    default: "\(error)"
    }
  }

  private func code(_ row: Row) throws -> Answer {
    let choice = try shelf.choose(date: row.date ?? date, edition: edition)
    let context = EncounterContext(
      setting: row.setting.flatMap(EncounterContext.Setting.init) ?? setting,
      kind: row.kind.flatMap(EncounterContext.Kind.init) ?? kind, subject: DensitySubject())
    let document = Document(row.text)
    let note = choice.coder.code(document, in: context)
    let book = choice.coder.book
    func evidence(_ span: ByteSpan) -> Answer.Evidence {
      Answer.Evidence(start: span.start, end: span.end, text: document.text(span))
    }
    return Answer(
      id: row.id, codes: note.assignments.map { book.code(of: $0.node).description },
      assignments: note.assignments.map { assignment in
        Answer.Coded(
          code: book.code(of: assignment.node).description, title: book.title(of: assignment.node),
          evidence: evidence(assignment.span),
          steps: assignment.steps.map {
            Answer.Step(
              rule: $0.rule.description, code: book.code(of: $0.node).description, evidence: $0.spans.map(evidence))
          })
      },
      rejected: note.rejections.map {
        Answer.Rejected(
          start: $0.span.start, end: $0.span.end, text: document.text($0.span), reason: $0.reason.description,
          code: $0.node.map { book.code(of: $0).description })
      },
      queries: [],
      measurements: note.density.measurements.map {
        Answer.Measured(
          site: $0.siteName, side: $0.side?.rawValue, t: $0.tScore?.value, z: $0.zScore?.value, bmd: $0.bmd?.value,
          date: $0.date.map { "\($0.year)-\($0.month)-\($0.day)" }, prior: $0.isPrior)
      },
      edition: book.edition.name, warning: choice.warning)
  }
}

/// A row's identity: text or a number, given back as it came.
enum RowID: Codable, Sendable {
  case text(String)
  case number(Double)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .number(try container.decode(Double.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}

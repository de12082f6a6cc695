import BoneDensity
import ClinicalText
import Coding
import Foundation
import ICD10CM

/// What the desk is told of the note, as far as it has been written.
struct AnalysisRequest: Codable, Sendable, Equatable {
  var text: String
  var date: String?
  var kind: String?
  var age: Int?
  var sex: String?
  var menopause: String?

  var context: EncounterContext {
    EncounterContext(
      kind: kind.flatMap { EncounterContext.Kind(rawValue: $0) },
      subject: DensitySubject(
        age: age.flatMap { (0...130).contains($0) ? $0 : nil }, sex: sex.flatMap { ReferenceSex(rawValue: $0) },
        menopause: menopause.flatMap { MenopausalStatus(rawValue: $0) }))
  }
}

/// Codes, measurements, questions and checklist of a note, for the browser: places are in UTF-16, as scripts count.
struct Analysis: Codable, Sendable {
  /// Characters `start` up to `end`.
  struct Place: Codable, Sendable, Hashable {
    var start: Int
    var end: Int
  }

  struct Step: Codable, Sendable {
    var code: String
    var rule: String
    var sentence: String
    var source: String
    var words: [String]
  }

  struct CodeRow: Codable, Sendable {
    var code: String
    var title: String
    var evidence: String
    var places: [Place]
    var path: [String]
    var steps: [Step]
    var unspecific: Bool
    var status: Bool
  }

  struct Measurement: Codable, Sendable {
    var site: String
    var side: String
    var t: Double?
    var z: Double?
    var bmd: Double?
    var date: String
    var prior: Bool
    var diagnostic: Bool
    var category: String
    var change: String
    var lsc: Double?
    var place: Place
  }

  struct Question: Codable, Sendable {
    var topic: String
    var text: String
    var searched: String
    var answers: [String]
    var places: [Place]
  }

  struct NotCoded: Codable, Sendable {
    var words: String
    var reason: String
    var sentence: String
  }

  var edition: String
  var standing: String
  var notices: [String]
  var codes: [CodeRow]
  var measurements: [Measurement]
  var questions: [Question]
  var rejected: [NotCoded]
  var checklist: [ChecklistRow]
  /// Milliseconds that coding took.
  var milliseconds: Double
}

extension Analysis {
  /// The analysis of a text that nobody goes on writing.
  init(_ request: AnalysisRequest, with choice: DeskCoding.Choice) {
    let started = ContinuousClock.now
    var session = LiveSession(coder: choice.coder, context: request.context)
    session.replace(with: request.text)
    self.init(session, text: request.text, notices: choice.notices, started: started)
  }

  /// The analysis of a session's text, as it stands now.
  init(_ session: LiveSession, text: String, notices: [String], started: ContinuousClock.Instant) {
    let (book, document, note) = (session.coder.book, session.document, session.note)
    let places = TextPlaces(text)
    codes = note.assignments.map { assignment in
      CodeRow(
        code: book.code(of: assignment.node).description, title: book.title(of: assignment.node),
        evidence: document.text(assignment.span),
        places: places.of([assignment.span] + assignment.steps.flatMap(\.spans)),
        path: book.ancestors(of: assignment.node).reversed().map { book.code(of: $0).description },
        steps: assignment.steps.map { step in
          Step(
            code: book.code(of: step.node).description, rule: step.rule.id, sentence: step.rule.sentence,
            source: step.rule.source, words: step.spans.map(document.text))
        }, unspecific: assignment.isUnspecific, status: assignment.isStatus)
    }
    measurements = note.density.measurements.map { Measurement($0, places: places) }
    questions = note.queries.map { query in
      Question(
        topic: query.topic.rawValue, text: query.text, searched: query.searched, answers: query.answers.map(\.text),
        places: places.of(query.spans))
    }
    rejected = note.rejections.map {
      NotCoded(words: document.text($0.span), reason: $0.reason.id, sentence: $0.reason.sentence)
    }
    checklist = ChecklistRow.rows(session)
    edition = book.edition.name
    standing = book.edition.standing.rawValue
    self.notices = notices
    milliseconds = started.duration(to: .now) / .milliseconds(1)
  }
}

extension Analysis.Measurement {
  init(_ measurement: DensityMeasurement, places: TextPlaces) {
    site = measurement.siteName
    side = measurement.side?.rawValue ?? ""
    t = measurement.tScore?.value
    z = measurement.zScore?.value
    bmd = measurement.bmd?.value
    date = measurement.date.map(Self.written) ?? ""
    prior = measurement.isPrior
    diagnostic = measurement.isDiagnosticRegion
    category =
      switch measurement.tScore.map({ DensityCategory.ofT(thousandths: $0.thousandths) }) {
      case .normal: "normal"
      case .lowBoneMass: "low bone mass"
      case .osteoporosis: "osteoporosis range"
      default: ""
      }
    if let percent = measurement.change?.percent?.value {
      change = "\(percent)%" + (measurement.change?.isMarkedSignificant ?? false ? " *" : "")
    } else {
      change = ""
    }
    lsc = measurement.leastSignificantChange?.value
    place = places.of([measurement.span]).first ?? Analysis.Place(start: 0, end: 0)
  }

  private static func written(_ date: ScanDate) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    guard date.month > 0 else { return "\(date.year)" }
    return "\(date.year)-\(two(date.month))" + (date.day > 0 ? "-\(two(date.day))" : "")
  }
}

/// Byte offsets of a text as offsets in UTF-16.
struct TextPlaces {
  private let length: Int
  /// For each byte its offset in UTF-16; empty where the text is ASCII and both are the same.
  private let offsets: [Int32]

  init(_ text: String) {
    length = text.utf8.count
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      offsets = []
      return
    }
    var offsets: [Int32] = []
    offsets.reserveCapacity(text.utf8.count + 1)
    var position: Int32 = 0
    for scalar in text.unicodeScalars {
      for _ in 0..<scalar.utf8.count { offsets.append(position) }
      position += scalar.value > 0xFFFF ? 2 : 1
    }
    offsets.append(position)
    self.offsets = offsets
  }

  private func offset(_ byte: Int) -> Int {
    let byte = min(max(0, byte), length)
    return offsets.isEmpty ? byte : Int(offsets[byte])
  }

  /// The place of a range of bytes.
  func place(_ range: Range<Int>) -> Analysis.Place {
    Analysis.Place(start: offset(range.lowerBound), end: offset(range.upperBound))
  }

  /// The places of the spans, each once, in order.
  func of(_ spans: [ByteSpan]) -> [Analysis.Place] {
    Set(spans.filter { !$0.isEmpty }).map { place($0.start..<max($0.start, $0.end)) }
      .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }
}

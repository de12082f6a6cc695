import ArgumentParser
import BoneDensity
import Coding
import JSON

/// One text to be coded, with what is known besides it.
struct NoteRequest: Sendable {
  /// Name or number that the answer carries.
  var id: JSONValue
  /// The text.
  var text: [UInt8]
  /// Circumstances.
  var context: EncounterContext
  /// Date of service.
  var date: String?

  /// What a row or a command line may leave out.
  struct Defaults: Sendable {
    var context = EncounterContext()
    var date: String?
    var edition: String?
  }

  /// A request from a row {id, text, kind?, patient?: {age, sex, menopause?}, date?, setting?}. A member that is null
  /// counts as absent, one that is not known is passed over. Throws `CommandFailure` that names the member.
  init(row: JSONValue, defaults: Defaults) throws {
    guard case .object = row else { throw CommandFailure(.badInput, "the row is no JSON object") }
    switch row["id"] {
    case .string(let id)?: self.id = .string(id)
    case .number(let id)?: self.id = .number(id)
    case nil, .null?: throw CommandFailure(.badInput, "the row has no 'id'; a row needs id and text")
    default: throw CommandFailure(.badInput, "'id' must be a string or a number")
    }
    guard let text = row["text"], text != .null else {
      throw CommandFailure(.badInput, "the row has no 'text'; a row needs id and text")
    }
    guard case .string(let bytes) = text else { throw CommandFailure(.badInput, "'text' must be a string") }
    self.text = bytes
    context = defaults.context
    if let kind = try Self.word("kind", row["kind"]) { context.kind = try Patient.kind(kind) }
    if let setting = try Self.word("setting", row["setting"]) { context.setting = try Patient.setting(setting) }
    date = try Self.word("date", row["date"]) ?? defaults.date
    if let patient = row["patient"], patient != .null {
      guard case .object = patient else { throw CommandFailure(.badInput, "'patient' must be an object") }
      context.subject = try Patient.subject(patient).filled(from: context.subject)
    }
  }

  /// A request for a text of its own.
  init(id: String, text: [UInt8], defaults: Defaults) {
    self.id = .string(Array(id.utf8))
    self.text = text
    context = defaults.context
    date = defaults.date
  }

  private static func word(_ name: String, _ value: JSONValue?) throws -> String? {
    guard let value, value != .null else { return nil }
    guard let text = value.text else { throw CommandFailure(.badInput, "'\(name)' must be a string") }
    return text
  }
}

/// Values of a patient and an encounter as people write them. A value that is none of those known is an error that
/// names what is.
enum Patient {
  /// Highest age in years that is taken for one.
  static let highestAge = 130.0

  static func subject(_ patient: JSONValue) throws -> DensitySubject {
    var subject = DensitySubject()
    if let value = patient["age"], value != .null {
      guard let years = value.double else { throw CommandFailure(.badInput, "'patient.age' must be a number of years") }
      subject.age = try age(years)
    }
    if let value = patient["sex"], value != .null {
      guard let text = value.text else { throw CommandFailure(.badInput, "'patient.sex' must be a string") }
      subject.sex = try sex(text)
    }
    if let value = patient["menopause"], value != .null {
      guard let text = value.text else { throw CommandFailure(.badInput, "'patient.menopause' must be a string") }
      subject.menopause = try menopause(text)
    }
    return subject
  }

  /// Whole years; months of an infant come as a fraction.
  static func age(_ years: Double) throws -> Int {
    guard years.isFinite, years >= 0, years <= highestAge else {
      throw CommandFailure(.badInput, "an age must lie between 0 and \(Int(highestAge)) years")
    }
    return Int(years)
  }

  /// "F", "female", "M", "male", in either case; `nil` for a sex that is stated as unknown.
  static func sex(_ text: String) throws -> ReferenceSex? {
    switch text.lowercased() {
    case "f", "female", "woman": .female
    case "m", "male", "man": .male
    case "u", "unknown", "x", "": nil
    default: throw CommandFailure(.badInput, "'\(text)' is no sex; write F, M, female, male or unknown")
    }
  }

  /// Surgical and premature menopause are menopause.
  static func menopause(_ text: String) throws -> MenopausalStatus? {
    switch text.lowercased() {
    case "postmenopausal", "post", "surgical", "premature", "menopausal": .postmenopausal
    case "premenopausal", "pre": .premenopausal
    case "perimenopausal", "peri", "transition": .transition
    case "unknown", "": nil
    default:
      throw CommandFailure(
        .badInput,
        "'\(text)' is no menopausal status; write premenopausal, perimenopausal, postmenopausal, surgical, premature or "
          + "unknown")
    }
  }

  static func kind(_ text: String) throws -> EncounterContext.Kind {
    guard let kind = EncounterContext.Kind(rawValue: text.lowercased()) else {
      throw CommandFailure(.badInput, "'\(text)' is no kind; write note, dxa or problem")
    }
    return kind
  }

  static func setting(_ text: String) throws -> EncounterContext.Setting {
    guard let setting = EncounterContext.Setting(rawValue: text.lowercased()) else {
      throw CommandFailure(.badInput, "'\(text)' is no setting; write outpatient or inpatient")
    }
    return setting
  }
}

/// Options that `code` and `batch` share.
struct EncounterOptions: ParsableArguments {
  @Option(help: "note, dxa or problem; found out without it.") var kind: String?
  @Option(help: "outpatient or inpatient.") var setting: String = "outpatient"
  @Option(help: "Date of service, YYYY-MM-DD: picks the edition. A date in the note's text never does.") var date:
    String?
  @Option(help: "Edition to use whatever the date; every output says so.") var edition: String?

  func defaults(subject: DensitySubject = DensitySubject()) throws -> NoteRequest.Defaults {
    do {
      return NoteRequest.Defaults(
        context: EncounterContext(
          setting: try Patient.setting(setting), kind: try kind.map(Patient.kind), subject: subject),
        date: date, edition: edition)
    } catch let failure as CommandFailure {
      throw ValidationError(failure.description)
    }
  }
}

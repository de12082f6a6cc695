import ArgumentParser
import Billing
import BoneDensity
import Foundation
import ICD10CM
import JSON

/// `osteon drg`: groups hospital stays, one row of JSON each.
struct DRGCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drg", abstract: "Groups NDJSON stays {id, age, sex, principal, secondary, procedures} into MS-DRGs.",
    discussion: """
      The answer holds id, drg, mdc, title, the secondary diagnoses that count as cc and mcc, and those that the
      principal diagnosis excludes. A diagnosis is a code, or {code, poa}. --what-if adds the diagnoses without which
      (or, from 'candidates', with which) the MS-DRG is another: for the auditor, never for a query. A bad row is
      answered with {id, error, line}, and the rest goes on. Needs 'osteon setup' once.
      """)
  @Option(help: "Version of the definitions: 43, 43.1 or 44.") var version: String = "44"
  @Option(help: "Cores to use; all of them without it.") var jobs: Int?
  @Flag(help: "Say which diagnosis changes the MS-DRG.") var whatIf = false

  func run() async throws {
    guard let version = GrouperVersion(version) else { throw ValidationError("--version must be 43, 43.1 or 44") }
    let width = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    guard (1...1024).contains(width) else { throw ValidationError("--jobs must be 1 or more") }
    let worker = DRGWorker(grouper: try Grouper(PackageSetup.folder), version: version, isComparing: whatIf)
    let lines = LineReader { try FileHandle.standardInput.read(upToCount: 1 << 18).map { Array($0) } ?? [] }
    try await worker.answer(lines, jobs: width, rowsInBlock: 256) { try Console.write($0) }
  }
}

/// Answers rows of stays.
struct DRGWorker: RowWorker {
  let grouper: Grouper
  let version: GrouperVersion
  var isComparing = false

  /// The answer to one row, with its line feed.
  func answer(to line: NumberedLine) -> [UInt8] {
    var id: JSONValue?
    do {
      let row: JSONValue
      do { row = try JSONReader.value(of: line.bytes) } catch {
        throw CommandFailure(.badInput, "the row is not valid JSON: \(error)")
      }
      id = row["id"]
      let stay = try Self.stay(row)
      guard let grouping = grouper.group(stay, version: version) else {
        throw CommandFailure(.badInput, "the grouper gives no answer; check the principal diagnosis")
      }
      let changes =
        isComparing
        ? DRGWhatIf(grouper, version: version).changes(of: stay, candidates: try Self.codes("candidates", row)) : nil
      return Self.json(grouping, id: id, changes: changes)
    } catch {
      return BatchWorker.failure(error, id: id, line: line.number)
    }
  }

  // MARK: In

  static func stay(_ row: JSONValue) throws -> InpatientStay {
    guard case .object = row else { throw CommandFailure(.badInput, "the row is no JSON object") }
    guard let years = row["age"]?.double else { throw CommandFailure(.badInput, "'age' must be a number of years") }
    guard let principal = row["principal"] else { throw CommandFailure(.badInput, "the row has no 'principal'") }
    var stay = InpatientStay(
      age: try Patient.age(years), sex: try sex(row["sex"]), principal: try diagnosis(principal, "principal"))
    stay.secondary = try elements("secondary", row).map { try diagnosis($0, "secondary") }
    stay.procedures = try elements("procedures", row).map { element in
      guard let code = element.text, code.utf8.count == 7, code.utf8.allSatisfy(Self.isAlphanumeric) else {
        throw CommandFailure(.badInput, "'procedures' must be ICD-10-PCS codes of seven characters")
      }
      return code.uppercased()
    }
    if let status = row["discharge"], status != .null {
      guard let number = status.integer, (1...99).contains(number) else {
        throw CommandFailure(.badInput, "'discharge' must be a discharge status from 1 to 99")
      }
      stay.dischargeStatus = number
    }
    return stay
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }

  private static func sex(_ value: JSONValue?) throws -> AdministrativeSex {
    guard let value, value != .null else { return .unknown }
    guard let text = value.text else { throw CommandFailure(.badInput, "'sex' must be a string") }
    return switch try Patient.sex(text) {
    case .female: .female
    case .male: .male
    case nil: .unknown
    }
  }

  private static func elements(_ name: StaticString, _ row: JSONValue) throws -> [JSONValue] {
    switch row[name] {
    case .array(let elements)?: return elements
    case nil, .null?: return []
    default: throw CommandFailure(.badInput, "'\(name)' must be an array")
    }
  }

  private static func codes(_ name: StaticString, _ row: JSONValue) throws -> [Code] {
    try elements(name, row).map { try diagnosis($0, "\(name)").code }
  }

  private static func diagnosis(_ value: JSONValue, _ name: String) throws -> InpatientDiagnosis {
    guard let text = value.text ?? value["code"]?.text, let code = Code(text) else {
      throw CommandFailure(.badInput, "'\(name)' must hold ICD-10-CM codes")
    }
    guard let poa = value["poa"]?.text else { return InpatientDiagnosis(code) }
    guard let presence = PresentOnAdmission(rawValue: poa.uppercased()) else {
      throw CommandFailure(.badInput, "'poa' must be Y, N, U or W")
    }
    return InpatientDiagnosis(code, presentOnAdmission: presence)
  }

  // MARK: Out

  static func json(_ grouping: Grouping, id: JSONValue?, changes: [DRGWhatIf.Change]?) -> [UInt8] {
    func codes(_ keep: (Grouping.Secondary) -> Bool) -> [String] {
      grouping.secondary.filter(keep).map(\.code.description)
    }
    var output = JSONOutput(capacity: 512)
    output.object { output in
      output.name("cc")
      output.array(codes { $0.effect == .cc }) { $0.string($1) }
      if let changes {
        output.name("changes")
        output.array(changes) { output, change in
          output.object { output in
            output.member("code", change.code.description)
            output.member("drg", change.grouping.drg)
            output.member("effect", change.isRemoved ? "without" : "with")
            output.member("title", change.grouping.title)
          }
        }
      }
      output.member("drg", grouping.drg)
      output.name("excluded")
      output.array(codes { $0.isExcluded }) { $0.string($1) }
      output.name("id")
      output.value(id ?? .null)
      output.name("invalid")
      output.array(codes { !$0.isValid }) { $0.string($1) }
      output.name("mcc")
      output.array(codes { $0.effect == .mcc }) { $0.string($1) }
      output.member("mdc", grouping.mdc)
      output.member("mdcTitle", grouping.mdcTitle)
      output.member("status", grouping.status)
      output.member("title", grouping.title)
    }
    return output.line()
  }
}

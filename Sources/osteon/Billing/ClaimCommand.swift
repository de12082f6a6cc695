import ArgumentParser
import Billing
import Foundation
import ICD10CM
import Interchange
import JSON

/// `osteon claim`: writes claims, and reads what payers answer.
struct ClaimCommand: ParsableCommand {
  /// What is written.
  enum Format: String, CaseIterable, ExpressibleByArgument { case x837 = "837", fhir, cms1500, html }

  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Writes claims as 837P, FHIR or CMS-1500; reads 999, 277CA and 835.",
    discussion: """
      FILES are encounters as JSON (Documentation/billing.md) or 837P. 837 puts all of them into one transmission; the
      same input gives the same bytes. cms1500 lists the items of the form, html does so as a page to print. A 999,
      277CA or 835 is read to one line of JSON for each claim, with reason numbers.
      """)
  @Argument(help: "Encounters (JSON), 837P, or a payer's answer; '-' is standard input.") var files: [String]
  @Option(help: "837, fhir, cms1500 or html.") var format: Format = .x837
  @Option(help: "Control number of the transmission.") var control: Int = 1
  @Option(help: "Day of writing, YYYY-MM-DD; the last day of service without it.") var written: String?
  @Flag(help: "For production; a test without it.") var production = false

  func run() throws {
    guard (1...999_999_999).contains(control) else { throw ValidationError("--control must be 1 to 999999999") }
    if let first = files.first, files.count == 1, let answer = try Self.answer(first) {
      return try Console.write(answer)
    }
    let read = try files.map { try EncounterFile($0) }
    let claims = read.flatMap { $0.encounters.map(\.claim) }
    switch format {
    case .x837: try Console.write(transmission(of: claims, read))
    case .fhir: for claim in claims { try Console.write(ClaimBundle.write(claim)) }
    case .cms1500:
      for claim in claims {
        for item in CMS1500(claim).items { print("\(item.number)\t\(item.name)\t\(item.value)") }
      }
    case .html: try Console.write(Array(ClaimPage.html(claims).utf8))
    }
  }

  private func transmission(of claims: [Claim], _ files: [EncounterFile]) throws -> [UInt8] {
    var envelope: ClaimTransmission.Envelope
    if let kept = files.first?.envelope {
      envelope = kept
    } else {
      guard let last = claims.flatMap({ $0.lines.map(\.to) }).max(), let first = claims.first else {
        throw CommandFailure(.badInput, "no service to send; an encounter needs 'lines'")
      }
      guard let submitter = files.lazy.compactMap(\.submitter).first else {
        throw CommandFailure(
          .badInput, "no 'submitter' in the encounter; it needs id, name, contact and telephone of who sends the claim")
      }
      let day = try written.map { text in
        guard let day = Day(text) else { throw ValidationError("--written must be a day, as 2026-11-23") }
        return day
      }
      envelope = ClaimTransmission.Envelope(
        sender: submitter.id, receiver: first.coverage.payerID, day: day ?? last, control: control,
        isTest: !production, submitterName: submitter.name, receiverName: first.coverage.payerName,
        contact: submitter.contact, telephone: submitter.telephone)
    }
    do { return try ClaimWriter.write(ClaimTransmission(envelope: envelope, claims: claims)) } catch {
      throw CommandFailure(.badInput, error.description)
    }
  }

  // MARK: Answers of payers

  /// What a 999, 277CA or 835 says; `nil` for anything else.
  private static func answer(_ name: String) throws -> [UInt8]? {
    guard name != "-" else { return nil }
    let bytes = try CodeCommand.read(name)
    guard bytes.starts(with: Array("ISA".utf8)) else { return nil }
    do {
      guard let transaction = try StatusReader.transaction(of: bytes), transaction != "837" else { return nil }
      return try StatusReader.read(bytes).reduce(into: []) { $0 += json($1) }
    } catch {
      throw CommandFailure(.badInput, "\(name): \(error.description)")
    }
  }

  static func json(_ update: StatusUpdate) -> [UInt8] {
    var output = JSONOutput(capacity: 512)
    output.object { output in
      output.name("adjustments")
      output.array(update.adjustments) { output, adjustment in
        output.object { output in
          output.member("amount", adjustment.amount.description)
          output.member("group", adjustment.group)
          output.member("procedure", adjustment.procedure)
          output.member("reason", adjustment.reason)
        }
      }
      output.member("charged", optional: update.charged.map { "\($0)" })
      output.member("paid", optional: update.paid.map { "\($0)" })
      output.member("patientOwes", optional: update.patientOwes.map { "\($0)" })
      output.member("payerReference", update.payerReference)
      output.name("reasons")
      output.array(update.reasons) { $0.string($1) }
      output.member("reference", update.reference)
      output.member("status", update.status.rawValue)
      output.member("transaction", update.transaction)
    }
    return output.line()
  }
}

/// The form CMS-1500 as a page to print: item by item, not the red form itself.
enum ClaimPage {
  static func html(_ claims: [Claim]) -> String {
    let sections = claims.map { claim in
      let rows = CMS1500(claim).items.map { item in
        "<tr><th scope=\"row\">\(HTMLReport.escaped(item.number))</th><td>\(HTMLReport.escaped(item.name))</td>"
          + "<td>\(HTMLReport.escaped(item.value))</td></tr>"
      }
      return "<section><h1>CMS-1500 · claim \(HTMLReport.escaped(claim.id))</h1>"
        + "<table><thead><tr><th>Item</th><th>What</th><th>Value</th></tr></thead><tbody>\(rows.joined())</tbody></table></section>"
    }
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>CMS-1500 · Osteon</title><style>
      body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 52rem; padding: 0 1rem; color-scheme: light dark }
      table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #8886 }
      section { break-after: page } h1 { font-size: 1.2rem } td:last-child { font-variant-numeric: tabular-nums }
      </style></head><body>
      \(sections.joined(separator: "\n"))
      </body></html>

      """
  }
}

import Billing
import ICD10CM
import Interchange
import Practice

/// A diagnosis that a person decided on, or that still waits for a decision.
struct DecidedDiagnosis: Sendable, Hashable {
  var code: String
  var title: String
  var isDecided: Bool
}

/// A claim as far as the encounter and the forms hold it.
struct ClaimDraft: Sendable {
  /// The encounter for edits and coverage; `nil` without a date of service.
  private(set) var encounter: Billing.Encounter?
  /// Who sends and receives.
  private(set) var envelope: ClaimTransmission.Envelope?
  /// What a claim still lacks, in plain words.
  private(set) var missing: [String] = []

  /// Puts together what is known.
  ///
  /// - Parameters:
  ///   - content: date of service, age and sex; nothing else of it is read.
  ///   - diagnoses: in the order of the codes.
  ///   - practice: what is the same for every claim.
  ///   - written: day of writing.
  init(
    _ entry: BillingEntry, id: String, content: Practice.Encounter.Content, diagnoses: [DecidedDiagnosis],
    practice: [String: String], written: Day?
  ) {
    let details = DetailReader(entry.details.merging(practice) { own, _ in own })
    guard let day = Day(content.date) else {
      missing = ["date of service (on the page Dictate)"]
      return
    }
    let codes = diagnoses.compactMap { Code($0.code) }
    var problems: [String] = []
    let lines = entry.services.enumerated().compactMap { index, service in
      Self.line(service, number: index + 1, day: day, codes: codes, problems: &problems)
    }
    var claim = Claim(id: String(id.filter { $0 != "-" }.prefix(20)).uppercased(), diagnoses: codes, lines: lines)
    claim.billing = Provider(
      PartyName(details["billing.name"]), npi: details["billing.npi"], taxonomy: details["billing.taxonomy"],
      address: details.address("billing"), taxID: details["billing.taxID"].filter { $0 != "-" })
    claim.rendering = details.person("rendering").map {
      Provider($0, npi: details["rendering.npi"], taxonomy: details["rendering.taxonomy"])
    }
    claim.referring = details.person("referring").map { Provider($0, npi: details["referring.npi"]) }
    let filing = details["payer.filing"]
    claim.coverage = Coverage(
      payerName: details["payer.name"], payerID: details["payer.id"], memberID: details["payer.memberID"],
      group: details["payer.group"], filing: filing.isEmpty ? "CI" : filing)
    let sex: AdministrativeSex = content.sex == "female" ? .female : content.sex == "male" ? .male : .unknown
    claim.subscriber = Insured(
      details.person("patient") ?? PartyName(""), birth: details.day("patient.birth"), sex: sex,
      address: details.address("patient"))
    if !details["claim.place"].isEmpty { claim.placeOfService = details["claim.place"] }
    claim.authorization = details["claim.authorization"]
    encounter = Billing.Encounter(claim, facts: details.facts, statedAge: content.age)

    let open = diagnoses.count { !$0.isDecided }
    if open > 0 { missing.append("decision about \(open) of \(diagnoses.count) codes") }
    if filing.isEmpty { missing.append("kind of payer") }
    missing += problems + details.problems + claim.missing
    for (key, name) in [("name", "name"), ("id", "identifier"), ("contact", "contact"), ("telephone", "telephone")]
    where details["submitter." + key].isEmpty { missing.append("\(name) of who sends the claim") }
    envelope = ClaimTransmission.Envelope(
      sender: details["submitter.id"], receiver: claim.coverage.payerID, day: written ?? day,
      control: Self.control(of: id), isTest: details["submitter.mode"] != "production",
      submitterName: details["submitter.name"], receiverName: claim.coverage.payerName,
      contact: details["submitter.contact"], telephone: details["submitter.telephone"])
  }

  private static func line(
    _ service: BillingEntry.Service, number: Int, day: Day, codes: [Code], problems: inout [String]
  ) -> ServiceLine? {
    let procedure = service.procedure.uppercased()
    guard ProcedureTable.isNumber(procedure) else {
      problems.append("number of procedure \(number): '\(procedure.prefix(12))' is none")
      return nil
    }
    let charge = service.charge.filter { $0 != "$" && $0 != "," && $0 != " " }
    let money = charge.isEmpty ? .zero : Money(charge)
    if money == nil { problems.append("charge of procedure \(number): '\(charge.prefix(12))' is no amount") }
    let units = Int(service.units)
    if units == nil || !(1...9999).contains(units ?? 0) { problems.append("units of procedure \(number)") }
    let chosen = service.diagnoses.compactMap { text in Code(text).flatMap { codes.firstIndex(of: $0) } }.map { $0 + 1 }
    return ServiceLine(
      procedure, modifiers: service.modifiers.uppercased().split { $0 == " " || $0 == "," }.map(String.init),
      charge: money ?? .zero, units: min(9999, max(1, units ?? 1)),
      pointers: chosen.isEmpty ? Array(1...max(1, min(4, codes.count))) : Array(chosen.prefix(4)), from: day)
  }

  /// A number of the interchange that is the same each time this encounter's claim is written: 1 to 268,435,456.
  private static func control(of id: String) -> Int { (Int(id.prefix(7), radix: 16) ?? 0) + 1 }

  /// The claim as 837P.
  func x837() throws(DeskError) -> [UInt8] {
    guard missing.isEmpty, let encounter, let envelope else {
      throw DeskError(422, "the claim is not complete: " + missing.joined(separator: "; "))
    }
    do { return try ClaimWriter.write(ClaimTransmission(envelope: envelope, claims: [encounter.claim])) } catch {
      throw DeskError(422, error.description)
    }
  }
}

/// Reads entries of the forms.
private struct DetailReader {
  private let details: [String: String]
  private(set) var problems: [String] = []
  private(set) var facts = ChartFacts()

  init(_ details: [String: String]) {
    self.details = details
    for (key, name) in [("patient.birth", "date of birth"), ("chart.lastDate", "date of the last measurement")] {
      if let text = details[key], Day(text) == nil { problems.append("\(name): '\(text)' is no date") }
    }
    facts.isOrdered = answer("chart.ordered")
    facts.isEstrogenDeficientAtRisk = answer("chart.estrogenDeficientAtRisk")
    facts.hasVertebralAbnormality = answer("chart.vertebralAbnormality")
    facts.hasPrimaryHyperparathyroidism = answer("chart.primaryHyperparathyroidism")
    facts.isMonitoredOnDrug = answer("chart.monitoredOnDrug")
    facts.confirmsBaseline = answer("chart.confirmsBaseline")
    facts.isHistoryComplete = answer("chart.complete") ?? false
    facts.glucocorticoidMonths = Int(self["chart.glucocorticoidMonths"])
    if let day = day("chart.lastDate") {
      let procedure = self["chart.lastProcedure"].uppercased()
      // What is measured most, where only the date is known; the frequency counts every technique.
      facts.pastProcedures = [PastProcedure(procedure.isEmpty ? "77080" : procedure, on: day)]
    }
  }

  subscript(key: String) -> String { details[key] ?? "" }

  func day(_ key: String) -> Day? { Day(self[key]) }

  private func answer(_ key: String) -> Bool? {
    switch self[key] {
    case "yes": true
    case "no": false
    default: nil
    }
  }

  func person(_ key: String) -> PartyName? {
    let (last, first) = (self[key + ".last"], self[key + ".first"])
    return last.isEmpty && first.isEmpty ? nil : PartyName(last, first: first)
  }

  func address(_ key: String) -> Address? {
    let address = Address(
      line1: self[key + ".line1"], city: self[key + ".city"], state: self[key + ".state"].uppercased(),
      postalCode: self[key + ".postalCode"].filter { $0 != "-" })
    return address == Address() ? nil : address
  }
}

public import Billing
import ICD10CM
import JSON

/// What an encounter file holds.
public struct EncounterDocument: Hashable, Sendable {
  /// Who sends claims for the practice.
  public struct Submitter: Hashable, Sendable {
    /// Identifier, name, whom to call.
    public var id: String, name: String, contact: String, telephone: String
  }

  /// The encounter.
  public var encounter: Encounter
  /// A note in it, for the coder.
  public var note: String?
  /// Who sends, where it is said.
  public var submitter: Submitter?
}

/// Reads an encounter from the JSON form that Documentation/billing.md describes.
public struct EncounterReader {
  private let root: JSONObjectReader

  /// What `bytes` hold. Throws `EncounterError` that names the member.
  public static func read(_ bytes: [UInt8]) throws(EncounterError) -> EncounterDocument {
    let value: JSONValue
    do { value = try JSONReader.value(of: bytes) } catch {
      throw EncounterError(member: "", message: "is not valid JSON: \(error)")
    }
    let reader = EncounterReader(root: try JSONObjectReader(value, at: ""))
    var document = EncounterDocument(encounter: try reader.encounter(), note: try reader.root.text("note"))
    if let submitter = try reader.root.object("submitter") {
      document.submitter = EncounterDocument.Submitter(
        id: try submitter.text("id") ?? "", name: try submitter.text("name") ?? "",
        contact: try submitter.text("contact") ?? "", telephone: try submitter.text("telephone") ?? "")
    }
    return document
  }

  private func encounter() throws(EncounterError) -> Encounter {
    let day = try root.day("date")
    let codes = try root.elements("diagnoses")
    var diagnoses: [Code] = []
    for (index, element) in codes.enumerated() {
      guard let code = element.text.flatMap({ Code($0) }) else {
        throw EncounterError(member: "diagnoses[\(index)]", message: "must be an ICD-10-CM code, as \"M85.89\"")
      }
      diagnoses.append(code)
    }
    var lines: [ServiceLine] = []
    for line in try root.objects("lines") { lines.append(try service(line, day: day, count: diagnoses.count)) }
    var claim = Claim(id: try root.text("id") ?? "", diagnoses: diagnoses, lines: lines)
    claim.placeOfService = try root.text("placeOfService") ?? "11"
    claim.frequency = try root.text("frequency") ?? "1"
    claim.originalReference = try root.text("originalReference") ?? ""
    claim.authorization = try root.text("authorization") ?? ""
    claim.referralNumber = try root.text("referralNumber") ?? ""
    claim.remark = try root.text("remark") ?? ""
    claim.onset = try root.day("onset")
    claim.patientPaid = try root.money("patientPaid")
    if let accident = try root.object("accident") {
      claim.accident = try accident.day("date")
      claim.accidentCause = try accident.text("cause") ?? "OA"
      claim.accidentState = try accident.text("state") ?? ""
    }
    try parties(into: &claim)
    let encounter = Encounter(
      claim, facts: try FactsReader.facts(try root.object("history")),
      statedAge: try root.object("patient")?.integer("age"))
    return encounter
  }

  private func service(_ line: JSONObjectReader, day: Day?, count: Int) throws(EncounterError) -> ServiceLine {
    guard let procedure = try line.text("procedure") else { throw line.error("procedure", "is missing") }
    guard let from = try line.day("date") ?? day else {
      throw line.error("date", "is missing; give it here or for the whole encounter")
    }
    // Without pointers a line points to the first four diagnoses, in their order.
    var pointers = Array(1...max(1, min(4, count)))
    if line.has("diagnoses") {
      pointers = []
      for element in try line.elements("diagnoses") {
        guard let number = element.integer else {
          throw line.error("diagnoses", "must be positions in the list of diagnoses, counted from 1")
        }
        pointers.append(number)
      }
    }
    var modifiers: [String] = []
    for element in try line.elements("modifiers") {
      guard let text = element.text else { throw line.error("modifiers", "must be strings") }
      modifiers.append(text.uppercased())
    }
    return ServiceLine(
      procedure.uppercased(), modifiers: modifiers, charge: try line.money("charge") ?? .zero,
      units: try line.integer("units") ?? 1, pointers: pointers, from: from, to: try line.day("to"),
      placeOfService: try line.text("placeOfService") ?? "", drugCode: try line.text("drugCode") ?? "",
      controlNumber: try line.text("controlNumber") ?? "")
  }

  private func parties(into claim: inout Claim) throws(EncounterError) {
    if let patient = try root.object("patient") {
      let person = try PartyReader.person(patient)
      let word = try patient.text("relationship") ?? "self"
      guard let relationship = Relationship.allCases.first(where: { $0.word == word }) else {
        throw patient.error("relationship", "must be self, spouse, child or other")
      }
      claim.relationship = relationship
      if relationship == .own { claim.subscriber = person } else { claim.patient = person }
    }
    if let subscriber = try root.object("subscriber") { claim.subscriber = try PartyReader.person(subscriber) }
    if let payer = try root.object("payer") { claim.coverage = try PartyReader.coverage(payer) }
    if let payer = try root.object("otherPayer") { claim.otherCoverage = try PartyReader.coverage(payer) }
    if let billing = try root.object("billing") { claim.billing = try PartyReader.provider(billing) }
    claim.rendering = try root.object("rendering").map(PartyReader.provider)
    claim.referring = try root.object("referring").map(PartyReader.provider)
    claim.facility = try root.object("facility").map(PartyReader.provider)
  }
}

/// Reads people, providers and payers.
enum PartyReader {
  static func person(_ object: JSONObjectReader) throws(EncounterError) -> Insured {
    Insured(
      try name(object), birth: try object.day("birth"), sex: try sex(object), address: try address(object))
  }

  static func provider(_ object: JSONObjectReader) throws(EncounterError) -> Provider {
    Provider(
      try name(object), npi: try object.text("npi") ?? "", taxonomy: try object.text("taxonomy") ?? "",
      address: try address(object), taxID: (try object.text("taxID") ?? "").filter { $0 != "-" })
  }

  static func coverage(_ object: JSONObjectReader) throws(EncounterError) -> Coverage {
    Coverage(
      payerName: try object.text("name") ?? "", payerID: try object.text("id") ?? "",
      memberID: try object.text("memberID") ?? "", group: try object.text("group") ?? "",
      plan: try object.text("plan") ?? "", filing: try object.text("filing") ?? "CI",
      responsibility: try object.text("responsibility") ?? "P", paid: try object.money("paid"))
  }

  private static func name(_ object: JSONObjectReader) throws(EncounterError) -> PartyName {
    if let organization = try object.text("organization") { return PartyName(organization) }
    return PartyName(
      try object.text("last") ?? "", first: try object.text("first") ?? "", middle: try object.text("middle") ?? "",
      suffix: try object.text("suffix") ?? "")
  }

  private static func sex(_ object: JSONObjectReader) throws(EncounterError) -> AdministrativeSex {
    switch (try object.text("sex") ?? "").lowercased() {
    case "f", "female": .female
    case "m", "male": .male
    case "", "u", "unknown": .unknown
    default: throw object.error("sex", "must be F, M or unknown")
    }
  }

  private static func address(_ object: JSONObjectReader) throws(EncounterError) -> Address? {
    guard let address = try object.object("address") else { return nil }
    return Address(
      line1: try address.text("line1") ?? "", line2: try address.text("line2") ?? "",
      city: try address.text("city") ?? "", state: try address.text("state") ?? "",
      postalCode: (try address.text("postalCode") ?? "").filter { $0 != "-" })
  }
}

/// Reads what the chart says besides the claim.
enum FactsReader {
  static func facts(_ object: JSONObjectReader?) throws(EncounterError) -> ChartFacts {
    var facts = ChartFacts()
    guard let object else { return facts }
    for past in try object.objects("procedures") {
      guard let procedure = try past.text("procedure") else { throw past.error("procedure", "is missing") }
      guard let day = try past.day("date") else { throw past.error("date", "is missing") }
      facts.pastProcedures.append(PastProcedure(procedure, on: day))
    }
    facts.isHistoryComplete = try object.flag("complete") ?? false
    facts.glucocorticoidMonths = try object.integer("glucocorticoidMonths")
    facts.isEstrogenDeficientAtRisk = try object.flag("estrogenDeficientAtRisk")
    facts.hasVertebralAbnormality = try object.flag("vertebralAbnormality")
    facts.hasPrimaryHyperparathyroidism = try object.flag("primaryHyperparathyroidism")
    facts.isMonitoredOnDrug = try object.flag("monitoredOnDrug")
    facts.isOrdered = try object.flag("ordered")
    facts.confirmsBaseline = try object.flag("confirmsBaseline")
    return facts
  }
}

import Billing
import ICD10CM

/// Writes claims as X12 837P, implementation guide 005010X222A1.
public enum ClaimWriter {
  /// The bytes of a transmission. Throws `IncompleteClaim` for the first claim that lacks something.
  public static func write(_ transmission: ClaimTransmission) throws(IncompleteClaim) -> [UInt8] {
    for claim in transmission.claims where !claim.missing.isEmpty {
      throw IncompleteClaim(claim: claim.id, missing: claim.missing)
    }
    var writer = TransactionWriter(envelope: transmission.envelope)
    return writer.bytes(of: transmission.claims)
  }
}

/// Writes one interchange with one group and one transaction.
private struct TransactionWriter {
  let envelope: ClaimTransmission.Envelope
  var output = X12Output()
  /// Number of the hierarchical level written last.
  var level = 0

  init(envelope: ClaimTransmission.Envelope) { self.envelope = envelope }

  private var control: String { padded(String(max(1, min(envelope.control, 999_999_999))), 9, zero: true) }

  private func padded(_ text: String, _ width: Int, zero: Bool = false) -> String {
    let fill = String(repeating: zero ? "0" : " ", count: max(0, width - text.utf8.count))
    return zero ? fill + text : text + fill
  }

  private func digits(_ day: ICD10CM.Day) -> String { day.description.filter { $0 != "-" } }

  mutating func bytes(of claims: [Claim]) -> [UInt8] {
    let (sender, receiver) = (X12Text.clean(envelope.sender, 15), X12Text.clean(envelope.receiver, 15))
    let number = String(Int(control) ?? 1)
    let short = padded(String((Int(control) ?? 1) % 1_000_000_000), 4, zero: true)
    output.segment(
      "ISA",
      [
        "00", padded("", 10), "00", padded("", 10), envelope.senderQualifier, padded(sender, 15),
        envelope.receiverQualifier, padded(receiver, 15), String(digits(envelope.day).dropFirst(2)), envelope.time, "^",
        "00501", control, "0", envelope.isTest ? "T" : "P", ":",
      ])
    output.segment(
      "GS", ["HC", sender, receiver, digits(envelope.day), envelope.time, number, "X", "005010X222A1"])
    output.beginTransaction()
    output.segment("ST", ["837", short, "005010X222A1"])
    output.segment("BHT", ["0019", "00", number, digits(envelope.day), envelope.time, "CH"])
    output.segment("NM1", ["41", "2", X12Text.clean(envelope.submitterName, 60), "", "", "", "", "46", sender])
    output.segment(
      "PER", ["IC", X12Text.clean(envelope.contact, 60), "TE", envelope.telephone.filter { $0.isNumber }])
    output.segment("NM1", ["40", "2", X12Text.clean(envelope.receiverName, 60), "", "", "", "", "46", receiver])
    var billing: Provider?
    var billingLevel = 0
    for claim in claims {
      if claim.billing != billing {
        billingLevel = billingProvider(claim.billing)
        billing = claim.billing
      }
      write(claim, under: billingLevel)
    }
    output.segment("SE", [String(output.count + 1), short])
    output.segment("GE", ["1", number])
    output.segment("IEA", ["1", control])
    return output.bytes
  }

  // MARK: Parties

  private mutating func billingProvider(_ provider: Provider) -> Int {
    level += 1
    output.segment("HL", [String(level), "", "20", "1"])
    if !provider.taxonomy.isEmpty { output.segment("PRV", ["BI", "PXC", X12Text.clean(provider.taxonomy, 10)]) }
    name("85", provider)
    address(provider.address)
    output.segment("REF", ["EI", X12Text.clean(provider.taxID, 9)])
    return level
  }

  private mutating func name(_ entity: String, _ name: PartyName, _ qualifier: String = "", _ identifier: String = "") {
    output.segment(
      "NM1",
      [
        entity, name.isOrganization ? "2" : "1", X12Text.clean(name.last, 60), X12Text.clean(name.first, 35),
        X12Text.clean(name.middle, 25), "", X12Text.clean(name.suffix, 10), qualifier, X12Text.clean(identifier, 80),
      ])
  }

  private mutating func name(_ entity: String, _ provider: Provider) {
    name(entity, provider.name, provider.npi.isEmpty ? "" : "XX", provider.npi)
  }

  /// A person is never an organisation, with a first name or without one.
  private mutating func person(_ entity: String, _ person: PartyName, member: String = "") {
    output.segment(
      "NM1",
      [
        entity, "1", X12Text.clean(person.last, 60), X12Text.clean(person.first, 35), X12Text.clean(person.middle, 25),
        "", X12Text.clean(person.suffix, 10), member.isEmpty ? "" : "MI", X12Text.clean(member, 80),
      ])
  }

  private mutating func address(_ address: Address?) {
    guard let address else { return }
    output.segment("N3", [X12Text.clean(address.line1, 55), X12Text.clean(address.line2, 55)])
    output.segment(
      "N4",
      [X12Text.clean(address.city, 30), X12Text.clean(address.state, 2), X12Text.clean(address.postalCode, 15)])
  }

  private mutating func demographics(_ insured: Insured) {
    address(insured.address)
    guard let birth = insured.birth else { return }
    output.segment("DMG", ["D8", digits(birth), insured.sex == .male ? "M" : insured.sex == .female ? "F" : "U"])
  }

  private func insurance(_ coverage: Coverage, _ relationship: String) -> [String] {
    [
      coverage.responsibility, relationship, X12Text.clean(coverage.group, 50), X12Text.clean(coverage.plan, 60), "",
      "", "", "", coverage.filing,
    ]
  }

  // MARK: Claim

  private mutating func write(_ claim: Claim, under billingLevel: Int) {
    let isOwn = claim.relationship == .own
    level += 1
    let subscriberLevel = level
    output.segment("HL", [String(level), String(billingLevel), "22", isOwn ? "0" : "1"])
    output.segment("SBR", insurance(claim.coverage, isOwn ? "18" : ""))
    person("IL", claim.subscriber.name, member: claim.coverage.memberID)
    if isOwn { demographics(claim.subscriber) }
    name("PR", PartyName(claim.coverage.payerName), "PI", claim.coverage.payerID)
    if !isOwn, let patient = claim.patient {
      level += 1
      output.segment("HL", [String(level), String(subscriberLevel), "23", "0"])
      output.segment("PAT", [claim.relationship.rawValue])
      person("QC", patient.name)
      demographics(patient)
    }
    information(claim)
    providers(claim)
    if let other = claim.otherCoverage { otherInsurance(other, claim) }
    for (index, line) in claim.lines.enumerated() { service(line, index + 1) }
  }

  private mutating func information(_ claim: Claim) {
    let place = X12Output.composite([claim.placeOfService, "B", claim.frequency])
    let accident =
      claim.accident == nil ? "" : X12Output.composite([claim.accidentCause, "", "", claim.accidentState])
    output.segment(
      "CLM",
      [
        X12Text.clean(claim.id, 38), X12Text.amount(claim.total ?? .zero), "", "", place, "Y", "A", "Y", "Y", "",
        accident,
      ])
    if let onset = claim.onset { output.segment("DTP", ["431", "D8", digits(onset)]) }
    if let accident = claim.accident { output.segment("DTP", ["439", "D8", digits(accident)]) }
    if let paid = claim.patientPaid { output.segment("AMT", ["F5", X12Text.amount(paid)]) }
    for (qualifier, number) in [
      ("9F", claim.referralNumber), ("G1", claim.authorization), ("F8", claim.originalReference),
    ] where !number.isEmpty {
      output.segment("REF", [qualifier, X12Text.clean(number, 50)])
    }
    if !claim.remark.isEmpty { output.segment("NTE", ["ADD", X12Text.clean(claim.remark, 80)]) }
    output.segment(
      "HI",
      claim.diagnoses.prefix(12).enumerated().map { index, code in
        X12Output.composite([index == 0 ? "ABK" : "ABF", code.undotted])
      })
  }

  private mutating func providers(_ claim: Claim) {
    if let referring = claim.referring { name("DN", referring) }
    if let rendering = claim.rendering {
      name("82", rendering)
      if !rendering.taxonomy.isEmpty { output.segment("PRV", ["PE", "PXC", X12Text.clean(rendering.taxonomy, 10)]) }
    }
    if let facility = claim.facility {
      name("77", facility)
      address(facility.address)
    }
  }

  private mutating func otherInsurance(_ other: Coverage, _ claim: Claim) {
    output.segment("SBR", insurance(other, claim.relationship.rawValue))
    if let paid = other.paid { output.segment("AMT", ["D", X12Text.amount(paid)]) }
    output.segment("OI", ["", "", "Y", "", "", "Y"])
    person("IL", claim.subscriber.name, member: other.memberID)
    name("PR", PartyName(other.payerName), "PI", other.payerID)
  }

  private mutating func service(_ line: ServiceLine, _ number: Int) {
    output.segment("LX", [String(number)])
    output.segment(
      "SV1",
      [
        X12Output.composite(["HC", X12Text.clean(line.procedure, 48)] + line.modifiers.prefix(4)),
        X12Text.amount(line.charge), "UN", String(line.units), line.placeOfService, "",
        X12Output.composite(line.pointers.prefix(4).map(String.init)),
      ])
    let isOneDay = line.from == line.to
    output.segment(
      "DTP", ["472", isOneDay ? "D8" : "RD8", digits(line.from) + (isOneDay ? "" : "-" + digits(line.to))])
    if !line.controlNumber.isEmpty { output.segment("REF", ["6R", X12Text.clean(line.controlNumber, 50)]) }
    if !line.drugCode.isEmpty {
      output.segment("LIN", ["", "N4", X12Text.clean(line.drugCode, 11)])
      output.segment("CTP", ["", "", "", String(line.units), "UN"])
    }
  }
}

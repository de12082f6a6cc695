public import Billing
import ICD10CM

/// The items of the paper form CMS-1500 (02/12), filled from a claim.
///
/// Source for the numbering: NUCC, 1500 Health Insurance Claim Form Reference Instruction Manual (unverified); the
/// names of the items are ours.
public struct CMS1500: Hashable, Sendable {
  /// An item of the form.
  public struct Item: Hashable, Sendable {
    /// "24E, line 2".
    public var number: String
    /// What it is.
    public var name: String
    /// What is filled in.
    public var value: String
  }

  /// The items in the order of the form; empty ones are left away.
  public let items: [Item]

  /// Fills the form. The form has room for six services: more of them go on further pages, which `pages` counts.
  public init(_ claim: Claim) {
    var items: [Item] = []
    func add(_ number: String, _ name: String, _ value: String) {
      if !value.isEmpty { items.append(Item(number: number, name: name, value: value)) }
    }
    let patient = claim.served
    add("1", "Kind of coverage", claim.coverage.isMedicare ? "Medicare" : "other (\(claim.coverage.filing))")
    add("1a", "Insured's number", claim.coverage.memberID)
    add("2", "Patient", Self.name(patient.name))
    add("3", "Birth and sex", [patient.birth.map { "\($0)" } ?? "", patient.sex.rawValue].joined(separator: "  "))
    add("4", "Insured", Self.name(claim.subscriber.name))
    add("5", "Patient's address", Self.address(patient.address))
    add("6", "Patient's relationship to the insured", claim.relationship.word)
    add("7", "Insured's address", Self.address(claim.subscriber.address))
    add("9", "Other insurance", claim.otherCoverage.map { "\($0.payerName)  \($0.memberID)" } ?? "")
    add("10", "Accident", Self.accident(claim))
    add("11", "Group", claim.coverage.group)
    add("11c", "Plan or payer", claim.coverage.plan.isEmpty ? claim.coverage.payerName : claim.coverage.plan)
    add("12, 13", "Signatures", "on file")
    add("14", "Onset", (claim.onset ?? claim.accident).map { "\($0)" } ?? "")
    add("17", "Referred by", claim.referring.map { Self.name($0.name) } ?? "")
    add("17b", "Referring provider's NPI", claim.referring?.npi ?? "")
    add("19", "Remark", claim.remark)
    for (index, code) in claim.diagnoses.prefix(12).enumerated() {
      add("21\(Self.letter(index))", "Diagnosis", code.description)
    }
    add("22", "Resubmission", claim.frequency == "1" ? "" : "\(claim.frequency)  \(claim.originalReference)")
    add("23", "Authorization", claim.authorization.isEmpty ? claim.referralNumber : claim.authorization)
    for (index, line) in claim.lines.enumerated() { Self.service(line, index + 1, claim, add) }
    add("25", "Tax number", claim.billing.taxID)
    add("26", "Patient control number", claim.id)
    add("27", "Assignment accepted", "yes")
    add("28", "Total charge", claim.total.map { "\($0)" } ?? "")
    add("29", "Paid by the patient", claim.patientPaid.map { "\($0)" } ?? "")
    add("31", "Signature of the provider", "on file")
    let facility = claim.facility
    add("32", "Where", facility.map { "\(Self.name($0.name)), \(Self.address($0.address))" } ?? "")
    add("32a", "Facility's NPI", facility?.npi ?? "")
    add("33", "Billing provider", "\(Self.name(claim.billing.name)), \(Self.address(claim.billing.address))")
    add("33a", "Billing provider's NPI", claim.billing.npi)
    self.items = items
    pages = max(1, (claim.lines.count + 5) / 6)
  }

  /// Pages that the services need.
  public let pages: Int

  private static func service(
    _ line: ServiceLine, _ number: Int, _ claim: Claim, _ add: (String, String, String) -> Void
  ) {
    let place = line.placeOfService.isEmpty ? claim.placeOfService : line.placeOfService
    add("24A, line \(number)", "Days", line.from == line.to ? "\(line.from)" : "\(line.from) to \(line.to)")
    add("24B, line \(number)", "Place", place)
    add("24D, line \(number)", "Service", ([line.procedure] + line.modifiers).joined(separator: " "))
    let letters = line.pointers.filter { (1...12).contains($0) }.map { letter($0 - 1) }
    add("24E, line \(number)", "Diagnoses", letters.joined())
    add("24F, line \(number)", "Charge", "\(line.charge)")
    add("24G, line \(number)", "Units", "\(line.units)")
    add("24J, line \(number)", "Rendering provider's NPI", claim.rendering?.npi ?? "")
  }

  private static func letter(_ index: Int) -> String {
    Array("ABCDEFGHIJKL").indices.contains(index) ? String(Array("ABCDEFGHIJKL")[index]) : ""
  }

  private static func name(_ name: PartyName) -> String {
    let given = [name.first, name.middle].filter { !$0.isEmpty }.joined(separator: " ")
    let family = [name.last, name.suffix].filter { !$0.isEmpty }.joined(separator: " ")
    return given.isEmpty ? family : "\(family), \(given)"
  }

  private static func address(_ address: Address?) -> String {
    guard let address else { return "" }
    let city = [address.city, address.state, address.postalCode].filter { !$0.isEmpty }.joined(separator: " ")
    return [address.line1, address.line2, city].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func accident(_ claim: Claim) -> String {
    guard claim.accident != nil else { return "" }
    return switch claim.accidentCause {
    case "AA": "car, \(claim.accidentState)"
    case "EM": "at work"
    default: "other"
    }
  }
}

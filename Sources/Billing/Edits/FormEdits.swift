import ICD10CM

/// Edits on the form: identifiers, limits, charges, and what an 837P cannot do without.
struct FormEdits {
  private let encounter: Encounter
  private var claim: Claim { encounter.claim }

  init(_ encounter: Encounter) { self.encounter = encounter }

  func findings() -> [EditFinding] {
    var findings: [EditFinding] = []
    if claim.diagnoses.count > 12 {
      findings.append(
        EditFinding(
          .tooMany, .error, .claim, "\(claim.diagnoses.count) diagnoses",
          remedy: "Keep the twelve that the services need."))
    }
    if claim.lines.count > 50 {
      findings.append(
        EditFinding(.tooMany, .error, .claim, "\(claim.lines.count) services", remedy: "Split the claim."))
    }
    for (index, line) in claim.lines.enumerated() where line.charge <= .zero {
      findings.append(
        EditFinding(.charge, .error, .line(index + 1), "no charge", remedy: "Give the charge in dollars."))
    }
    if claim.total == nil {
      findings.append(
        EditFinding(.charge, .error, .claim, "charges beyond what a claim may hold", remedy: "Split the claim."))
    }
    for (role, provider) in providers where !provider.npi.isEmpty && ProviderIdentifier(provider.npi) == nil {
      findings.append(
        EditFinding(
          .npi, .error, .claim, "'\(provider.npi)' is no valid NPI of the \(role)",
          remedy: "Look the number up in the NPI registry."))
    }
    for name in claim.missing {
      findings.append(
        EditFinding(.incomplete, .warning, .claim, "the claim has no \(name)", remedy: "Fill it in before it is sent."))
    }
    return findings
  }

  private var providers: [(String, Provider)] {
    var result = [("billing provider", claim.billing)]
    if let provider = claim.rendering { result.append(("rendering provider", provider)) }
    if let provider = claim.referring { result.append(("referring provider", provider)) }
    if let provider = claim.facility { result.append(("facility", provider)) }
    return result
  }
}

extension Claim {
  /// What an 837P needs and the claim does not have, in plain words; empty where it can be sent.
  public var missing: [String] {
    var result: [String] = []
    func need(_ isThere: Bool, _ name: String) { if !isThere { result.append(name) } }
    func isComplete(_ address: Address?) -> Bool {
      guard let address else { return false }
      return !address.line1.isEmpty && !address.city.isEmpty && address.state.utf8.count == 2
        && [5, 9].contains(address.postalCode.utf8.count)
    }
    need(!id.isEmpty && id.utf8.count <= 38, "patient control number (1 to 38 characters)")
    need(!diagnoses.isEmpty, "diagnosis")
    need(!lines.isEmpty, "service")
    need(!billing.name.last.isEmpty, "billing provider's name")
    need(ProviderIdentifier(billing.npi) != nil, "valid NPI of the billing provider")
    need(
      billing.taxID.utf8.count == 9 && billing.taxID.utf8.allSatisfy { (0x30...0x39).contains($0) },
      "tax number of nine digits of the billing provider")
    need(isComplete(billing.address), "complete address of the billing provider")
    need(billing.address?.postalCode.utf8.count == 9, "nine-digit ZIP code of the billing provider")
    need(!subscriber.name.last.isEmpty, "name of the insured")
    need(!coverage.memberID.isEmpty, "member identifier")
    need(!coverage.payerName.isEmpty && !coverage.payerID.isEmpty, "payer's name and identifier")
    let person = served
    need(!person.name.last.isEmpty, "patient's name")
    need(person.birth != nil, "patient's date of birth")
    need(isComplete(person.address), "complete address of the patient")
    need(relationship == .own || patient != nil, "patient apart from the insured")
    if let facility { need(isComplete(facility.address), "complete address of the facility") }
    if frequency == "7" || frequency == "8" {
      need(!originalReference.isEmpty, "payer's number of the claim that is replaced")
    }
    return result
  }
}

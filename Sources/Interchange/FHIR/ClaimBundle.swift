public import Billing
import ICD10CM
import JSON

/// Writes an encounter as FHIR R4 (4.0.1): a Bundle of Patient, Organization, Practitioner, Coverage, Encounter,
/// Condition, Procedure and Claim, which refer to each other by URN.
///
/// Sources: https://hl7.org/fhir/R4/claim.html, encounter.html, condition.html, procedure.html, coverage.html.
public enum ClaimBundle {
  /// The bytes of the bundle, one line, the same for the same claim.
  public static func write(_ claim: Claim) -> [UInt8] {
    var writer = BundleWriter(claim: claim)
    return writer.bytes()
  }
}

/// Systems that codes come from.
enum FHIRSystem {
  static let icd10cm = "http://hl7.org/fhir/sid/icd-10-cm"
  static let npi = "http://hl7.org/fhir/sid/us-npi"
  static let cpt = "http://www.ama-assn.org/go/cpt"
  static let hcpcs = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
  static let claimType = "http://terminology.hl7.org/CodeSystem/claim-type"
  static let priority = "http://terminology.hl7.org/CodeSystem/processpriority"
  static let placeOfService = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"
  static let actCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
  static let clinicalStatus = "http://terminology.hl7.org/CodeSystem/condition-clinical"

  /// CPT numbers begin with a digit, Level II numbers with a letter.
  static func procedure(_ number: String) -> String { number.first?.isLetter == true ? hcpcs : cpt }
}

private struct BundleWriter {
  let claim: Claim
  private let day: String

  init(claim: Claim) {
    self.claim = claim
    day = claim.firstDay.map { "\($0)" } ?? ""
  }

  /// FHIR identifiers take letters, digits, hyphens and points, 64 at most.
  private var stem: String {
    String(
      claim.id.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) }
        .map(Character.init).prefix(40))
  }

  private func identifier(_ name: String) -> String { "\(stem.isEmpty ? "claim" : stem)-\(name)" }
  private func urn(_ name: String) -> String { "urn:osteon:\(identifier(name))" }

  mutating func bytes() -> [UInt8] {
    var output = JSONOutput(capacity: 8192)
    output.object { output in
      output.member("resourceType", "Bundle")
      output.member("type", "collection")
      output.name("entry")
      output.array(resources) { output, resource in
        output.object { output in
          output.member("fullUrl", urn(resource.name))
          output.name("resource")
          output.object { output in
            output.member("resourceType", resource.type)
            output.member("id", identifier(resource.name))
            resource.write(&output)
          }
        }
      }
    }
    return output.line()
  }

  private struct Resource {
    let type: String, name: String
    let write: (inout JSONOutput) -> Void
  }

  private var resources: [Resource] {
    var list = [
      Resource(type: "Patient", name: "patient") { person(claim.served, to: &$0) },
      Resource(type: "Organization", name: "billing") { provider(claim.billing, to: &$0) },
      Resource(type: "Organization", name: "payer") { $0.member("name", claim.coverage.payerName) },
      Resource(type: "Coverage", name: "coverage") { coverage(to: &$0) },
    ]
    if claim.relationship != .own {
      list.append(Resource(type: "Patient", name: "subscriber") { person(claim.subscriber, to: &$0) })
    }
    if let rendering = claim.rendering {
      list.append(Resource(type: "Practitioner", name: "rendering") { practitioner(rendering, to: &$0) })
    }
    list.append(Resource(type: "Encounter", name: "encounter") { encounter(to: &$0) })
    for (index, code) in claim.diagnoses.enumerated() {
      list.append(Resource(type: "Condition", name: "condition-\(index + 1)") { condition(code, to: &$0) })
    }
    for (index, line) in claim.lines.enumerated() where !ProcedureTable.isOfficeVisit(line.procedure) {
      list.append(Resource(type: "Procedure", name: "procedure-\(index + 1)") { procedure(line, to: &$0) })
    }
    list.append(Resource(type: "Claim", name: "claim") { body(to: &$0) })
    return list
  }

  // MARK: Parts

  private func reference(_ name: StaticString, _ target: String, to output: inout JSONOutput) {
    output.name(name)
    output.object { $0.member("reference", urn(target)) }
  }

  private func concept(_ system: String, _ code: String, to output: inout JSONOutput) {
    output.object { output in
      output.name("coding")
      output.array([code]) { output, code in
        output.object { output in
          output.member("system", system)
          output.member("code", code)
        }
      }
    }
  }

  private func money(_ amount: Money, to output: inout JSONOutput) {
    output.object { output in
      output.name("value")
      output.json(Array(amount.description.utf8))
      output.member("currency", "USD")
    }
  }

  private func name(_ name: PartyName, to output: inout JSONOutput) {
    output.name("name")
    output.array([name]) { output, name in
      output.object { output in
        output.member("family", name.last)
        let given = [name.first, name.middle].filter { !$0.isEmpty }
        if !given.isEmpty {
          output.name("given")
          output.array(given) { $0.string($1) }
        }
      }
    }
  }

  private func address(_ address: Address?, to output: inout JSONOutput) {
    guard let address else { return }
    output.name("address")
    output.array([address]) { output, address in
      output.object { output in
        let lines = [address.line1, address.line2].filter { !$0.isEmpty }
        if !lines.isEmpty {
          output.name("line")
          output.array(lines) { $0.string($1) }
        }
        output.member("city", optional: address.city.isEmpty ? nil : address.city)
        output.member("state", optional: address.state.isEmpty ? nil : address.state)
        output.member("postalCode", optional: address.postalCode.isEmpty ? nil : address.postalCode)
      }
    }
  }

  private func npi(_ provider: Provider, to output: inout JSONOutput) {
    guard !provider.npi.isEmpty else { return }
    output.name("identifier")
    output.array([provider.npi]) { output, npi in
      output.object { output in
        output.member("system", FHIRSystem.npi)
        output.member("value", npi)
      }
    }
  }

  private func person(_ insured: Insured, to output: inout JSONOutput) {
    name(insured.name, to: &output)
    output.member("gender", insured.sex.rawValue)
    output.member("birthDate", optional: insured.birth.map { "\($0)" })
    address(insured.address, to: &output)
  }

  private func provider(_ provider: Provider, to output: inout JSONOutput) {
    npi(provider, to: &output)
    output.member("name", [provider.name.first, provider.name.last].filter { !$0.isEmpty }.joined(separator: " "))
    address(provider.address, to: &output)
  }

  private func practitioner(_ provider: Provider, to output: inout JSONOutput) {
    npi(provider, to: &output)
    name(provider.name, to: &output)
  }

  private func coverage(to output: inout JSONOutput) {
    output.member("status", "active")
    output.member("subscriberId", optional: claim.coverage.memberID.isEmpty ? nil : claim.coverage.memberID)
    reference("subscriber", claim.relationship == .own ? "patient" : "subscriber", to: &output)
    reference("beneficiary", "patient", to: &output)
    output.name("payor")
    output.array(["payer"]) { output, target in output.object { $0.member("reference", urn(target)) } }
  }

  private func encounter(to output: inout JSONOutput) {
    output.member("status", "finished")
    output.name("class")
    output.object { output in
      output.member("system", FHIRSystem.actCode)
      output.member("code", claim.placeOfService == "21" ? "IMP" : "AMB")
    }
    reference("subject", "patient", to: &output)
    output.name("period")
    output.object { output in
      output.member("start", optional: day.isEmpty ? nil : day)
      output.member("end", optional: claim.lines.map(\.to).max().map { "\($0)" })
    }
    guard !claim.diagnoses.isEmpty else { return }
    output.name("diagnosis")
    output.array(claim.diagnoses.indices) { output, index in
      output.object { output in
        reference("condition", "condition-\(index + 1)", to: &output)
        output.member("rank", index + 1)
      }
    }
  }

  private func condition(_ code: Code, to output: inout JSONOutput) {
    output.name("clinicalStatus")
    concept(FHIRSystem.clinicalStatus, "active", to: &output)
    output.name("code")
    concept(FHIRSystem.icd10cm, code.description, to: &output)
    reference("subject", "patient", to: &output)
    reference("encounter", "encounter", to: &output)
  }

  private func procedure(_ line: ServiceLine, to output: inout JSONOutput) {
    output.member("status", "completed")
    output.name("code")
    concept(FHIRSystem.procedure(line.procedure), line.procedure, to: &output)
    reference("subject", "patient", to: &output)
    reference("encounter", "encounter", to: &output)
    output.member("performedDateTime", "\(line.from)")
    let reasons = line.pointers.filter { claim.diagnoses.indices.contains($0 - 1) }
    guard !reasons.isEmpty else { return }
    output.name("reasonReference")
    output.array(reasons) { output, number in output.object { $0.member("reference", urn("condition-\(number)")) } }
  }

  private func body(to output: inout JSONOutput) {
    output.member("status", "active")
    output.name("type")
    concept(FHIRSystem.claimType, "professional", to: &output)
    output.member("use", "claim")
    reference("patient", "patient", to: &output)
    output.member("created", day)
    reference("provider", "billing", to: &output)
    output.name("priority")
    concept(FHIRSystem.priority, "normal", to: &output)
    output.name("insurance")
    output.array([1]) { output, sequence in
      output.object { output in
        output.member("sequence", sequence)
        output.member("focal", true)
        reference("coverage", "coverage", to: &output)
      }
    }
    if !claim.diagnoses.isEmpty {
      output.name("diagnosis")
      output.array(claim.diagnoses.indices) { output, index in
        output.object { output in
          output.member("sequence", index + 1)
          output.name("diagnosisCodeableConcept")
          concept(FHIRSystem.icd10cm, claim.diagnoses[index].description, to: &output)
        }
      }
    }
    output.name("item")
    output.array(claim.lines.indices) { item(claim.lines[$1], $1 + 1, to: &$0) }
    if let total = claim.total {
      output.name("total")
      money(total, to: &output)
    }
  }

  private func item(_ line: ServiceLine, _ number: Int, to output: inout JSONOutput) {
    output.object { output in
      output.member("sequence", number)
      let pointers = line.pointers.filter { claim.diagnoses.indices.contains($0 - 1) }
      if !pointers.isEmpty {
        output.name("diagnosisSequence")
        output.array(pointers) { $0.integer($1) }
      }
      output.name("productOrService")
      concept(FHIRSystem.procedure(line.procedure), line.procedure, to: &output)
      if !line.modifiers.isEmpty {
        output.name("modifier")
        output.array(line.modifiers) { concept(FHIRSystem.hcpcs, $1, to: &$0) }
      }
      if line.from == line.to {
        output.member("servicedDate", "\(line.from)")
      } else {
        output.name("servicedPeriod")
        output.object { output in
          output.member("start", "\(line.from)")
          output.member("end", "\(line.to)")
        }
      }
      output.name("locationCodeableConcept")
      concept(
        FHIRSystem.placeOfService, line.placeOfService.isEmpty ? claim.placeOfService : line.placeOfService, to: &output
      )
      output.name("quantity")
      output.object { $0.member("value", line.units) }
      output.name("net")
      money(line.charge, to: &output)
      output.name("encounter")
      output.array(["encounter"]) { output, target in output.object { $0.member("reference", urn(target)) } }
    }
  }
}

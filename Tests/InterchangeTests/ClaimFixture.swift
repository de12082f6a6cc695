import Billing
import Foundation
import ICD10CM
import Interchange
import Testing

/// The project's own example, and a claim with everything in it.
enum ClaimFixture {
  static func example() throws -> Claim {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    let bytes = try Data(contentsOf: package.appendingPathComponent("Examples/claims/m85-89-dxa.json"))
    return try EncounterReader.read(Array(bytes)).encounter.claim
  }

  static func everything() throws -> Claim {
    var claim = try example()
    let address = Address(line1: "1 Elm Street", line2: "Suite 4", city: "Tampa", state: "FL", postalCode: "336010001")
    claim.patient = Insured(
      PartyName("Peña", first: "José", middle: "Luis", suffix: "Jr"), birth: Day("2015-06-01"), sex: .male,
      address: address)
    claim.relationship = .child
    claim.coverage = Coverage(
      payerName: "Sunshine Health*Plan", payerID: "SH~1", memberID: "M:123", group: "G7", plan: "Gold", filing: "CI")
    claim.otherCoverage = Coverage(
      payerName: "Second Payer", payerID: "SP2", memberID: "S99", group: "", plan: "Silver", filing: "CI",
      responsibility: "S", paid: Money(cents: 1234))
    claim.referring = Provider(PartyName("Ng", first: "Wei"), npi: "1912301953")
    claim.facility = Provider(PartyName("Harbor Surgery Center"), npi: "1234567893", address: address)
    (claim.authorization, claim.referralNumber, claim.originalReference) = ("AUTH1", "REF2", "ORIG3")
    claim.frequency = "7"
    claim.onset = Day("2026-10-01")
    claim.accident = Day("2026-10-02")
    (claim.accidentCause, claim.accidentState) = ("AA", "FL")
    claim.patientPaid = Money(cents: 2000)
    claim.remark = "Second look; see record."
    let day = try #require(Day("2026-11-02"))
    claim.lines.append(
      ServiceLine(
        "J0897", modifiers: ["JZ", "RT", "59", "XS"], charge: try #require(Money(cents: 123_405)), units: 60,
        pointers: [3, 2, 1], from: day, to: Day("2026-11-03"), placeOfService: "19", drugCode: "55513071001",
        controlNumber: "L3"))
    return claim
  }

  static func transmission(_ claims: [Claim]) throws -> ClaimTransmission {
    ClaimTransmission(
      envelope: ClaimTransmission.Envelope(
        sender: "111222333", receiver: "09102", day: try #require(Day("2026-11-23")), time: "0915", control: 42,
        submitterName: "Harbor Bone Clinic", receiverName: "Medicare Part B", contact: "Billing office",
        telephone: "(305) 555-0142"), claims: claims)
  }
}

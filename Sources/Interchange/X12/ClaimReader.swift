import Billing
import ICD10CM

/// Reads X12 837P, implementation guide 005010X222A1.
///
/// What an interchange of another sender holds and a claim here does not is named in the transmission's remarks, never
/// silently dropped.
public enum ClaimReader {
  /// The claims of an interchange. Throws `X12Error` that names the segment.
  public static func read(_ bytes: [UInt8]) throws(X12Error) -> ClaimTransmission {
    let segments = try X12Tokenizer.segments(bytes)
    guard let header = segments.first(where: { $0.name == "ST" }) else {
      throw X12Error(segment: 0, message: "has no transaction (ST)")
    }
    guard header[1] == "837", header[3].isEmpty || header[3].hasPrefix("005010X222") else {
      throw header.error("is a transaction \(header[1]) \(header[3]); an 837 of 005010X222A1 is expected")
    }
    var state = ClaimReaderState(try envelope(segments))
    for segment in segments { try state.read(segment) }
    state.finish()
    guard !state.transmission.claims.isEmpty else { throw X12Error(segment: 0, message: "has no claim (CLM)") }
    return state.transmission
  }

  private static func envelope(_ segments: [X12Segment]) throws(X12Error) -> ClaimTransmission.Envelope {
    guard let isa = segments.first, isa.count == 16 else {
      throw X12Error(segment: 1, message: "ISA: 16 elements needed")
    }
    guard let group = segments.first(where: { $0.name == "GS" }) else {
      throw X12Error(segment: 0, message: "has no group (GS)")
    }
    guard let control = Int(isa[13]), (0...999_999_999).contains(control) else {
      throw isa.error("element 13 is no control number")
    }
    func trimmed(_ text: String) -> String { X12Text.clean(text, 15) }
    var envelope = ClaimTransmission.Envelope(
      sender: trimmed(isa[6]), receiver: trimmed(isa[8]), day: try group.day(4), time: group[5], control: control,
      isTest: isa[15] != "P", submitterName: "", receiverName: "", contact: "", telephone: "")
    envelope.senderQualifier = isa[5]
    envelope.receiverQualifier = isa[7]
    return envelope
  }
}

/// The loops of a transaction while they are read.
struct ClaimReaderState {
  /// The loop whose segments come now.
  private enum Loop {
    case submitter, receiver, billing, payTo, subscriber, payer, patient, claim, referring, rendering, facility
    case other, otherSubscriber, otherPayer, line, ignored
  }

  private(set) var transmission: ClaimTransmission
  private var loop = Loop.ignored
  private var billing = Provider(PartyName(""), npi: "")
  private var billingTaxonomy = ""
  private var subscriber = Insured()
  private var coverage = Coverage()
  private var patient: Insured?
  private var relationship = Relationship.own
  private var claim: Claim?
  private var hasLineDate = false

  init(_ envelope: ClaimTransmission.Envelope) {
    transmission = ClaimTransmission(envelope: envelope, claims: [])
  }

  mutating func finish() { endClaim() }

  private mutating func endClaim() {
    if let claim { transmission.claims.append(claim) }
    claim = nil
  }

  /// Segments whose first element is a qualifier; any other's may be words about a person.
  private static let qualified: Set<String> = ["NM1", "REF", "DTP", "AMT", "PRV", "SBR", "QTY", "PWK", "CRC"]

  private mutating func remark(_ segment: X12Segment) {
    guard transmission.remarks.count < 1000 else { return }
    let qualifier = Self.qualified.contains(segment.name) ? " " + segment[1].prefix(3) : ""
    transmission.remarks.append("segment \(segment.number): \(segment.name.prefix(3))\(qualifier) is not kept")
  }

  mutating func read(_ segment: X12Segment) throws(X12Error) {
    switch segment.name {
    case "ISA", "GS", "ST", "BHT", "SE", "GE", "IEA": break
    case "HL": try level(segment)
    case "NM1": party(segment)
    case "PER":
      if loop == .submitter {
        transmission.envelope.contact = segment[2]
        transmission.envelope.telephone = segment[4]
      } else {
        remark(segment)
      }
    case "N3":
      change(segment) {
        $0.line1 = segment[1]; $0.line2 = segment[2]
      }
    case "N4":
      change(segment) {
        $0.city = segment[1]; $0.state = segment[2]; $0.postalCode = segment[3]
      }
    case "DMG": try demographics(segment)
    case "PRV": taxonomy(segment)
    case "SBR": insurance(segment)
    case "PAT":
      guard let found = Relationship(rawValue: segment[1]) else { return remark(segment) }
      relationship = found
    case "CLM": try begin(segment)
    case "LX": loop = .line
    default: try detail(segment)
    }
  }

  private mutating func level(_ segment: X12Segment) throws(X12Error) {
    endClaim()
    switch segment[3] {
    case "20":
      loop = .billing
      billing = Provider(PartyName(""), npi: "")
    case "22":
      loop = .subscriber
      (subscriber, coverage, patient, relationship) = (Insured(), Coverage(), nil, .own)
    case "23":
      loop = .patient
      patient = Insured()
    default: throw segment.error("a level \(segment[3]) that no 837P has")
    }
  }

  // MARK: Parties

  private mutating func party(_ segment: X12Segment) {
    let name = PartyName(segment[3], first: segment[4], middle: segment[5], suffix: segment[7])
    let provider = Provider(name, npi: segment[8] == "XX" ? segment[9] : "")
    switch segment[1] {
    case "41":
      loop = .submitter
      transmission.envelope.submitterName = segment[3]
    case "40":
      loop = .receiver
      transmission.envelope.receiverName = segment[3]
    case "85":
      loop = .billing
      billing = Provider(name, npi: provider.npi, taxonomy: billing.taxonomy)
    case "87":
      loop = .payTo
      remark(segment)
    case "IL":
      if loop == .other || loop == .otherSubscriber {
        loop = .otherSubscriber
        claim?.otherCoverage?.memberID = segment[9]
      } else {
        loop = .subscriber
        subscriber.name = name
        coverage.memberID = segment[9]
      }
    case "PR":
      if loop == .other || loop == .otherSubscriber {
        loop = .otherPayer
        claim?.otherCoverage?.payerName = segment[3]
        claim?.otherCoverage?.payerID = segment[9]
      } else {
        loop = .payer
        coverage.payerName = segment[3]
        coverage.payerID = segment[9]
      }
    case "QC":
      loop = .patient
      patient?.name = name
    case "DN" where loop != .line:
      loop = .referring
      claim?.referring = provider
    case "82" where loop != .line:
      loop = .rendering
      claim?.rendering = provider
    case "77" where loop != .line:
      loop = .facility
      claim?.facility = provider
    default:
      // A provider of one line alone: what follows belongs to it.
      if loop != .line { loop = .ignored }
      remark(segment)
    }
  }

  private mutating func change(_ segment: X12Segment, _ body: (inout Address) -> Void) {
    func changed(_ address: Address?) -> Address {
      var address = address ?? Address()
      body(&address)
      return address
    }
    switch loop {
    case .billing: billing.address = changed(billing.address)
    case .subscriber: subscriber.address = changed(subscriber.address)
    case .patient:
      let old = patient?.address
      patient?.address = changed(old)
    case .facility:
      let old = claim?.facility?.address
      claim?.facility?.address = changed(old)
    default: remark(segment)
    }
  }

  private mutating func demographics(_ segment: X12Segment) throws(X12Error) {
    let birth = try segment.day(2)
    let sex: AdministrativeSex = segment[3] == "M" ? .male : segment[3] == "F" ? .female : .unknown
    switch loop {
    case .subscriber: (subscriber.birth, subscriber.sex) = (birth, sex)
    case .patient:
      patient?.birth = birth
      patient?.sex = sex
    default: remark(segment)
    }
  }

  private mutating func taxonomy(_ segment: X12Segment) {
    switch segment[1] {
    case "BI": billing.taxonomy = segment[3]
    case "PE" where loop == .rendering: claim?.rendering?.taxonomy = segment[3]
    default: remark(segment)
    }
  }

  private mutating func insurance(_ segment: X12Segment) {
    let found = Coverage(
      group: segment[3], plan: segment[4], filing: segment[9], responsibility: segment[1])
    if claim != nil {
      loop = .other
      if claim?.otherCoverage != nil { remark(segment) }
      claim?.otherCoverage = found
    } else {
      coverage = found
    }
  }

  // MARK: Claim

  private mutating func begin(_ segment: X12Segment) throws(X12Error) {
    endClaim()
    var next = Claim(
      id: segment[1], diagnoses: [], lines: [], subscriber: subscriber, coverage: coverage, billing: billing)
    _ = try segment.money(2)
    next.placeOfService = segment.component(5, 1)
    next.frequency = segment.component(5, 3)
    next.patient = patient
    next.relationship = patient == nil ? .own : relationship
    next.accidentCause = segment.component(11, 1)
    next.accidentState = segment.component(11, 4)
    claim = next
    loop = .claim
  }

  private mutating func detail(_ segment: X12Segment) throws(X12Error) {
    guard var current = claim else {
      if segment.name == "REF", loop == .billing, ["EI", "SY"].contains(segment[1]) {
        billing.taxID = segment[2]
      } else {
        remark(segment)
      }
      return
    }
    switch (segment.name, segment[1]) {
    case ("DTP", "431") where loop == .claim: current.onset = try segment.day(3)
    case ("DTP", "439") where loop == .claim: current.accident = try segment.day(3)
    case ("AMT", "F5") where loop == .claim: current.patientPaid = try segment.money(2)
    case ("AMT", "D") where loop == .other: current.otherCoverage?.paid = try segment.money(2)
    case ("REF", "9F") where loop == .claim: current.referralNumber = segment[2]
    case ("REF", "G1") where loop == .claim: current.authorization = segment[2]
    case ("REF", "F8") where loop == .claim: current.originalReference = segment[2]
    case ("NTE", "ADD") where loop == .claim: current.remark = segment[2]
    case ("HI", _): diagnoses(segment, into: &current)
    case ("OI", _): break
    case ("SV1", _): current.lines.append(try service(segment))
    case ("DTP", "472"): try serviceDate(segment, into: &current)
    case ("REF", "6R") where !current.lines.isEmpty: current.lines[current.lines.count - 1].controlNumber = segment[2]
    case ("LIN", _) where !current.lines.isEmpty && segment[2] == "N4":
      current.lines[current.lines.count - 1].drugCode = segment[3]
    case ("CTP", _) where !current.lines.isEmpty: break
    default: remark(segment)
    }
    claim = current
  }

  private mutating func diagnoses(_ segment: X12Segment, into claim: inout Claim) {
    guard segment.count > 0 else { return }
    for index in 1...segment.count {
      let qualifier = segment.component(index, 1)
      guard qualifier == "ABK" || qualifier == "ABF", let code = Code(segment.component(index, 2)) else {
        transmission.remarks.append("segment \(segment.number): HI \(qualifier) is no ICD-10-CM diagnosis")
        continue
      }
      claim.diagnoses.append(code)
    }
  }

  private func service(_ segment: X12Segment) throws(X12Error) -> ServiceLine {
    let parts = segment.components(1)
    guard parts.count >= 2, parts[0] == "HC" else { throw segment.error("a service that is no HCPCS number") }
    // Units may be written as a decimal number; a fraction of one is not kept by claims here.
    let units = segment[4].split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = units.first.flatMap({ Int($0) }), (0...999_999).contains(whole),
      units.dropFirst().allSatisfy({ $0.allSatisfy { $0 == "0" } })
    else { throw segment.error("element 4 is no whole number of units") }
    var pointers: [Int] = []
    for part in segment.components(7) {
      guard let pointer = Int(part), (1...12).contains(pointer) else { throw segment.error("a pointer that is none") }
      pointers.append(pointer)
    }
    return ServiceLine(
      parts[1], modifiers: parts[2...].prefix(4).filter { !$0.isEmpty }, charge: try segment.money(2), units: whole,
      pointers: pointers, from: transmission.envelope.day, placeOfService: segment[5])
  }

  private func serviceDate(_ segment: X12Segment, into claim: inout Claim) throws(X12Error) {
    guard !claim.lines.isEmpty else { throw segment.error("a date of service before any service") }
    let days = segment[3].split(separator: "-").map { Day($0) }
    guard (1...2).contains(days.count), let from = days[0], let to = days.last ?? nil else {
      throw segment.error("element 3 is no day and no range of days")
    }
    claim.lines[claim.lines.count - 1].from = from
    claim.lines[claim.lines.count - 1].to = to
  }
}

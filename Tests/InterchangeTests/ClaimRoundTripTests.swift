import Billing
import ICD10CM
import Interchange
import Testing

@Suite struct ClaimRoundTripTests {
  @Test func `write, read, write gives the same bytes, and keeps every field`() throws {
    let first = try ClaimWriter.write(
      try ClaimFixture.transmission([try ClaimFixture.example(), try ClaimFixture.everything()]))
    let read = try ClaimReader.read(first)
    #expect(read.remarks.isEmpty)
    #expect(try ClaimWriter.write(read) == first)
    let claim = try #require(read.claims.last)
    #expect(claim.patient?.name == PartyName("PENA", first: "JOSE", middle: "LUIS", suffix: "JR"))
    #expect(claim.relationship == .child && claim.patient?.birth == Day("2015-06-01") && claim.patient?.sex == .male)
    #expect(claim.otherCoverage?.paid?.cents == 1234 && claim.otherCoverage?.memberID == "S99")
    #expect(claim.facility?.address?.line2 == "SUITE 4" && claim.referring?.npi == "1912301953")
    #expect(claim.frequency == "7" && claim.originalReference == "ORIG3" && claim.authorization == "AUTH1")
    #expect(claim.accident == Day("2026-10-02") && claim.accidentCause == "AA" && claim.accidentState == "FL")
    #expect(claim.patientPaid?.cents == 2000 && claim.remark == "SECOND LOOK; SEE RECORD.")
    let line = try #require(claim.lines.last)
    #expect(line.charge.cents == 123_405 && line.units == 60 && line.pointers == [3, 2, 1])
    #expect(line.modifiers == ["JZ", "RT", "59", "XS"] && line.placeOfService == "19")
    #expect(line.to == Day("2026-11-03") && line.drugCode == "55513071001" && line.controlNumber == "L3")
  }

  @Test func `a delimiter in a text opens no segment`() throws {
    let text = String(
      decoding: try ClaimWriter.write(try ClaimFixture.transmission([try ClaimFixture.everything()])), as: UTF8.self)
    #expect(text.contains("SUNSHINE HEALTH PLAN") && text.contains("*PI*SH 1~") && text.contains("*MI*M 123~"))
  }

  @Test func `amounts are written without trailing zeros and add up`() throws {
    let text = String(
      decoding: try ClaimWriter.write(try ClaimFixture.transmission([try ClaimFixture.everything()])), as: UTF8.self)
    #expect(text.contains("CLM*OST-1001*1449.55*"))
    #expect(text.contains("SV1*HC:99213:25*95.5*UN*1***1~"))
    #expect(text.contains("DTP*472*RD8*20261102-20261103~"))
  }

  @Test func `segments are counted and control numbers agree`() throws {
    let text = String(
      decoding: try ClaimWriter.write(try ClaimFixture.transmission([try ClaimFixture.example()])), as: UTF8.self)
    let segments = text.split(separator: "\n")
    let start = try #require(segments.firstIndex { $0.hasPrefix("ST*") })
    let end = try #require(segments.firstIndex { $0.hasPrefix("SE*") })
    #expect(segments[end] == "SE*\(end - start + 1)*0042~")
    #expect(segments.first?.utf8.count == 106)
    #expect(segments.last == "IEA*1*000000042~")
  }

  @Test func `what a claim lacks is named`() throws {
    let blanks: [(String, WritableKeyPath<Claim, String>)] = [
      ("billing provider's name", \.billing.name.last), ("NPI", \.billing.npi), ("tax number", \.billing.taxID),
      ("member identifier", \.coverage.memberID), ("payer", \.coverage.payerID), ("control number", \.id),
      ("name of the insured", \.subscriber.name.last),
    ]
    for (word, path) in blanks {
      var claim = try ClaimFixture.example()
      claim[keyPath: path] = ""
      let error = #expect(throws: IncompleteClaim.self) {
        try ClaimWriter.write(try ClaimFixture.transmission([claim]))
      }
      #expect(error?.description.contains(word) == true, "\(String(describing: error))")
    }
  }

  @Test func `what is not kept is named without a word about a person`() throws {
    let text = String(
      decoding: try ClaimWriter.write(try ClaimFixture.transmission([try ClaimFixture.example()])), as: UTF8.self)
    let more = text.replacing(
      "REF*EI*111222333~", with: "REF*EI*111222333~\nNM1*87*2~\nN3*9 SECRET LANE~\nK3*SECRET WORDS~")
    let read = try ClaimReader.read(Array(more.utf8))
    #expect(
      read.remarks.map { $0.split(separator: ": ").last } == ["NM1 87 is not kept", "N3 is not kept", "K3 is not kept"])
    #expect(read.claims.count == 1)
  }

  // MARK: Bad input

  @Test(arguments: [
    ("", "ISA"), ("hello", "ISA"), (String(repeating: "ISA", count: 50), "delimiters"),
  ])
  func `what is no interchange is refused`(_ text: String, _ word: String) {
    let error = #expect(throws: X12Error.self) { try ClaimReader.read(Array(text.utf8)) }
    #expect(error?.description.contains(word) == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    ("CLM*OST-1001*215.5", "CLM*OST-1001*abc", "CLM"), ("SV1*HC:77080*120*", "SV1*HC:77080*1.234*", "SV1"),
    ("*UN*1***1:2:3", "*UN*1***1:x", "pointer"), ("*UN*1***1:2:3", "*UN*1.5***1", "units"),
    ("DTP*472*D8*20261102", "DTP*472*D8*20261302", "day"), ("DMG*D8*19590417", "DMG*D8*1959", "DMG"),
    ("ST*837", "ST*850", "837"), ("HL*2*1*22", "HL*2*1*99", "HL"),
  ])
  func `a segment that is wrong is named`(_ old: String, _ new: String, _ word: String) throws {
    let text = String(
      decoding: try ClaimWriter.write(try ClaimFixture.transmission([try ClaimFixture.example()])), as: UTF8.self)
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != text)
    let error = #expect(throws: X12Error.self) { try ClaimReader.read(Array(changed.utf8)) }
    #expect(error?.description.contains(word) == true, "\(String(describing: error))")
  }

  /// 200 damaged transmissions: bytes changed, taken out, doubled, cut off. The reader answers or refuses; it never
  /// fails the process, and what it answers can be written or is refused for a reason.
  @Test(arguments: 0..<200)
  func `a damaged transmission never stops the reader`(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var bytes = try ClaimWriter.write(
      try ClaimFixture.transmission([try ClaimFixture.everything(), try ClaimFixture.example()]))
    for _ in 0..<Int.random(in: 1...12, using: &random) where bytes.count > 1 {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: Array("*:~^-9".utf8), at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...200, using: &random)))
      default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 80)], at: place)
      }
    }
    do {
      let read = try ClaimReader.read(bytes)
      #expect(!read.claims.isEmpty)
      let findings = read.claims.flatMap { ClaimEdits(EditTables()).findings(in: Encounter($0)) }
      #expect(findings.allSatisfy { !$0.what.isEmpty })
      for claim in read.claims {
        #expect(!ClaimBundle.write(claim).isEmpty)
        #expect(!CMS1500(claim).items.isEmpty)
      }
    } catch {
      #expect(!error.description.isEmpty)
    }
  }
}

/// A generator whose numbers are the same everywhere (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

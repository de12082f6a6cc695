import Billing
import Interchange
import Testing

@Suite struct StatusTests {
  private func interchange(_ transaction: String, _ segments: [String]) -> [UInt8] {
    let isa =
      "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261123*0915*^*00501*000000001*0*T*:~"
    return Array((isa + (["ST*\(transaction)*0001"] + segments + ["SE*1*0001"]).joined(separator: "~\n") + "~").utf8)
  }

  @Test(arguments: [
    ("IK5*A", StatusUpdate.Status.accepted), ("IK5*E*5", .acceptedWithErrors), ("IK5*R*5", .rejected),
  ])
  func `a 999 accepts or rejects a transmission`(_ segment: String, _ status: StatusUpdate.Status) throws {
    let updates = try StatusReader.read(
      interchange("999", ["AK1*HC*42", "AK2*837*0042", "IK3*NM1*8**8", "IK4*9*67*7", segment, "AK9*A*1*1*1"]))
    #expect(updates.map(\.status) == [status])
    #expect(updates.first?.reference == "0042")
    #expect(updates.first?.reasons.prefix(2) == ["NM1 8:8", "element 9:7"])
  }

  @Test(arguments: [
    ("A1:19:PR", StatusUpdate.Status.accepted), ("A2:20:PR", .accepted), ("A3:21", .rejected), ("A7:562:85", .rejected),
    ("A0:16", .forwarded), ("P1:1", .pending),
  ])
  func `a 277CA takes a claim in or not`(_ code: String, _ status: StatusUpdate.Status) throws {
    let updates = try StatusReader.read(
      interchange(
        "277", ["TRN*2*OST-1001", "STC*\(code)*20261124*WQ*215.5", "REF*1K*PAYER77", "TRN*1*X"]))
    #expect(updates.map(\.status) == [status])
    #expect(updates.first?.reference == "OST-1001" && updates.first?.payerReference == "PAYER77")
    #expect(updates.first?.reasons.first?.hasPrefix(String(code.prefix(2))) == true)
  }

  @Test func `an 835 pays, denies and adjusts, with numbers`() throws {
    let updates = try StatusReader.read(
      interchange(
        "835",
        [
          "CLP*OST-1001*1*215.5*80*20.5*MB*ICN1", "CAS*CO*45*35**253*1.5", "SVC*HC:77080*120*0", "CAS*CO*50*120",
          "SVC*HC:99213:25*95.5*80", "CAS*PR*2*15.5", "CLP*OST-1002*1*50*0*0*MB*ICN2", "CAS*CO*97*50",
          "CLP*OST-1003*4*10*0**MB", "CLP*OST-1004*22*-10*-5**MB",
        ]))
    #expect(updates.map(\.status) == [.paid, .denied, .denied, .reversed])
    let first = try #require(updates.first)
    #expect(first.paid?.cents == 8000 && first.patientOwes?.cents == 2050 && first.payerReference == "ICN1")
    #expect(first.adjustments.map(\.reason) == ["45", "253", "50", "2"])
    #expect(first.adjustments.map(\.group) == ["CO", "CO", "CO", "PR"])
    #expect(first.adjustments.map(\.amount.cents) == [3500, 150, 12000, 1550])
    #expect(first.adjustments.map(\.procedure) == ["", "", "77080", "99213"])
  }

  @Test(arguments: [
    ("837", ["CLM*1*1"], "999, 277CA or 835"), ("835", ["CLP*1*1*x*0"], "CLP"),
    ("835", ["CAS*CO*45*1"], "before any claim"),
  ])
  func `what is none is refused`(_ transaction: String, _ segments: [String], _ word: String) {
    let error = #expect(throws: X12Error.self) { try StatusReader.read(interchange(transaction, segments)) }
    #expect(error?.description.contains(word) == true)
  }
}

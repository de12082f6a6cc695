import Billing
import Foundation
import HTTPTypes
import ICD10CM
import Practice
import Testing

@testable import Desk

/// The billing of an encounter on the review page.
@Suite struct BillingPanelTests {
  /// A table and a pack of the test's own: a knee injection, which a payer covers for one side only.
  private static let tables: DeskBilling = {
    var procedures = ProcedureTable()
    procedures.insert(
      Procedure(
        number: "20610", gloss: "needle into a <large> joint", kind: .injection, isSided: true,
        diagnoses: [Code("M25.56")].compactMap(\.self), source: "test"))
    let pack = """
      {"id": "TEST 1", "title": "Injections", "contractor": "national", "from": "2020-01-01", "checked": "2026-11-01",
       "procedures": ["20610"],
       "sources": [{"id": "s", "text": "Test Manual 4", "date": "2025-01-01", "verified": false}],
       "diagnoses": [{"codes": ["M25.561"], "procedures": [], "listing": "covered", "source": "s"},
         {"codes": ["M25.562"], "procedures": [], "listing": "not-covered", "source": "s"}],
       "conditions": [{"text": "ordered after an evaluation", "settledBy": "the order", "source": "s",
         "ways": [{"fact": "ordered", "text": "ordered"}]}],
       "gaps": ["the rest was not seen"]}
      """
    let packs = [try? CoveragePack(Array(pack.utf8), file: "test.json")].compactMap(\.self)
    let tables = ReviewTables(edits: EditTables(procedures: procedures), packs: packs)
    return DeskBilling { _ in tables }
  }()

  private static let payer = #""payer.filing":"MB""#

  private func saving(_ service: String, _ details: String, version: Int = 0) -> String {
    #"{"version":\#(version),"entry":{"services":[\#(service)],"details":{\#(details)}}}"#
  }

  private func service(_ procedure: String = "20610", _ modifiers: String = "LT", charge: String = "150.00") -> String {
    #"{"procedure":"\#(procedure)","modifiers":"\#(modifiers)","units":"1","charge":"\#(charge)","diagnoses":[]}"#
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let note: String
    let details: String
    let shown: [String]
    let absent: [String]
    var testDescription: String { note + " " + details }
  }

  @Test(arguments: [
    Row(
      note: "Left knee pain.", details: payer,
      shown: ["not covered", "taken off the list", "TEST 1", "unverified", "GZ", "advance notice (ABN)", "settled"],
      absent: ["only if the record"]),
    Row(
      note: "Right knee pain.", details: payer,
      shown: ["covered", "only if the record shows what is open", "Settled by: the order"],
      absent: ["not covered", "GZ"]),
    Row(
      note: "Right knee pain.", details: payer + #","chart.ordered":"yes""#, shown: ["aria-label=\"met\""],
      absent: ["Settled by", "only if the record"]),
    Row(
      note: "Right knee pain.", details: payer + #","chart.ordered":"no""#, shown: ["not covered", "Settled by"],
      absent: []),
    Row(
      note: "Left knee pain.", details: #""payer.filing":"CI""#, shown: ["unverified", "no coverage pack binds"],
      absent: ["not covered"]),
  ])
  func `Coverage and edits are shown with source and remedy`(_ row: Row) async throws {
    try await TestDesk(billing: Self.tables).run { client in
      let id = try await client.begin(row.note, date: "2026-11-02")
      let saved = try await client.ask(.put, "/api/encounters/\(id)/billing", saving(service(), row.details))
      #expect(saved.status == 200)
      let panel = try await client.ask(.get, "/encounters/\(id)/billing")
      #expect(panel.status == 200)
      let text = panel.text.lowercased()
      for part in row.shown { #expect(text.contains(part.lowercased()), "\(part)") }
      for part in row.absent { #expect(!text.contains(part.lowercased()), "\(part)") }
      #expect(panel.text.contains("needle into a &lt;large&gt; joint"))
    }
  }

  @Test func `What is billed changes nothing of what is coded`() async throws {
    try await TestDesk(billing: Self.tables).run { client in
      let id = try await client.begin("Left knee pain.", date: "2026-11-02")
      func coded() async throws -> [String] {
        let answer = try await client.ask(.post, "/api/analysis", #"{"text":"Left knee pain.","date":"2026-11-02"}"#)
        var analysis = try DeskJSON.decode(Analysis.self, from: Array(answer.text.utf8))
        analysis.milliseconds = 0
        return [String(decoding: try DeskJSON.encode(analysis), as: UTF8.self)]
      }
      let before = try await coded()
      let encounter = try await client.ask(.get, "/api/encounters/\(id)").text
      _ = try await client.ask(.put, "/api/encounters/\(id)/billing", saving(service(), Self.payer))
      #expect(try await client.ask(.get, "/encounters/\(id)/billing").text.contains("not covered"))
      #expect(try await coded() == before)
      #expect(try await client.ask(.get, "/api/encounters/\(id)").text == encounter)
    }
  }

  private static let complete =
    payer
    + #","payer.name":"Medicare","payer.id":"09102","payer.memberID":"1EG4TE5MK73","patient.last":"Rivera","#
    + #""patient.first":"Marta","patient.birth":"1959-04-17","patient.line1":"8 Palm Court","patient.city":"Miami","#
    + #""patient.state":"FL","patient.postalCode":"33101""#
  private static let practice =
    #"{"billing.name":"Harbor Bone Clinic","billing.npi":"1234567893","billing.taxID":"111222333","#
    + #""billing.line1":"12 Harbor Street","billing.city":"Miami","billing.state":"FL","billing.postalCode":"33101-0001","#
    + #""submitter.name":"Harbor Bone Clinic","submitter.id":"111222333","submitter.contact":"Office","#
    + #""submitter.telephone":"3055550142","unknown":"x"}"#

  @Test func `A claim is written when nothing is missing and every code is decided`() async throws {
    try await TestDesk(billing: Self.tables).run { client in
      let id = try await client.begin("Left knee pain.", date: "2026-11-02")
      _ = try await client.ask(.put, "/api/encounters/\(id)/billing", saving(service(), ""))
      let early = try await client.ask(.get, "/encounters/\(id)/claim.837")
      #expect(early.status == 422)
      for part in ["decision about 1 of 1 codes", "kind of payer", "member identifier", "contact of who sends"] {
        #expect(early.text.contains(part), "\(part)")
        #expect(try await client.ask(.get, "/encounters/\(id)/billing").text.contains(part), "\(part)")
      }
      #expect(try await client.ask(.put, "/api/practice", Self.practice).status == 200)
      _ = try await client.ask(.put, "/api/encounters/\(id)/billing", saving(service(), Self.complete, version: 1))
      let undecided = try await client.ask(.get, "/encounters/\(id)/claim.837")
      #expect(undecided.status == 422 && undecided.text.contains("decision") && !undecided.text.contains(";"))
      let decided =
        #"{"version":2,"content":{"label":"","note":"Left knee pain.","kind":"","date":"2026-11-02","sex":"female","#
        + #""menopause":"","openMarks":[],"decisions":[{"code":"M25.562","action":"accepted","replacement":"","reason":""}]}}"#
      #expect(try await client.ask(.put, "/api/encounters/\(id)", decided).status == 200)
      #expect(
        try await client.ask(.post, "/api/encounters/\(id)/sign", #"{"version":3,"signer":"Dr. A"}"#).status == 200)
      let claim = try await client.ask(.get, "/encounters/\(id)/claim.837")
      #expect(claim.status == 200)
      for part in [
        "ISA*", "HI*ABK:M25562", "SV1*HC:20610:LT*150", "NM1*IL*1*RIVERA*MARTA", "NM1*85*2*HARBOR BONE CLINIC",
      ] {
        #expect(claim.text.contains(part), "\(part)")
      }
      let form = try await client.ask(.get, "/encounters/\(id)/claim.html").text
      for part in ["M25.562", "20610 LT", "1EG4TE5MK73", "150.00"] { #expect(form.contains(part), "\(part)") }
      #expect(try await client.ask(.get, "/settings").text.contains("Harbor Bone Clinic"))
    }
  }

  @Test(arguments: [
    ("2061", "150", "number of procedure 1"), ("20610", "abc", "charge of procedure 1"), ("<b>", "1", "&lt;B&gt;"),
  ])
  func `An entry that cannot be read is named`(procedure: String, charge: String, part: String) async throws {
    try await TestDesk(billing: Self.tables).run { client in
      let id = try await client.begin("Left knee pain.", date: "2026-11-02")
      let entry = saving(service(procedure, charge: charge), Self.payer)
      #expect(try await client.ask(.put, "/api/encounters/\(id)/billing", entry).status == 200)
      #expect(try await client.ask(.get, "/encounters/\(id)/billing").text.contains(part))
    }
  }

  @Test func `Without a date or tables the page says so`() async throws {
    try await TestDesk(billing: Self.tables).run { client in
      let id = try await client.begin("Left knee pain.", date: "")
      #expect(try await client.ask(.get, "/encounters/\(id)/billing").text.contains("Give the date of service"))
      #expect(try await client.ask(.get, "/encounters/\(id)/review").text.contains("id=\"billing-form\""))
      #expect(try await client.ask(.put, "/api/encounters/\(id)/billing", "{}").status == 400)
    }
    try await TestDesk().run { client in
      let id = try await client.begin("Left knee pain.", date: "")
      #expect(!(try await client.ask(.get, "/encounters/\(id)/review").text.contains("billing-form")))
    }
  }
}

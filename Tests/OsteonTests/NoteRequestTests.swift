import BoneDensity
import Coding
import JSON
import Testing

@testable import osteon

@Suite struct NoteRequestTests {
  private func request(_ row: String, _ defaults: NoteRequest.Defaults = .init()) throws -> NoteRequest {
    try NoteRequest(row: JSONReader.value(of: Array(row.utf8)), defaults: defaults)
  }

  @Test func `takes all members of a row`() throws {
    let request = try request(
      #"""
      {"id":7,"text":"x","kind":"dxa","setting":"inpatient","date":"2026-05-01",
       "patient":{"age":67.8,"sex":"F","menopause":"postmenopausal"},"unknown":[1]}
      """#)
    #expect(request.id == .number(Array("7".utf8)))
    #expect(request.context.kind == .dxa)
    #expect(request.context.setting == .inpatient)
    #expect(request.date == "2026-05-01")
    #expect(request.context.subject == DensitySubject(age: 67, sex: .female, menopause: .postmenopausal))
  }

  @Test func `a row's value goes before the default, null counts as absent`() throws {
    var defaults = NoteRequest.Defaults()
    defaults.context.kind = .problem
    defaults.date = "2026-01-01"
    let silent = try request(#"{"id":"a","text":"x","kind":null,"date":null,"patient":null}"#, defaults)
    #expect(silent.context.kind == .problem)
    #expect(silent.date == "2026-01-01")
    let loud = try request(#"{"id":"a","text":"x","kind":"note","date":"2026-02-02"}"#, defaults)
    #expect(loud.context.kind == .note)
    #expect(loud.date == "2026-02-02")
  }

  @Test(arguments: [
    ("F", ReferenceSex.female), ("female", .female), ("Male", .male), ("m", .male),
  ])
  func `knows a sex`(_ text: String, _ sex: ReferenceSex) throws { #expect(try Patient.sex(text) == sex) }

  @Test(arguments: [
    ("perimenopausal", MenopausalStatus.transition), ("surgical", .postmenopausal), ("Premenopausal", .premenopausal),
  ])
  func `knows a menopausal status`(_ text: String, _ status: MenopausalStatus) throws {
    #expect(try Patient.menopause(text) == status)
  }

  @Test(arguments: [
    (#"{"text":"x"}"#, "no 'id'"), (#"{"id":"a"}"#, "no 'text'"), (#"{"id":[],"text":"x"}"#, "'id' must"),
    (#"{"id":"a","text":5}"#, "'text' must"), (#"{"id":"a","text":"x","kind":"letter"}"#, "no kind"),
    (#"{"id":"a","text":"x","kind":3}"#, "'kind' must"), (#"{"id":"a","text":"x","setting":"home"}"#, "no setting"),
    (#"{"id":"a","text":"x","patient":{"sex":"Q"}}"#, "no sex"),
    (#"{"id":"a","text":"x","patient":{"age":-1}}"#, "age must lie"),
    (#"{"id":"a","text":"x","patient":{"age":"67"}}"#, "'patient.age' must"),
    (#"{"id":"a","text":"x","patient":{"age":1e400}}"#, "age must lie"),
    (#"{"id":"a","text":"x","patient":{"menopause":"soon"}}"#, "no menopausal status"),
    (#"{"id":"a","text":"x","patient":4}"#, "'patient' must"), ("[1]", "no JSON object"),
  ])
  func `says what is wrong with a row`(_ row: String, _ part: String) {
    let failure = failure { try request(row) }
    #expect(failure?.status == .badInput)
    #expect(failure?.description.contains(part) == true, "\(failure?.description ?? "no error")")
  }
}

import Billing
import ICD10CM
import Interchange
import Testing

@Suite struct EncounterReaderTests {
  @Test func `an encounter is read whole`() throws {
    let document = try EncounterReader.read(
      Array(
        """
        {"id":"A1","date":"2026-11-02","note":"Osteopenia.","patient":{"last":"R","first":"M","birth":"1959-04-17",
        "sex":"f","relationship":"spouse"},"diagnoses":["m8589","Z78.0"],"payer":{"filing":"MB","paid":12.5},
        "lines":[{"procedure":"77080","charge":120.5,"modifiers":["ga"]},{"procedure":"g0130","diagnoses":[2],"units":2}],
        "history":{"glucocorticoidMonths":4,"ordered":null,"procedures":[{"procedure":"77080","date":"20241021"}]}}
        """.utf8))
    let claim = document.encounter.claim
    #expect(document.note == "Osteopenia.")
    #expect(claim.diagnoses.map(\.description) == ["M85.89", "Z78.0"])
    #expect(claim.lines.map(\.procedure) == ["77080", "G0130"])
    #expect(claim.lines.map(\.pointers) == [[1, 2], [2]])
    #expect(claim.lines.first?.charge.cents == 12050)
    #expect(claim.lines.first?.modifiers == ["GA"])
    #expect(claim.relationship == .spouse && claim.patient?.sex == .female)
    #expect(claim.coverage.isMedicare && claim.coverage.paid?.cents == 1250)
    #expect(document.encounter.age == 67)
    #expect(document.encounter.facts.glucocorticoidMonths == 4)
    #expect(document.encounter.facts.isOrdered == nil)
    #expect(document.encounter.facts.pastProcedures.first?.day.description == "2024-10-21")
  }

  @Test(arguments: [
    ("", "JSON"), ("[]", "must be an object"), (#"{"date":"tomorrow"}"#, "date"),
    (#"{"diagnoses":["osteopenia"]}"#, "diagnoses[0]"), (#"{"lines":[{"procedure":"77080"}]}"#, "lines[0].date"),
    (#"{"date":"2026-11-02","lines":[{"charge":"1"}]}"#, "lines[0].procedure"),
    (#"{"date":"2026-11-02","lines":[{"procedure":"77080","charge":"1.234"}]}"#, "lines[0].charge"),
    (#"{"date":"2026-11-02","lines":[{"procedure":"77080","units":1.5}]}"#, "lines[0].units"),
    (#"{"patient":{"sex":"?"}}"#, "patient.sex"), (#"{"patient":{"relationship":"cousin"}}"#, "patient.relationship"),
    (#"{"history":{"ordered":"yes"}}"#, "history.ordered"), (#"{"payer":[]}"#, "payer"),
  ])
  func `what is wrong is named`(_ text: String, _ word: String) {
    let error = #expect(throws: EncounterError.self) { try EncounterReader.read(Array(text.utf8)) }
    #expect(error?.description.contains(word) == true, "\(String(describing: error))")
  }
}

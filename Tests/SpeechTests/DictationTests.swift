import Testing

@testable import Speech

@Suite struct DictationTests {
  private func dictated(_ segments: String..., writer: TranscriptWriter = TranscriptWriter()) -> String {
    var dictation = Dictation(writer: writer)
    for segment in segments { dictation.append(SpokenWord.words(of: segment)) }
    return dictation.written.text
  }

  @Test(arguments: [
    ("Osteopenia of the hip. New paragraph. Plan, calcium.", "Osteopenia of the hip.\n\nPLAN: Calcium."),
    ("Impression: osteopenia of multiple sites.", "IMPRESSION: Osteopenia of multiple sites."),
    ("impression colon osteoporosis period", "IMPRESSION: Osteoporosis."),
    ("Left knee pain, scratch that, right knee pain.", "Right knee pain."),
    ("Right hip pain. Scratch that. Left hip pain.", "Left hip pain."),
    ("pain comma swelling comma and stiffness period", "Pain, swelling, and stiffness."),
    ("T score minus one point eight period new line Z score minus one point one", "T-score -1.8.\nZ-score -1.1"),
    ("T-score -2.1 Impression, osteopenia", "T-score -2.1\n\nIMPRESSION: Osteopenia"),
    ("heading plan refer to therapy", "PLAN: Refer to therapy"),
    ("History of present illness. Fell on ice.", "HISTORY OF PRESENT ILLNESS: Fell on ice."),
    ("open paren closed close paren fracture", "(closed) fracture"),
  ])
  func `Commands are carried out`(spoken: String, expected: String) { #expect(dictated(spoken) == expected) }

  @Test(arguments: [
    "History of primary hyperparathyroidism.", "Plan cephalomedullary nail.", "After a period of rest.",
    "Family history of colon cancer.", "Screening of the colon.", "Long period without pain.",
  ])
  func `What only resembles a command is text`(spoken: String) { #expect(dictated(spoken) == spoken) }

  @Test func `Segments join; a command of its own takes back the last sentence`() {
    #expect(
      dictated("Left wrist fracture.", "No numbness.", "scratch that", "Numb thumb.")
        == "Left wrist fracture. Numb thumb.")
    #expect(dictated("scratch that") == "")
    #expect(dictated("the patient fell", "on the left hip.") == "The patient fell on the left hip.")
  }

  @Test func `Marks keep their places over the whole dictation`() {
    var dictation = Dictation()
    dictation.append(SpokenWord.words(of: "Impression, osteoporosis."))
    dictation.append([SpokenWord("Left", confidence: 0.2), SpokenWord("hip"), SpokenWord("minus"), SpokenWord("2.7.")])
    let written = dictation.written
    let bytes = Array(written.text.utf8)
    #expect(written.marks.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["Left", "-2.7"])
    #expect(written.openMarks.map(\.kind) == [.side])
  }
}

@Suite struct ReplacementListTests {
  @Test func `The longest rule goes first and words match whole`() throws {
    let list = try ReplacementList(
      parsing: "# mine\nprolia => denosumab\n\ndoctor smith => Dr. Smith\nsmith => Smyth\nuh =>\n", name: "list")
    let writer = TranscriptWriter(replacements: list)
    let text = writer.write(SpokenWord.words(of: "Uh Prolia, per doctor Smith and Smith; prolias")).text
    #expect(text == "denosumab, per Dr. Smith and Smyth; prolias")
  }

  @Test func `A replacement keeps the confidence of what was heard`() throws {
    let list = try ReplacementList(parsing: "rite => right", name: "list")
    let marks = TranscriptWriter(replacements: list).write([SpokenWord("rite", confidence: 0.3), SpokenWord("hip")])
      .marks
    #expect(marks.map(\.doubts) == [[.unsureWords]])
  }

  @Test(arguments: [
    ("prolia denosumab", "list, line 1"), ("# ok\n => x", "list, line 2"),
    ("a => b\n" + String(repeating: "x", count: 500) + " => y", "list, line 2"),
  ])
  func `A line that is no rule is named`(text: String, place: String) {
    #expect { try ReplacementList(parsing: text, name: "list") } throws: { ($0 as? SpeechError)?.place == place }
  }
}

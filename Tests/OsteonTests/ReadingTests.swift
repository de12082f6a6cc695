import ClinicalText
import Foundation
import JSON
import Testing

@testable import osteon

@Suite struct ReadingTests {
  private func reading(_ row: String) throws -> JSONValue {
    let line = NumberedLine(number: 1, bytes: Array(row.utf8))
    return try JSONReader.value(of: ReadCommand.answer(to: line, book: nil))
  }

  @Test func `phrases lie between function words, punctuation and cues`() {
    let document = Document("The patient denies chest pain or left-sided weakness. Status post knee surgery")
    let phrases = PhraseFinder(document: document).phrases().map { document.text(document.span(of: $0)) }
    #expect(phrases == ["chest pain", "left-sided weakness", "knee surgery"])
  }

  @Test func `a phrase that no lexicon knows has an assertion`() throws {
    let answer = try reading(#"{"id":1,"text":"No quux swelling. Zorgitis of the hand."}"#)
    guard case .array(let mentions)? = answer["mentions"] else { throw CommandFailure(.internal, "no mentions") }
    let negated = mentions.filter { $0["assertion"]?["negated"] == .bool(true) }.compactMap { $0["text"]?.text }
    #expect(negated == ["quux swelling"])
    let texts = mentions.compactMap { $0["text"]?.text }
    #expect(texts.contains("Zorgitis"))
  }

  @Test func `a span in characters is answered where letters take several bytes`() throws {
    let answer = try reading(#"{"id":1,"text":"Müller–Weiß: no EDEMA.","start":16,"end":20}"#)
    #expect(answer["assertion"]?["negated"] == .bool(true))
    let other = try reading(#"{"id":1,"text":"Müller–Weiß: no EDEMA.","start":0,"end":5}"#)
    #expect(other["assertion"]?["negated"] == .bool(false))
  }

  @Test(arguments: [
    #"{"id":1,"text":"x","start":5,"end":2}"#, #"{"id":1,"text":"x","start":-1,"end":2}"#,
    #"{"id":1,"text":"x","start":"a","end":2}"#, #"{"id":1}"#, "{",
  ])
  func `a bad row is answered with its line`(_ row: String) throws {
    let answer = try reading(row)
    #expect(answer["error"] != nil)
    #expect(answer["line"]?.integer == 1)
  }

  @Test func `a section's positions are those of its heading, in bytes`() throws {
    let answer = try reading(#"{"id":1,"text":"é\nIMPRESSION: Osteopenia.\nPLAN\nRepeat."}"#)
    guard case .array(let sections)? = answer["sections"] else { throw CommandFailure(.internal, "no sections") }
    let found = sections.compactMap { $0["heading"]?.text }
    #expect(found == ["", "IMPRESSION", "PLAN"])
    #expect(sections[1]["start"]?.integer == 3)
    #expect(sections[1]["end"]?.integer == 13)
    #expect(sections[1]["kind"]?.text == "impression")
  }

  @Test func `what is listed under past history is called historical`() throws {
    let answer = try reading(#"{"id":1,"text":"PAST MEDICAL HISTORY:\nGout.","start":22,"end":25}"#)
    #expect(answer["assertion"]?["historical"] == .bool(true))
    let now = try reading(#"{"id":1,"text":"IMPRESSION:\nGout.","start":12,"end":15}"#)
    #expect(now["assertion"]?["historical"] == .bool(false))
  }
}

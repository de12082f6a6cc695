import Foundation
import ICD10CM
import JSON
import Testing

@testable import osteon

@Suite struct BatchTests {
  private func answers(to rows: [String], of worker: some RowWorker, jobs: Int) async throws -> [UInt8] {
    var pieces = rows.map { Array(($0 + "\n").utf8) }[...]
    let lines = LineReader { pieces.popFirst() ?? [] }
    var answers: [UInt8] = []
    try await worker.answer(lines, jobs: jobs, rowsInBlock: 3) { answers += $0 }
    return answers
  }

  private func lines(_ bytes: [UInt8]) throws -> [JSONValue] {
    try bytes.split(separator: 0x0A).map { try JSONReader.value(of: Array($0)) }
  }

  @Test func `answers keep the order on any number of cores, and a bad row does not stop the rest`() async throws {
    let small = SmallShelf()
    defer { small.remove() }
    try small.install("2027", "2026-10-01", "2027-09-30")
    let worker = BatchWorker(shelf: try EditionShelf(small.shelf, today: Day("2026-11-23")), defaults: .init())
    let rows = (0..<40).map { $0 % 7 == 3 ? "{bad" : #"{"id":"\#($0)","text":"Osteoporosis.","kind":"problem"}"# }
    let alone = try await answers(to: rows, of: worker, jobs: 1)
    for jobs in [2, 3, 64] { #expect(try await answers(to: rows, of: worker, jobs: jobs) == alone) }
    let answers = try lines(alone)
    try #require(answers.count == 40)
    for (number, answer) in answers.enumerated() {
      if number % 7 == 3 {
        #expect(answer["error"]?.text?.contains("not valid JSON") == true)
        #expect(answer["line"]?.integer == number + 1)
      } else {
        #expect(answer["id"]?.text == "\(number)")
        #expect(answer["codes"] == .array([.string(Array("M81.0".utf8))]))
        #expect(answer["edition"]?.text == "2027")
      }
    }
  }

  @Test func `an error keeps the row's name and none of its text`() throws {
    let small = SmallShelf()
    defer { small.remove() }
    try small.install("2027", "2026-10-01", "2027-09-30")
    let worker = BatchWorker(shelf: try EditionShelf(small.shelf, today: Day("2026-11-23")), defaults: .init())
    let row = #"{"id":9,"text":"secret words","date":"2001-01-01"}"#
    let answer = String(decoding: worker.answer(to: NumberedLine(number: 3, bytes: Array(row.utf8))), as: UTF8.self)
    #expect(answer.contains(#""id":9"#))
    #expect(answer.contains("fiscal year 2001"))
    #expect(!answer.contains("secret"))
  }

  @Test func `members stand in order of their names, and a forced edition is in the answer`() throws {
    let small = SmallShelf()
    defer { small.remove() }
    try small.install("2027", "2026-10-01", "2027-09-30")
    var defaults = NoteRequest.Defaults()
    defaults.edition = "2027"
    let shelf = try EditionShelf(small.shelf, today: Day("2026-11-23"))
    let request = NoteRequest(id: "a", text: Array("Impression: osteoporosis. No knee pain.".utf8), defaults: defaults)
    let answer = try JSONReader.value(of: CodedAnswer(request, shelf: shelf, edition: "2027").json())
    #expect(answer["warning"]?.text?.contains("WAS FORCED") == true)
    expectSorted(answer)
  }

  private func expectSorted(_ value: JSONValue) {
    switch value {
    case .object(let members):
      let names = members.map { String(decoding: $0.name, as: UTF8.self) }
      #expect(names == names.sorted())
      for member in members { expectSorted(member.value) }
    case .array(let elements): for element in elements { expectSorted(element) }
    default: break
    }
  }

  @Test(arguments: [1, 2, 5, 1000])
  func `lines are cut the same whatever the pieces`(_ size: Int) throws {
    let text = Array("one\n\n  \ntwo\r\nthree".utf8)
    var position = 0
    var reader = LineReader {
      defer { position += size }
      return position < text.count ? Array(text[position..<min(text.count, position + size)]) : []
    }
    var found: [(Int, String)] = []
    while let block = try reader.next(maximumLines: 2, maximumBytes: 100) {
      #expect(block.count <= 2)
      found += block.map { ($0.number, String(decoding: $0.bytes, as: UTF8.self)) }
    }
    #expect(found.map(\.0) == [1, 4, 5])
    #expect(found.map(\.1) == ["one", "two\r", "three"])
  }

  @Test func `a certificate stands in the answer only where it was asked for`() throws {
    let small = SmallShelf()
    defer { small.remove() }
    try small.install("2027", "2026-10-01", "2027-09-30")
    let shelf = try EditionShelf(small.shelf, today: Day("2026-11-23"))
    let row = NumberedLine(number: 1, bytes: Array(#"{"id":1,"text":"Osteoporosis.","kind":"problem"}"#.utf8))
    let bare = try lines(BatchWorker(shelf: shelf, defaults: .init()).answer(to: row))
    let proved = try lines(BatchWorker(shelf: shelf, defaults: .init(), isCertified: true).answer(to: row))
    #expect(bare.first?["certificate"] == nil)
    #expect(proved.first?["certificate"]?["book"] != nil)
    #expect(proved.first?["codes"] == bare.first?["codes"])
  }
}

import HTTPTypes
import Testing

@testable import Desk

/// What is asked of an encounter while its note is written is what the whole note is coded to.
@Suite struct LiveNotesTests {
  private func text(_ body: String, _ client: TestClient, _ path: String) async throws -> String {
    let answer = try await client.ask(.post, path, body)
    #expect(answer.status == 200)
    var analysis = try DeskJSON.decode(Analysis.self, from: Array(answer.text.utf8))
    analysis.milliseconds = 0
    return String(decoding: try DeskJSON.encode(analysis), as: UTF8.self)
  }

  @Test func `A growing note, a correction and other circumstances`() async throws {
    try await TestDesk().run { client in
      let id = try await client.begin("")
      let note = "Größe 😀. HPI: the knee hurts.\\nASSESSMENT: Left knee pain. Right knee pain.\\n"
      var bodies = (0...note.count).filter { $0 % 7 == 0 || $0 == note.count }.map { note.prefix($0) }
        .filter { $0.last != "\\" }.map { "{\"text\":\"\($0)\"}" }
      bodies += [#"{"text":"Right knee pain."}"#, #"{"text":"Right knee pain.","age":70}"#, #"{"text":""}"#]
      for body in bodies {
        let live = try await text(body, client, "/api/encounters/\(id)/analysis")
        #expect(live == (try await text(body, client, "/api/analysis")), "\(body)")
      }
    }
  }

  @Test func `Many encounters are written at once, and none sees another's note`() async throws {
    try await TestDesk().run { client in
      var ids: [String] = []
      for _ in 0..<8 { ids.append(try await client.begin("")) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, id) in ids.enumerated() {
          group.addTask {
            let side = number % 2 == 0 ? "Left" : "Right"
            for _ in 0..<10 {
              let answer = try await client.ask(
                .post, "/api/encounters/\(id)/analysis", "{\"text\":\"\(side) knee pain.\"}")
              #expect(answer.text.contains(number % 2 == 0 ? "M25.562" : "M25.561"))
              #expect(!answer.text.contains(number % 2 == 0 ? "M25.561" : "M25.562"))
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }
}

@Suite struct ChecklistRowTests {
  @Test(arguments: [
    ("Total hip: T-score -1.4.", "side not stated", "open"),
    ("Left total hip: T-score -1.4.", "Left total hip", "done"),
    ("Left knee pain.", "M25.562", "done"),
    ("Lumbar spine (L1-L4): T-score -1.8.", "Lumbar spine L1-L4T-score \u{2212}1.8", "done"),
    ("Nothing of note.", "no diagnosis", "open"),
  ])
  func `The checklist says what is there and what is not`(note: String, part: String, state: String) async throws {
    try await TestDesk().run { client in
      let answer = try await client.ask(.post, "/api/analysis", "{\"text\":\"\(note)\"}")
      let rows = try DeskJSON.decode(Analysis.self, from: Array(answer.text.utf8)).checklist
      #expect(
        rows.contains { ($0.label + $0.detail).contains(part) && $0.state.rawValue == state }, "\(rows)")
    }
  }
}

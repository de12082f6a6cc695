import ClinicalText
import Coding
import Foundation
import ICD10CM
import Testing

/// A text that grows is coded as if it had been there at once.
@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct LiveSessionTests {
  private func coder() throws -> Coder { try Coder(book: try #require(InstalledBook.newest)) }

  /// Everything a coded note says, as text.
  private func description(_ note: CodedNote) -> String {
    let assignments = note.assignments.map { assignment in
      "\(assignment.node) \(assignment.span) \(assignment.steps.map { "\($0.rule) \($0.node) \($0.spans)" })"
    }
    let rejections = note.rejections.map { "\($0.span) \($0.reason) \(String(describing: $0.node))" }
    return "\(assignments)\n\(rejections)\n\(note.queries.map { "\($0.topic) \($0.spans)" })"
  }

  /// Pieces of a text at seeded random places between characters.
  private func pieces(_ text: String, seed: UInt64) -> [String] {
    var state = seed
    var result: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let count = 1 + Int(state >> 33) % 160
      result.append(String(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return result
  }

  @Test func `after every piece the note is that of the whole text`() throws {
    let coder = try coder()
    for (number, note) in TestNotes.own.enumerated() where number % 4 == 0 {
      var session = LiveSession(coder: coder)
      var text = ""
      for piece in pieces(note.text, seed: UInt64(number)) {
        text += piece
        session.append(piece)
        #expect(description(session.note) == description(coder.code(Document(text))), "\(note.name)")
      }
    }
  }

  @Test func `a corrected text is that of the correction`() throws {
    let coder = try coder()
    var session = LiveSession(coder: coder)
    session.append("Impression: osteopenia of the lumbar spine and left femoral neck. ")
    #expect(session.note.assignments.map { coder.book.code(of: $0.node).description } == ["M85.89"])
    session.replace(with: "Impression: osteopenia of the left femoral neck. ")
    #expect(session.note.assignments.map { coder.book.code(of: $0.node).description } == ["M85.852"])
    session.replace(with: "")
    #expect(session.note.assignments.isEmpty)
  }

  @Test func `the checklist turns from open to captured`() throws {
    let coder = try coder()
    var session = LiveSession(coder: coder)
    session.append("Assessment: knee pain")
    #expect(session.checklist.contains { $0.topic == .detail && $0.state == .open })
    session.replace(with: "Assessment: left knee pain")
    #expect(session.checklist.contains { $0.topic == .detail && $0.state == .captured })
    #expect(!session.checklist.contains { $0.topic == .detail && $0.state == .open })
    #expect(session.checklist.first { $0.topic == .diagnosis }?.spans.map(session.document.text) == ["knee pain"])
  }
}

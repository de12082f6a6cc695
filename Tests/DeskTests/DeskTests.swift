import BookCompiler
import Coding
import Foundation
import HTTPTypes
import Hummingbird
import ICD10CM
import Logging
import NIOEmbedded
import Practice
import Speech
import Synchronization
import Testing

@testable import Desk

/// A desk over a small book, without an engine, in a folder that is taken away.
struct TestDesk {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
  let store: PracticeStore
  let server: DeskServer

  init(speech: DeskSpeech? = nil, billing: DeskBilling? = nil, host: String = "127.0.0.1") throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var release = Release()
    for (code, isBillable, title) in [
      ("M25.5", false, "Pain in joint"), ("M25.561", true, "Pain in right knee"),
      ("M25.562", true, "Pain in left knee"),
    ] {
      release.rows.append(
        OrderRow(code: try #require(Code(code)), isBillable: isBillable, shortTitle: "", longTitle: title))
    }
    let edition = Edition(
      name: "2027", effectiveFrom: try #require(Day("2026-10-01")), effectiveTo: try #require(Day("2027-09-30")),
      notesAsOf: "", sources: [])
    var assembler = BookAssembler(release: release, edition: edition)
    let lexicon = try LexiconTable(
      parsing: Array("term\tkind\ttarget\twith\tsource\nknee pain\tdx\tM25.5\t\town\n".utf8), file: "test.tsv")
    let path = folder.appendingPathComponent("2027.book")
    try Data(assembler.assemble(lexicon: lexicon.rows)).write(to: path)
    let coder = try Coder(book: Book(path: path.path))
    store = try PracticeStore(folder: folder)
    server = try DeskServer(
      DeskConfiguration(
        coding: DeskCoding { _ in DeskCoding.Choice(coder: coder, notices: []) }, store: store, speech: speech,
        billing: billing, folder: folder, version: "test", host: host, port: 0))
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func run(_ body: (TestClient) async throws -> Void) async throws {
    defer { remove() }
    try await body(TestClient(responder: server.router().buildResponder()))
  }
}

/// Asks the routes without a network.
struct TestClient {
  let responder: RouterResponder<BasicRequestContext>
}

let local: HTTPFields = [.contentType: "application/json"]

extension TestClient {
  /// A request as a browser on this machine sends it.
  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ body: String = "", headers: HTTPFields = local
  ) async throws -> (status: Int, text: String, headers: HTTPFields) {
    let head = HTTPRequest(
      method: method, scheme: "http", authority: "localhost:8080", path: path, headerFields: headers)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
    let context = BasicRequestContext(
      source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: Logger(label: "test")))
    let response = try await responder.respond(to: request, context: context)
    let writer = Collector()
    try await response.body.write(writer)
    return (response.status.code, String(buffer: writer.buffer.withLock { $0 }), response.headers)
  }

  func begin(_ note: String, date: String = "") async throws -> String {
    let answer = try await ask(.post, "/encounters", "label=A.B.&date=2026-11-02&template=")
    #expect(answer.status == 303)
    let id = String((answer.headers[.location] ?? "").split(separator: "/").last ?? "")
    let saving =
      "{\"version\":1,\"content\":{\"label\":\"A.B.\",\"note\":\"\(note)\",\"kind\":\"\",\"date\":\"\(date)\",\"sex\":\"\","
      + "\"menopause\":\"\",\"decisions\":[],\"openMarks\":[]}}"
    #expect(try await ask(.put, "/api/encounters/\(id)", saving).status == 200)
    return id
  }
}

@Suite struct DeskTests {
  @Test(arguments: ["0.0.0.0", "192.168.1.4", "::", "example.org", ""])
  func `No address but loopback is taken`(host: String) throws {
    #expect(throws: DeskError.self) { _ = try Loopback.address(of: host) }
  }

  @Test(arguments: [
    ("localhost:8080", true), ("127.0.0.1", true), ("[::1]:8080", true), ("http://localhost:8080", true),
    ("evil.example", false), ("127.0.0.1.evil.example", false), ("http://evil.example", false), ("", false),
  ])
  func `Names of this machine are told from others`(authority: String, isLocal: Bool) {
    #expect(Loopback.isLocal(authority: authority) == isLocal)
  }

  @Test func `Pages of others are refused, and nothing is loaded from elsewhere`() async throws {
    try await TestDesk().run { client in
      var foreign = local
      foreign[.origin] = "http://evil.example"
      #expect(try await client.ask(.post, "/api/analysis", "{\"text\":\"\"}", headers: foreign).status == 403)
      let home = try await client.ask(.get, "/")
      #expect(home.status == 200)
      #expect(home.headers[.contentSecurityPolicy]?.contains("default-src 'none'") ?? false)
      #expect(!home.text.contains("https://") && !home.text.contains("<script>"))
    }
  }

  @Test func `A note is coded as it is typed, with places in the characters of scripts`() async throws {
    try await TestDesk().run { client in
      let answer = try await client.ask(.post, "/api/analysis", "{\"text\":\"Größe 😀. Left knee pain.\"}")
      #expect(answer.status == 200)
      let analysis = try DeskJSON.decode(Analysis.self, from: Array(answer.text.utf8))
      #expect(analysis.codes.map(\.code) == ["M25.562"])
      let text = Array("Größe 😀. Left knee pain.".utf16)
      let words = analysis.codes.flatMap(\.places).map { String(decoding: text[$0.start..<$0.end], as: UTF16.self) }
      #expect(words.contains { $0.lowercased().contains("knee pain") }, "\(words)")
    }
  }

  @Test func `Nothing is signed that nobody has decided`() async throws {
    try await TestDesk().run { client in
      let id = try await client.begin("Left knee pain.")
      let early = try await client.ask(.post, "/api/encounters/\(id)/sign", "{\"version\":2,\"signer\":\"Dr. A\"}")
      #expect(early.status == 422 && early.text.contains("M25.562"))
      let decided =
        "{\"version\":2,\"content\":{\"label\":\"\",\"note\":\"Left knee pain.\",\"kind\":\"\",\"date\":\"\",\"sex\":\"\","
        + "\"menopause\":\"\",\"openMarks\":[],\"decisions\":[{\"code\":\"M25.562\",\"action\":\"changed\",\"replacement\":\"M25.561\",\"reason\":\"\"}]}}"
      #expect(try await client.ask(.put, "/api/encounters/\(id)", decided).status == 200)
      let nameless = try await client.ask(.post, "/api/encounters/\(id)/sign", "{\"version\":3,\"signer\":\" \"}")
      #expect(nameless.status == 422)
      let signed = try await client.ask(.post, "/api/encounters/\(id)/sign", "{\"version\":3,\"signer\":\"Dr. A\"}")
      #expect(signed.status == 200)
      let text = try await client.ask(.get, "/encounters/\(id)/package.txt").text
      #expect(text.contains("M25.561 Pain in right knee [changed]") && text.contains("instead of M25.562"))
      #expect(try await client.ask(.get, "/encounters/\(id)/package.html").text.contains("Pain in right knee"))
      #expect(try await client.ask(.get, "/encounters/\(id)/package.json").text.contains("\"signer\":\"Dr. A\""))
      #expect(try await client.ask(.put, "/api/encounters/\(id)", decided).status == 423)
    }
  }

  @Test func `A note is text and never a page`() async throws {
    try await TestDesk().run { client in
      let id = try await client.begin("<script>alert(1)</script> & knee")
      let page = try await client.ask(.get, "/encounters/\(id)").text
      #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert"))
    }
  }

  @Test func `Chunks are confirmed when they are kept, and a recogniser's words come back`() async throws {
    let desk = try TestDesk(
      speech: DeskSpeech(name: "test") { _, _ in EchoRecognizer() })
    try await desk.run { client in
      let id = try await client.begin("x")
      let begun = try await client.ask(.post, "/api/encounters/\(id)/recordings", "{\"rate\":16000}")
      #expect(begun.status == 201)
      let recording = String(begun.text.split(separator: "\"").dropLast().last ?? "")
      for number in [0, 1, 0] {
        let answer = try await client.ask(
          .put, "/api/recordings/\(recording)/chunks/\(number)", String(repeating: "ab", count: 8000))
        #expect(answer.status == 200)
      }
      #expect(try await client.ask(.put, "/api/recordings/\(recording)/chunks/7", "abcd").status == 409)
      var state = TranscriptState()
      _ = try await client.ask(.post, "/api/recordings/\(recording)/finish")
      for _ in 0..<200 where !state.finished {
        try await Task.sleep(for: .milliseconds(10))
        state = try DeskJSON.decode(
          TranscriptState.self, from: Array(try await client.ask(.get, "/api/recordings/\(recording)").text.utf8))
      }
      #expect(state.kept == 2)
      #expect(state.text == "T-score -1.8, 16000 samples right hip")
      #expect(state.marks.count == 1)
    }
  }

  @Test(arguments: [
    (HTTPRequest.Method.get, "/encounters/none", "", 404), (.get, "/assets/nothing.js", "", 404),
    (.get, "/nowhere", "", 404),
    (.post, "/api/analysis", "not json", 400), (.post, "/api/analysis", "{}", 400),
    (.get, "/encounters/00000000-0000-0000-0000-000000000000", "", 404),
    (.put, "/api/replacements", "no arrow", 422), (.put, "/api/replacements", "a => b", 200),
    (.get, "/api/search?q=knee", "", 200), (.get, "/settings", "", 200),
  ])
  func `Bad requests get a clear answer`(method: HTTPRequest.Method, path: String, body: String, status: Int)
    async throws
  {
    try await TestDesk().run { client in
      let answer = try await client.ask(method, path, body)
      #expect(answer.status == status)
      if status >= 400 { #expect(answer.text.contains("error")) }
    }
  }

  @Test(arguments: ["", "hello", "RIFF\u{0}\u{0}\u{0}\u{0}WAVEfmt "])
  func `A file that is no sound is refused with the reason`(content: String) async throws {
    try await TestDesk().run { client in
      let id = try await client.begin("x")
      let answer = try await client.ask(.post, "/api/encounters/\(id)/audio", content)
      #expect(answer.status == 422 && answer.text.contains("the file"))
    }
  }
}

/// Takes the body of an answer.
private struct Collector: ResponseBodyWriter {
  let buffer = Held()
  final class Held: Sendable {
    private let state = Mutex(ByteBuffer())
    func withLock<R: Sendable>(_ body: (inout ByteBuffer) -> R) -> R { state.withLock { value in body(&value) } }
  }
  mutating func write(_ part: ByteBuffer) async throws { buffer.withLock { _ = $0.writeImmutableBuffer(part) } }
  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Says a score, how much it has heard, and an uncertain side.
private struct EchoRecognizer: SpeechRecognizer {
  let name = "echo"
  func segments(of samples: AsyncStream<[Float]>) -> AsyncThrowingStream<TranscriptSegment, any Error> {
    AsyncThrowingStream { continuation in
      Task {
        var count = 0
        for await block in samples { count += block.count }
        let words =
          SpokenWord.words(of: "T score minus one point eight, \(count) samples") + [
            SpokenWord("right", confidence: 0.2), SpokenWord("hip"),
          ]
        continuation.yield(TranscriptSegment(words: words, start: 0, end: 1, isFinal: true))
        continuation.finish()
      }
    }
  }
}

@Suite struct NoteTemplateTests {
  @Test func `Six templates come with Osteon`() throws {
    let (templates, problems) = NoteTemplate.all(in: URL(fileURLWithPath: "/nonexistent"))
    #expect(templates.count == 6 && problems.isEmpty)
    #expect(templates.first { $0.id == "dxa-read" }?.kind == "dxa")
  }

  @Test func `A template is a name, a kind and a text`() throws {
    let template = try NoteTemplate(id: "x", parsing: "# mine\nname: Knee\nkind: note\n---\nEXAM: \n", file: "x.txt")
    #expect(template.name == "Knee" && template.kind == "note" && template.text == "EXAM: \n")
  }

  @Test(arguments: [
    ("name: Knee\nEXAM:", "line 2"), ("kind: poem\n---\n", "line 1"), ("name: a", "no line '---'"),
    ("", "no line '---'"),
  ])
  func `What is no template is named with its line`(text: String, part: String) {
    let error = #expect(throws: DeskError.self) { _ = try NoteTemplate(id: "x", parsing: text, file: "x.txt") }
    #expect(error?.description.contains(part) ?? false)
  }
}

import Coding
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import ICD10CM
import Practice
import Speech

/// The desk: pages for people and the interface that their scripts use.
public struct DeskServer: Sendable {
  let configuration: DeskConfiguration
  private let desk: DictationDesk
  let pages: Pages
  let lists: UserLists
  let notes: LiveNotes

  /// Largest note, in bytes, and largest sound file.
  static let limits = (note: 1 << 20, audio: 1 << 30)

  /// Prepares the desk.
  ///
  /// - Throws: `DeskError` for an address that is not this machine's own.
  public init(_ configuration: DeskConfiguration) throws {
    _ = try Loopback.address(of: configuration.host)
    self.configuration = configuration
    desk = DictationDesk(store: configuration.store, speech: configuration.speech)
    notes = LiveNotes(coding: configuration.coding)
    lists = UserLists(folder: configuration.folder)
    pages = try Pages(configuration: configuration, lists: lists)
  }

  /// Listens until the process is told to end; `ready` is called with the address once it does.
  public func run(ready: @escaping @Sendable (String) -> Void) async throws {
    let host = try Loopback.address(of: configuration.host)
    let port = configuration.port
    let shown = host == "::1" ? "[::1]" : "localhost"
    var logger = Logger(label: "osteon.desk")
    logger.logLevel = .warning
    let application = Application(
      router: router(), configuration: .init(address: .hostname(host, port: port), serverName: "Osteon"),
      onServerRunning: { channel in ready("http://\(shown):\(channel.localAddress?.port ?? port)/") },
      logger: logger)
    try await application.runService()
  }

  /// Every route.
  func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.add(middleware: LoopbackGuard())
    addPages(to: router)
    addEncounters(to: router)
    addDictation(to: router)
    addBilling(to: router)
    return router
  }

  // MARK: Pages

  private func addPages(to router: Router<BasicRequestContext>) {
    router.get("/") { _, _ in Reply.html(try await pages.home()) }
    router.get("/settings") { _, _ in Reply.html(try pages.settings()) }
    router.get("/assets/:name") { _, context in
      let name = try context.parameters.require("name")
      guard let asset = Pages.asset(name) else { throw DeskError(404, "there is no such file") }
      return Reply.bytes(asset.bytes, type: asset.type)
    }
    router.get("/encounters/:id") { _, context in
      Reply.html(try pages.dictate(try kept { try configuration.store.encounter(try id(context)) }))
    }
    router.get("/encounters/:id/review") { _, context in
      Reply.html(try pages.review(try kept { try configuration.store.encounter(try id(context)) }))
    }
    router.get("/encounters/:id/package.html") { _, context in
      Reply.html(try pages.package(try package(context)))
    }
    router.get("/encounters/:id/package.txt") { _, context in
      let document = try package(context)
      var response = Reply.bytes(Array(document.text.utf8), type: "text/plain; charset=utf-8")
      response.headers[.contentDisposition] = "attachment; filename=\"\(document.fileName).txt\""
      return response
    }
    router.get("/encounters/:id/package.json") { _, context in
      let signed = try kept { try configuration.store.package(of: try id(context)) }
      var response = Reply.bytes(Array(signed.json), type: "application/json")
      response.headers[.contentDisposition] = "attachment; filename=\"osteon-\(signed.encounter.prefix(8)).json\""
      return response
    }
    router.post("/encounters") { request, _ in
      let fields = Form(try await body(request, limit: 1 << 16))
      var content = Encounter.Content()
      content.label = String(fields["label"].prefix(120))
      content.date = Day(fields["date"])?.description ?? ""
      if let template = NoteTemplate.all(in: lists.templates).templates.first(where: { $0.id == fields["template"] }) {
        content.note = template.text
        content.kind = template.kind
      }
      let encounter = try kept { try configuration.store.begin(content) }
      return Reply.redirect("/encounters/\(encounter.id)")
    }
  }

  private func package(_ context: BasicRequestContext) throws -> DocumentationPackage {
    let signed = try kept { try configuration.store.package(of: try id(context)) }
    return try DeskJSON.decode(DocumentationPackage.self, from: Array(signed.json))
  }

  // MARK: Encounters

  private struct Saving: Codable {
    var version: Int
    var content: Encounter.Content
  }
  private struct Signing: Codable {
    var version: Int
    var signer: String
  }

  private func addEncounters(to router: Router<BasicRequestContext>) {
    router.post("/api/analysis") { request, _ in
      let wanted = try DeskJSON.decode(AnalysisRequest.self, from: try await body(request, limit: Self.limits.note))
      return try Reply.json(Analysis(wanted, with: try configuration.coding.choose(wanted.date)))
    }
    router.post("/api/encounters/:id/analysis") { request, context in
      let wanted = try DeskJSON.decode(AnalysisRequest.self, from: try await body(request, limit: Self.limits.note))
      return try Reply.json(try notes.analysis(of: wanted, encounter: try id(context)))
    }
    router.get("/api/encounters/:id") { _, context in
      let encounter = try kept { try configuration.store.encounter(try id(context)) }
      return try Reply.json(Saving(version: encounter.version, content: encounter.content))
    }
    router.put("/api/encounters/:id") { request, context in
      let saving = try DeskJSON.decode(Saving.self, from: try await body(request, limit: Self.limits.note))
      let saved = try kept {
        try configuration.store.save(saving.content, to: try id(context), version: saving.version)
      }
      return try Reply.json(["version": saved.version])
    }
    router.post("/api/encounters/:id/sign") { request, context in
      let signing = try DeskJSON.decode(Signing.self, from: try await body(request, limit: 1 << 16))
      let encounter = try kept { try configuration.store.encounter(try id(context)) }
      guard encounter.version == signing.version else {
        throw DeskError(409, "the encounter was changed in another window; reload it")
      }
      let coding = try configuration.coding.choose(encounter.content.date.isEmpty ? nil : encounter.content.date)
      let package = try DocumentationPackage(
        encounter, signer: signing.signer, coding: coding, version: configuration.version)
      let json = Data(try DeskJSON.encode(package))
      let signed = try kept {
        try configuration.store.sign(encounter.id, version: encounter.version, package: json)
      }
      return try Reply.json(["sha256": signed.sha256])
    }
    router.get("/api/search") { request, _ in
      let text = request.uri.queryParameters["q"].map { String($0).removingPercentEncoding ?? "" } ?? ""
      let book = try configuration.coding.choose(nil).coder.book
      return try Reply.json(try CodeSearch.hits(for: String(text.prefix(200)), in: book))
    }
    router.put("/api/replacements") { request, _ in
      try lists.saveReplacements(String(decoding: try await body(request, limit: 1 << 20), as: UTF8.self))
      return try Reply.json(["saved": true])
    }
  }

  // MARK: Dictation

  private struct Beginning: Codable { var rate: Int }

  private func addDictation(to router: Router<BasicRequestContext>) {
    router.post("/api/encounters/:id/recordings") { request, context in
      let beginning = try DeskJSON.decode(Beginning.self, from: try await body(request, limit: 1 << 12))
      guard (8000...192_000).contains(beginning.rate) else {
        throw DeskError(422, "a rate of 8 to 192 kHz is expected")
      }
      let recording = try kept { try configuration.store.beginRecording(of: try id(context), rate: beginning.rate) }
      return try Reply.json(["id": recording.id], status: .created)
    }
    router.put("/api/recordings/:id/chunks/:number") { request, context in
      guard let number = Int(try context.parameters.require("number")) else { throw DeskError(422, "no chunk number") }
      let sound = Data(try await body(request, limit: PracticeStore.limits.chunkBytes))
      let writer = try lists.writer()
      return try Reply.json(
        try await keptLater { try await desk.take(sound, of: id(context), number: number, writer: writer) })
    }
    router.post("/api/recordings/:id/finish") { _, context in
      let writer = try lists.writer()
      return try Reply.json(try await keptLater { try await desk.finish(id(context), writer: writer) })
    }
    router.get("/api/recordings/:id") { _, context in
      let writer = try lists.writer()
      return try Reply.json(try await keptLater { try await desk.state(id(context), writer: writer) })
    }
    router.post("/api/encounters/:id/audio") { request, context in
      let upload = try await AudioUpload(request.body, limit: Self.limits.audio)
      defer { upload.remove() }
      let recording = try await upload.store(in: configuration.store, encounter: try id(context))
      let writer = try lists.writer()
      _ = try await keptLater { try await desk.finish(recording.id, writer: writer) }
      return try Reply.json(["id": recording.id], status: .created)
    }
  }

  // MARK: Requests

  func body(_ request: Request, limit: Int) async throws -> [UInt8] {
    do { return Array(buffer: try await request.body.collect(upTo: limit)) } catch {
      throw DeskError(413, "the request is larger than \(limit) bytes")
    }
  }

  func id(_ context: BasicRequestContext) throws -> String {
    let id = try context.parameters.require("id")
    guard id.count == 36, id.allSatisfy({ $0.isHexDigit || $0 == "-" }) else {
      throw DeskError(404, "there is no such page")
    }
    return id
  }

  func kept<T>(_ work: () throws -> T) throws -> T {
    do { return try work() } catch let error as PracticeError { throw DeskError(error) }
  }

  private func keptLater<T: Sendable>(_ work: () async throws -> T) async throws -> T {
    do { return try await work() } catch let error as PracticeError { throw DeskError(error) }
  }
}

extension DeskError {
  init(_ error: PracticeError) {
    let status =
      switch error.code {
      case .unknown: 404
      case .conflict, .gap: 409
      case .signed: 423
      default: 500
      }
    self.init(status, error.description)
  }
}

/// Fields of an HTML form.
struct Form {
  private var fields: [String: String] = [:]

  init(_ bytes: [UInt8]) {
    for pair in String(decoding: bytes, as: UTF8.self).split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        String($0.map { $0 == "+" ? " " : $0 }).removingPercentEncoding ?? ""
      }
      if let name = parts.first { fields[name] = parts.count > 1 ? parts[1] : "" }
    }
  }

  subscript(name: String) -> String { fields[name] ?? "" }
}

import ArgumentParser
import Billing
import Desk
import Foundation
import Practice
import Speech
import Synchronization

/// `osteon desk`: the desk, in the browser of this machine.
struct DeskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "Opens the desk on this machine: dictate, watch the codes, review, sign.",
    discussion: """
      Listens on a loopback address only. Encounters and recordings are kept encrypted in OSTEON_HOME/practice, or
      osteon/practice under the user's data folder; the key lies beside them and is yours to back up. 'osteon desk-key
      lock' puts a passphrase before it, which is then asked for at each start.
      """)
  @Option(help: "127.0.0.1 or ::1.") var host = "127.0.0.1"
  @Option(help: "Port; 0 takes a free one.") var port = 8080
  @Option(help: "Folder for encounters, lists and templates.") var data: String?
  @Option(help: "tiny.en or base; the one that is installed without it.") var model: ModelChoice?
  @OptionGroup var source: PassphraseSource

  func run() async throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port must lie between 0 and 65535") }
    let shelf = try EditionShelf(Shelf())
    let folder = Self.folder(data)
    let passphrase = PracticeKey(folder: folder).isLocked ? try source.passphrase() : nil
    let store = try PracticeStore(folder: folder, passphrase: passphrase)
    let configuration = DeskConfiguration(
      coding: DeskCoding { date in
        let choice = try shelf.choose(date: date, edition: nil)
        return DeskCoding.Choice(coder: choice.coder, notices: choice.notices)
      }, store: store, speech: try speech(), billing: Self.billing(), folder: folder, version: Osteon.version,
      host: host, port: port)
    let server = try DeskServer(configuration)
    // The book is opened before the first request waits for it.
    _ = try shelf.choose(date: nil, edition: nil)
    try await server.run { address in
      try? Console.write(Array("the desk is at \(address) (Ctrl+C ends it)\n".utf8))
    }
  }

  /// Where the practice is kept.
  static func folder(_ named: String?) -> URL {
    named.map { URL(fileURLWithPath: $0, isDirectory: true) }
      ?? SpeechFolder().url.deletingLastPathComponent().appendingPathComponent("practice", isDirectory: true)
  }

  /// The tables of billing. They are read once for each set of procedures, for of imported pairs only theirs are kept.
  private static func billing() -> DeskBilling {
    let kept = Mutex<[Set<String>: ReviewTables]>([:])
    return DeskBilling { procedures in
      try kept.withLock { kept in
        if let tables = kept[procedures] { return tables }
        if kept.count >= 32 { kept.removeAll() }
        do {
          let tables = try BillingTables(books: Shelf().books(), procedures: procedures).review
          kept[procedures] = tables
          return tables
        } catch { throw DeskError(500, CommandFailure(error).description) }
      }
    }
  }

  private func speech() throws -> DeskSpeech? {
    let folder = SpeechFolder()
    guard model != nil || folder.isInstalled else {
      Console.warn("speech recognition is not installed: recordings are kept, not written; run 'osteon speech install'")
      return nil
    }
    let decoder = try folder.decoder(model: model?.model)
    return DeskSpeech(name: decoder.name) { owner, queue in
      folder.recogniser(with: decoder, manner: .live, queue: queue, owner: owner, partialInterval: 2.5)
    }
  }
}

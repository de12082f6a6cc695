import ArgumentParser
import Desk
import Foundation
import Reference

/// `osteon serve`: the reference in the browser of this machine.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves the reference on this machine, every page made when it is asked for.",
    discussion: "Listens on a loopback address only. 'osteon site build' writes the same as files.")
  @Option(help: "127.0.0.1 or ::1.") var host = "127.0.0.1"
  @Option(help: "Port; 0 takes a free one.") var port = 8080
  @Option(help: "Folder of editorial pages.") var pages: String?

  func run() async throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port must lie between 0 and 65535") }
    let folder = ReferenceFolder(pages: pages)
    let shelf = try folder.shelf()
    guard
      let reference = LiveReference(
        shelf, address: "http://localhost:\(port)", version: Osteon.version, material: folder.material())
    else { throw Shelf().emptiness }
    try reference.prepare()
    try await ReferenceServer(reference, host: host, port: port).run { address in
      try? Console.write(Array("the reference is at \(address) (Ctrl+C ends it)\n".utf8))
    }
  }
}

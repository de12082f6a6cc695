import Foundation
import Testing

@testable import osteon

/// `osteon desk-key` as a person runs it, and a transcript written down once more.
@Suite(.serialized) struct DeskKeyTests {
  private static let program: URL = {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.appendingPathComponent(".build/debug/osteon")
  }()
  private static let hasProgram = FileManager.default.isExecutableFile(atPath: program.path)

  private func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (reader, writer) = (Pipe(), Pipe())
    process.standardInput = writer
    process.standardOutput = reader
    process.standardError = reader
    try process.run()
    try writer.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try writer.fileHandleForWriting.close()
    let output = try reader.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  @Test(.enabled(if: hasProgram))
  func `A practice is locked and unlocked from a file descriptor and the environment`()
    throws
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "osteon-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = ["--data", folder.path]
    #expect(try run(["desk-key", "status"] + data).output.contains("without a passphrase"))
    let short = try run(["desk-key", "lock", "--passphrase-fd", "0"] + data, input: "short\n")
    #expect(
      short.status == ExitStatus.unavailable.rawValue && short.output.contains("12 characters"))
    let locked = try run(
      ["desk-key", "lock", "--passphrase-fd", "0"] + data, input: "four words and more\n")
    #expect(locked.status == 0, "\(locked.output)")
    #expect(try run(["desk-key"] + data).output.contains("locked"))
    let wrong = try run(
      ["desk-key", "unlock", "--passphrase-fd", "0"] + data, input: "four words or more\n")
    #expect(
      wrong.status == ExitStatus.unavailable.rawValue
        && wrong.output.contains("the passphrase is wrong"))
    let changed = try run(
      ["desk-key", "lock"] + data,
      environment: [
        "OSTEON_PASSPHRASE": "four words and more",
        "OSTEON_NEW_PASSPHRASE": "five words and some more",
      ])
    #expect(changed.status == 0, "\(changed.output)")
    let unlocked = try run(
      ["desk-key", "unlock", "--passphrase-fd", "0"] + data, input: "five words and some more\n")
    #expect(unlocked.status == 0, "\(unlocked.output)")
    #expect(
      FileManager.default.fileExists(atPath: folder.appendingPathComponent("practice.key").path))
    #expect(
      try run(["desk-key", "lock", "--passphrase-fd", "99"] + data).status
        == ExitStatus.noInput.rawValue)
  }

  @Test(.enabled(if: hasProgram)) func `What was heard is written down once more`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "osteon-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let heard = """
      {"engine":"e","file":"a.wav","milliseconds":2000,"words":[{"text":"minus","start":0,"end":500,"confidence":900},\
      {"text":"1.8","start":500,"end":900,"confidence":900},{"text":"Fashiatis.","start":1500,"end":2000,"confidence":300}]}
      """
    try Data(heard.utf8).write(to: file)
    let answer = try run(["speech", "write", "--heard", file.path])
    #expect(
      answer.status == 0 && answer.output.contains(#""text":"-1.8 Fasciitis.""#), "\(answer.output)"
    )
    try Data("{}\n".utf8).write(to: file)
    #expect(
      try run(["speech", "write", "--heard", file.path]).status == ExitStatus.badInput.rawValue)
    #expect(
      try run(["speech", "sounds"], input: "fashiatis\nknee\n").output == "fashiatis\tfasciitis\n")
  }
}

import Foundation

/// Programs of the system that are run as processes of their own.
enum Tool {
  /// Where a program is, or `nil`.
  static func find(_ program: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").lazy
      .map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program to its end; gives the end of what it printed where it failed.
  static func run(_ program: String, _ arguments: [String], seconds: Double) throws(SpeechError) {
    guard let path = find(program) else {
      throw SpeechError(.missingTool, program, "is not installed; install it (Debian: apt install \(package(program)))")
    }
    let log = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-" + UUID().uuidString)
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: log) }
    let output = FileHandle(forWritingAtPath: log.path)
    defer { try? output?.close() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do { try process.run() } catch {
      throw SpeechError(.missingTool, path, "cannot be started (\(error.localizedDescription))")
    }
    if ended.wait(timeout: .now() + seconds) == .timedOut {
      process.terminate()
      throw SpeechError(.unreachable, program, "did not end within \(Int(seconds)) seconds; try again")
    }
    guard process.terminationStatus == 0 else {
      let printed = String(
        decoding: (FileManager.default.contents(atPath: log.path) ?? Data()).suffix(300), as: UTF8.self)
      let line = printed.split(whereSeparator: \.isNewline).joined(separator: " ")
      throw SpeechError(.unreachable, program, "ended with status \(process.terminationStatus): \(line)")
    }
  }

  private static func package(_ program: String) -> String { program == "python3" ? "python3-pip" : program }
}

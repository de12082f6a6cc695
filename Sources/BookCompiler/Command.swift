import Foundation

/// Runs the few programs that are needed to fetch and unpack: curl, unzip, python3.
package struct Command: Sendable {
  /// How a program ended.
  package struct Result: Sendable {
    /// Its exit status.
    package var status: Int32
    /// The end of what it printed, both streams.
    package var output: String
  }

  /// Where a program is, or `nil`.
  package var find: @Sendable (_ program: String) -> String?
  /// Runs `path` with `arguments`; a run longer than `seconds` is ended.
  package var run: @Sendable (_ path: String, _ arguments: [String], _ seconds: Double) throws(SourceError) -> Result

  /// The programs of this machine.
  package static let system = Command(
    find: { find($0) },
    run: { path, arguments, seconds throws(SourceError) in
      try execute(path, arguments, seconds: seconds)
    })

  private static func find(_ program: String) -> String? {
    let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return directories.lazy.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func execute(_ path: String, _ arguments: [String], seconds: Double) throws(SourceError) -> Result {
    try withTemporaryDirectory { (directory) throws(SourceError) in
      // A file and not a pipe: a program that prints much must not wait for us.
      let log = directory + "/output"
      guard FileManager.default.createFile(atPath: log, contents: nil), let output = FileHandle(forWritingAtPath: log)
      else {
        throw SourceError(.unreadable, file: log, "cannot be written", remedy: "Make room in the temporary directory.")
      }
      defer { try? output.close() }
      let process = Process()
      process.executableURL = URL(filePath: path)
      process.arguments = arguments
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = output
      let ended = DispatchSemaphore(value: 0)
      process.terminationHandler = { _ in ended.signal() }
      do { try process.run() } catch {
        throw SourceError(.toolFailed, file: path, "cannot be started: \(error.localizedDescription)")
      }
      if ended.wait(timeout: .now() + seconds) == .timedOut {
        process.terminate()
        if ended.wait(timeout: .now() + 5) == .timedOut { kill(process.processIdentifier, SIGKILL) }
        throw SourceError(.toolFailed, file: path, "did not end within \(Int(seconds)) seconds")
      }
      let printed = FileManager.default.contents(atPath: log) ?? Data()
      return Result(
        status: process.terminationStatus, output: String(decoding: printed.suffix(400), as: UTF8.self).folded)
    }
  }
}

/// Makes a directory that is removed when `body` ends.
package func withTemporaryDirectory<T>(_ body: (String) throws(SourceError) -> T) throws(SourceError) -> T {
  let path = FileManager.default.temporaryDirectory.appending(path: "osteon-" + UUID().uuidString).path
  do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false) } catch {
    throw SourceError(.unreadable, file: path, "cannot be made", remedy: "Make room in the temporary directory.")
  }
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

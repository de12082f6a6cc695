import Foundation
import Speech
import Testing

@testable import osteon

/// `osteon transcribe` as a person runs it: files of every kind, and on to `osteon code -`.
@Suite struct TranscribeTests {
  private static let package: URL = {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package
  }()
  private static let program = package.appendingPathComponent(".build/debug/osteon")
  private static let hasProgram = FileManager.default.isExecutableFile(atPath: program.path)
  private static let shared =
    ProcessInfo.processInfo.environment["OSTEON_SHARED"].map { URL(fileURLWithPath: $0, isDirectory: true) }
    ?? package.deletingLastPathComponent().appendingPathComponent("shared", isDirectory: true)
  private static let clip = shared.appendingPathComponent("data/speech/d01_joe.wav")
  /// Engine and a clip.
  private static let hears =
    hasProgram && SpeechFolder().isInstalled && FileManager.default.fileExists(atPath: clip.path)
  private static let hasBook = !((try? Shelf().books()) ?? []).isEmpty

  struct Answer {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program with files for its output, so that no pipe can fill.
  private func run(_ arguments: [String], input: String = "") throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    for name in names { try Data(name.lastPathComponent == "in" ? Array(input.utf8) : []).write(to: name) }
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus, output: String(decoding: try Data(contentsOf: names[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self))
  }

  private func transcribed(_ data: Data, _ name: String = "dictation.wav") throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try data.write(to: file)
    return try run(["transcribe", file.path])
  }

  /// Sound of 16 bits as a WAV file; `promised` is what its header says of its length.
  private static func wav(_ samples: [Int16], rate: Int = 16000, channels: Int = 1, promised: Int? = nil) -> Data {
    func bytes(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let size = promised ?? samples.count * 2
    var file = Array("RIFF".utf8) + bytes(size + 36, 4) + Array("WAVEfmt ".utf8) + bytes(16, 4) + bytes(1, 2)
    file += bytes(channels, 2) + bytes(rate, 4) + bytes(rate * channels * 2, 4) + bytes(channels * 2, 2) + bytes(16, 2)
    file += Array("data".utf8) + bytes(size, 4)
    for sample in samples { file += bytes(Int(sample), 2) }
    return Data(file)
  }

  /// Samples of the clip, which has a header of 44 bytes.
  private static func samples() throws -> [Int16] {
    let data = [UInt8](try Data(contentsOf: clip).dropFirst(44))
    return stride(from: 0, to: data.count - 1, by: 2).map {
      Int16(bitPattern: UInt16(data[$0]) | UInt16(data[$0 + 1]) << 8)
    }
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let name: String
    let data: Data
    let message: String
    var status = ExitStatus.badInput
    var testDescription: String { name }
  }

  @Test(
    .enabled(if: hasProgram),
    arguments: [
      Bad(name: "empty", data: Data(), message: "the file is empty; record it again"),
      Bad(name: "text", data: Data("Left hip T-score -1.8".utf8), message: "is no sound of a known kind"),
      Bad(name: "PDF", data: Data("%PDF-1.7\n1 0 obj".utf8), message: "is no sound of a known kind"),
      Bad(name: "a header and no more", data: Data("RIFF\u{24}\0\0\0WAVE".utf8), message: "export the recording again"),
      Bad(
        name: "a damaged format", data: Data("RIFF\u{24}\0\0\0WAVEfmt \u{02}\0\0\0xx".utf8),
        message: "its format chunk is damaged"),
      Bad(
        name: "a FLAC of noise", data: Data("fLaC".utf8) + Data((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7) }),
        message: "ffmpeg"),
    ])
  func `What is no recording is refused with place and remedy`(_ bad: Bad) throws {
    let answer = try transcribed(bad.data)
    #expect(answer.output.isEmpty)
    #expect(answer.errors.contains(bad.message), "\(answer.errors)")
    #expect(answer.errors.contains("dictation.wav"))
    #expect([bad.status.rawValue, ExitStatus.unavailable.rawValue].contains(answer.status))
    #expect(answer.errors.contains("ffmpeg") || answer.status == bad.status.rawValue)
  }

  @Test(.enabled(if: hasProgram)) func `A file that is not there is named`() throws {
    let answer = try run(["transcribe", "/nonexistent/dictation.wav"])
    #expect(answer.status == ExitStatus.noInput.rawValue)
    #expect(answer.errors.contains("/nonexistent/dictation.wav: no such file"))
  }

  @Test(.enabled(if: hears && hasBook)) func `A dictation becomes codes`() throws {
    let heard = try run(["transcribe", Self.clip.path])
    #expect(heard.status == 0)
    for fact in ["-1.8", "-2.1", "left femoral neck"] {
      #expect(heard.output.lowercased().contains(fact), "\(heard.output)")
    }
    let coded = try run(["code", "-"], input: heard.output)
    #expect(coded.status == 0)
    #expect(coded.output.contains("M85.89"), "\(coded.output)")
  }

  @Test(.enabled(if: hears)) func `Other rates and channels are converted, a file cut short is read and said to be so`()
    throws
  {
    let samples = try Self.samples()
    // 8 kHz by the mean of neighbours, as a telephone would have it.
    var half: [Int16] = []
    for place in stride(from: 0, to: samples.count - 1, by: 2) {
      let sum = Int(samples[place]) + Int(samples[place + 1])
      half.append(Int16(sum / 2))
    }
    let telephone = try transcribed(Self.wav(half, rate: 8000))
    #expect(telephone.status == 0 && telephone.output.contains("-1.8"), "\(telephone.output)")
    var both: [Int16] = []
    for sample in samples { both += [sample, sample / 2] }
    let stereo = try transcribed(Self.wav(both, channels: 2))
    #expect(stereo.status == 0 && stereo.output.contains("-1.8"), "\(stereo.output)")
    let cut = try transcribed(Self.wav(Array(samples.prefix(16000 * 6)), promised: samples.count * 2))
    #expect(cut.status == 0 && cut.output.contains("-1.8"), "\(cut.output)")
    #expect(cut.errors.contains("ends before its header says; what there is was read (6 s)"), "\(cut.errors)")
  }

  private static let ffmpeg = ["/usr/bin/ffmpeg", "/usr/local/bin/ffmpeg"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: hears && ffmpeg != nil), arguments: ["flac", "mp3", "ogg", "webm", "m4a"])
  func `Compressed files are read through ffmpeg, and cut off ones as far as they go`(kind: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("dictation." + kind)
    let converter = Process()
    converter.executableURL = URL(fileURLWithPath: try #require(Self.ffmpeg))
    converter.arguments = ["-nostdin", "-v", "quiet", "-i", Self.clip.path, file.path]
    try converter.run()
    converter.waitUntilExit()
    try #require(converter.terminationStatus == 0, "ffmpeg cannot write \(kind) here")
    let whole = try run(["transcribe", file.path])
    #expect(whole.status == 0 && whole.output.contains("-1.8"), "\(whole.output)")
    // What lies at the end of an MP4 says where its sound is: without it there is none.
    let data = try Data(contentsOf: file)
    let cut = try transcribed(data.prefix(data.count / 2), "cut." + kind)
    if kind == "m4a" {
      #expect(cut.status == ExitStatus.badInput.rawValue && cut.errors.contains("export it again"), "\(cut.errors)")
    } else {
      #expect(cut.status == 0 && cut.output.contains("-1.8"), "\(cut.output)")
    }
  }

  @Test(.enabled(if: hears)) func `Bytes damaged in the middle of the sound stop nothing`() throws {
    var samples = try Self.samples()
    var state: UInt64 = 7
    for place in 16000 * 8..<16000 * 9 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      samples[place] = Int16(truncatingIfNeeded: state >> 40)
    }
    let answer = try transcribed(Self.wav(samples))
    #expect(answer.status == 0 && answer.output.contains("-1.8"), "\(answer.output)")
  }

  @Test(.enabled(if: hears)) func `Silence is an empty text with a notice`() throws {
    let answer = try transcribed(Self.wav(Array(repeating: 0, count: 16000 * 4)))
    #expect(answer.status == 0)
    #expect(answer.output.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty)
    #expect(answer.errors.contains("no speech was heard in 4 s"))
  }
}

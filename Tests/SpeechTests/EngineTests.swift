import Foundation
import Testing

@testable import Speech

/// With the engine itself; skipped where it is not installed.
@Suite(.enabled(if: SpeechFolder().isInstalled), .serialized) struct EngineTests {
  private static let folder = SpeechFolder()
  private static let samples =
    [
      ProcessInfo.processInfo.environment["OSTEON_SHARED"] ?? "", "../shared",
    ].map { $0 + "/data/speech" }.first { FileManager.default.fileExists(atPath: $0) } ?? ""

  private func segments(_ samples: [[Float]]) async throws -> [TranscriptSegment] {
    let decoder = try Self.folder.decoder(model: nil)
    let stream = AsyncStream<[Float]> { continuation in
      for block in samples { continuation.yield(block) }
      continuation.finish()
    }
    var result: [TranscriptSegment] = []
    for try await segment in Self.folder.recogniser(with: decoder, manner: .recording).segments(of: stream) {
      result.append(segment)
    }
    return result
  }

  @Test(arguments: ["silence", "white noise", "fan", "music"]) func `Nothing said is nothing written`(kind: String)
    async throws
  {
    var state: UInt64 = 42
    func random() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 23) - 1
    }
    var low: Float = 0
    let sound = (0..<(16000 * 12)).map { index -> Float in
      let time = Double(index) / 16000
      switch kind {
      case "silence": return 0
      case "white noise": return 0.2 * random()
      case "fan":
        low += 0.02 * (random() - low)
        return 2 * low + 0.05 * Float(sin(2 * .pi * 120 * time))
      default:
        // A chord that changes each half second, with overtones.
        let root = 220 * pow(2, Double([0, 5, 7, 3][Int(time * 2) % 4]) / 12)
        return [1, 1.25, 1.5, 2].reduce(Float(0)) { $0 + 0.1 * Float(sin(2 * .pi * root * $1 * time)) }
      }
    }
    #expect(try await segments([sound]).isEmpty)
  }

  @Test(.enabled(if: !samples.isEmpty)) func `A dictation is written with its scores and side`() async throws {
    let source = try AudioSource(path: Self.samples + "/d01_joe.wav")
    let decoder = try Self.folder.decoder(model: nil)
    let segments = try await Self.folder.recogniser(with: decoder, manner: .recording).transcript(of: source)
    var dictation = Dictation()
    for segment in segments { dictation.append(segment.words) }
    let text = dictation.written.text.lowercased()
    for fact in ["-1.8", "left femoral neck", "-2.1", "lumbar spine"] { #expect(text.contains(fact), "\(text)") }
    #expect(segments.allSatisfy { $0.isFinal && $0.end > $0.start })
  }
}

@Suite struct MissingEngineTests {
  @Test func `Without an installation the remedy is named`() {
    let folder = SpeechFolder(url: URL(fileURLWithPath: "/nonexistent"))
    #expect(!folder.isInstalled)
    #expect { _ = try folder.decoder(model: nil) } throws: {
      ($0 as? SpeechError).map { $0.code == .notInstalled && $0.message.contains("osteon speech install") } ?? false
    }
    #expect(throws: SpeechError.self) { try folder.detector() }
  }

  @Test func `The folder follows the environment`() {
    #expect(SpeechFolder(environment: ["OSTEON_HOME": "/x"]).url.path == "/x/speech")
    #expect(SpeechFolder(environment: ["XDG_DATA_HOME": "/y"]).url.path == "/y/osteon/speech")
  }
}

import Foundation
import Testing

@testable import Speech

@Suite struct AudioTests {
  /// A WAV file of one tone.
  private func wav(
    rate: Int = 16000, channels: Int = 1, bits: Int = 16, tag: Int = 1, seconds: Double = 0.5, promised: Int? = nil
  ) -> Data {
    let frames = Int(Double(rate) * seconds)
    var sound = Data()
    for frame in 0..<frames {
      let value = 0.5 * sin(2 * Double.pi * 440 * Double(frame) / Double(rate))
      for _ in 0..<channels {
        switch (tag, bits) {
        case (3, 32): sound.append(littleEndian: Float(value).bitPattern)
        case (_, 8): sound.append(UInt8(128 + value * 127))
        default:
          let number = Int64(value * Double(1 << (bits - 1)))
          sound.append(contentsOf: (0..<(bits / 8)).map { UInt8(truncatingIfNeeded: number >> Int64(8 * $0)) })
        }
      }
    }
    func two(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    var file = Data("RIFF".utf8)
    file.append(littleEndian: UInt32(sound.count + 36))
    file.append(Data("WAVEfmt ".utf8))
    file.append(littleEndian: 16)
    file.append(contentsOf: two(tag) + two(channels))
    file.append(littleEndian: UInt32(rate))
    file.append(littleEndian: UInt32(rate * channels * bits / 8))
    file.append(contentsOf: two(channels * bits / 8) + two(bits))
    file.append(Data("data".utf8))
    file.append(littleEndian: UInt32(promised ?? sound.count))
    return file + sound
  }

  @discardableResult
  private func withFile<R>(_ data: Data, _ body: (String) throws -> R) throws -> R {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
    try data.write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
  }

  private func samples(_ path: String) throws -> (samples: [Float], notices: [String]) {
    let source = try AudioSource(path: path)
    var samples: [Float] = []
    while let piece = try source.next() { samples += piece }
    return (samples, source.notices)
  }

  /// Crossings of zero, upwards: the pitch that has come through.
  private func cycles(_ samples: [Float]) -> Int { zip(samples, samples.dropFirst()).count { $0 < 0 && $1 >= 0 } }

  @Test(arguments: [
    (8000, 1, 16, 1), (16000, 1, 16, 1), (44100, 2, 16, 1), (48000, 1, 24, 1), (22050, 1, 32, 3), (11025, 1, 8, 1),
    (96000, 2, 32, 1),
  ])
  func `Sound of any form arrives at 16 kHz with its pitch`(rate: Int, channels: Int, bits: Int, tag: Int) throws {
    try withFile(wav(rate: rate, channels: channels, bits: bits, tag: tag)) { path in
      let samples = try samples(path).samples
      #expect(abs(samples.count - 8000) <= 40)
      #expect(abs(cycles(samples) - 220) <= 2)
      let level = samples.dropFirst(500).dropLast(500).map(abs).max() ?? 0
      #expect(abs(level - 0.5) < 0.02)
    }
  }

  @Test func `What lies above the new rate is filtered out`() {
    var resampler = Resampler(from: 48000)
    let tone = (0..<48000).map { Float(sin(2 * Double.pi * 11000 * Double($0) / 48000)) }
    let output = resampler.append(tone)
    #expect((output.dropFirst(200).map(abs).max() ?? 1) < 0.02)
  }

  @Test func `Pieces join without a seam`() {
    let tone = (0..<44100).map { Float(sin(2 * Double.pi * 440 * Double($0) / 44100)) }
    var whole = Resampler(from: 44100)
    var pieces = Resampler(from: 44100)
    var joined: [Float] = []
    for start in stride(from: 0, to: tone.count, by: 777) {
      joined += pieces.append(Array(tone[start..<min(tone.count, start + 777)]))
    }
    #expect(whole.append(tone) == joined)
  }

  @Test func `A file that is cut short is read and said to be so`() throws {
    try withFile(wav(promised: 160_000)) { path in
      let (samples, notices) = try samples(path)
      #expect(samples.count == 8000)
      #expect(notices.count == 1)
    }
  }

  @Test func `A header that promises nothing is read to the end`() throws {
    for promised in [0, 0xFFFF_FFFF] {
      let count = try withFile(wav(promised: promised)) { try samples($0).samples.count }
      #expect(count == 8000)
    }
  }

  @Test(arguments: [
    (Data(), "empty"), (Data("hello, this is a note".utf8), "no sound"), (Data("RIFF\0\0\0\0WAVE".utf8), "no sound"),
    (Data("RIFF\0\0\0\0WAVEfmt \u{02}\0\0\0xx".utf8), "damaged"), (Data("%PDF-1.7 and more".utf8), "no sound"),
  ])
  func `What is no sound gets a clear answer`(data: Data, message: String) throws {
    try withFile(data) { path in
      let error = #expect(throws: SpeechError.self) { _ = try samples(path) }
      #expect(error?.message.contains(message) ?? false)
      #expect(error?.place == path)
    }
  }

  @Test func `Compressed sound and impossible headers are refused`() throws {
    for data in [wav(tag: 0x55), wav(channels: 1, bits: 16, tag: 3), wav(rate: 100)] {
      try withFile(data) { path in _ = #expect(throws: SpeechError.self) { _ = try samples(path) } }
    }
    #expect(throws: SpeechError.self) { try AudioSource(path: "/nonexistent/x.wav") }
  }

  @Test func `Damaged bytes behind a good header never stop the program`() throws {
    var generator = SystemRandomNumberGenerator()
    let good = wav(seconds: 0.05)
    for _ in 0..<200 {
      var bytes = good
      for _ in 0..<4 {
        bytes[Int.random(in: 12..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      try withFile(bytes) { path in
        do {
          let count = try samples(path).samples.count
          #expect(count < 400_000)
        } catch {
          #expect(error is SpeechError)
        }
      }
    }
  }
}

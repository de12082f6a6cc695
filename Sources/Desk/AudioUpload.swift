import Foundation
import Hummingbird
import Practice
import Speech

/// A sound file that was uploaded: read into chunks of the store and taken away again.
struct AudioUpload {
  private let file: URL

  init(_ body: RequestBody, limit: Int) async throws {
    file = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-" + UUID().uuidString)
    guard
      FileManager.default.createFile(atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: file.path)
    else { throw DeskError(500, "the temporary folder cannot be written; make room on the disk") }
    defer { try? handle.close() }
    var size = 0
    for try await buffer in body {
      size += buffer.readableBytes
      guard size <= limit else {
        remove()
        throw DeskError(413, "the file is larger than \(limit >> 20) MB; cut it")
      }
      try handle.write(contentsOf: Data(Array(buffer: buffer)))
    }
  }

  func remove() { try? FileManager.default.removeItem(at: file) }

  /// Stores the sound as chunks of a new recording at 16 kHz.
  func store(in store: PracticeStore, encounter: String) async throws -> Recording {
    do {
      let source = try AudioSource(path: file.path, name: "the file")
      let recording = try store.beginRecording(of: encounter, rate: AudioFormat.sampleRate)
      var number = 0
      while let samples = try source.next() {
        for start in stride(from: 0, to: samples.count, by: AudioFormat.sampleRate * 4) {
          let piece = samples[start..<min(samples.count, start + AudioFormat.sampleRate * 4)]
          var data = Data(capacity: piece.count * 2)
          for sample in piece {
            let value = UInt16(bitPattern: Int16(max(-32768, min(32767, (sample * 32768).rounded()))))
            data.append(contentsOf: [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)])
          }
          try store.keep(data, of: recording.id, number: number)
          number += 1
        }
        await Task.yield()
      }
      return recording
    } catch let error as SpeechError {
      throw DeskError(422, error.description)
    } catch let error as PracticeError {
      throw DeskError(error)
    }
  }
}

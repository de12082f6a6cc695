import Foundation
import Synchronization

/// A sound file as 16 kHz mono, read a piece at a time: three hours take no more memory than three seconds.
///
/// WAV is read here. FLAC, MP3, Ogg, WebM and MP4 go through `ffmpeg`, where it is installed, as a process of its own.
public final class AudioSource: Sendable {
  /// The file as it was named.
  public let name: String
  /// What has been read.
  private struct State {
    var notices: [String] = []
    var seconds = 0.0
    var stream: WAVStream
    var resampler: Resampler
    var isFinished = false
    var failure: SpeechError?
  }

  private let state: Mutex<State>
  private let decoder: Process?
  private let decoderErrors: URL?

  /// What must be said of the file after it has been read: that it is cut short.
  public var notices: [String] { state.withLock { $0.notices } }
  /// Seconds read so far.
  public var seconds: Double { state.withLock { $0.seconds } }
  /// Why reading stopped before the end, for a stream that cannot throw.
  var failure: SpeechError? { state.withLock { $0.failure } }

  /// Kinds of file, known by their first bytes.
  private enum Kind: String {
    case wav = "WAV"
    case flac = "FLAC"
    case mp3 = "MP3"
    case ogg = "Ogg"
    case webm = "WebM"
    case mp4 = "MP4"

    init?(_ head: [UInt8]) {
      func has(_ text: String, at start: Int = 0) -> Bool { head.dropFirst(start).starts(with: Array(text.utf8)) }
      if has("RIFF"), has("WAVE", at: 8) {
        self = .wav
      } else if has("fLaC") {
        self = .flac
      } else if has("ID3") || head.count > 1 && head[0] == 0xFF && head[1] & 0xE0 == 0xE0 {
        self = .mp3
      } else if has("OggS") {
        self = .ogg
      } else if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
        self = .webm
      } else if has("ftyp", at: 4) {
        self = .mp4
      } else {
        return nil
      }
    }
  }

  /// Opens a file.
  ///
  /// - Throws: `SpeechError` where the file cannot be read, is no sound, or needs `ffmpeg` and there is none.
  public init(path: String, name: String? = nil) throws(SpeechError) {
    let name = name ?? path
    self.name = name
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw SpeechError(.unreadable, name, "no such file, or it may not be read")
    }
    let head: [UInt8]
    do {
      head = Array(try handle.read(upToCount: 16) ?? Data())
      try handle.seek(toOffset: 0)
    } catch { throw SpeechError(.unreadable, name, "cannot be read (\(error.localizedDescription))") }
    guard !head.isEmpty else { throw SpeechError(.badAudio, name, "the file is empty; record it again") }
    guard let kind = Kind(head) else {
      throw SpeechError(.badAudio, name, "is no sound of a known kind; WAV, FLAC, MP3, Ogg, WebM and MP4 can be read")
    }
    let stream: WAVStream
    if kind == .wav {
      (decoder, decoderErrors) = (nil, nil)
      stream = try WAVStream(handle, name: name)
    } else {
      let (process, output, errors) = try Self.decoder(of: path, name: name, kind: kind.rawValue)
      decoder = process
      decoderErrors = errors
      do throws(SpeechError) { stream = try WAVStream(output, name: name) } catch {
        throw SpeechError(.badAudio, name, "ffmpeg finds no sound in it: the file is damaged; export it again")
      }
    }
    state = Mutex(State(stream: stream, resampler: Resampler(from: stream.rate)))
  }

  deinit {
    if let decoder, decoder.isRunning { decoder.terminate() }
    if let decoderErrors { try? FileManager.default.removeItem(at: decoderErrors) }
  }

  private static func decoder(
    of path: String, name: String, kind: String
  ) throws(SpeechError) -> (Process, FileHandle, URL) {
    guard let ffmpeg = Tool.find("ffmpeg") else {
      throw SpeechError(
        .missingTool, name,
        "is \(kind); reading it needs ffmpeg (Debian: apt install ffmpeg), or convert it to WAV, which needs nothing")
    }
    let errors = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-" + UUID().uuidString)
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: ffmpeg)
    // Local files only: a playlist inside a file must not reach the network.
    process.arguments = [
      "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-i", "file:" + path, "-vn", "-f", "wav",
      "-acodec",
      "pcm_s16le", "-ac", "1", "-ar", String(AudioFormat.sampleRate), "pipe:1",
    ]
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle(forWritingAtPath: errors.path)
    do { try process.run() } catch {
      throw SpeechError(.missingTool, ffmpeg, "cannot be started (\(error.localizedDescription))")
    }
    return (process, pipe.fileHandleForReading, errors)
  }

  /// About a second of sound; `nil` at the end.
  public func next() throws(SpeechError) -> [Float]? {
    let result: Result<[Float]?, SpeechError> = state.withLock { state in
      do throws(SpeechError) { return .success(try next(&state)) } catch {
        (state.isFinished, state.failure) = (true, error)
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func next(_ state: inout State) throws(SpeechError) -> [Float]? {
    while !state.isFinished {
      guard let samples = try state.stream.next(frames: state.stream.rate) else {
        state.isFinished = true
        try finish(&state)
        let rest = state.resampler.finish()
        return rest.isEmpty ? nil : rest
      }
      state.seconds += Double(samples.count) / Double(state.stream.rate)
      let converted = state.resampler.append(samples)
      if !converted.isEmpty { return converted }
    }
    return nil
  }

  private func finish(_ state: inout State) throws(SpeechError) {
    let read = "what there is was read (\(Int(state.seconds)) s)"
    if state.stream.isCutShort { state.notices.append("\(name): ends before its header says; \(read)") }
    guard let decoder else { return }
    decoder.waitUntilExit()
    guard decoder.terminationStatus != 0 else { return }
    guard state.seconds > 0 else {
      throw SpeechError(.badAudio, name, "ffmpeg cannot read it: the file is damaged; export it again")
    }
    state.notices.append("\(name): damaged; \(read)")
  }
}

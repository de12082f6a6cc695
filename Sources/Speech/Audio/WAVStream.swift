import Foundation

/// A WAV file read a piece at a time: PCM of 8 to 32 bits or floating point, any number of channels, which are mixed.
///
/// Source of the layout: Microsoft/IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991), and
/// `WAVEFORMATEXTENSIBLE` (2001).
struct WAVStream {
  private let handle: FileHandle
  private let name: String
  /// Samples a second.
  private(set) var rate = 0
  private var channels = 0
  private var width = 0
  private var isFloat = false
  /// Bytes of sound that the header promises and that have not been read; `nil` where it promises nothing.
  private var remaining: Int?
  /// Whether the file ended before the header said.
  private(set) var isCutShort = false

  /// Reads up to the first sample.
  init(_ handle: FileHandle, name: String) throws(SpeechError) {
    self.handle = handle
    self.name = name
    guard let head = try read(12), head.count == 12, head.starts(with: Array("RIFF".utf8)),
      head[8...].elementsEqual(Array("WAVE".utf8))
    else { throw SpeechError(.badAudio, name, "is no WAV file") }
    while let chunk = try read(8), chunk.count == 8 {
      let size = Int(chunk[4]) | Int(chunk[5]) << 8 | Int(chunk[6]) << 16 | Int(chunk[7]) << 24
      switch String(decoding: chunk[..<4], as: UTF8.self) {
      case "fmt ":
        guard (16...4096).contains(size), let format = try read(size + size % 2), format.count >= size else {
          throw SpeechError(.badAudio, name, "its format chunk is damaged; export the recording again")
        }
        try take(format)
      case "data":
        guard rate > 0 else { throw SpeechError(.badAudio, name, "has sound before its format; export it again") }
        // A writer that could not go back leaves zero or the largest number: the sound goes on to the end.
        remaining = size == 0 || size >= 0x7FFF_FFFF ? nil : size
        return
      default:
        try skip(size + size % 2)
      }
    }
    throw SpeechError(.badAudio, name, "holds no sound: the file is empty or cut off; export the recording again")
  }

  private mutating func take(_ format: [UInt8]) throws(SpeechError) {
    func word(_ at: Int) -> Int { Int(format[at]) | Int(format[at + 1]) << 8 }
    var tag = word(0)
    if tag == 0xFFFE, format.count >= 26 { tag = word(24) }
    channels = word(2)
    rate = word(4) | word(6) << 16
    width = word(14) / 8
    isFloat = tag == 3
    guard tag == 1 || tag == 3, isFloat ? [4, 8].contains(width) : (1...4).contains(width) else {
      throw SpeechError(
        .badAudio, name, "holds compressed sound (format \(tag)); convert it to PCM, for instance with ffmpeg")
    }
    guard (1...32).contains(channels), (4000...384_000).contains(rate) else {
      throw SpeechError(.badAudio, name, "has \(channels) channels at \(rate) Hz, which no recorder writes")
    }
  }

  /// The next samples, channels mixed; `nil` at the end.
  mutating func next(frames: Int) throws(SpeechError) -> [Float]? {
    let frame = channels * width
    let wanted = min(frames * frame, remaining ?? .max)
    guard wanted >= frame, let bytes = try read(wanted / frame * frame), bytes.count >= frame else {
      if let remaining, remaining >= frame { isCutShort = true }
      return nil
    }
    remaining = remaining.map { $0 - bytes.count }
    var result: [Float] = []
    result.reserveCapacity(bytes.count / frame)
    for start in stride(from: 0, through: bytes.count - frame, by: frame) {
      var sum: Float = 0
      for channel in 0..<channels { sum += sample(bytes, at: start + channel * width) }
      let mixed = sum / Float(channels)
      result.append(mixed.isFinite ? max(-1, min(1, mixed)) : 0)
    }
    return result
  }

  private func sample(_ bytes: [UInt8], at start: Int) -> Float {
    var pattern: UInt64 = 0
    for index in 0..<width { pattern |= UInt64(bytes[start + index]) << UInt64(8 * index) }
    if isFloat {
      return width == 4
        ? Float(bitPattern: UInt32(truncatingIfNeeded: pattern)) : Float(Double(bitPattern: pattern))
    }
    if width == 1 { return (Float(pattern) - 128) / 128 }
    let shift = UInt64(64 - 8 * width)
    return Float(Int64(bitPattern: pattern << shift)) / -Float(Int64.min)
  }

  /// As many bytes as there are, up to `count`; `nil` at the end.
  private func read(_ count: Int) throws(SpeechError) -> [UInt8]? {
    do {
      var bytes: [UInt8] = []
      while bytes.count < count, let data = try handle.read(upToCount: min(count - bytes.count, 1 << 20)), !data.isEmpty
      {
        bytes += data
      }
      return bytes.isEmpty ? nil : bytes
    } catch {
      throw SpeechError(.unreadable, name, "cannot be read to its end (\(error.localizedDescription))")
    }
  }

  private func skip(_ count: Int) throws(SpeechError) {
    var left = count
    while left > 0 {
      guard let bytes = try read(min(left, 1 << 16)) else { return }
      left -= bytes.count
    }
  }
}

import Foundation
import Practice
import Speech

/// The transcript of a recording as far as it is known.
struct TranscriptState: Codable, Sendable {
  struct Mark: Codable, Sendable {
    var start: Int
    var end: Int
    var kind: String
    var reasons: [String]
  }

  /// Grows with each change.
  var version = 0
  /// Written text of all final segments.
  var text = ""
  /// What has to be confirmed.
  var marks: [Mark] = []
  /// What is being heard now; it may change.
  var partial = ""
  /// Chunks that are safely stored: the sender may forget them.
  var kept = 0
  /// Phrases of others that are recognised first; nothing where none waits.
  var place: Int?
  /// Whether everything has been heard.
  var finished = false
  /// Why it stopped.
  var failure: String?
}

/// Live dictations: sound comes in chunks, is stored, and only then heard.
actor DictationDesk {
  private final class Session {
    var state = TranscriptState()
    var dictation: Dictation
    var resampler: Resampler
    let feed: AsyncStream<[Float]>.Continuation
    var task: Task<Void, Never>?
    var heardChunks = 0

    init(rate: Int, feed: AsyncStream<[Float]>.Continuation, writer: TranscriptWriter) {
      resampler = Resampler(from: rate)
      dictation = Dictation(writer: writer)
      self.feed = feed
    }
  }

  private let store: PracticeStore
  private let speech: DeskSpeech?
  private let queue = RecognitionQueue()
  private var sessions: [String: Session] = [:]
  private var order: [String] = []

  init(store: PracticeStore, speech: DeskSpeech?) {
    self.store = store
    self.speech = speech
  }

  /// Takes a chunk. It is stored before anything else happens to it; the answer says how many are.
  func take(_ sound: Data, of id: String, number: Int, writer: TranscriptWriter) throws -> TranscriptState {
    try store.keep(sound, of: id, number: number)
    return try hear(id, writer: writer)
  }

  /// The last chunk has come.
  func finish(_ id: String, writer: TranscriptWriter) throws -> TranscriptState {
    try store.finish(id)
    return try hear(id, writer: writer)
  }

  /// The transcript; after a restart the recording is heard again from the store.
  func state(_ id: String, writer: TranscriptWriter) throws -> TranscriptState { try hear(id, writer: writer) }

  private func hear(_ id: String, writer: TranscriptWriter) throws -> TranscriptState {
    let recording = try store.recording(id)
    let session = session(for: recording, writer: writer)
    while session.heardChunks < recording.chunks, let sound = try store.chunk(session.heardChunks, of: id) {
      session.feed.yield(session.resampler.append(Self.samples(sound)))
      session.heardChunks += 1
    }
    if recording.isFinished { session.feed.finish() }
    session.state.kept = recording.chunks
    session.state.place = queue.place(of: id)
    return session.state
  }

  private func session(for recording: Recording, writer: TranscriptWriter) -> Session {
    if let session = sessions[recording.id] { return session }
    let (stream, feed) = AsyncStream.makeStream(of: [Float].self)
    let session = Session(rate: recording.rate, feed: feed, writer: writer)
    sessions[recording.id] = session
    order.append(recording.id)
    // Finished dictations stay in the store; a few are kept at hand.
    if order.count > 64, let oldest = order.first(where: { sessions[$0]?.state.finished ?? true }) {
      sessions[oldest] = nil
      order.removeAll { $0 == oldest }
    }
    guard let speech else {
      session.state.failure = "speech recognition is not installed; the sound is kept. Run 'osteon speech install'"
      session.state.finished = true
      return session
    }
    let recogniser = speech.recogniser(recording.id, queue)
    session.task = Task {
      do {
        for try await segment in recogniser.segments(of: stream) { take(segment, of: recording.id) }
        end(recording.id, failure: nil)
      } catch {
        end(recording.id, failure: "\(error)")
      }
    }
    return session
  }

  private func take(_ segment: TranscriptSegment, of id: String) {
    guard let session = sessions[id] else { return }
    session.state.version += 1
    guard segment.isFinal else {
      session.state.partial = segment.words.map(\.text).joined(separator: " ")
      return
    }
    session.dictation.append(segment.words)
    let written = session.dictation.written
    let places = TextPlaces(written.text)
    session.state.partial = ""
    session.state.text = written.text
    session.state.marks = written.openMarks.map { mark in
      let place = places.place(mark.range)
      return TranscriptState.Mark(
        start: place.start, end: place.end, kind: mark.kind.rawValue, reasons: mark.doubts.map(\.sentence))
    }
  }

  private func end(_ id: String, failure: String?) {
    guard let session = sessions[id] else { return }
    session.state.version += 1
    session.state.partial = ""
    session.state.finished = true
    session.state.failure = failure
  }

  /// Samples of 16 bits, little-endian.
  private static func samples(_ data: Data) -> [Float] {
    let bytes = [UInt8](data)
    return stride(from: 0, to: bytes.count - 1, by: 2).map { index in
      Float(Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)) / 32768
    }
  }
}

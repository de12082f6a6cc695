/// A recogniser made of a detector of voice, which cuts the stream at pauses, and a decoder of phrases.
public final class PhraseRecognizer: SpeechRecognizer {
  private let decoder: any PhraseDecoder
  private let detector: @Sendable () throws(SpeechError) -> any VoiceDetector
  private let manner: PhraseCutter.Manner
  private let queue: RecognitionQueue
  private let owner: String
  private let partialInterval: Double?

  /// Creates a recogniser.
  ///
  /// - Parameters:
  ///   - detector: Makes a detector for one stream.
  ///   - queue: Shared by every stream of the process.
  ///   - owner: Names the stream in the queue.
  ///   - partialInterval: Seconds of speech after which a partial segment is worth its work; none without it. A partial is
  ///     only made while nobody waits.
  public init(
    decoder: any PhraseDecoder, detector: @escaping @Sendable () throws(SpeechError) -> any VoiceDetector,
    manner: PhraseCutter.Manner, queue: RecognitionQueue = RecognitionQueue(), owner: String = "",
    partialInterval: Double? = nil
  ) {
    self.decoder = decoder
    self.detector = detector
    self.manner = manner
    self.queue = queue
    self.owner = owner
    self.partialInterval = partialInterval
  }

  /// The engine and its model.
  public var name: String { decoder.name }

  /// The segments of a stream; see `SpeechRecognizer`.
  public func segments(of samples: AsyncStream<[Float]>) -> AsyncThrowingStream<TranscriptSegment, any Error> {
    let (stream, continuation) = AsyncThrowingStream.makeStream(of: TranscriptSegment.self)
    let task = Task {
      do {
        try await recognise(samples, into: continuation)
        continuation.finish()
      } catch {
        continuation.finish(throwing: error)
      }
    }
    continuation.onTermination = { _ in task.cancel() }
    return stream
  }

  private func recognise(
    _ samples: AsyncStream<[Float]>, into continuation: AsyncThrowingStream<TranscriptSegment, any Error>.Continuation
  ) async throws {
    let detector = try detector()
    let window = detector.windowLength
    var cutter = PhraseCutter(manner: manner, windowLength: window)
    var rest: [Float] = []
    var lastPartial = 0.0
    for await block in samples {
      try Task.checkCancellation()
      rest += block
      let whole = rest.count / window * window
      guard whole > 0 else { continue }
      let heard = Array(rest.prefix(whole))
      rest.removeFirst(whole)
      let probabilities = try await queue.run(owner: owner) { try detector.probabilities(in: heard) }
      for (index, probability) in probabilities.enumerated() {
        let range = index * window..<(index + 1) * window
        guard let phrase = cutter.append(heard[range], probability: probability) else { continue }
        try await decode(phrase, isFinal: true, into: continuation)
        lastPartial = 0
      }
      if let partialInterval, let pending = cutter.pending, pending.speech - lastPartial >= partialInterval,
        queue.isIdle
      {
        lastPartial = pending.speech
        try await decode(pending, isFinal: false, into: continuation)
      }
    }
    if let phrase = cutter.finish() { try await decode(phrase, isFinal: true, into: continuation) }
  }

  private func decode(
    _ phrase: Phrase, isFinal: Bool, into continuation: AsyncThrowingStream<TranscriptSegment, any Error>.Continuation
  ) async throws {
    try Task.checkCancellation()
    let decoder = decoder
    let words = try await queue.run(owner: owner) {
      try isFinal ? decoder.words(in: phrase.samples) : decoder.sketch(of: phrase.samples)
    }
    guard !words.isEmpty, NothingSaid.isSpeech(words, in: phrase) else { return }
    let duration = Double(phrase.samples.count) / Double(AudioFormat.sampleRate)
    let placed = words.map { word in
      SpokenWord(word.text, start: word.start + phrase.start, end: word.end + phrase.start, confidence: word.confidence)
    }
    continuation.yield(
      TranscriptSegment(words: placed, start: phrase.start, end: phrase.start + duration, isFinal: isFinal))
  }
}

/// What recognisers write when nobody has said anything.
enum NothingSaid {
  /// Sentences that whisper models learnt from the ends of films; nobody dictates them into a note.
  private static let known: Set<String> = [
    "thank you", "thanks for watching", "thank you for watching", "you", "bye", "please subscribe", "music", "applause",
    "silence", "blank audio", "the end", "so", "oh", "i'm sorry", "thank you very much", "thank you so much",
  ]

  /// Whether the words are worth writing: not such a sentence, not in brackets, not more than anybody can say.
  static func isSpeech(_ words: [SpokenWord], in phrase: Phrase) -> Bool {
    let text = words.map(\.text).joined(separator: " ")
    let letters = text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "'" }
    guard letters.contains(where: { $0.isLetter || $0.isNumber }), !known.contains(letters) else { return false }
    if let first = text.first, let last = text.last, "[(♪*".contains(first), "])♪*".contains(last) { return false }
    // Auctioneers speak seven words a second; a decoder that has lost its way writes more.
    return Double(words.count) <= 3 + 8 * phrase.speech
  }
}

extension SpeechRecognizer {
  /// The final segments of a file. The file is read only as fast as it is recognised, so that its length does not
  /// matter.
  public func transcript(of source: AudioSource) async throws -> [TranscriptSegment] {
    let samples = AsyncStream<[Float]>(unfolding: { try? source.next() })
    var result: [TranscriptSegment] = []
    for try await segment in segments(of: samples) where segment.isFinal { result.append(segment) }
    if let failure = source.failure { throw failure }
    return result
  }
}

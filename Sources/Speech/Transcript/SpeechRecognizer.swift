/// Turns sound into words, on this machine.
///
/// Sound is mono at `AudioFormat.sampleRate`, samples in -1...1. A recogniser cuts the stream at pauses, may publish
/// partial segments while somebody speaks, and publishes one final segment for each stretch of speech, in order.
/// Silence, noise and music give no segment. Cancelling the task that reads the segments ends the recognition.
public protocol SpeechRecognizer: Sendable {
  /// The engine and its model, as shown to the user: `whisper.cpp, tiny.en`.
  var name: String { get }

  /// Recognises a stream of samples; the segments end when the samples have ended and been heard.
  func segments(
    of samples: AsyncStream<[Float]>
  ) -> AsyncThrowingStream<TranscriptSegment, any Error>
}

/// The part of an engine that turns one stretch of speech into words; the stretch has no long pause in it.
public protocol PhraseDecoder: Sendable {
  /// The engine and its model, as shown to the user.
  var name: String { get }

  /// Seconds of sound that one call takes at most.
  var longestPhrase: Double { get }

  /// The words of a stretch of speech, with times from its start; none where nothing is said in it.
  ///
  /// Blocks for as long as the engine needs: call it off the cooperative threads.
  func words(in samples: [Float]) throws(SpeechError) -> [SpokenWord]

  /// The same, sooner and less exact: for words that are shown while somebody speaks on.
  func sketch(of samples: [Float]) throws(SpeechError) -> [SpokenWord]
}

extension PhraseDecoder {
  /// The words themselves, where the engine has no quicker way.
  public func sketch(of samples: [Float]) throws(SpeechError) -> [SpokenWord] { try words(in: samples) }
}

/// The part of an engine that tells speech from everything else.
public protocol VoiceDetector: Sendable {
  /// Samples that one probability stands for.
  var windowLength: Int { get }

  /// The probability of speech in each window of `samples`; earlier windows of the same call are the context of later ones.
  func probabilities(in samples: [Float]) throws(SpeechError) -> [Float]
}

/// Voice activity by Silero's network (MIT), as libwhisper runs it: windows of 512 samples, 32 ms.
///
/// Keeps its state from call to call: one detector for one stream.
@safe public final class SileroDetector: VoiceDetector, @unchecked Sendable {
  // The context is used by one stream, whose calls follow one another.
  private let context: WhisperLibrary.Context
  private let voice: WhisperLibrary.Voice
  /// Samples of one window, 32 ms.
  public let windowLength = 512

  /// Loads the network.
  public init(libraryPath: String, modelPath: String) throws(SpeechError) {
    let library = try WhisperLibrary(path: libraryPath)
    // One thread, no graphics processor.
    guard let context = unsafe library.voice.initialise(modelPath, 1, 0) else {
      throw SpeechError(
        .notInstalled, modelPath, "the model of voice activity cannot be loaded; run 'osteon speech install'")
    }
    unsafe self.context = context
    voice = library.voice
    unsafe voice.reset(context)
  }

  deinit { unsafe voice.free(context) }

  /// The probability of speech in each whole window.
  public func probabilities(in samples: [Float]) throws(SpeechError) -> [Float] {
    let whole = samples.count / windowLength * windowLength
    guard whole > 0 else { return [] }
    guard unsafe voice.detect(context, samples, Int32(whole)), let values = unsafe voice.probabilities(context) else {
      throw SpeechError(.engine, "Silero", "the detector of voice activity failed; try again")
    }
    let count = min(Int(unsafe voice.count(context)), whole / windowLength)
    return unsafe Array(UnsafeBufferPointer(start: values, count: count))
  }
}

import Foundation

/// The functions of libwhisper (whisper.cpp 1.8, MIT) that are used.
///
/// Only calls with plain arguments: no parameter structure of the library crosses the border, for its layout changes
/// between versions. The one exception is the 12-byte structure behind `Voice.initialise`, see there.
@safe struct WhisperLibrary: Sendable {
  typealias Context = OpaquePointer
  typealias Number = @convention(c) (Context) -> Int32

  typealias Initialiser = @convention(c) (UnsafePointer<CChar>) -> Context?
  typealias Release = @convention(c) (Context) -> Void
  typealias Spectrum = @convention(c) (Context, UnsafePointer<Float>, Int32, Int32) -> Int32
  typealias Encoder = @convention(c) (Context, Int32, Int32) -> Int32
  typealias Decoder = @convention(c) (Context, UnsafePointer<Int32>, Int32, Int32, Int32) -> Int32
  typealias Floats = @convention(c) (Context) -> UnsafeMutablePointer<Float>?
  typealias Tokenizer = @convention(c) (Context, UnsafePointer<CChar>, UnsafeMutablePointer<Int32>, Int32) -> Int32
  typealias TokenText = @convention(c) (Context, Int32) -> UnsafePointer<CChar>?
  typealias TokenOf = @convention(c) (Context, Int32) -> Int32
  typealias VoiceInitialiser = @convention(c) (UnsafePointer<CChar>, UInt64, UInt64) -> Context?
  typealias Detector = @convention(c) (Context, UnsafePointer<Float>, Int32) -> Bool

  let initialise: Initialiser
  let free: Release
  let spectrum: Spectrum
  let encode: Encoder
  let decode: Decoder
  let logits: Floats
  let tokenize: Tokenizer
  let tokenText: TokenText
  let languageToken: TokenOf
  let isMultilingual: Number
  let vocabularySize: Number
  let textContext: Number
  let endOfText: Number
  let startOfTranscript: Number
  let noTimestamps: Number
  let previousText: Number
  let transcribe: Number
  let noSpeech: Number
  let voice: Voice

  /// Silero's voice-activity network inside libwhisper.
  @safe struct Voice: Sendable {
    /// `whisper_vad_context_params` is `{int n_threads; bool use_gpu; int gpu_device;}`, 12 bytes. The calling conventions
    /// of System V x86-64 and AAPCS64 pass it by value in two integer registers, as they pass two integer arguments.
    let initialise: VoiceInitialiser
    let free: Release
    let detect: Detector
    let count: Number
    let probabilities: Floats
    let reset: Release
  }

  /// Opens the library and silences its log, which would print to standard error.
  init(path: String) throws(SpeechError) {
    // Threads of OpenMP that wait must sleep: spinning, they take the cores from everybody else. Read when it is loaded.
    unsafe setenv("OMP_WAIT_POLICY", "passive", 0)
    unsafe setenv("GOMP_SPINCOUNT", "0", 0)
    let library = try DynamicLibrary(path: path)
    unsafe initialise = try library.function("whisper_init_from_file", as: Initialiser.self)
    unsafe free = try library.function("whisper_free", as: Release.self)
    unsafe spectrum = try library.function("whisper_pcm_to_mel", as: Spectrum.self)
    unsafe encode = try library.function("whisper_encode", as: Encoder.self)
    unsafe decode = try library.function("whisper_decode", as: Decoder.self)
    unsafe logits = try library.function("whisper_get_logits", as: Floats.self)
    unsafe tokenize = try library.function("whisper_tokenize", as: Tokenizer.self)
    unsafe tokenText = try library.function("whisper_token_to_str", as: TokenText.self)
    unsafe languageToken = try library.function("whisper_token_lang", as: TokenOf.self)
    unsafe isMultilingual = try library.function("whisper_is_multilingual", as: Number.self)
    unsafe vocabularySize = try library.function("whisper_n_vocab", as: Number.self)
    unsafe textContext = try library.function("whisper_n_text_ctx", as: Number.self)
    unsafe endOfText = try library.function("whisper_token_eot", as: Number.self)
    unsafe startOfTranscript = try library.function("whisper_token_sot", as: Number.self)
    unsafe noTimestamps = try library.function("whisper_token_not", as: Number.self)
    unsafe previousText = try library.function("whisper_token_prev", as: Number.self)
    unsafe transcribe = try library.function("whisper_token_transcribe", as: Number.self)
    unsafe noSpeech = try library.function("whisper_token_nosp", as: Number.self)
    voice = unsafe Voice(
      initialise: try library.function("whisper_vad_init_from_file_with_params", as: VoiceInitialiser.self),
      free: try library.function("whisper_vad_free", as: Release.self),
      detect: try library.function("whisper_vad_detect_speech_no_reset", as: Detector.self),
      count: try library.function("whisper_vad_n_probs", as: Number.self),
      probabilities: try library.function("whisper_vad_probs", as: Floats.self),
      reset: try library.function("whisper_vad_reset_state", as: Release.self))
    let setLog = unsafe try library.function("whisper_log_set", as: LogSetter.self)
    unsafe setLog({ _, _, _ in }, nil)
  }

  private typealias Log = @convention(c) (Int32, UnsafePointer<CChar>?, UnsafeMutableRawPointer?) -> Void
  private typealias LogSetter = @convention(c) (Log, UnsafeMutableRawPointer?) -> Void
}

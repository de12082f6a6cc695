public import Foundation

/// A model that recognises speech.
public enum SpeechModel: String, CaseIterable, Sendable {
  /// 39 million weights, English.
  case tinyEnglish = "tiny.en"
  /// 74 million weights, many languages; slower and a little better.
  case base

  var fileName: String { "ggml-\(rawValue).bin" }
}

/// Where engine and models are installed.
public struct SpeechFolder: Sendable {
  /// The folder.
  public let url: URL

  /// A folder of its own.
  public init(url: URL) { self.url = url }

  /// `OSTEON_HOME/speech`, else `osteon/speech` under the user's data folder (XDG base directory specification).
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    if let home = environment["OSTEON_HOME"], !home.isEmpty {
      url = URL(fileURLWithPath: home, isDirectory: true).appendingPathComponent("speech", isDirectory: true)
      return
    }
    let data =
      environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0, isDirectory: true) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".local/share", isDirectory: true)
    url = data.appendingPathComponent("osteon/speech", isDirectory: true)
  }

  func model(_ model: SpeechModel) -> URL { url.appendingPathComponent("models/" + model.fileName) }
  var voiceModel: URL { url.appendingPathComponent("models/" + SpeechPackages.voiceModelName) }
  var libraries: URL { url.appendingPathComponent("lib", isDirectory: true) }

  /// libwhisper: `OSTEON_WHISPER_LIBRARY`, else the installed one.
  func library(environment: [String: String] = ProcessInfo.processInfo.environment) -> URL {
    if let path = environment["OSTEON_WHISPER_LIBRARY"], !path.isEmpty { return URL(fileURLWithPath: path) }
    return libraries.appendingPathComponent(SpeechPackages.libraryName)
  }

  /// The installed models, best last.
  public var installedModels: [SpeechModel] {
    SpeechModel.allCases.filter { FileManager.default.fileExists(atPath: model($0).path) }
  }

  /// Whether phrases can be recognised.
  public var isInstalled: Bool {
    !installedModels.isEmpty && FileManager.default.fileExists(atPath: voiceModel.path)
      && FileManager.default.fileExists(atPath: library().path)
  }

  /// Where each installed file is from: one line each, written by the installation.
  public var origins: [String] {
    let text = (try? String(contentsOf: url.appendingPathComponent("ORIGINS"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  /// Opens the engine.
  ///
  /// - Parameters:
  ///   - model: The model; the default one, or the one that is installed, without it.
  ///   - boost: See `WhisperDecoder`.
  /// - Throws: `SpeechError.notInstalled` with the remedy where something is missing.
  public func decoder(
    model: SpeechModel?, vocabulary: SpeechVocabulary = .orthopaedic, boost: Float = WhisperDecoder.usualBoost
  ) throws(SpeechError)
    -> WhisperDecoder
  {
    let installed = installedModels
    guard let chosen = model ?? installed.first, installed.contains(chosen),
      FileManager.default.fileExists(atPath: voiceModel.path)
    else {
      let option = model.map { " --model \($0.rawValue)" } ?? ""
      throw SpeechError(
        .notInstalled, url.path,
        "speech recognition is not installed; run 'osteon speech install\(option)' (or 'make setup')")
    }
    return try WhisperDecoder(
      libraryPath: library().path, modelPath: self.model(chosen).path, name: "whisper.cpp, \(chosen.rawValue)",
      vocabulary: vocabulary, boost: boost)
  }

  /// A detector of voice for one stream.
  public func detector() throws(SpeechError) -> SileroDetector {
    try SileroDetector(libraryPath: library().path, modelPath: voiceModel.path)
  }

  /// A recogniser for one stream; see `PhraseRecognizer` for the parameters.
  public func recogniser(
    with decoder: any PhraseDecoder, manner: PhraseCutter.Manner, queue: RecognitionQueue = RecognitionQueue(),
    owner: String = "", partialInterval: Double? = nil
  ) -> PhraseRecognizer {
    PhraseRecognizer(
      decoder: decoder, detector: { () throws(SpeechError) -> any VoiceDetector in try detector() }, manner: manner,
      queue: queue, owner: owner, partialInterval: partialInterval)
  }
}

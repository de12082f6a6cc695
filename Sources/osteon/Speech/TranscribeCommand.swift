import ArgumentParser
import Foundation
import JSON
import Speech

/// `osteon transcribe`: sound in, the written note out.
struct TranscribeCommand: AsyncParsableCommand {
  /// What is printed.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "transcribe", abstract: "Writes down dictations, on this machine.",
    discussion: """
      The note goes to standard output, in the form that 'osteon code -' reads; what a person must confirm (numbers,
      levels and sides heard uncertainly) goes to standard error. WAV is read directly, FLAC, MP3, Ogg, WebM and MP4
      through ffmpeg. Nothing leaves the machine.
      """)
  @Argument(help: "Sound files.") var files: [String]
  @Option(help: "tiny.en or base; the one that is installed without it.") var model: ModelChoice?
  @Option(help: "File of replacements, one 'heard => written' a line.") var replacements: String?
  @Option(help: "text, or json with words, times and marks.") var format: Format = .text
  @Option(help: "How much terms of the field are favoured; 0 is not at all.") var boost: Float = WhisperDecoder
    .usualBoost
  @Flag(help: "Print what the engine wrote, without the written forms and commands.") var raw = false

  func run() async throws {
    let folder = SpeechFolder()
    let list = try replacements.map { name in
      try ReplacementList(parsing: String(decoding: try CodeCommand.read(name), as: UTF8.self), name: name)
    }
    // A bad file is told before a model is loaded.
    for file in files { _ = try AudioSource(path: file) }
    let decoder = try folder.decoder(model: model?.model, boost: max(0, min(10, boost)))
    let writer = TranscriptWriter(replacements: list ?? ReplacementList())
    for (index, file) in files.enumerated() {
      let source = try AudioSource(path: file)
      let started = ContinuousClock.now
      let segments = try await transcribe(source, with: decoder, folder: folder)
      var dictation = Dictation(writer: writer)
      for segment in segments { dictation.append(segment.words) }
      let written = dictation.written
      let seconds = source.seconds
      let took = started.duration(to: .now)
      switch format {
      case .text:
        let text = raw ? segments.flatMap(\.words).map(\.text).joined(separator: " ") : written.text
        try Console.write(Array(((index > 0 ? "\n" : "") + text + "\n").utf8))
        warn(written, file: file)
      case .json:
        let answer = TranscriptAnswer(
          file: file, engine: decoder.name, seconds: seconds, took: took, segments: segments, written: written)
        try Console.write(answer.json())
      }
      for notice in source.notices { Console.warn(notice) }
      if segments.isEmpty { Console.warn("\(file): no speech was heard in \(Int(seconds)) s") }
    }
  }

  private func transcribe(
    _ source: AudioSource, with decoder: WhisperDecoder, folder: SpeechFolder
  ) async throws -> [TranscriptSegment] {
    try await folder.recogniser(with: decoder, manner: .recording).transcript(of: source)
  }

  private func warn(_ written: WrittenText, file: String) {
    let bytes = Array(written.text.utf8)
    for mark in written.openMarks {
      let text = String(decoding: bytes[mark.range], as: UTF8.self)
      let reasons = mark.doubts.map(\.sentence).joined(separator: "; ")
      Console.warn("\(file): confirm \(mark.kind.rawValue) '\(text)' at byte \(mark.range.lowerBound): \(reasons)")
    }
  }
}

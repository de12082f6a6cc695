import JSON
import Speech

/// A transcript for a program to read.
struct TranscriptAnswer {
  let file: String
  let engine: String
  let seconds: Double
  let took: Duration
  let segments: [TranscriptSegment]
  let written: WrittenText

  /// A transcript with its note.
  init(
    file: String, engine: String, seconds: Double, took: Duration, segments: [TranscriptSegment], written: WrittenText
  ) {
    self.file = file
    self.engine = engine
    self.seconds = seconds
    self.took = took
    self.segments = segments
    self.written = written
  }

  /// Writes down once more what was heard; `json` is a line of `osteon transcribe --format json`.
  ///
  /// The words of one stretch of speech follow each other without a gap, by which the stretches are told.
  init(json: [UInt8], writer: TranscriptWriter) throws(JSONError) {
    let value = try JSONReader.value(of: json)
    guard case .array(let words)? = value["words"] else { throw JSONError(message: "no list of words", offset: 0) }
    file = value["file"]?.text ?? ""
    engine = value["engine"]?.text ?? ""
    seconds = (value["milliseconds"]?.double ?? 0) / 1000
    took = .milliseconds(value["milliseconds-used"]?.integer ?? 0)
    var segments: [TranscriptSegment] = []
    for word in words {
      guard let text = word["text"]?.text else { throw JSONError(message: "a word without text", offset: 0) }
      let start = (word["start"]?.double ?? 0) / 1000
      let end = (word["end"]?.double ?? 0) / 1000
      let heard = SpokenWord(text, start: start, end: end, confidence: (word["confidence"]?.double ?? 1000) / 1000)
      if let last = segments.indices.last, segments[last].end == start {
        segments[last].words.append(heard)
        segments[last].end = end
      } else {
        segments.append(TranscriptSegment(words: [heard], start: start, end: end, isFinal: true))
      }
    }
    self.segments = segments
    var dictation = Dictation(writer: writer)
    for segment in segments { dictation.append(segment.words) }
    written = dictation.written
  }

  private static func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }

  func json() -> [UInt8] {
    let bytes = Array(written.text.utf8)
    var output = JSONOutput()
    output.object { output in
      output.member("engine", engine)
      output.member("file", file)
      output.name("marks")
      output.array(written.marks) { output, mark in
        output.object { output in
          output.member("confidence", Int((mark.confidence * 1000).rounded()))
          output.name("doubts")
          output.array(mark.doubts) { $0.string($1.rawValue) }
          output.member("end", mark.range.upperBound)
          output.member("kind", mark.kind.rawValue)
          output.member("start", mark.range.lowerBound)
          output.name("text")
          output.string(utf8: bytes[mark.range])
        }
      }
      output.member("milliseconds", Self.milliseconds(seconds))
      output.member("milliseconds-used", Int(took / .milliseconds(1)))
      output.member("text", written.text)
      output.name("words")
      output.array(segments.flatMap(\.words)) { output, word in
        output.object { output in
          output.member("confidence", Int((word.confidence * 1000).rounded()))
          output.member("end", Self.milliseconds(word.end))
          output.member("start", Self.milliseconds(word.start))
          output.member("text", word.text)
        }
      }
    }
    return output.line()
  }
}

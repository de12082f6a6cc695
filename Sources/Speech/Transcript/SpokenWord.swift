/// One word as a recogniser heard it.
public struct SpokenWord: Hashable, Sendable {
  /// The word with the punctuation that belongs to it, as the engine wrote it.
  public var text: String
  /// Seconds from the start of the recording.
  public var start: Double
  /// Seconds from the start of the recording.
  public var end: Double
  /// The engine's own probability of the word, 0...1.
  public var confidence: Double

  /// Creates a word; text that nobody spoke (typed, or read from a file) has no times and full confidence.
  public init(_ text: String, start: Double = 0, end: Double = 0, confidence: Double = 1) {
    self.text = text
    self.start = start
    self.end = end
    self.confidence = confidence
  }

  /// The words of a plain text, all of full confidence.
  public static func words(of text: String) -> [SpokenWord] {
    text.split(whereSeparator: \.isWhitespace).map { SpokenWord(String($0)) }
  }
}

/// A stretch of speech between two pauses, as far as it has been heard.
public struct TranscriptSegment: Hashable, Sendable {
  /// The words in order.
  public var words: [SpokenWord]
  /// Seconds from the start of the recording to the start of the stretch.
  public var start: Double
  /// Seconds from the start of the recording to its end, or to what has been heard so far.
  public var end: Double
  /// Whether the words stand; partial segments are replaced by the next one.
  public var isFinal: Bool

  /// Creates a segment.
  public init(words: [SpokenWord], start: Double, end: Double, isFinal: Bool) {
    self.words = words
    self.start = start
    self.end = end
    self.isFinal = isFinal
  }
}

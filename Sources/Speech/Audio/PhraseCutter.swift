/// A stretch of speech cut out of a stream.
public struct Phrase: Hashable, Sendable {
  /// The sound, with a little silence around it.
  public var samples: [Float]
  /// Seconds from the start of the stream.
  public var start: Double
  /// Seconds of it in which somebody speaks.
  public var speech: Double
}

/// Cuts a stream at its pauses. A pure state machine: windows with their probability of speech in, phrases out.
public struct PhraseCutter: Sendable {
  /// How phrases are cut; lengths in seconds.
  public struct Manner: Hashable, Sendable {
    /// Silence that ends a phrase.
    public var pause: Double
    /// Length below which a pause must be `longPause` to end the phrase: a longer phrase is understood better.
    public var preferred: Double
    /// Silence that ends every phrase.
    public var longPause: Double
    /// Length at which a phrase is cut at its quietest place.
    public var longest: Double

    /// Somebody waits for the words.
    public static let live = Manner(pause: 0.55, preferred: 0, longPause: 0.55, longest: 24)
    /// A recording: fewer and longer phrases.
    public static let recording = Manner(pause: 0.45, preferred: 9, longPause: 2.5, longest: 26)
  }

  /// Probability at which speech begins, and below which it ends.
  static let threshold: (begin: Float, end: Float) = (0.5, 0.35)
  /// Silence kept around a phrase, in seconds; shortest speech that makes one.
  private static let padding = (before: 0.30, after: 0.20)
  private static let shortestSpeech = 0.16

  private let manner: Manner
  private let windowLength: Int
  private var samples: [Float] = []
  private var probabilities: [Float] = []
  private var windowsPassed = 0
  private var isSpeaking = false
  private var run = 0
  private var silence = 0
  private var speech = 0

  /// Creates a cutter for windows of `windowLength` samples.
  public init(manner: Manner, windowLength: Int) {
    self.manner = manner
    self.windowLength = max(1, windowLength)
  }

  private func windows(_ seconds: Double) -> Int {
    Int((seconds * Double(AudioFormat.sampleRate) / Double(windowLength)).rounded())
  }

  /// The phrase that is being spoken, for a partial transcript.
  public var pending: Phrase? { isSpeaking && speech > 0 ? phrase(windows: probabilities.count) : nil }

  /// Takes one window; gives the phrase that ends with it.
  public mutating func append(_ window: ArraySlice<Float>, probability: Float) -> Phrase? {
    samples += window
    probabilities.append(probability)
    windowsPassed += 1
    guard isSpeaking else {
      run = probability >= Self.threshold.begin ? run + 1 : 0
      if run >= 2 {
        (isSpeaking, speech, silence) = (true, run, 0)
      } else {
        drop(windows: probabilities.count - windows(Self.padding.before))
      }
      return nil
    }
    if probability >= Self.threshold.end {
      (silence, speech) = (0, speech + 1)
    } else {
      silence += 1
    }
    let length = probabilities.count
    if silence >= windows(length >= windows(manner.preferred) ? manner.pause : manner.longPause) {
      return end(at: length - max(0, silence - windows(Self.padding.after)))
    }
    if length >= windows(manner.longest) { return end(at: quietest(in: length / 2..<length), isInside: true) }
    return nil
  }

  /// What is being spoken at the end of the stream.
  public mutating func finish() -> Phrase? {
    guard isSpeaking else { return nil }
    return end(at: probabilities.count)
  }

  /// The middle of the quietest tenth of a second.
  private func quietest(in range: Range<Int>) -> Int {
    var best = (index: range.upperBound, sum: Float.infinity)
    for index in range where index >= 2 && index + 2 < probabilities.count {
      let sum = probabilities[(index - 2)...(index + 2)].reduce(0, +)
      if sum < best.sum { best = (index, sum) }
    }
    return best.index
  }

  private func phrase(windows count: Int) -> Phrase {
    let first = windowsPassed - probabilities.count
    let seconds = Double(windowLength) / Double(AudioFormat.sampleRate)
    return Phrase(
      samples: Array(samples.prefix(count * windowLength)), start: Double(first) * seconds,
      speech: Double(speech) * seconds)
  }

  private mutating func end(at count: Int, isInside: Bool = false) -> Phrase? {
    let result = phrase(windows: count)
    drop(windows: count)
    (isSpeaking, run, silence) = (isInside, 0, 0)
    speech = isInside ? probabilities.count { $0 >= Self.threshold.end } : 0
    return result.speech >= Self.shortestSpeech ? result : nil
  }

  private mutating func drop(windows count: Int) {
    guard count > 0 else { return }
    probabilities.removeFirst(min(count, probabilities.count))
    samples.removeFirst(min(count * windowLength, samples.count))
  }
}

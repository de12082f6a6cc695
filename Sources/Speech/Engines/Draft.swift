import Foundation

/// What the decoder has written of a stretch of speech.
struct Draft {
  var tokens: [Int32] = []
  var bytes: [[UInt8]] = []
  var probabilities: [Double] = []
  /// Whether a term led to the token, against the engine's own choice.
  var isLed: [Bool] = []
  var noSpeech = 0.0

  mutating func drop(_ count: Int) {
    tokens.removeLast(count)
    bytes.removeLast(count)
    probabilities.removeLast(count)
    isLed.removeLast(count)
  }

  /// The tokens put together to words; a word starts with a space. What the engine itself takes for no speech is nothing.
  var words: [HeardWord] {
    guard !tokens.isEmpty, !isNoSpeech else { return [] }
    var words: [HeardWord] = []
    for index in tokens.indices {
      if bytes[index].first == 0x20 || words.isEmpty {
        words.append(HeardWord(tokens: [], bytes: [], confidence: 1))
      }
      words[words.count - 1].tokens.append(tokens[index])
      words[words.count - 1].bytes += bytes[index]
      words[words.count - 1].confidence = min(words[words.count - 1].confidence, probabilities[index])
    }
    return words
  }

  func spoken(duration: Double) -> [SpokenWord] { HeardWord.spoken(words, duration: duration) }

  /// Whether the phrase should be heard in another way: nothing came out, or fewer letters than anybody speaks in its time
  /// (dictation has ten a second and more).
  func isDoubtful(duration: Double) -> Bool {
    isNoSpeech || duration > 2 && Double(bytes.reduce(0) { $0 + $1.count }) < 3 * duration
  }

  /// Whether the engine's own probabilities say that nobody spoke.
  private var isNoSpeech: Bool {
    guard !tokens.isEmpty else { return true }
    // A rare term that the vocabulary led to has little probability by itself, and is no sign that nobody spoke.
    let own = zip(probabilities, isLed).filter { !$0.1 }.map(\.0)
    let weighed = own.isEmpty ? probabilities : own
    let mean = weighed.reduce(0) { $0 + log(max($1, 1e-9)) } / Double(weighed.count)
    return mean < -1.6 || (noSpeech > 0.6 && mean < -0.8)
  }
}

/// A word with the tokens that the decoder wrote it in.
struct HeardWord {
  var tokens: [Int32]
  var bytes: [UInt8]
  /// The engine's own probability of its least likely token.
  var confidence: Double

  /// Its small letters and digits.
  var key: [UInt8] {
    bytes.compactMap { byte in
      switch byte {
      case 0x41...0x5A: byte + 0x20
      case 0x61...0x7A, 0x30...0x39: byte
      default: nil
      }
    }
  }

  /// Words with their times, which are spread over the phrase by length, for the calls used here give none.
  static func spoken(_ words: [HeardWord], duration: Double) -> [SpokenWord] {
    let total = Double(words.reduce(0) { $0 + $1.bytes.count })
    var passed = 0.0
    return words.compactMap { word in
      let start = duration * passed / total
      passed += Double(word.bytes.count)
      let text = String(decoding: word.bytes, as: UTF8.self).trimmingCharacters(in: .whitespaces)
      guard !text.isEmpty else { return nil }
      return SpokenWord(text, start: start, end: duration * passed / total, confidence: word.confidence)
    }
  }
}

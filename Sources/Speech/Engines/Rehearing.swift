import Foundation

/// What the decoder was led to is weighed against what it writes when it is not led, by the engine's own probabilities.
///
/// The decoder writes one token after the other and never goes back: a term it was led to may be wrong ("left T-score" where
/// "left tibia" was said, "left hip-ia"). Where terms led it to a token that the sound hardly bears, the phrase is written once
/// more without them, and wherever the two differ, the likelier words stay.
extension WhisperDecoder {
  /// A led token is believed from this probability on.
  private static let believed = 0.2
  /// A word below this probability may be another one.
  private static let unsure = 0.3
  /// Favour of a long term over other words, in units of the natural logarithm: the engine has seldom read one.
  private static let favour = 4.0

  /// The words of a led draft after weighing.
  func weighed(
    _ led: Draft, seconds: Double, _ context: WhisperLibrary.Context
  ) throws(SpeechError) -> [HeardWord] {
    let words = led.words
    let isForced = zip(led.isLed, led.probabilities).contains { $0.0 && $0.1 < Self.believed }
    guard isForced || words.contains(where: { $0.confidence < Self.unsure }) else { return words }
    let hearing = unsafe Hearing(self, context)
    let plain = try unsafe draft(seconds: seconds, context, prompt: prompt, boost: 0).words
    hearing.forget()
    let better = try chosen(words, plain, hearing)
    guard better.contains(where: { $0.confidence < Self.unsure }) else { return better }
    let bare = try unsafe draft(seconds: seconds, context, prompt: [], boost: 0).words
    hearing.forget()
    return try chosen(better, bare, hearing)
  }

  /// Of two drafts the likelier words wherever they differ.
  private func chosen(
    _ led: [HeardWord], _ plain: [HeardWord], _ hearing: Hearing
  ) throws(SpeechError) -> [HeardWord] {
    var result: [HeardWord] = []
    for region in Region.all(of: led, plain) {
      switch region {
      case .same(let word): result.append(word)
      case .different(let one, let other, let tail):
        let prefix = result.flatMap(\.tokens)
        let follow = tail.isEmpty ? [tokens.end] : Array(tail.flatMap(\.tokens).prefix(2))
        let first = try hearing.score(of: one.flatMap(\.tokens), after: prefix, before: follow)
        let second = try hearing.score(of: other.flatMap(\.tokens), after: prefix, before: follow)
        let isSecond = second + Self.favour(of: other) > first + Self.favour(of: one)
        result += isSecond ? other : one
      }
    }
    return result
  }

  private static func favour(of words: [HeardWord]) -> Double {
    Double(words.count { TermSounds.usual.isOwnTerm($0.key) }) * favour
  }
}

/// The engine's probabilities of words that are given to it, for the sound that was encoded last.
@safe final class Hearing {
  private let decoder: WhisperDecoder
  let context: WhisperLibrary.Context
  /// The tokens that the engine has worked on, from the start; what follows them is worked on alone.
  private var done: [Int32] = []
  private let start: [Int32]

  init(_ decoder: WhisperDecoder, _ context: WhisperLibrary.Context) {
    self.decoder = decoder
    unsafe self.context = context
    let tokens = decoder.tokens
    start =
      (decoder.prompt.isEmpty ? [] : [tokens.previous] + decoder.prompt) + [tokens.start] + tokens.language
      + [tokens.noTimestamps]
  }

  /// The natural logarithm of the probability of words and of the tokens behind them.
  func score(of words: [Int32], after prefix: [Int32], before tail: [Int32]) throws(SpeechError) -> Double {
    var total = 0.0
    var sequence = start + prefix
    for token in words + tail {
      total += log(max(try probability(of: token, after: sequence), 1e-9))
      sequence.append(token)
    }
    return total
  }

  /// To be called when the engine has worked on something else.
  func forget() { done = [] }

  private func probability(of token: Int32, after sequence: [Int32]) throws(SpeechError) -> Double {
    var common = zip(done, sequence).prefix { $0 == $1 }.count
    if common == sequence.count { common -= 1 }
    let batch = Array(sequence[common...])
    let decoder = decoder
    guard unsafe decoder.library.decode(context, batch, Int32(batch.count), Int32(common), decoder.threads) == 0,
      let logits = unsafe decoder.library.logits(context)
    else { throw SpeechError(.engine, decoder.name, "the decoder failed; try again, or with another model") }
    done = sequence
    let count = decoder.tokens.vocabulary
    let all = unsafe UnsafeMutableBufferPointer(start: logits, count: batch.count * count)
    let row = unsafe WhisperDecoder.Row(all, (batch.count - 1) * count, count)
    return row.probability(of: Int(token), among: 0..<Int(decoder.tokens.end) + 1)
  }
}

/// Where two drafts say the same, and where they do not.
enum Region {
  case same(HeardWord)
  /// The words of the one, those of the other, and what follows in both.
  case different([HeardWord], [HeardWord], tail: ArraySlice<HeardWord>)

  /// The regions of two drafts, in order, by their longest common subsequence of words.
  static func all(of one: [HeardWord], _ other: [HeardWord]) -> [Region] {
    let (a, b) = (one.map(\.key), other.map(\.key))
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        table[i][j] = a[i] == b[j] ? table[i + 1][j + 1] + 1 : max(table[i + 1][j], table[i][j + 1])
      }
    }
    var regions: [Region] = []
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if i < a.count, j < b.count, a[i] == b[j] {
        regions.append(.same(one[i]))
        (i, j) = (i + 1, j + 1)
        continue
      }
      let (startI, startJ) = (i, j)
      while i < a.count || j < b.count, !(i < a.count && j < b.count && a[i] == b[j]) {
        if j == b.count || i < a.count && table[i + 1][j] >= table[i][j + 1] { i += 1 } else { j += 1 }
      }
      regions.append(.different(Array(one[startI..<i]), Array(other[startJ..<j]), tail: one[i...].prefix(2)))
    }
    return regions
  }
}

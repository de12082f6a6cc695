import Foundation
import Synchronization

/// Phrases by whisper.cpp: the encoder's and decoder's own calls, and greedy choice of tokens here, so that terms can be
/// favoured, repetition be stopped, and each word carry its probability.
public final class WhisperDecoder: PhraseDecoder {
  /// The engine and its model.
  public let name: String
  /// Seconds of sound that one call takes: the encoder hears half a minute.
  public let longestPhrase: Double = 28

  /// The favour measured in Documentation/speech.md.
  public static let usualBoost: Float = 3

  let library: WhisperLibrary
  /// The context is not made for several threads: one phrase at a time.
  private let context: Mutex<Model>
  let threads: Int32
  let prompt: [Int32]
  private let terms: TermTrie
  private let boost: Float

  /// The context of libwhisper, freed with its owner.
  @safe private final class Model: @unchecked Sendable {
    // Only used under the decoder's mutex.
    let pointer: WhisperLibrary.Context
    private let free: WhisperLibrary.Release
    init(_ pointer: WhisperLibrary.Context, free: @escaping WhisperLibrary.Release) {
      unsafe self.pointer = pointer
      unsafe self.free = free
    }
    deinit { unsafe free(pointer) }
  }

  /// Tokens of the model that mean something.
  struct Tokens {
    let end, start, noTimestamps, previous, noSpeech: Int32
    let vocabulary, context: Int
    let language: [Int32]
  }
  let tokens: Tokens

  /// Loads a model.
  ///
  /// - Parameters:
  ///   - boost: How much a token that continues a term is favoured, in units of the natural logarithm; zero for none.
  ///   - threads: Cores to use; up to four of those there are without it.
  public init(
    libraryPath: String, modelPath: String, name: String, vocabulary: SpeechVocabulary,
    boost: Float = WhisperDecoder.usualBoost,
    threads: Int? = nil
  ) throws(SpeechError) {
    guard FileManager.default.isReadableFile(atPath: modelPath) else {
      throw SpeechError(.notInstalled, modelPath, "no such model; run 'osteon speech install'")
    }
    let library = try WhisperLibrary(path: libraryPath)
    guard let pointer = unsafe library.initialise(modelPath) else {
      throw SpeechError(.engine, modelPath, "is no model for whisper.cpp; run 'osteon speech install' again")
    }
    let model = unsafe Model(pointer, free: library.free)
    self.library = library
    self.threads = Int32(max(1, min(4, threads ?? ProcessInfo.processInfo.activeProcessorCount)))
    self.boost = boost
    self.name = name
    let isMultilingual = unsafe library.isMultilingual(pointer) != 0
    tokens = unsafe Tokens(
      end: library.endOfText(pointer), start: library.startOfTranscript(pointer),
      noTimestamps: library.noTimestamps(pointer), previous: library.previousText(pointer),
      noSpeech: library.noSpeech(pointer), vocabulary: Int(library.vocabularySize(pointer)),
      context: Int(library.textContext(pointer)),
      language: isMultilingual ? [library.languageToken(pointer, 0), library.transcribe(pointer)] : [])
    guard tokens.end > 0, tokens.vocabulary > Int(tokens.end), tokens.context > 64 else {
      throw SpeechError(.engine, modelPath, "is a model of an unknown kind; run 'osteon speech install' again")
    }
    prompt = unsafe Self.tokenize(vocabulary.prompt, library, pointer).suffix(tokens.context / 2 - 1)
    var trie = TermTrie()
    for term in vocabulary.terms {
      unsafe trie.insert(Self.tokenize(term, library, pointer))
      let capital = term.prefix(1).uppercased() + term.dropFirst()
      if capital != term { unsafe trie.insert(Self.tokenize(capital, library, pointer)) }
    }
    terms = trie
    context = Mutex(model)
  }

  private static func tokenize(
    _ text: String, _ library: WhisperLibrary, _ context: WhisperLibrary.Context
  ) -> [Int32] {
    guard !text.isEmpty else { return [] }
    var buffer = [Int32](repeating: 0, count: 512)
    let count = unsafe library.tokenize(context, " " + text, &buffer, Int32(buffer.count))
    return count > 0 ? Array(buffer.prefix(Int(count))) : []
  }

  /// The words of a stretch of speech; none where the engine itself takes it for silence.
  public func words(in samples: [Float]) throws(SpeechError) -> [SpokenWord] { try words(in: samples, isSketch: false) }

  /// The words of one draft.
  public func sketch(of samples: [Float]) throws(SpeechError) -> [SpokenWord] { try words(in: samples, isSketch: true) }

  private func words(in samples: [Float], isSketch: Bool) throws(SpeechError) -> [SpokenWord] {
    guard samples.count >= AudioFormat.sampleRate / 10 else { return [] }
    let longest = Int(longestPhrase * Double(AudioFormat.sampleRate))
    let heard = samples.count > longest ? Array(samples.prefix(longest)) : samples
    let duration = Double(heard.count) / Double(AudioFormat.sampleRate)
    let result: Result<[SpokenWord], SpeechError> = context.withLock { model in
      do throws(SpeechError) {
        try unsafe encode(heard, model.pointer)
        let led = try unsafe draft(seconds: duration, model.pointer, prompt: prompt, boost: boost)
        guard led.isDoubtful(duration: duration) else {
          guard boost > 0, !isSketch else { return .success(led.spoken(duration: duration)) }
          let words = try unsafe weighed(led, seconds: duration, model.pointer)
          return .success(HeardWord.spoken(words, duration: duration))
        }
        // What led the decoder may have led it astray: the phrase is heard once more without prompt and terms.
        let plain = try unsafe draft(seconds: duration, model.pointer, prompt: [], boost: 0)
        return .success((plain.isDoubtful(duration: duration) ? led : plain).spoken(duration: duration))
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func encode(_ samples: [Float], _ context: WhisperLibrary.Context) throws(SpeechError) {
    guard unsafe library.spectrum(context, samples, Int32(samples.count), threads) == 0,
      unsafe library.encode(context, 0, threads) == 0
    else { throw SpeechError(.engine, name, "the encoder failed; try again, or with another model") }
  }

  /// What the decoder writes of the sound that was encoded last; led by a prompt and by terms, or as the engine is.
  func draft(
    seconds: Double, _ context: WhisperLibrary.Context, prompt: [Int32], boost: Float
  ) throws(SpeechError) -> Draft {
    var batch = prompt.isEmpty ? [] : [tokens.previous] + prompt
    let startPosition = batch.count
    batch += [tokens.start] + tokens.language + [tokens.noTimestamps]
    var past: Int32 = 0
    var draft = Draft()
    var walk = TermTrie.Walk()
    // More words than anybody speaks in half a minute are a decoder that has lost its way.
    let limit = min(tokens.context / 2 - 4, 12 + Int(seconds * 8))
    while draft.tokens.count < limit {
      guard unsafe library.decode(context, batch, Int32(batch.count), past, threads) == 0,
        let logits = unsafe library.logits(context)
      else { throw SpeechError(.engine, name, "the decoder failed; try again, or with another model") }
      let all = unsafe UnsafeMutableBufferPointer(start: logits, count: batch.count * tokens.vocabulary)
      if draft.tokens.isEmpty, batch.count > startPosition {
        let row = unsafe Row(all, startPosition * tokens.vocabulary, tokens.vocabulary)
        draft.noSpeech = row.probability(of: Int(tokens.noSpeech), among: 0..<tokens.vocabulary)
      }
      let row = unsafe Row(all, (batch.count - 1) * tokens.vocabulary, tokens.vocabulary)
      past += Int32(batch.count)
      let choice = choose(row, isFirst: draft.tokens.isEmpty, walk: walk, boost: boost)
      if choice.token == tokens.end { break }
      walk = terms.advanced(walk, by: choice.token)
      draft.tokens.append(choice.token)
      draft.probabilities.append(choice.probability)
      draft.isLed.append(choice.isLed)
      draft.bytes.append(unsafe text(of: choice.token, context))
      if let surplus = LoopGuard.repeated(draft.tokens) {
        draft.drop(surplus)
        break
      }
      batch = [choice.token]
    }
    return draft
  }

  /// The scores of one position.
  @safe struct Row {
    let scores: UnsafeMutableBufferPointer<Float>
    init(_ all: UnsafeMutableBufferPointer<Float>, _ start: Int, _ count: Int) {
      unsafe scores = unsafe UnsafeMutableBufferPointer(rebasing: all[start..<(start + count)])
    }

    func probability(of token: Int, among range: Range<Int>) -> Double {
      guard unsafe scores.indices.contains(token) else { return 0 }
      var top = -Float.infinity
      for index in range { top = max(top, unsafe scores[index]) }
      var sum: Float = 0
      for index in range { sum += exp(unsafe scores[index] - top) }
      return Double(exp(unsafe scores[token] - top) / sum)
    }
  }

  /// The best token that is text or the end; its probability is the engine's own, before terms are favoured.
  private func choose(_ row: Row, isFirst: Bool, walk: TermTrie.Walk, boost: Float) -> (
    token: Int32, probability: Double, isLed: Bool
  ) {
    let end = Int(tokens.end)
    var best = 0
    var bonus: [Int32: Float] = [:]
    if boost > 0 {
      terms.forEachNext(walk) { token, depth in
        bonus[token] = max(bonus[token] ?? 0, depth == 1 ? boost * 0.5 : boost * (1 + log(depth)))
      }
    }
    var bestScore = -Float.infinity
    for index in 0...end where !(isFirst && index == end) {
      let score = unsafe row.scores[index]
      if score > bestScore { (best, bestScore) = (index, score) }
    }
    let own = best
    for (token, extra) in bonus where Int(token) < end {
      let score = unsafe row.scores[Int(token)] + extra
      if score > bestScore { (best, bestScore) = (Int(token), score) }
    }
    return (Int32(best), row.probability(of: best, among: 0..<(end + 1)), best != own)
  }

  private func text(of token: Int32, _ context: WhisperLibrary.Context) -> [UInt8] {
    guard let pointer = unsafe library.tokenText(context, token) else { return [] }
    return unsafe Array(UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
  }
}

import Testing

@testable import Speech

@Suite struct PhraseCutterTests {
  /// Phrases of windows of 512 samples; `pattern` gives seconds of speech (above zero) and of silence (below).
  private func phrases(_ pattern: [Double], _ manner: PhraseCutter.Manner) -> [(start: Double, length: Double)] {
    var cutter = PhraseCutter(manner: manner, windowLength: 512)
    var result: [Phrase] = []
    let window = ArraySlice(repeating: Float(0), count: 512)
    for seconds in pattern {
      for _ in 0..<Int(abs(seconds) / 0.032) {
        if let phrase = cutter.append(window, probability: seconds > 0 ? 0.9 : 0.05) { result.append(phrase) }
      }
    }
    if let phrase = cutter.finish() { result.append(phrase) }
    return result.map { ($0.start, Double($0.samples.count) / 16000) }
  }

  @Test func `A pause ends a phrase; a little silence stays around it`() {
    let result = phrases([-2, 1.5, -1, 2, -1], .live)
    #expect(result.count == 2)
    #expect(abs(result[0].start - 1.7) < 0.1)
    #expect(abs(result[0].length - 2.0) < 0.15)
  }

  @Test func `A recording is cut into fewer and longer phrases`() {
    #expect(phrases([2, -0.6, 2, -0.6, 2, -0.6], .live).count == 3)
    #expect(phrases([2, -0.6, 2, -0.6, 2, -0.6], .recording).count == 1)
    #expect(phrases([10, -0.6, 2, -3], .recording).count == 2)
  }

  @Test func `Speech without a pause is cut before it is too long`() {
    let result = phrases([100], .recording)
    #expect(result.count >= 4)
    #expect(result.allSatisfy { $0.length <= 26.1 })
    #expect(abs(result.reduce(0) { $0 + $1.length } - 100) < 0.6)
  }

  @Test func `Silence and clicks make no phrase`() {
    #expect(phrases([-30], .live).isEmpty)
    #expect(phrases([-1, 0.04, -1, 0.04, -1], .live).isEmpty)
    #expect(phrases([], .live).isEmpty)
  }

  @Test func `Memory does not grow with silence`() {
    var cutter = PhraseCutter(manner: .live, windowLength: 512)
    for _ in 0..<100_000 { _ = cutter.append(ArraySlice(repeating: 0, count: 512), probability: 0) }
    #expect(cutter.pending == nil)
    #expect(cutter.finish() == nil)
  }
}

@Suite struct DecoderGuardTests {
  @Test(
    arguments: [
      ([1, 2, 3, 4, 5, 6, 7, 8], nil), ([9, 7, 7, 7, 7, 7], nil), ([1, 2, 1, 2, 1, 2], 4),
      ([5, 1, 2, 3, 1, 2, 3, 1, 2, 3], 6),
      ([1, 2, 3, 1, 2, 3], nil), ([1, 1], nil), ([], nil),
    ] as [([Int32], Int?)])
  func `Three times the same is a loop`(tokens: [Int32], repeated: Int?) {
    #expect(LoopGuard.repeated(tokens) == repeated)
  }

  private func isSpeech(_ text: String, seconds: Double = 3) -> Bool {
    NothingSaid.isSpeech(SpokenWord.words(of: text), in: Phrase(samples: [], start: 0, speech: seconds))
  }

  @Test(arguments: ["Thank you.", "Thanks for watching!", "[Music]", "(coughs)", "you", "♪ ♪", "...", "Bye."])
  func `What recognisers invent is nothing`(text: String) { #expect(!isSpeech(text)) }

  @Test(arguments: ["Left hip pain.", "Thank you for referring this patient.", "No.", "Minus 1.8"])
  func `What is said is kept`(text: String) { #expect(isSpeech(text)) }

  @Test func `More words than anybody can say are nothing`() {
    #expect(!isSpeech(String(repeating: "pain ", count: 40), seconds: 0.5))
  }

  @Test func `The vocabulary leads towards no numbers`() {
    let vocabulary = SpeechVocabulary.orthopaedic
    #expect(vocabulary.terms.count > 100)
    #expect(!vocabulary.prompt.isEmpty)
    // In noise a decoder may repeat its prompt: it must not hold what would be believed.
    for word in ["left", "right", "hip", "spine", "osteo"] { #expect(!vocabulary.prompt.lowercased().contains(word)) }
    #expect(SpeechVocabulary(prompt: "T-score -1.8", terms: ["L1-L4", "hip"]).terms == ["hip"])
    #expect(SpeechVocabulary(prompt: "T-score -1.8", terms: []).prompt.isEmpty)
    #expect(!(vocabulary.terms + [vocabulary.prompt]).contains { $0.contains(where: \.isNumber) })
  }

  @Test func `A term is favoured from token to token`() {
    var trie = TermTrie()
    trie.insert([1, 2, 3])
    trie.insert([1, 4])
    func next(_ walk: TermTrie.Walk) -> [Int32: Float] {
      var result: [Int32: Float] = [:]
      trie.forEachNext(walk) { result[$0] = max(result[$0] ?? 0, $1) }
      return result
    }
    #expect(next(TermTrie.Walk()) == [1: 1])
    let one = trie.advanced(TermTrie.Walk(), by: 1)
    #expect(next(one) == [1: 1, 2: 2, 4: 2])
    #expect(next(trie.advanced(one, by: 9)) == [1: 1])
  }

  @Test(arguments: [0, 1, -2.5, 65504, 0.000061, 0.333251953125, -0.00000011920929])
  func `Half precision goes there and back`(value: Float) {
    let back = TensorFile.float(half: TensorFile.half(value))
    #expect(abs(back - value) <= abs(value) / 1024 + 6e-8)
    #expect(TensorFile.half(back) == TensorFile.half(value))
  }
}

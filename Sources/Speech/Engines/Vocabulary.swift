/// What the recogniser is led towards.
public struct SpeechVocabulary: Sendable {
  /// A sentence in the style of the dictation, which the decoder takes as what was said before. It holds no numbers, no sides and no
  /// sites: in noise a decoder may repeat it, and a side that nobody said is an error of the worst kind.
  public var prompt: String
  /// Terms that get a bonus while the decoder writes them.
  public var terms: [String]

  /// Creates a vocabulary; lines of `terms` that hold digits are left out, for they would lead to invented numbers.
  public init(prompt: String, terms: [String]) {
    self.prompt = prompt.contains(where: \.isNumber) ? "" : prompt
    self.terms = terms.filter { !$0.contains(where: \.isNumber) }
  }

  /// Osteon's own: `Resources/terms.txt` and one sentence.
  public static let orthopaedic = SpeechVocabulary(
    prompt: "Orthopedic dictation. Bone density report with T-scores and Z-scores.",
    terms: String(decoding: PackageResources.terms_txt, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map(String.init))

  /// The term that a word may be taken for beside one of the term's neighbours; see `SoundTerms`.
  public static func term(soundingLike word: String) -> String? { TermSounds.usual.soundsLike(word) }
}

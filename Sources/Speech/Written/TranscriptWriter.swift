/// Brings what was heard into the form in which it is written: -1.8, L1-L4, T-score, 70 mg.
///
/// A pure function of the words: the same words give the same text. Nothing is invented; what is guessed is marked.
///
/// ```swift
/// TranscriptWriter().write(SpokenWord.words(of: "T score minus one point eight")).text  // "T-score -1.8"
/// ```
public struct TranscriptWriter: Sendable {
  /// The user's own replacements, applied before anything else.
  public var replacements: ReplacementList
  /// Confidence below which a number, level or side has to be confirmed.
  public var confirmationThreshold: Double

  /// The threshold measured in Documentation/speech.md.
  public static let usualThreshold = 0.6

  /// Creates a writer.
  public init(
    replacements: ReplacementList = ReplacementList(), confirmationThreshold: Double = TranscriptWriter.usualThreshold
  ) {
    self.replacements = replacements
    self.confirmationThreshold = confirmationThreshold
  }

  /// The written form of the words.
  public func write(_ words: [SpokenWord]) -> WrittenText {
    write(heard(words)).written(threshold: confirmationThreshold)
  }

  /// The words after the user's own list.
  func heard(_ words: [SpokenWord]) -> [Lexeme] {
    var lexemes = [Lexeme](words)
    replacements.apply(to: &lexemes)
    return lexemes
  }

  /// The written form before it is put together.
  func write(_ heard: [Lexeme]) -> [Lexeme] {
    var lexemes = heard
    HeardForms.write(&lexemes)
    SoundTerms.joinFigures(&lexemes)
    NearTerms.write(&lexemes)
    SoundTerms.write(&lexemes)
    Levels.write(&lexemes)
    Figures.write(&lexemes)
    Signs.write(&lexemes)
    Units.write(&lexemes)
    Signs.examineScores(&lexemes)
    return lexemes
  }
}

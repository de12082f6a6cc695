/// A transcript in written form, with the places that a person must look at.
public struct WrittenText: Hashable, Sendable {
  /// A number, level or side in the text, or a term that was guessed.
  public struct Mark: Hashable, Sendable {
    /// What stands there.
    public enum Kind: String, Sendable, CaseIterable { case number, level, side, term }

    /// Bytes of the text, from the first to behind the last.
    public var range: Range<Int>
    /// What stands there.
    public var kind: Kind
    /// The least confidence of the words it was written from.
    public var confidence: Double
    /// What speaks against it; a mark without doubts needs no confirmation.
    public var doubts: [Doubt]

    /// Whether somebody has to confirm it before it counts.
    public var needsConfirmation: Bool { !doubts.isEmpty }
  }

  /// Why a number, level or side is not taken as it is.
  public enum Doubt: String, Sendable, CaseIterable {
    /// The engine was not sure of the words.
    case unsureWords = "unsure-words"
    /// The side was written from a word that only sounds like it ("write", "lift").
    case soundsLikeSide = "sounds-like-side"
    /// The term was written from words that only sound like it ("osteonacrosis").
    case soundsLikeTerm = "sounds-like-term"
    /// The levels were told apart in one number ("C56").
    case splitLevel = "split-level"
    /// The levels were named side by side without a word between them and are no neighbours ("L1 L4").
    case guessedRange = "guessed-range"
    /// A T-score or Z-score without a spoken sign: a lost "minus" turns osteoporosis into normal bone.
    case scoreWithoutSign = "score-without-sign"
    /// A T-score or Z-score outside -7...+6, farther out than a densitometer prints, or a density of 3 g/cm² and more.
    case implausibleScore = "implausible-score"
    /// One number was put together from two ("1 .8", "0.78 1 grams").
    case splitNumber = "split-number"

    /// The reason in words for the user.
    public var sentence: String {
      switch self {
      case .unsureWords: "heard uncertainly"
      case .soundsLikeSide: "written from a word that sounds like a side"
      case .soundsLikeTerm: "written from words that sound like this term"
      case .splitLevel: "two levels heard as one number"
      case .guessedRange: "no word between the two levels"
      case .scoreWithoutSign: "no minus or plus heard before this score"
      case .implausibleScore: "outside the range of a score or a density"
      case .splitNumber: "put together from two numbers"
      }
    }
  }

  /// The text.
  public var text: String
  /// Numbers, levels and sides, in order.
  public var marks: [Mark]

  /// Creates a text with its marks.
  public init(text: String = "", marks: [Mark] = []) {
    self.text = text
    self.marks = marks
  }

  /// The places that need a person, in order.
  public var openMarks: [Mark] { marks.filter(\.needsConfirmation) }

  /// Appends another text after a separator; marks keep their places.
  public mutating func append(_ other: WrittenText, separator: String) {
    text += separator
    let offset = text.utf8.count
    text += other.text
    marks += other.marks.map { mark in
      var mark = mark
      mark.range = (mark.range.lowerBound + offset)..<(mark.range.upperBound + offset)
      return mark
    }
  }
}

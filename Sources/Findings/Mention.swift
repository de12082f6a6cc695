public import ClinicalText
public import ICD10CM

/// A term of the book found in a document, with how the text stands to it.
public struct Mention: Sendable {
  /// Tokens that the term covers.
  public let tokens: Range<Int>
  /// The list of rows of the term, read with `Book.row(_:ofTermList:)`.
  public let termList: Int
  /// Kinds of the rows as bits `1 << TermKind.rawValue`.
  public let kinds: UInt32
  /// Index into `Document.sentences`.
  public let sentence: Int
  /// How the text stands to it.
  public let assertion: Assertion
  /// Its place in `Findings.mentions`; `nil` for a line that no term of the book covers as a whole.
  package let place: Int?

  /// Creates a mention; without a place one that no term covers as a whole, such as a problem line.
  package init(
    tokens: Range<Int>, termList: Int, kinds: UInt32, sentence: Int, assertion: Assertion, place: Int? = nil
  ) {
    self.tokens = tokens
    self.termList = termList
    self.kinds = kinds
    self.sentence = sentence
    self.assertion = assertion
    self.place = place
  }

  /// Whether one of the rows is of this kind.
  public func has(_ kind: TermKind) -> Bool { kinds & kind.bit != 0 }
}

/// A word of the Tabular's vocabulary that a place in the text supports.
public struct Evidence: Sendable {
  /// The word.
  public let word: WordID
  /// Tokens that say so.
  public let tokens: Range<Int>
  /// Zero where the text says the word or a synonym; 1, 2, … for a site that contains the one the text names.
  public let breadth: UInt8
  /// Whether it names a part of the body.
  public let isSite: Bool
  /// Whether it is the head, neck, back or heel of something else that the tokens name: a neck of a femur is no neck.
  public let isPart: Bool

  init(word: WordID, tokens: Range<Int>, breadth: UInt8, isSite: Bool, isPart: Bool = false) {
    (self.word, self.tokens, self.breadth, self.isSite, self.isPart) = (word, tokens, breadth, isSite, isPart)
  }
}

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

  /// Whether one of the rows is of this kind.
  public func has(_ kind: TermKind) -> Bool { kinds & (1 << UInt32(kind.rawValue)) != 0 }
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
}

public import ClinicalText

/// Something that was read but could not be placed with certainty. Never resolved by guessing.
public struct Ambiguity: Hashable, Sendable {
  /// What is uncertain.
  public enum Kind: String, Hashable, Sendable {
    /// A row has fewer cells than columns, and the positions that would tell which are missing are lost.
    case cellsDoNotMatchColumns
    /// One score stands in a row that has a T and a Z column; it was read as Z because the report states an age below 50,
    /// for whom the device prints no T.
    case singleScoreReadAsZ
    /// A value has several sites, or several values stand for one.
    case valuesDoNotMatchSites
    /// A value whose site is not stated.
    case siteNotStated
  }
  /// What is uncertain.
  public let kind: Kind
  /// The words concerned.
  public let span: ByteSpan
}

/// A ten-year fracture probability from FRAX, as stated.
public struct FractureProbability: Hashable, Sendable {
  /// Which fracture.
  public enum Outcome: String, Hashable, Sendable {
    case majorOsteoporotic, hip
  }
  /// Which fracture.
  public let outcome: Outcome
  /// In percent.
  public let percent: Quantity
  /// The words it was read from.
  public let span: ByteSpan
}

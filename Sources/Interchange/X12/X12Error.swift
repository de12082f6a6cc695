/// An X12 interchange that cannot be read, with the segment that is wrong.
public struct X12Error: Error, Hashable, Sendable, CustomStringConvertible {
  /// Number of the segment, counted from 1; 0 for the whole.
  public let segment: Int
  /// What is wrong and what is expected. Never a name or a number of a person.
  public let message: String

  /// "segment 12: what is wrong".
  public var description: String { segment == 0 ? message : "segment \(segment): \(message)" }
}

/// An encounter file that cannot be read, with the member that is wrong.
public struct EncounterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The member, as "lines[2].charge".
  public let member: String
  /// What is wrong and what is expected.
  public let message: String

  /// "lines[2].charge: what is wrong".
  public var description: String { member.isEmpty ? message : "\(member): \(message)" }
}

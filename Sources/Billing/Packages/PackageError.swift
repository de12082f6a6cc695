/// A package of tables that is not installed, or not the one that was pinned.
public struct PackageError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// What is wrong with it.
  public let message: String
  /// What to do.
  public let remedy: String

  init(_ file: String, _ message: String, remedy: String) {
    self.file = file
    self.message = message
    self.remedy = remedy
  }

  /// "FILE: what is wrong. Remedy."
  public var description: String { "\(file): \(message). \(remedy)" }
}

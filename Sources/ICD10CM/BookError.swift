/// Why a book cannot be used.
///
/// Modelled as a code that may grow, with the place and the remedy; `description` is one line for a person.
public struct BookError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Kind of failure.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The code's name, stable across versions.
    public let description: String

    /// The file cannot be opened or mapped.
    public static let unreadable = Code(description: "unreadable")
    /// The file is not a book at all.
    public static let foreign = Code(description: "foreign")
    /// The book was written by another version of the format.
    public static let version = Code(description: "version")
    /// The file ends before its block table says.
    public static let truncated = Code(description: "truncated")
    /// A block's bytes do not have the hash that the block table gives.
    public static let tampered = Code(description: "tampered")
    /// A block that this use needs is absent or has the wrong shape.
    public static let malformed = Code(description: "malformed")
  }

  /// Kind of failure.
  public let code: Code
  /// The file.
  public let path: String
  /// What is wrong, and where in the file.
  public let message: String
  /// What to do about it.
  public let remedy: String

  init(_ code: Code, _ path: String, _ message: String, remedy: String = "install it again with 'osteon book build'") {
    self.code = code
    self.path = path
    self.message = message
    self.remedy = remedy
  }

  /// "PATH: message; remedy".
  public var description: String { "\(path): \(message); \(remedy)" }
}

/// Why something cannot be kept or found.
public struct PracticeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public struct Code: Hashable, Sendable {
    private let name: String
    private init(_ name: String) { self.name = name }

    /// The database or the key cannot be opened.
    public static let unavailable = Code("unavailable")
    /// The key does not open what is stored, or somebody has changed it.
    public static let sealed = Code("sealed")
    /// A passphrase is needed, is wrong, or too short for a new one.
    public static let locked = Code("locked")
    /// There is no such encounter, recording or package.
    public static let unknown = Code("unknown")
    /// Somebody else has saved in between.
    public static let conflict = Code("conflict")
    /// The encounter is signed and cannot be changed.
    public static let signed = Code("signed")
    /// A chunk does not follow the ones before it.
    public static let gap = Code("gap")
  }

  /// What kind of failure it is.
  public let code: Code
  /// What is wrong, and what to do about it; never a word of a note.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Fault and remedy in one sentence.
  public var description: String { message }
}

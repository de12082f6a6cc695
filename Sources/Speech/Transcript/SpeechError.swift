/// Why sound cannot be read or recognised.
public struct SpeechError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public struct Code: Hashable, Sendable {
    private let name: String
    private init(_ name: String) { self.name = name }

    /// The file does not exist or cannot be opened.
    public static let unreadable = Code("unreadable")
    /// The file is not sound, or is damaged.
    public static let badAudio = Code("badAudio")
    /// The file is sound of a kind that needs a tool which is not installed.
    public static let missingTool = Code("missingTool")
    /// The engine or its model is not installed.
    public static let notInstalled = Code("notInstalled")
    /// The engine failed.
    public static let engine = Code("engine")
    /// A downloaded file is not the one that is expected.
    public static let wrongChecksum = Code("wrongChecksum")
    /// Something cannot be downloaded.
    public static let unreachable = Code("unreachable")
    /// A list of replacements or a template has a line that cannot be read.
    public static let badLine = Code("badLine")
  }

  /// What kind of failure it is.
  public let code: Code
  /// The file, library or address.
  public let place: String
  /// What is wrong, and what to do about it.
  public let message: String

  /// Creates an error; `message` names the remedy.
  public init(_ code: Code, _ place: String, _ message: String) {
    self.code = code
    self.place = place
    self.message = message
  }

  /// Place, fault and remedy in one sentence.
  public var description: String { "\(place): \(message)" }
}

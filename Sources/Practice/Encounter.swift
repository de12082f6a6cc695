public import Foundation

/// One visit or report: what was said, what was decided.
public struct Encounter: Hashable, Sendable, Identifiable {
  /// A random name, fit for an address.
  public let id: String
  /// When it was begun.
  public let created: Date
  /// When it was last saved.
  public internal(set) var updated: Date
  /// Grows by one with each save; a save names the one it started from.
  public internal(set) var version: Int
  /// When it was signed; a signed encounter is not changed any more.
  public internal(set) var signed: Date?
  /// What is known of it.
  public var content: Content

  /// Everything of an encounter that is encrypted.
  public struct Content: Hashable, Sendable, Codable {
    /// A label to find it by; the user's own choice.
    public var label = ""
    /// The note.
    public var note = ""
    /// note or dxa; found out where it is empty.
    public var kind = ""
    /// Date of service, YYYY-MM-DD.
    public var date = ""
    /// Age in years.
    public var age: Int?
    /// female or male.
    public var sex = ""
    /// premenopausal, transition or postmenopausal.
    public var menopause = ""
    /// What a person decided about each code.
    public var decisions: [Decision] = []
    /// Bytes of the note that a person has confirmed: numbers and sides that were heard uncertainly.
    public var openMarks: [OpenMark] = []

    /// Creates an empty one.
    public init() {}
  }

  /// A number, level or side that has to be confirmed.
  public struct OpenMark: Hashable, Sendable, Codable {
    /// The words as they stand in the note.
    public var text: String
    /// Why.
    public var reason: String

    /// Creates one.
    public init(text: String, reason: String) {
      self.text = text
      self.reason = reason
    }
  }

  /// A person's decision about a code.
  public struct Decision: Hashable, Sendable, Codable {
    /// What was decided.
    public enum Action: String, Sendable, Codable, CaseIterable { case accepted, changed, rejected, queried }

    /// The code that was proposed; empty where the person added one.
    public var code: String
    /// What was decided.
    public var action: Action
    /// The code that replaces it.
    public var replacement: String
    /// The reason, or the question sent.
    public var reason: String

    /// Creates a decision.
    public init(code: String, action: Action, replacement: String = "", reason: String = "") {
      self.code = code
      self.action = action
      self.replacement = replacement
      self.reason = reason
    }
  }
}

/// A recording that belongs to an encounter.
public struct Recording: Hashable, Sendable, Identifiable {
  /// A random name.
  public let id: String
  /// The encounter.
  public let encounter: String
  /// Samples a second; one channel, 16 bits, little-endian.
  public let rate: Int
  /// Chunks stored.
  public internal(set) var chunks: Int
  /// Whether the last chunk has come.
  public internal(set) var isFinished: Bool
}

/// What was signed.
public struct SignedPackage: Hashable, Sendable {
  /// The encounter.
  public let encounter: String
  /// When.
  public let signed: Date
  /// The package as it was signed, JSON.
  public let json: Data
  /// SHA-256 of `json`.
  public let sha256: String
}

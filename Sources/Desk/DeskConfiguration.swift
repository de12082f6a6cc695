public import Coding
public import Foundation
public import Practice
public import Speech

/// How the desk gets at a coder for a date of service.
public struct DeskCoding: Sendable {
  /// A coder with what must be said of its edition.
  public struct Choice: Sendable {
    /// Codes after the edition chosen.
    public let coder: Coder
    /// What every page must say of it.
    public let notices: [String]

    /// Creates a choice.
    public init(coder: Coder, notices: [String]) {
      self.coder = coder
      self.notices = notices
    }
  }

  /// The choice for a date (YYYY-MM-DD), or without one.
  public let choose: @Sendable (_ date: String?) throws -> Choice

  /// Creates it from a function.
  public init(choose: @escaping @Sendable (_ date: String?) throws -> Choice) { self.choose = choose }
}

/// Everything the desk is made of.
public struct DeskConfiguration: Sendable {
  /// Codes notes.
  public var coding: DeskCoding
  /// Keeps encounters.
  public var store: PracticeStore
  /// Recognises speech; `nil` where it is not installed: everything else works.
  public var speech: DeskSpeech?
  /// Tables of billing; `nil` where the desk only codes.
  public var billing: DeskBilling?
  /// Folder of the user's own lists and templates.
  public var folder: URL
  /// Version of the program.
  public var version: String
  /// Where to listen; only loopback addresses are accepted.
  public var host: String
  /// Port.
  public var port: Int

  /// Creates a configuration.
  public init(
    coding: DeskCoding, store: PracticeStore, speech: DeskSpeech?, billing: DeskBilling? = nil, folder: URL,
    version: String, host: String, port: Int
  ) {
    self.coding = coding
    self.store = store
    self.speech = speech
    self.billing = billing
    self.folder = folder
    self.version = version
    self.host = host
    self.port = port
  }
}

/// The recogniser for live dictation.
public struct DeskSpeech: Sendable {
  /// The engine and its model.
  public let name: String
  /// A recogniser for one recording.
  public let recogniser: @Sendable (_ owner: String, _ queue: RecognitionQueue) -> any SpeechRecognizer

  /// Creates it.
  public init(
    name: String, recogniser: @escaping @Sendable (_ owner: String, _ queue: RecognitionQueue) -> any SpeechRecognizer
  ) {
    self.name = name
    self.recogniser = recogniser
  }
}

/// Why the desk does not start or a request is refused.
public struct DeskError: Error, Sendable, CustomStringConvertible {
  /// HTTP status.
  public let status: Int
  /// Fault and remedy.
  public let description: String

  /// Creates a failure.
  public init(_ status: Int, _ description: String) {
    self.status = status
    self.description = description
  }
}

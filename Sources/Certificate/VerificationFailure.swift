/// One thing in a certificate that does not hold.
public struct VerificationFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Kind of failure.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The code's name, stable across versions.
    public let description: String

    /// The bytes are no certificate in canonical form.
    public static let form = Code(description: "form")
    /// The note is not the one that was coded.
    public static let input = Code(description: "input")
    /// The book is not the one that was used.
    public static let book = Code(description: "book")
    /// A setting is not one, or does not fit the book.
    public static let settings = Code(description: "settings")
    /// A mention is missing, invented, or accounted for twice.
    public static let accounting = Code(description: "accounting")
    /// A step does not follow.
    public static let step = Code(description: "step")
    /// The code is not billable or not the one that the steps reach.
    public static let code = Code(description: "code")
    /// The reason of a rejection does not hold.
    public static let rejection = Code(description: "rejection")
    /// A mention was coded that cannot be a diagnosis here.
    public static let assertion = Code(description: "assertion")
    /// Two codes that are not reported together, or one twice.
    public static let exclusion = Code(description: "exclusion")
    /// The codes are not in sequence.
    public static let sequence = Code(description: "sequence")
    /// A query does not fit the book or the note.
    public static let query = Code(description: "query")
  }

  /// Kind of failure.
  public let code: Code
  /// What does not hold.
  public let message: String
  /// Where in the certificate ("assignments[0].steps[2]").
  public let place: String

  init(_ code: Code, _ message: String, at place: String) {
    (self.code, self.message, self.place) = (code, message, place)
  }

  /// "place: message (code)".
  public var description: String { "\(place): \(message) (\(code))" }
}

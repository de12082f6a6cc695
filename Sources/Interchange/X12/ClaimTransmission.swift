public import Billing
public import ICD10CM

/// Professional claims with the envelope in which they are sent.
public struct ClaimTransmission: Hashable, Sendable {
  /// Who sends and receives, and the control numbers. The same values give the same bytes: nothing is taken from a clock.
  public struct Envelope: Hashable, Sendable {
    /// Qualifier and identifier of sender and receiver (ISA05 to ISA08); 15 characters at most.
    public var senderQualifier: String, sender: String, receiverQualifier: String, receiver: String
    /// Day and time (HHMM) of writing.
    public var day: Day, time: String
    /// Control number of the interchange, 1 to 999,999,999; the group and the transaction carry it as well.
    public var control: Int
    /// Whether it is a test (ISA15 T) or production (P).
    public var isTest: Bool
    /// Submitter and receiver by name; whom to call.
    public var submitterName: String, receiverName: String, contact: String, telephone: String

    /// Creates an envelope.
    public init(
      sender: String, receiver: String, day: Day, time: String = "0000", control: Int = 1, isTest: Bool = true,
      submitterName: String, receiverName: String, contact: String, telephone: String
    ) {
      senderQualifier = "ZZ"
      receiverQualifier = "ZZ"
      self.sender = sender
      self.receiver = receiver
      self.day = day
      self.time = time
      self.control = control
      self.isTest = isTest
      self.submitterName = submitterName
      self.receiverName = receiverName
      self.contact = contact
      self.telephone = telephone
    }
  }

  /// The envelope.
  public var envelope: Envelope
  /// The claims, in order.
  public var claims: [Claim]
  /// What was read and is not kept, by segment; empty for what was not read.
  public var remarks: [String]

  /// Creates a transmission.
  public init(envelope: Envelope, claims: [Claim], remarks: [String] = []) {
    self.envelope = envelope
    self.claims = claims
    self.remarks = remarks
  }
}

/// A claim that cannot be written, with what it lacks.
public struct IncompleteClaim: Error, Hashable, Sendable, CustomStringConvertible {
  /// The claim's number.
  public let claim: String
  /// What is missing.
  public let missing: [String]

  /// "claim 17 cannot be sent: it has no …".
  public var description: String { "claim \(claim) cannot be sent: it has no \(missing.joined(separator: "; no "))" }
}

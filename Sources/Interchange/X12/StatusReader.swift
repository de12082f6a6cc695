public import Billing

/// What a payer or clearing house says of a claim or a transmission. Reasons are numbers: their texts belong to X12.
public struct StatusUpdate: Hashable, Sendable {
  /// Where the claim stands.
  public enum Status: String, Sendable, CaseIterable {
    /// The transmission was read (999) or the claim was taken in (277CA).
    case accepted
    /// Read, with errors that are to be mended next time.
    case acceptedWithErrors = "accepted with errors"
    /// Not taken in: mend and send again.
    case rejected
    /// Decided on with a payment.
    case paid
    /// Decided on without one.
    case denied
    /// A decision was taken back.
    case reversed
    /// Handed on to another payer.
    case forwarded
    /// Taken in, not decided.
    case pending
  }

  /// An amount taken off, with its reason.
  public struct Adjustment: Hashable, Sendable {
    /// Group: CO, PR, OA, PI.
    public var group: String
    /// Claim adjustment reason number.
    public var reason: String
    /// Amount.
    public var amount: Money
    /// Procedure of the line; empty for the whole claim.
    public var procedure: String
  }

  /// Which transaction said it: "999", "277", "835".
  public var transaction: String
  /// Patient control number of the claim; for a 999 the control number of the transmission.
  public var reference: String
  /// Where it stands.
  public var status: Status
  /// Reason numbers, as "A7:562" (277CA: category and status) or "NM1 8:66" (999: segment, element and error).
  public var reasons: [String]
  /// Charged and paid, where an 835 says so.
  public var charged: Money?, paid: Money?
  /// What the patient owes, after the 835.
  public var patientOwes: Money?
  /// Adjustments of the 835.
  public var adjustments: [Adjustment]
  /// The payer's own number of the claim; empty where it gave none.
  public var payerReference: String

  init(_ transaction: String, _ reference: String, _ status: Status) {
    self.transaction = transaction
    self.reference = reference
    self.status = status
    reasons = []
    adjustments = []
    payerReference = ""
  }
}

/// Reads the answers to claims: 999 (005010X231A1), 277CA (005010X214) and 835 (005010X221A1).
public enum StatusReader {
  /// The updates in an interchange. Throws `X12Error` that names the segment.
  public static func read(_ bytes: [UInt8]) throws(X12Error) -> [StatusUpdate] {
    let segments = try X12Tokenizer.segments(bytes)
    var updates: [StatusUpdate] = []
    var transaction = ""
    var procedure = ""
    for segment in segments {
      if segment.name == "ST" {
        transaction = segment[1]
        guard ["999", "277", "835"].contains(transaction) else {
          throw segment.error("is a transaction \(transaction); a 999, 277CA or 835 is expected")
        }
      }
      switch transaction {
      case "999": acknowledgement(segment, into: &updates)
      case "277": intake(segment, into: &updates)
      case "835": try remittance(segment, &procedure, into: &updates)
      default: break
      }
    }
    guard !transaction.isEmpty else { throw X12Error(segment: 0, message: "has no transaction (ST)") }
    return updates
  }

  /// The transaction of an interchange ("837", "999", "277", "835"); `nil` where there is none.
  public static func transaction(of bytes: [UInt8]) throws(X12Error) -> String? {
    try X12Tokenizer.segments(bytes).first { $0.name == "ST" }?[1]
  }

  private static func change(_ updates: inout [StatusUpdate], _ body: (inout StatusUpdate) -> Void) {
    guard !updates.isEmpty else { return }
    body(&updates[updates.count - 1])
  }

  // MARK: 999

  private static func acknowledgement(_ segment: X12Segment, into updates: inout [StatusUpdate]) {
    switch segment.name {
    case "AK2": updates.append(StatusUpdate("999", segment[2], .accepted))
    case "IK3": change(&updates) { $0.reasons.append("\(segment[1]) \(segment[2]):\(segment[4])") }
    case "IK4": change(&updates) { $0.reasons.append("element \(segment[1]):\(segment[3])") }
    case "IK5":
      // X12 element 717: A accepted, E accepted with errors, M, R, W and X rejected.
      change(&updates) { update in
        update.status = segment[1] == "A" ? .accepted : segment[1] == "E" ? .acceptedWithErrors : .rejected
        for index in 2...6 where !segment[index].isEmpty { update.reasons.append("IK5:\(segment[index])") }
      }
    default: break
    }
  }

  // MARK: 277CA

  private static func intake(_ segment: X12Segment, into updates: inout [StatusUpdate]) {
    switch segment.name {
    case "TRN" where segment[1] == "2": updates.append(StatusUpdate("277", segment[2], .pending))
    case "STC":
      change(&updates) { update in
        let category = segment.component(1, 1)
        update.reasons.append("\(category):\(segment.component(1, 2))")
        // X12 code list 507: A0 forwarded; A1, A2 and A5 taken in; A3, A4, A6, A7 and A8 rejected.
        switch category {
        case "A0": update.status = .forwarded
        case "A1", "A2", "A5": if update.status == .pending { update.status = .accepted }
        case "A3", "A4", "A6", "A7", "A8": update.status = .rejected
        default: break
        }
      }
    case "REF" where segment[1] == "1K": change(&updates) { $0.payerReference = segment[2] }
    default: break
    }
  }

  // MARK: 835

  private static func remittance(
    _ segment: X12Segment, _ procedure: inout String, into updates: inout [StatusUpdate]
  ) throws(X12Error) {
    switch segment.name {
    case "CLP":
      var update = StatusUpdate("835", segment[1], status(segment[2]))
      update.charged = try segment.money(3)
      update.paid = try segment.money(4)
      if !segment[5].isEmpty { update.patientOwes = try segment.money(5) }
      update.payerReference = segment[7]
      if update.status == .paid, update.paid == .zero, update.charged != .zero { update.status = .denied }
      updates.append(update)
      procedure = ""
    case "SVC": procedure = segment.component(1, 2)
    case "CAS":
      guard !updates.isEmpty else { throw segment.error("an adjustment before any claim") }
      // Up to six adjustments follow the group, each of reason, amount and quantity.
      for start in stride(from: 2, through: 17, by: 3) where !segment[start].isEmpty {
        let adjustment = StatusUpdate.Adjustment(
          group: segment[1], reason: segment[start], amount: try segment.money(start + 1), procedure: procedure)
        updates[updates.count - 1].adjustments.append(adjustment)
      }
    default: break
    }
  }

  /// Claim status of CLP02 (X12 code list 1029): 1 to 3 processed, 4 denied, 19 to 21 processed and forwarded, 22
  /// reversed, 23 not this payer's and forwarded.
  private static func status(_ code: String) -> StatusUpdate.Status {
    switch code {
    case "1", "2", "3": .paid
    case "4": .denied
    case "19", "20", "21", "23": .forwarded
    case "22": .reversed
    default: .pending
    }
  }
}

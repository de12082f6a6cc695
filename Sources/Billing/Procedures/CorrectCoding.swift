public import ICD10CM

/// National Correct Coding Initiative: pairs of services and units of one.
public struct CorrectCoding: Sendable {
  /// A pair of services of which one includes the other.
  public struct Pair: Hashable, Sendable {
    /// The service that is paid, and the one that is not.
    public var paid: String, unpaid: String
    /// First day, and last day where the pair was taken out.
    public var from: Day?, to: Day?
    /// Modifier indicator: 0 never together, 1 together with a modifier that says why, 9 not applicable.
    public var indicator: Int
    /// Where it stands.
    public var source: String

    /// Creates a pair.
    public init(
      paid: String, unpaid: String, from: Day? = nil, to: Day? = nil, indicator: Int, source: String
    ) {
      self.paid = paid
      self.unpaid = unpaid
      self.from = from
      self.to = to
      self.indicator = indicator
      self.source = source
    }

    func isInForce(on day: Day) -> Bool { (from ?? day) <= day && day <= (to ?? day) && indicator != 9 }
  }

  /// Most units of a service.
  public struct Units: Hashable, Sendable {
    /// Most units.
    public var most: Int
    /// MUE adjudication indicator: 1 by line, 2 by day and absolute, 3 by day and clinical.
    public var indicator: Int
    /// Where it stands.
    public var source: String

    /// Creates a limit.
    public init(most: Int, indicator: Int, source: String) {
      self.most = most
      self.indicator = indicator
      self.source = source
    }
  }

  private struct Key: Hashable {
    let first: String, second: String
  }

  private var pairs: [Key: [Pair]] = [:]
  private var units: [String: Units] = [:]

  /// Creates empty tables.
  public init() {}

  /// Adds a pair.
  public mutating func insert(_ pair: Pair) {
    pairs[Key(first: pair.paid, second: pair.unpaid), default: []].append(pair)
  }

  /// Sets the limit of a service.
  public mutating func insert(_ limit: Units, for procedure: String) { units[procedure] = limit }

  /// The limit of a service.
  public func units(of procedure: String) -> Units? { units[procedure] }

  /// Number of pairs and of limits.
  public var counts: (pairs: Int, units: Int) { (pairs.values.reduce(0) { $0 + $1.count }, units.count) }

  /// The pair of two services on a day, in either order.
  public func pair(_ a: String, _ b: String, on day: Day) -> Pair? {
    let found = (pairs[Key(first: a, second: b)] ?? []) + (pairs[Key(first: b, second: a)] ?? [])
    // What was imported last knows best.
    return found.last { $0.isInForce(on: day) }
  }

  /// Modifiers that say why two services of a pair are both paid.
  ///
  /// Source: CMS, NCCI Policy Manual for Medicare Services, chapter I (NCCI PTP-associated modifiers; unverified).
  public static let modifiers: Set<String> = {
    var result: Set<String> = [
      "24", "25", "27", "57", "58", "59", "78", "79", "91", "E1", "E2", "E3", "E4", "FA", "LC", "LD", "LM", "LT", "RC",
      "RI", "RT", "TA", "XE", "XP", "XS", "XU",
    ]
    for number in 1...9 { result.formUnion(["F\(number)", "T\(number)"]) }
    return result
  }()
}

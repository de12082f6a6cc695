/// Vertebrae of a spine scan.
public struct Vertebrae: OptionSet, Hashable, Sendable {
  /// One bit for each vertebra from T11 down.
  public let rawValue: UInt8
  /// Creates the set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The eleventh thoracic vertebra.
  public static let t11 = Vertebrae(rawValue: 1 << 0)
  /// The twelfth thoracic vertebra.
  public static let t12 = Vertebrae(rawValue: 1 << 1)
  /// The first lumbar vertebra.
  public static let l1 = Vertebrae(rawValue: 1 << 2)
  /// The second lumbar vertebra.
  public static let l2 = Vertebrae(rawValue: 1 << 3)
  /// The third lumbar vertebra.
  public static let l3 = Vertebrae(rawValue: 1 << 4)
  /// The fourth lumbar vertebra.
  public static let l4 = Vertebrae(rawValue: 1 << 5)
  /// The fifth lumbar vertebra.
  public static let l5 = Vertebrae(rawValue: 1 << 6)
  /// L1 to L4, the region that ISCD asks for.
  public static let l1ToL4: Vertebrae = [.l1, .l2, .l3, .l4]

  /// How many vertebrae are in the set.
  public var count: Int { rawValue.nonzeroBitCount }

  /// The vertebrae one by one, from the top.
  public var members: [Vertebrae] {
    (0..<7).map { Vertebrae(rawValue: 1 << $0) }.filter { isSuperset(of: $0) }
  }

  /// The vertebrae from `first` to `last`, both included, in either order; both must be single vertebrae.
  public static func from(_ first: Vertebrae, through last: Vertebrae) -> Vertebrae {
    let low = min(first.rawValue, last.rawValue)
    let high = max(first.rawValue, last.rawValue)
    guard low > 0, first.count == 1, last.count == 1 else { return first.union(last) }
    return Vertebrae(rawValue: UInt8(truncatingIfNeeded: (Int(high) << 1) - Int(low)))
  }

  /// Whether the set can be read: at least two vertebrae, none outside L1–L4.
  ///
  /// Source: ISCD Official Positions – Adult (2019, kept in 2023): use all evaluable vertebrae of L1–L4, drop those with
  /// structural change or artefact, and do not diagnose from a single vertebra. Standing: `unverified` (primary text not seen).
  public var isDiagnostic: Bool { count >= 2 && Vertebrae.l1ToL4.isSuperset(of: self) }

  /// The set as written in reports: `L1-L4`, `L1,L3-L4`; empty for no vertebra.
  public var name: String {
    let names = ["T11", "T12", "L1", "L2", "L3", "L4", "L5"]
    var parts: [String] = []
    var index = 0
    while index < 7 {
      guard rawValue & (1 << index) != 0 else {
        index += 1
        continue
      }
      let start = index
      while index + 1 < 7, rawValue & (1 << (index + 1)) != 0 { index += 1 }
      parts.append(start == index ? names[start] : "\(names[start])-\(names[index])")
      index += 1
    }
    return parts.joined(separator: ",")
  }
}

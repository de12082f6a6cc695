internal import ClinicalText

/// The words of a site, in any order: `Neck Left`, `left total hip`, `Radius 33%`, `L1-L4 (L3)`, `1/3`.
struct SiteWords: Equatable {
  /// What the words named, one bit each.
  struct Flags: OptionSet {
    let rawValue: UInt32
    init(rawValue: UInt32) { self.rawValue = rawValue }
    init(_ bit: Int) { rawValue = 1 << UInt32(bit) }
    static let spine = Flags(0)
    static let lumbar = Flags(1)
    static let hip = Flags(2)
    static let neck = Flags(3)
    static let ward = Flags(4)
    static let trochanter = Flags(5)
    static let inter = Flags(6)
    static let shaft = Flags(7)
    static let total = Flags(8)
    static let mean = Flags(9)
    static let difference = Flags(10)
    static let radius = Flags(11)
    static let ulna = Flags(12)
    static let both = Flags(13)
    static let forearm = Flags(14)
    static let ultradistal = Flags(15)
    static let mid = Flags(16)
    static let third = Flags(17)
    static let distal = Flags(18)
    static let body = Flags(19)
    static let heel = Flags(20)
    static let tibia = Flags(21)
    static let shoulder = Flags(22)
    static let humerus = Flags(23)
    static let hand = Flags(24)
    static let pelvis = Flags(25)
    static let ribs = Flags(26)
    static let left = Flags(27)
    static let right = Flags(28)
    static let lateral = Flags(29)

    /// Flags that name a part of the body by themselves.
    static let places: Flags = [
      .spine, .lumbar, .hip, .neck, .ward, .trochanter, .inter, .radius, .ulna, .forearm, .ultradistal, .third, .body,
      .heel, .tibia, .shoulder, .humerus, .hand, .pelvis, .ribs,
    ]
  }

  var flags: Flags = []
  var vertebrae: Vertebrae = []
  var excluded: Vertebrae = []

  /// Whether nothing was named.
  var isEmpty: Bool { flags.isEmpty && vertebrae.isEmpty }
  /// Whether the hip or one of its regions was named.
  var isHip: Bool { !flags.isDisjoint(with: [.hip, .neck, .ward, .trochanter, .inter]) }
  /// Whether this is a region of the hip or forearm that `whole` names without a region, on no other side.
  func isPart(of whole: SiteWords) -> Bool {
    guard whole.vertebrae.isEmpty, side == nil || side == whole.side else { return false }
    switch whole.flags.subtracting([.left, .right]) {
    case .hip: return !flags.isDisjoint(with: [.neck, .ward, .trochanter, .inter, .total])
    case .forearm: return !flags.isDisjoint(with: [.third, .ultradistal, .radius])
    default: return false
    }
  }
  /// Whether a part of the body was named, not only a side or "total".
  var namesPlace: Bool { !flags.isDisjoint(with: .places) || !vertebrae.isEmpty }
  /// The side, if exactly one was named.
  var side: MeasuredSide? {
    switch (flags.contains(.left), flags.contains(.right)) {
    case (true, false): .left
    case (false, true): .right
    default: nil
    }
  }

  /// The site that the words name; `context` decides what "Total", "Mid" or a bare side means.
  func site(in context: SiteWords) -> MeasuredSite? {
    if !vertebrae.isEmpty { return flags.contains(.lateral) ? .lateralSpine : .lumbarSpine }
    if flags.contains(.ward) { return .wards }
    if flags.contains(.inter) { return .intertrochanteric }
    if flags.contains(.trochanter) { return .trochanter }
    if flags.contains(.neck) { return .femoralNeck }
    if let forearm = forearmSite(in: context) { return forearm }
    if flags.contains(.shaft) { return .femurShaft }
    if flags.contains(.hip) { return .totalHip }
    if flags.contains(.spine) || flags.contains(.lumbar) {
      return flags.contains(.lateral) ? .lateralSpine : .lumbarSpine
    }
    if flags.contains(.body) { return .totalBody }
    if let other = otherSite { return other }
    guard flags.contains(.total) || side != nil, context.namesPlace else { return nil }
    if side != nil, !flags.contains(.total) { return context.site(in: SiteWords()) }
    return context.whole
  }

  /// The site of a "Total" row under this heading.
  private var whole: MeasuredSite? {
    if !flags.isDisjoint(with: [.radius, .ulna, .forearm, .ultradistal, .third]) { return .totalForearm }
    if !flags.isDisjoint(with: [.hip, .neck, .ward, .trochanter, .inter]) { return .totalHip }
    if !flags.isDisjoint(with: [.spine, .lumbar]) || !vertebrae.isEmpty { return .lumbarSpine }
    return flags.contains(.body) ? .totalBody : otherSite
  }

  private func forearmSite(in context: SiteWords) -> MeasuredSite? {
    let inForearm = !context.flags.isDisjoint(with: [.forearm, .radius, .ulna, .third, .ultradistal])
    let named = !flags.isDisjoint(with: [.radius, .ulna, .forearm])
    if flags.contains(.ulna), !flags.contains(.radius) { return .ulna }
    if flags.contains(.both), named || !flags.isDisjoint(with: [.ultradistal, .third]) { return .ulna }
    if flags.contains(.both), inForearm, flags.contains(.total) { return .ulna }
    if flags.contains(.third) { return .thirdRadius }
    if flags.contains(.ultradistal) { return .ultradistalRadius }
    if flags.contains(.mid), named || inForearm { return .midRadius }
    guard named else { return nil }
    if flags.contains(.total) { return .totalForearm }
    return flags.contains(.distal) && flags.contains(.radius) ? .ultradistalRadius : .forearm
  }

  private var otherSite: MeasuredSite? {
    if flags.contains(.heel) { return .heel }
    if flags.contains(.tibia) { return .tibia }
    if flags.contains(.shoulder) { return .shoulder }
    if flags.contains(.humerus) { return .humerus }
    if flags.contains(.hand) { return .hand }
    if flags.contains(.pelvis) { return .pelvis }
    return flags.contains(.ribs) ? .ribs : nil
  }
}

extension LexedText {
  /// Adds to `words` what the token at `index` names; returns the token after it, or nil if it names nothing.
  func takeSiteWord(_ index: Int, _ limit: Int, into words: inout SiteWords) -> Int? {
    guard index < limit else { return nil }
    if let (range, end) = levels(at: index, limit) {
      words.vertebrae.formUnion(range)
      return end
    }
    if isNumber(index) { return takeThird(index, limit, into: &words) }
    let flag: SiteWords.Flags
    switch term(index) {
    case .spine: flag = .spine
    case .lumbar: flag = [.lumbar, .spine]
    case .lateral: flag = .lateral
    case .hip, .femur: flag = .hip
    case .dualFemur: flag = .hip
    case .totalHip where tokens[index].isAllCapitals: flag = [.total, .hip]
    case .neck: flag = .neck
    case .leftNeck where tokens[index].isAllCapitals: flag = [.left, .neck]
    case .rightNeck where tokens[index].isAllCapitals: flag = [.right, .neck]
    case .leftTotalHip where tokens[index].isAllCapitals: flag = [.left, .total, .hip]
    case .rightTotalHip where tokens[index].isAllCapitals: flag = [.right, .total, .hip]
    case .ward: flag = .ward
    case .trochanter: flag = .trochanter
    case .inter: flag = .inter
    case .shaft: flag = .shaft
    case .total: flag = .total
    case .mean: flag = .mean
    case .difference: flag = .difference
    case .radius: flag = .radius
    case .ulna: flag = .ulna
    case .forearm, .wrist: flag = .forearm
    case .both: flag = .both
    case .ultradistal: flag = .ultradistal
    case .mid: flag = .mid
    case .distal: flag = .distal
    case .third: flag = .third
    case .digit where tokens[index].hash == Self.one:
      let next = isMark(index + 1, "-") ? index + 2 : index + 1
      guard term(next) == .third, next < limit else { return nil }
      words.flags.formUnion(.third)
      return next + 1
    case .heel: flag = .heel
    case .tibia: flag = .tibia
    case .shoulder: flag = .shoulder
    case .humerus: flag = .humerus
    case .hand: flag = .hand
    case .pelvis: flag = .pelvis
    case .ribs: flag = .ribs
    case .left: flag = .left
    case .right: flag = .right
    case .letterL where isSideLetter(index, limit): flag = .left
    case .letterR where isSideLetter(index, limit): flag = .right
    case .bilateral: flag = [.left, .right]
    case .whole: flag = .body
    case .body where term(index - 1) == .total || term(index - 1) == .whole: flag = .body
    case .triangle where words.flags.contains(.ward): return index + 1
    case .proximal where term(index + 1) == .femur: return index + 1
    case .region where !words.isEmpty: return index + 1
    default: return nil
    }
    words.flags.formUnion(flag)
    return index + 1
  }

  private static let one = WordHash.of("one")

  /// `L1-L4`, `L1 - L4`,  `L1-4`, `L1 to L4`, `L one through L four`, or one vertebra.
  private func levels(at index: Int, _ limit: Int) -> (Vertebrae, Int)? {
    guard let (first, afterFirst) = level(at: index, limit) else { return nil }
    var next = afterFirst
    guard isMark(next, "-") || isMark(next, "/") || term(next) == .to, next + 1 < limit else {
      return (first, afterFirst)
    }
    let isSlash = isMark(next, "/")
    next += 1
    if let (last, end) = level(at: next, limit) { return (Vertebrae.from(first, through: last), end) }
    guard !isSlash, touchesPrevious(next), let digit = integer(next), let last = lumbar(digit), next < limit,
      last.rawValue > first.rawValue, !(isMark(next + 1, ".") && touchesPrevious(next + 1))
    else { return (first, afterFirst) }
    return (Vertebrae.from(first, through: last), next + 1)
  }

  private func level(at index: Int, _ limit: Int) -> (Vertebrae, Int)? {
    guard index < limit else { return nil }
    if let vertebra = vertebra(index) { return (vertebra, index + 1) }
    guard term(index) == .letterL, index + 1 < limit, term(index + 1) == .digit,
      let digit = Vocabulary.number(tokens[index + 1].hash), let level = lumbar(digit)
    else { return nil }
    return (level, index + 2)
  }

  private func lumbar(_ digit: Int) -> Vertebrae? {
    switch digit {
    case 1: .l1
    case 2: .l2
    case 3: .l3
    case 4: .l4
    case 5: .l5
    default: nil
    }
  }

  /// `33%`, `33 %`, `1/3`, and `1/3rd`.
  private func takeThird(_ index: Int, _ limit: Int, into words: inout SiteWords) -> Int? {
    guard let value = integer(index) else { return nil }
    if value == 33 || value == 10, isMark(index + 1, "%"), index + 1 < limit {
      let nearRadius = term(index - 1) == .radius || term(index - 1) == .ulna || term(index - 1) == .both
      let beforeRadius = term(index + 2) == .radius || term(index + 2) == .distal || term(index + 2) == .forearm
      guard value == 33 || nearRadius || beforeRadius else { return nil }
      words.flags.formUnion(value == 33 ? .third : .ultradistal)
      return index + 2
    }
    if value == 33, term(index + 1) == .radius || term(index - 1) == .radius {
      words.flags.formUnion(.third)
      return index + 1
    }
    guard value == 1, isMark(index + 1, "/"), index + 2 < limit, touchesPrevious(index + 1), touchesPrevious(index + 2)
    else { return nil }
    let last = tokens[index + 2]
    guard last.length <= 3, document.bytes[Int(last.start)] == UInt8(ascii: "3") else { return nil }
    if isMark(index + 3, "/"), touchesPrevious(index + 3) { return nil }  // a date
    words.flags.formUnion(.third)
    return index + 3
  }

  /// Whether a single letter L or R stands for a side: `L hip`, `hip (L)`, `R. forearm`.
  private func isSideLetter(_ index: Int, _ limit: Int) -> Bool {
    if isMark(index - 1, "("), isMark(index + 1, ")") { return true }
    let next = isMark(index + 1, ".") ? index + 2 : index + 1
    switch term(next) {
    case .hip, .femur, .neck, .total, .radius, .forearm, .wrist, .heel, .ward, .trochanter, .ultradistal:
      return next < limit
    default: break
    }
    switch term(index - 1) {
    case .hip, .femur, .neck, .total, .radius, .forearm, .wrist: return tokens[index].isAllCapitals
    default: return false
    }
  }
}

/// One vertebra.
public struct Vertebra: Hashable, Comparable, Sendable {
  /// Part of the spine.
  public enum Region: UInt8, CaseIterable, Sendable {
    case cervical, thoracic, lumbar, sacral

    /// How many vertebrae may be numbered: a sixth lumbar vertebra occurs, and C8 names a nerve root.
    var count: Int {
      switch self {
      case .cervical: 8
      case .thoracic: 13
      case .lumbar: 6
      case .sacral: 5
      }
    }

    /// How many there are as a rule, for a range that runs into the next region.
    var usualCount: Int {
      switch self {
      case .cervical: 7
      case .thoracic: 12
      case .lumbar, .sacral: 5
      }
    }
  }

  /// Part of the spine.
  public let region: Region
  /// Number within the region, from one.
  public let number: Int

  /// Creates a vertebra; `nil` for a number the region does not have.
  public init?(_ region: Region, _ number: Int) {
    guard number >= 1, number <= region.count else { return nil }
    self.region = region
    self.number = number
  }

  /// Orders from head to tail.
  public static func < (a: Vertebra, b: Vertebra) -> Bool {
    (a.region.rawValue, a.number) < (b.region.rawValue, b.number)
  }

  /// The next one down, with the usual count of each region.
  var next: Vertebra? {
    if number < region.usualCount { return Vertebra(region, number + 1) }
    guard let below = Region(rawValue: region.rawValue + 1) else { return nil }
    return Vertebra(below, 1)
  }
}

extension Vertebra: CustomStringConvertible {
  /// As it is written: "L4".
  public var description: String {
    switch region {
    case .cervical: "C\(number)"
    case .thoracic: "T\(number)"
    case .lumbar: "L\(number)"
    case .sacral: "S\(number)"
    }
  }
}

/// The vertebrae named by one expression ("L1-L4", "L1,L3-L4", "C five six").
public struct VertebralLevels: Hashable, Sendable {
  /// The vertebrae, from head to tail, each once.
  public let vertebrae: [Vertebra]
  /// The tokens of the expression.
  public let tokens: Range<Int>
  /// The bytes of the expression.
  public let span: ByteSpan
}

extension Document {
  /// The vertebrae named by an expression that starts at a token; `nil` where there is none.
  ///
  /// Reads "L1-L4", "L1 through L4", "L1 to 4", "L1,L3-L4", "C5-6", "T12-L2", "L-4", "L one to L four", "C five six",
  /// "lumbar one through four". A lone letter with a space counts as a level only in front of a whole number.
  public func levels(at index: Int) -> VertebralLevels? {
    guard tokens.indices.contains(index), tokens[index].kind == .word, let first = level(at: index, after: nil) else {
      return nil
    }
    var found = [first.vertebra]
    var last = first.vertebra
    var isSpoken = first.isSpoken
    var end = first.end
    while end < tokens.count {
      if let (joint, next) = joint(at: end), let other = level(at: next, after: (last, joint)) {
        found.append(contentsOf: joint == .range ? Self.range(last, other.vertebra) : [other.vertebra])
        last = other.vertebra
        isSpoken = other.isSpoken
        end = other.end
      } else if isSpoken, let (number, after) = spokenBelowHundred(at: end), number == last.number + 1,
        let other = Vertebra(last.region, number)
      {
        found.append(other)
        last = other
        end = after
      } else {
        break
      }
    }
    let range = index..<end
    return VertebralLevels(vertebrae: Array(Set(found)).sorted(), tokens: range, span: span(of: range))
  }

  private enum Joint { case range, list, slash }

  private static func range(_ a: Vertebra, _ b: Vertebra) -> [Vertebra] {
    var result = [b]
    var vertebra = min(a, b)
    let end = max(a, b)
    while vertebra < end {
      result.append(vertebra)
      guard let next = vertebra.next else { break }
      vertebra = next
    }
    return result
  }

  private func joint(at index: Int) -> (Joint, next: Int)? {
    let token = tokens[index]
    if token.kind == .word {
      if LevelWords.ranges.contains(token.hash) { return (.range, index + 1) }
      return token.hash == NumberWords.and ? (.list, index + 1) : nil
    }
    switch token.mark {
    case UInt8(ascii: "-"): return (.range, index + 1)
    case UInt8(ascii: "/"): return (.slash, index + 1)
    case UInt8(ascii: "&"): return (.list, index + 1)
    case UInt8(ascii: ","):
      let and = index + 1 < tokens.count && tokens[index + 1].hash == NumberWords.and
      return (.list, and ? index + 2 : index + 1)
    default: return nil
    }
  }

  private struct Level {
    let vertebra: Vertebra
    let end: Int
    let isSpoken: Bool
  }

  /// One level at a token. After a level and a joint the region may be left out ("L1 to 4", "C5-6").
  private func level(at index: Int, after previous: (Vertebra, Joint)?) -> Level? {
    guard index < tokens.count else { return nil }
    let token = tokens[index]
    if token.kind == .word {
      if let vertebra = written(token), !isDecimal(after: index) {
        return Level(vertebra: vertebra, end: index + 1, isSpoken: false)
      }
      if let region = LevelWords.regions[token.hash] { return numbered(region, after: index) }
    }
    guard let (vertebra, joint) = previous, joint != .list else { return nil }
    if token.kind == .number, let number = wholeNumber(token), isBareLevel(number, index, vertebra, joint) {
      return Vertebra(vertebra.region, number).map { Level(vertebra: $0, end: index + 1, isSpoken: false) }
    }
    if let (number, end) = spokenBelowHundred(at: index), number > vertebra.number, !isUnit(end) {
      return Vertebra(vertebra.region, number).map { Level(vertebra: $0, end: end, isSpoken: true) }
    }
    return nil
  }

  private func isBareLevel(_ number: Int, _ index: Int, _ previous: Vertebra, _ joint: Joint) -> Bool {
    // "L5-1" is the lumbosacral disc, not a range of lumbar vertebrae; "L4-2" is no level.
    guard number > previous.number, number <= previous.region.count, !isUnit(index + 1) else { return false }
    return joint == .range && tokens[index - 1].kind == .word
      || Int(tokens[index].start) - tokens[index - 1].span.end <= 1
  }

  /// "T2.5" is a number, not a vertebra.
  private func isDecimal(after index: Int) -> Bool {
    index + 2 < tokens.count && tokens[index + 1].mark == UInt8(ascii: ".") && tokens[index + 2].kind == .number
      && Int(tokens[index + 2].start) == tokens[index].span.end + 1
  }

  private func isUnit(_ index: Int) -> Bool { index < tokens.count && LevelWords.units.contains(tokens[index].hash) }

  /// "L4", "T12", "D7" as one word.
  private func written(_ token: Token) -> Vertebra? {
    let text = bytes[token.span.range]
    guard token.length >= 2, token.length <= 5, let first = text.first,
      let region = LevelWords.region(letter: first | 0x20)
    else { return nil }
    var number = 0
    var digits = 0
    for byte in text.dropFirst() {
      if byte == 0x27 || byte == 0xE2 { break }
      guard byte >= 0x30, byte <= 0x39, digits < 2 else { return nil }
      number = number * 10 + Int(byte - 0x30)
      digits += 1
    }
    return digits > 0 ? Vertebra(region, number) : nil
  }

  /// "L 4", "L-4", "L four", "lumbar one".
  private func numbered(_ region: Vertebra.Region, after index: Int) -> Level? {
    let word = tokens[index]
    guard word.length > 1 || word.isAllCapitals || index + 1 < tokens.count && tokens[index + 1].kind == .word else {
      return nil
    }
    let hyphen =
      index + 1 < tokens.count && tokens[index + 1].mark == UInt8(ascii: "-")
      && Int(tokens[index + 1].start) == word.span.end
    let next = hyphen ? index + 2 : index + 1
    guard next < tokens.count else { return nil }
    if let (number, end) = spokenBelowHundred(at: next), !isUnit(end) {
      return Vertebra(region, number).map { Level(vertebra: $0, end: end, isSpoken: true) }
    }
    guard tokens[next].kind == .number, let number = wholeNumber(tokens[next]), !isUnit(next + 1) else { return nil }
    // "T 2" is rather a score than a vertebra.
    if word.length == 1, region == .thoracic, !hyphen { return nil }
    if hyphen, Int(tokens[next].start) > tokens[index + 1].span.end { return nil }
    return Vertebra(region, number).map { Level(vertebra: $0, end: next + 1, isSpoken: false) }
  }

  private func wholeNumber(_ token: Token) -> Int? {
    guard token.length <= 2 else { return nil }
    var value = 0
    for byte in bytes[token.span.range] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}

private enum LevelWords {
  static let regions = WordTable<Vertebra.Region>([
    ("c cervical", .cervical), ("t thoracic dorsal", .thoracic), ("l lumbar", .lumbar), ("s sacral", .sacral),
  ])
  static let ranges: WordSet = "through to thru till"
  static let units: WordSet =
    """
    week weeks wk wks day days month months year years hour hours minute minutes mm cm mg mcg ml percent times
    degrees pound pounds lb lbs views view sd cc out of levels level
    """

  static func region(letter: UInt8) -> Vertebra.Region? {
    switch letter {
    case UInt8(ascii: "c"): .cervical
    case UInt8(ascii: "t"), UInt8(ascii: "d"): .thoracic
    case UInt8(ascii: "l"): .lumbar
    case UInt8(ascii: "s"): .sacral
    default: nil
    }
  }
}

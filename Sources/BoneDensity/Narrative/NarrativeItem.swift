internal import ClinicalText

/// What a value measures.
enum Measure: Equatable {
  case tScore, zScore, bmd
}

/// A part of a statement that matters: the name of a measure, a site, or a value.
enum NarrativeItem {
  case measure([Measure], Range<Int>)
  case sites([Place], Range<Int>)
  case value(Value, Range<Int>)

  /// Its tokens.
  var tokens: Range<Int> {
    switch self {
    case .measure(_, let range), .sites(_, let range), .value(_, let range): range
    }
  }
}

/// A site as named in a statement.
struct Place {
  let words: SiteWords
  let tokens: Range<Int>

  /// This site on a side, unless it has one.
  func on(_ side: MeasuredSide) -> Place {
    guard words.side == nil else { return self }
    var copy = words
    copy.flags.formUnion(side == .left ? .left : .right)
    return Place(words: copy, tokens: tokens)
  }
}

/// A number in a statement.
struct Value {
  let figure: Figure
  /// What the words after the number say that it is (`g/cm²`, `SD below the young adult mean`), nil otherwise.
  let measure: Measure?
  /// The number as it is to be recorded: "1.8 standard deviations below" is negative.
  let quantity: Quantity
  /// The token after the number and the words that belong to it.
  var end: Int
}

/// Finds the items of a statement.
struct ItemScanner {
  let text: LexedText

  /// The items of the tokens, in order; `carried` are the sites of the statement before.
  func items(_ range: Range<Int>, after carried: [Place]) -> [NarrativeItem] {
    var result: [NarrativeItem] = []
    var index = range.lowerBound
    let limit = range.upperBound
    while index < limit, text.isPlain(index) { index += 1 }
    guard index < limit else { return result }
    result.reserveCapacity(8)
    while index < limit {
      if text.isPlain(index) {
        index += 1
      } else if let (measures, end) = measure(at: index, limit) {
        result.append(.measure(measures, index..<end))
        index = end
      } else if let (places, end) = sites(at: index, limit) {
        if !places.isEmpty { result.append(.sites(places, index..<end)) }
        index = end
      } else if let (places, end) = elidedSites(at: index, limit, result, carried) {
        result.append(.sites(places, index..<end))
        index = end
      } else if let (_, end) = text.date(at: index) {
        index = end
      } else if let figure = text.figure(at: index, allowsLooseSign: allowsLooseSign(result, index)),
        figure.tokens.upperBound <= limit
      {
        if let value = value(figure, limit, isScore: followsScore(result, index)) {
          result.append(.value(value, index..<min(limit, value.end)))
          index = max(index, min(limit, value.end) - 1)
        }
        index = max(index + 1, figure.tokens.upperBound)
      } else {
        index += 1
      }
    }
    return result
  }

  /// A dash apart from its number is a minus only directly after the name of a score: "T score - 3.1".
  private func allowsLooseSign(_ items: [NarrativeItem], _ index: Int) -> Bool {
    guard case .measure(let measures, let range)? = items.last, measures != [.bmd] else { return false }
    return index - range.upperBound <= 2
  }

  /// Whether the name of a score stands directly before: a lost decimal point ("T-score -16") is kept, to be asked about.
  private func followsScore(_ items: [NarrativeItem], _ index: Int) -> Bool {
    guard case .measure(let measures, let range)? = items.last else { return false }
    return measures.count == 1 && measures != [.bmd] && index == range.upperBound
  }

  // MARK: Measures

  private func measure(at index: Int, _ limit: Int) -> ([Measure], Int)? {
    switch text.term(index) {
    case .tScore: return ([.tScore], index + 1)
    case .zScore: return ([.zScore], index + 1)
    case .bmd: return ([.bmd], index + 1)
    case .density where text.term(index - 1) == .mineral || text.term(index - 1) == .bone: return ([.bmd], index + 1)
    case .letterT, .letterZ: return letter(at: index, limit)
    default: return nil
    }
  }

  /// `T-score`, `T score`, `T- and Z-scores`, `T/Z`, or a bare `T` before a number.
  private func letter(at index: Int, _ limit: Int) -> ([Measure], Int)? {
    let own: Measure = text.term(index) == .letterT ? .tScore : .zScore
    let isOther: (Int) -> Bool = { text.term($0) == (own == .tScore ? .letterZ : .letterT) }
    var next = index + 1
    if text.isMark(next, "-") || text.isMark(next, "*") { next += 1 }
    if text.term(next) == .score, next < limit { return ([own], next + 1) }
    var other = next
    if text.term(other) == .and || text.isMark(other, "/") || text.isMark(other, "&") { other += 1 }
    if other > next, isOther(other), other < limit {
      var end = other + 1
      if text.isMark(end, "-"), text.term(end + 1) == .score { end += 1 }
      if text.term(end) == .score { end += 1 }
      return ([own, own == .tScore ? .zScore : .tScore], min(end, limit))
    }
    guard text.tokens[index].isAllCapitals else { return nil }
    var probe = index + 1
    while probe < index + 3,
      text.isMark(probe, "=") || text.isMark(probe, ":") || text.isMark(probe, "(")
        || text.term(probe) == .of || text.term(probe) == .light
    {
      probe += 1
    }
    guard let figure = text.figure(at: probe), figure.isSigned || figure.hasFraction || probe > index + 1,
      abs(figure.quantity.thousandths) <= 9_000
    else { return nil }
    return ([own], index + 1)
  }

  // MARK: Sites

  private func sites(at index: Int, _ limit: Int) -> ([Place], Int)? {
    // "left and right femoral necks": the first side shares the site of the second.
    if text.term(index) == .left || text.term(index) == .right,
      text.term(index + 1) == .and || text.isMark(index + 1, "/"),
      text.term(index + 2) == (text.term(index) == .left ? .right : .left),
      let (words, end) = text.siteRun(at: index + 2, limit: limit, isLabel: false)
    {
      var first = words
      first.flags.subtract([.left, .right])
      first.flags.formUnion(text.term(index) == .left ? .left : .right)
      return isScanSite(end, words)
        ? ([Place(words: first, tokens: index..<end), Place(words: words, tokens: index..<end)], end) : ([], end)
    }
    guard let (words, end) = text.siteRun(at: index, limit: limit, isLabel: false) else { return nil }
    guard isScanSite(end, words) else { return ([], end) }
    return ([Place(words: words, tokens: index..<end)], end)
  }

  /// Words like "hip fracture", "knee replacement" or "spine surgery" name no scan.
  private func isScanSite(_ end: Int, _ words: SiteWords) -> Bool {
    switch text.term(end) {
    case .notScan, .fracture: return false
    default: break
    }
    if words.vertebrae.count == 1, text.term(end) == .light, text.term(end + 1) == .fracture { return false }
    // "L1 excluded because of a fracture", "L4 was not used": what was left out has no score.
    if !words.vertebrae.isEmpty, words.flags.isEmpty {
      let cue = text.term(end) == .light ? end + 1 : end
      if text.term(cue) == .except || text.term(cue) == .not { return false }
    }
    return words.site(in: SiteWords()) != nil
  }

  // MARK: Values

  private func value(_ figure: Figure, _ limit: Int, isScore: Bool) -> Value? {
    let end = figure.tokens.upperBound
    if text.isMark(end, "%") || text.term(end) == .percent
      || text.isMark(end, "/") && text.touchesPrevious(end) && isFraction(end)
    {
      return nil
    }
    if isArea(end) || isArea(end + 1) && text.isMark(end, "(") {
      guard (1...4000).contains(figure.quantity.thousandths) else { return nil }
      return Value(figure: figure, measure: .bmd, quantity: figure.quantity, end: end)
    }
    if let deviations = deviations(figure, end) { return deviations }
    let limit = isScore && figure.isSigned ? 99_000 : 10_000
    guard abs(figure.quantity.thousandths) <= limit, !isUnit(end) else { return nil }
    return Value(figure: figure, measure: nil, quantity: figure.quantity, end: end)
  }

  /// `1/3`, `10/2`: not a pair of scores, which carry a sign or a point.
  private func isFraction(_ slash: Int) -> Bool {
    guard text.touchesPrevious(slash + 1), text.integer(slash - 1) != nil else { return false }
    return text.integer(slash + 1) != nil
  }

  /// `g/cm²`, `g/cm2`, `g per cm`, `grams per square centimeter`.
  private func isArea(_ index: Int) -> Bool {
    guard text.tokens.indices.contains(index), text.tokens[index].kind == .word, text.tokens[index].length <= 10 else {
      return false
    }
    switch text.tokens[index].hash {
    case Self.g, Self.gm, Self.gram, Self.grams: break
    default: return false
    }
    if text.isMark(index + 1, "/") {
      return text.tokens.indices.contains(index + 2) && Self.squares.contains(text.tokens[index + 2].hash)
    }
    return text.tokens.indices.contains(index + 1) && text.tokens[index + 1].hash == Self.per
  }

  private func isUnit(_ index: Int) -> Bool {
    guard text.tokens.indices.contains(index), text.tokens[index].kind == .word else { return false }
    return text.term(index) == .year || Self.units.contains(text.tokens[index].hash)
  }

  /// `1.8 standard deviations below the young adult mean`, `1.8 SD below the mean for age`.
  private func deviations(_ figure: Figure, _ end: Int) -> Value? {
    var index = end
    if text.term(index) == .sd {
      index += 1
    } else if text.term(index) == .standard, text.term(index + 1) == .deviation {
      index += 2
    } else {
      return nil
    }
    let isBelow = text.term(index) == .below
    guard isBelow || text.term(index) == .above else { return nil }
    var measure: Measure?
    var hasReference = false
    var last = index + 1
    reference: for next in (index + 1)..<(index + 10) {
      if text.isMark(next, ".") || text.isMark(next, ",") || text.isMark(next, ";") || text.term(next) == .at {
        break reference
      }
      switch text.term(next) {
      case .young, .adult: (measure, hasReference) = (measure ?? .tScore, true)
      case .aged, .age, .matched: if measure == nil { (measure, hasReference) = (.zScore, true) }
      case .mean, .reference: hasReference = true
      default: continue reference
      }
      last = next + 1
    }
    guard hasReference || measure != nil else { return nil }
    let old = figure.quantity
    let digits = isBelow && !figure.isSigned ? -old.digits : old.digits
    return Value(
      figure: figure, measure: measure,
      quantity: Quantity(digits: digits, fractionDigits: old.fractionDigits, span: old.span),
      end: last)
  }

  private static let g = WordHash.of("g")
  private static let gm = WordHash.of("gm")
  private static let gram = WordHash.of("gram")
  private static let grams = WordHash.of("grams")
  private static let per = WordHash.of("per")
  private static let squares: WordSet = "cm cm2 sq square cm²"
  private static let units: WordSet =
    """
    mg mcg ug iu units cm mm kg lb lbs months month weeks week days day inches ng ml mmol pg dl hours g degrees
    visits x
    """
}

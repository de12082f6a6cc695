internal import ClinicalText

extension NarrativeReader {
  /// A side said after the value: "femoral neck -1.8 L, -1.9 R", "-2.0 (left)".
  func sideAfter(_ index: Int, _ limit: Int) -> MeasuredSide? {
    var word = text.isMark(index, "(") ? index + 1 : index
    if text.term(word) == .at, text.term(word + 1) == .light { word += 2 }  // "-1.5 on the right"
    guard word < limit else { return nil }
    let side: MeasuredSide
    switch text.term(word) {
    case .left, .letterL: side = .left
    case .right, .letterR: side = .right
    default: return nil
    }
    let next = word + 1
    guard next < limit, !text.isMark(next, ".") || text.touchesPrevious(next + 1) else { return side }
    if text.isMark(next, "/"), let other = text.figure(at: next + 1), other.isSigned { return side }  // "-1.8 L/-1.6 R"
    if text.isMark(next, "/") || text.isMark(next, "-") || text.isMark(next, ".") { return nil }
    let isEnd = text.tokens[next].kind == .punctuation || text.tokens[next].kind == .lineBreak
    return isEnd || text.term(next) == .and ? side : nil
  }

  /// The side of a title that names a densitometry of one hip: "DXA LUMBAR SPINE AND LEFT HIP".
  func sideOfTitle(_ statement: Statement, _ items: [NarrativeItem]) -> MeasuredSide? {
    let tokens = statement.tokens
    let isTitle = tokens.contains { text.terms[$0] == .view || text.terms[$0] == .density }
    guard isTitle, tokens.count <= 16, items.allSatisfy({ isSites($0) || isMeasure($0) }) else { return nil }
    var flags: SiteWords.Flags = []
    for case .sites(let places, _) in items {
      for place in places where place.words.isHip { flags.formUnion(place.words.flags) }
    }
    var hip = SiteWords()
    hip.flags = flags
    return hip.side
  }

  /// How many values stand together after the item at `index`.
  func nextRun(_ items: [NarrativeItem], _ index: Int) -> Int {
    var count = 0
    for item in items.dropFirst(index + 1) {
      if case .value = item { count += 1 } else if count > 0 || isSites(item) { break }
    }
    return count
  }

  enum Gap { case none, near, far }

  /// How much stands between an item and a value: nothing of weight, one or two words, or more.
  func gap(_ range: Range<Int>) -> Gap {
    var words = 0
    for index in range where text.tokens[index].kind == .word && text.term(index) == .none { words += 1 }
    return words == 0 ? .none : words <= 2 ? .near : .far
  }

  func isMeasure(_ item: NarrativeItem) -> Bool { if case .measure = item { true } else { false } }
  /// The name of the scan or of what it measures, which a signed number never is.
  func isDensity(_ item: NarrativeItem) -> Bool { if case .measure([.bmd], _) = item { true } else { false } }
  func isSites(_ item: NarrativeItem) -> Bool { if case .sites = item { true } else { false } }

  func onlyJoins(_ range: Range<Int>, allowsTo: Bool = false) -> Bool {
    range.allSatisfy {
      text.term($0) == .and || text.isMark($0, "/") || text.isMark($0, ",") || text.isMark($0, "&")
        || text.isMark($0, "(") || text.isMark($0, ")") || text.term($0) == .light || text.term($0) == .of
        || text.term($0) == .at || text.tokens[$0].kind == .lineBreak || allowsTo && text.term($0) == .to
    }
  }

  func onlyLight(_ range: Range<Int>) -> Bool {
    range.allSatisfy {
      switch text.term($0) {
      case .light, .at, .of, .sd, .standard, .deviation, .now: true
      default:
        text.isMark($0, "(") || text.isMark($0, ")") || text.isMark($0, "-") || text.isMark($0, ":")
          || text.tokens[$0].kind == .lineBreak
      }
    }
  }

  /// The start of the clause that a token stands in.
  func clauseStart(_ index: Int, _ start: Int) -> Int {
    var position = index - 1
    let first = max(start, index - 64)  // far words are of another clause; keeps the time linear
    while position >= first {
      if text.isMark(position, ",") || text.isMark(position, ";") { return position + 1 }
      position -= 1
    }
    return start
  }

  /// `TBS 1.24`, `trabecular bone score of 1.310`.
  func trabecular(_ range: Range<Int>) -> Quantity? {
    for index in range
    where text.terms[index] == .tbs || text.terms[index] == .trabecular && text.term(index + 2) == .score {
      for next in (index + 1)..<min(index + 9, range.upperBound + 1) where next < range.upperBound {
        if let figure = text.figure(at: next, allowsLooseSign: false), !figure.isSigned, figure.hasFraction,
          (500...1900).contains(figure.quantity.thousandths)
        {
          return figure.quantity
        }
        if text.isMark(next, "<") || text.isMark(next, ">") || text.term(next) == .below || text.term(next) == .above {
          break
        }
      }
    }
    return nil
  }
}

internal import ClinicalText

/// What stands around the tables: the maker, the patient's age and sex, least significant changes.
struct ReportBanner {
  var manufacturer: Manufacturer?
  var subject = DensitySubject()
  var leastSignificantChanges: [(quantity: Quantity, words: SiteWords)] = []

  init(_ text: LexedText) {
    for index in text.tokens.indices {
      switch text.terms[index] {
      case .hologic where manufacturer == nil: manufacturer = .hologic
      case .ge where manufacturer == nil && !text.isMark(index + 1, "/"):
        manufacturer = Self.isMaker(text, index) ? .ge : nil
      case .norland where manufacturer == nil: manufacturer = .norland
      case .age where subject.age == nil: subject.age = Self.age(text, index)
      case .birth where subject.age == nil: subject.age = Self.ageAfterBirth(text, index)
      case .year where subject.age == nil: subject.age = Self.ageBeforeYears(text, index)
      case .sex where subject.sex == nil: subject.sex = Self.sex(text, index)
      case .female, .male:
        if subject.age == nil, text.touchesPrevious(index), text.tokens[index].length == 1 {
          subject.age = Self.ageAtStart(text, index - 1)
          if subject.age != nil, subject.sex == nil { subject.sex = text.terms[index] == .female ? .female : .male }
        }
        if subject.sex == nil, Self.isPatient(text, index) {
          subject.sex = text.terms[index] == .female ? .female : .male
        }
      case .premenopausal, .transition, .postmenopausal:
        if subject.menopause == nil { subject.menopause = Self.menopause(text, index) }
      case .lsc:
        if let found = Self.leastSignificantChange(text, index) { leastSignificantChanges.append(found) }
      default: break
      }
    }
  }

  /// The date after "Measured:", "Scan Date:" or "on:" in a scan title.
  static func scanDate(_ text: LexedText, _ line: Range<Int>) -> ScanDate? {
    for index in line {
      let isCue =
        text.terms[index] == .measured || text.terms[index] == .date && text.term(index - 1) != .birth
        || text.terms[index] == .at && text.isMark(index + 1, ":")
      guard isCue else { continue }
      for next in (index + 1)..<min(index + 4, line.upperBound + 1) where next < line.upperBound {
        if let (date, _) = text.date(at: next) { return date }
      }
    }
    return nil
  }

  /// "Lunar" in "NHANES/Lunar" names a reference population, not the maker; the device still is GE's.
  private static func isMaker(_ text: LexedText, _ index: Int) -> Bool { index < text.tokens.count }

  private static func age(_ text: LexedText, _ index: Int) -> Int? {
    if text.isMark(index - 1, "-") || text.term(index + 1) == .matched || text.isMark(index + 1, "-") { return nil }
    var next = index + 1
    while next < index + 4,
      text.isMark(next, ":") || text.isMark(next, "=") || text.term(next) == .of || text.term(next) == .light
    {
      next += 1
    }
    return years(text, next)
  }

  private static func ageAfterBirth(_ text: LexedText, _ index: Int) -> Int? {
    var next = index + 1
    while next < index + 16, next < text.tokens.count, text.tokens[next].kind != .lineBreak {
      if text.term(next) == .year { return years(text, next - 1) }
      next += 1
    }
    return nil
  }

  /// "58-year-old", "58 y/o", "58yo".
  private static func ageBeforeYears(_ text: LexedText, _ index: Int) -> Int? {
    let number = text.isMark(index - 1, "-") ? index - 2 : index - 1
    let isOld = text.tokens.indices.contains(index + 1) && text.tokens[index + 1].hash == old
    guard text.isMark(index + 1, "-") || isOld || text.tokens[index].hash == yearsOld else { return nil }
    // "seventy nine years old" is not nine.
    let tens = text.isMark(number - 1, "-") ? number - 2 : number - 1
    if text.term(number) == .digit, text.term(tens) == .digit, let age = years(text, tens) { return age }
    return years(text, number)
  }

  /// "72F": at the start of a line or sentence.
  private static func ageAtStart(_ text: LexedText, _ index: Int) -> Int? {
    guard text.isNumber(index), text.tokens[index].length == 2 else { return nil }
    guard index == 0 || text.tokens[index - 1].kind != .number && !text.isMark(index - 1, "-") else { return nil }
    return years(text, index)
  }

  private static func years(_ text: LexedText, _ index: Int) -> Int? {
    guard let figure = text.figure(at: index), !figure.isSigned else { return nil }
    let value = figure.quantity.thousandths / 1000
    return (1...120).contains(value) ? value : nil
  }

  private static func sex(_ text: LexedText, _ index: Int) -> ReferenceSex? {
    for next in (index + 1)..<(index + 6) {
      if text.tokens.indices.contains(next), text.tokens[next].kind == .lineBreak { return nil }
      if text.term(next) == .female { return .female }
      if text.term(next) == .male { return .male }
    }
    return nil
  }

  /// "76-year-old woman", "64 yo F": said of the patient, not of a reference population.
  private static func isPatient(_ text: LexedText, _ index: Int) -> Bool {
    if text.tokens[index].hash == women || text.tokens[index].hash == men { return false }
    for back in 1...4 where text.term(index - back) == .year { return true }
    for back in 1...3 where text.term(index - back) == .postmenopausal || text.term(index - back) == .premenopausal {
      return true
    }
    return false
  }

  private static func menopause(_ text: LexedText, _ index: Int) -> MenopausalStatus? {
    // "T-scores apply to postmenopausal women": plural is about patients in general.
    if text.tokens.indices.contains(index + 1), text.tokens[index + 1].hash == women { return nil }
    if text.term(index - 1) == .not || text.term(index - 2) == .not { return nil }
    switch text.terms[index] {
    case .premenopausal: return .premenopausal
    case .transition: return .transition
    default:
      let isPost =
        text.tokens[index].hash == post
        || text.tokens.indices.contains(index - 2) && text.tokens[index - 2].hash == postPrefix
      let isPre = text.tokens.indices.contains(index - 2) && text.tokens[index - 2].hash == prePrefix
      let isPeri = text.tokens.indices.contains(index - 2) && text.tokens[index - 2].hash == periPrefix
      return isPre ? .premenopausal : isPeri ? .transition : isPost ? .postmenopausal : nil
    }
  }

  private static func leastSignificantChange(_ text: LexedText, _ index: Int) -> (Quantity, SiteWords)? {
    for next in (index + 1)..<(index + 5) {
      guard let figure = text.figure(at: next), figure.hasFraction else { continue }
      guard (1...200).contains(figure.quantity.thousandths), !text.isMark(figure.tokens.upperBound, "%") else {
        return nil
      }
      var position = figure.tokens.upperBound
      while position < min(figure.tokens.upperBound + 10, text.tokens.count), text.tokens[position].kind != .lineBreak {
        if let (words, _) = text.siteRun(at: position, limit: text.tokens.count, isLabel: false) {
          return (figure.quantity, words)
        }
        position += 1
      }
      return (figure.quantity, SiteWords())
    }
    return nil
  }

  private static let old = WordHash.of("old")
  private static let yearsOld = WordHash.of("yo")
  private static let women = WordHash.of("women")
  private static let men = WordHash.of("men")
  private static let post = WordHash.of("postmenopausal")
  private static let postPrefix = WordHash.of("post")
  private static let prePrefix = WordHash.of("pre")
  private static let periPrefix = WordHash.of("peri")
}

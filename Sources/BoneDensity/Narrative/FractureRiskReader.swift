internal import ClinicalText

/// Reads ten-year fracture probabilities: "FRAX: major osteoporotic 12 %, hip 3.2 %", "fourteen percent".
struct FractureRiskReader {
  let text: LexedText
  private(set) var probabilities: [FractureProbability] = []
  private var isOpen = false

  init(text: LexedText) { self.text = text }

  /// Reads a statement; a block stays open after FRAX or "10-year probability" until a blank line.
  mutating func read(_ statement: Statement) {
    if statement.startsBlock { isOpen = false }
    if !isOpen { isOpen = mentionsRisk(statement.tokens) }
    guard isOpen else { return }
    var label: FractureProbability.Outcome?
    var waiting: (figure: Figure, start: Int)?
    var index = statement.tokens.lowerBound
    let limit = statement.tokens.upperBound
    while index < limit {
      if let outcome = outcome(at: index) {
        if let value = waiting, label == nil {
          add(outcome, value.figure, value.start)
          waiting = nil
        } else {
          label = outcome
        }
        index += 1
        continue
      }
      if let figure = text.figure(at: index, allowsLooseSign: false) {
        let end = figure.tokens.upperBound
        let isPercent = text.isMark(end, "%") || text.term(end) == .percent
        if isPercent, !figure.isSigned, (0...100_000).contains(figure.quantity.thousandths),
          !isThreshold(index, statement.tokens.lowerBound, end)
        {
          if let outcome = label {
            add(outcome, figure, index)
            label = nil
          } else {
            waiting = (figure, index)
          }
        } else if isPercent {
          label = nil
        }
        index = end
        continue
      }
      index += 1
    }
  }

  private func mentionsRisk(_ range: Range<Int>) -> Bool {
    var hasYear = false
    for index in range {
      if text.terms[index] == .frax { return true }
      if text.terms[index] == .year { hasYear = true }
      if text.terms[index] == .probability, hasYear { return true }
    }
    return false
  }

  private func outcome(at index: Int) -> FractureProbability.Outcome? {
    switch text.term(index) {
    case .major where text.term(index - 1) != .major: .majorOsteoporotic
    case .hip: .hip
    default: nil
    }
  }

  /// "≥ 20 %", "20 % or more": a treatment threshold.
  private func isThreshold(_ index: Int, _ start: Int, _ end: Int) -> Bool {
    for back in 1...3 where index - back >= start {
      if text.isMark(index - back, ">") || text.isMark(index - back, "<") { return true }
      if text.isMark(index - back, "=") { continue }
      switch text.term(index - back) {
      case .above, .below, .threshold: return true
      default: break
      }
    }
    let after = end + 1
    return text.term(after) == .or && text.term(after + 1) == .above
  }

  private mutating func add(_ outcome: FractureProbability.Outcome, _ figure: Figure, _ start: Int) {
    guard !probabilities.contains(where: { $0.outcome == outcome && $0.percent.equals(figure.quantity) }) else {
      return
    }
    probabilities.append(
      FractureProbability(
        outcome: outcome, percent: figure.quantity, span: text.span(start..<(figure.tokens.upperBound + 1))))
  }
}

/// Opens a scope for every cue of every sentence, in one pass.
struct AssertionReader {
  private struct Event {
    let start: Int
    let end: Int
    let group: Int
  }

  private let tokens: [Token]
  private let bytes: [UInt8]
  private let trie = AssertionCues.trie
  private let rules = AssertionCues.rules
  private var events: [Event] = []
  private var scopes: [AssertionScope] = []

  static func scopes(of tokens: [Token], bytes: [UInt8], sentences: [Sentence], sections: [SectionDraft])
    -> [AssertionScope]
  {
    var reader = AssertionReader(tokens: tokens, bytes: bytes)
    var zone = TemplateZone()
    for sentence in sentences {
      let heading = sections[sentence.section].headingTokens
      if heading.lowerBound == sentence.tokens.lowerBound, !heading.isEmpty {
        zone.close()
        continue
      }
      reader.read(sentence.tokens, &zone, inLegend: sections[sentence.section].kind == .legend)
    }
    return reader.scopes
  }

  private init(tokens: [Token], bytes: [UInt8]) {
    self.tokens = tokens
    self.bytes = bytes
    scopes.reserveCapacity(tokens.count / 12 + 4)
  }

  private mutating func read(_ range: Range<Int>, _ zone: inout TemplateZone, inLegend: Bool) {
    events.removeAll(keepingCapacity: true)
    var template = false
    var weak = false
    var namesPatient = false
    let firstScope = scopes.count
    var index = range.lowerBound
    while index < range.upperBound {
      if let match = trie.match(tokens.span, at: index, limit: range.upperBound),
        !(match.end == index + 1 && isPartOfNumber(index, range.upperBound))
      {
        var group = Int(match.value) - 1
        if rules[group].isFinal, !endsClause(match.end, range.upperBound) {
          guard tokens[index].kind == .word else {
            index += 1
            continue
          }
          group += 1  // the group after a final one of words says what they mean elsewhere
        }
        switch rules[group].role {
        case .pseudo: break
        case .template: template = true
        case .weakTemplate: weak = true
        case .patient: namesPatient = true
        case .stop:
          events.append(Event(start: index, end: match.end, group: group))
          namesPatient = namesPatient || Self.subjects.contains(tokens[index].hash)
        case .forward, .backward, .around, .kin: events.append(Event(start: index, end: match.end, group: group))
        }
        index = match.end
      } else {
        if let box = Checkbox(tokens, bytes, at: index, limit: range.upperBound) {
          index = read(box, in: range)
        } else {
          index += 1
        }
      }
    }
    for position in events.indices { open(position, in: range) }
    readQuestion(range)
    let isTemplate = zone.admits(
      range, tokens, cue: template, weakCue: weak, namesPatient: namesPatient, inLegend: inLegend)
    if isTemplate {
      let start = range.lowerBound
      scopes.append(AssertionScope(assertion: .template, cue: start..<start, tokens: range))
    }
    if scopes.count - firstScope > 1 { scopes[firstScope...].sort { $0.cue.lowerBound < $1.cue.lowerBound } }
  }

  private func endsClause(_ index: Int, _ limit: Int) -> Bool {
    index >= limit || tokens[index].kind == .lineBreak
      || tokens[index].kind == .punctuation && Self.clauseMarks.contains(tokens[index].mark)
  }

  /// "negative three point four" and "minus zero point six" are numbers, not denials.
  private func isPartOfNumber(_ index: Int, _ limit: Int) -> Bool {
    let hash = tokens[index].hash
    if hash == Self.zero {
      return index + 1 < limit && NumberWords.point.contains(tokens[index + 1].hash)
        || index > 0 && NumberWords.point.contains(tokens[index - 1].hash)
    }
    guard NumberWords.minus.contains(hash), index + 1 < limit else { return false }
    let next = tokens[index + 1]
    if next.kind == .number, bytes[next.span.range].contains(UInt8(ascii: ".")) { return true }
    return (next.kind == .number || NumberWords.small[next.hash] != nil) && index + 2 < limit
      && NumberWords.point.contains(tokens[index + 2].hash)
  }

  private static let zero = WordHash.of("zero")
  private static let beginnings: WordSet = "diagnosed began started onset since beginning dx dxed starting developed"
  private static let causes: WordSet = "after following"
  private static let subjects: WordSet = "patient she he"
  private static let clauseMarks = ByteSet(".,;()!*|")

  /// "Osteoporosis?": a short item that ends with a question mark is doubted, not asked.
  private mutating func readQuestion(_ range: Range<Int>) {
    var last = range.upperBound - 1
    while last > range.lowerBound, tokens[last].kind == .lineBreak { last -= 1 }
    guard last > range.lowerBound, last - range.lowerBound <= 7, tokens[last].mark == UInt8(ascii: "?") else { return }
    scopes.append(AssertionScope(assertion: .uncertain, cue: last..<last + 1, tokens: range.lowerBound..<last))
  }

  // MARK: Scopes

  private mutating func open(_ position: Int, in range: Range<Int>) {
    let event = events[position]
    let group = rules[event.group]
    switch group.role {
    case .forward: forward(position, group, range)
    case .backward: backward(position, group, range)
    case .around:
      forward(position, group, range)
      let isApart = event.start > range.lowerBound && tokens[event.start - 1].kind == .punctuation
      if !isApart { backward(position, group, range) }
    case .kin:
      if KinWords.followsKin(event.end, range.upperBound, tokens, bytes) { forward(position, group, range) }
      if KinWords.precedesKin(event.start, range.lowerBound, tokens) { backward(position, group, range) }
    case .pseudo, .stop, .template, .weakTemplate, .patient: break
    }
  }

  private mutating func forward(_ position: Int, _ group: AssertionCues.Rule, _ range: Range<Int>) {
    let event = events[position]
    var end = range.upperBound
    var next = position + 1
    while next < events.count {
      let later = events[next]
      next += 1
      let other = rules[later.group]
      // "Lives with his wife, who has dementia" goes on about her.
      let isOfKin = group.role == .kin && later.start <= event.end + 1
      if other.role == .stop, !isOfKin, stops(other, group) {
        end = later.start
        break
      }
      if closes(group.assertion, other, at: later.start) {
        end = later.start
        break
      }
    }
    if group.reach > 0, group.role == .forward { end = min(end, event.end + group.reach) }
    if group.endsAtComma,
      let comma = (event.end..<max(event.end, end)).first(where: { tokens[$0].mark == UInt8(ascii: ",") })
    {
      end = comma
    }
    append(group.assertion, event, event.end..<max(event.end, end))
  }

  private func stops(_ stop: AssertionCues.Rule, _ group: AssertionCues.Rule) -> Bool {
    stop.assertion.rawValue == .max || !group.governsClause && !stop.assertion.isDisjoint(with: group.assertion)
  }

  /// After a comma or "and" a cue of another kind starts a new statement ("history of falls, no fractures"); inside a
  /// list it does not ("no fever or history of falls").
  private func closes(_ assertion: Assertion, _ other: AssertionCues.Rule, at start: Int) -> Bool {
    guard other.role == .forward, start > 0 else { return false }
    let begins = tokens[start - 1].mark == UInt8(ascii: ",") || tokens[start - 1].hash == Self.and
    if assertion == .negated { return begins && (other.assertion.contains(.historical) || other.assertion == .planned) }
    if assertion.contains(.historical), !assertion.contains(.negated), !assertion.contains(.otherExperiencer) {
      return begins && other.assertion.contains(.negated)
    }
    if assertion.contains(.otherExperiencer), other.assertion == .historical { return true }
    if assertion.contains(.historical) {
      return begins && other.assertion == .negated && tokens[start - 1].hash == Self.and
    }
    return false
  }

  private static let and = WordHash.of("and")

  private mutating func backward(_ position: Int, _ group: AssertionCues.Rule, _ range: Range<Int>) {
    let event = events[position]
    var start = range.lowerBound
    var next = position - 1
    while next >= 0 {
      let earlier = events[next]
      next -= 1
      let other = rules[earlier.group]
      if other.role == .stop, stops(other, group) {
        start = earlier.end
        break
      }
    }
    if group.reach > 0 { start = max(start, event.start - group.reach) }
    // A comma parts the statement from an earlier one; a comma right before the cue does not ("obstruction, resolved").
    // What is said in a parenthesis is said of its own words ("hypophosphatemia (rickets in childhood)").
    var index = event.start - 2
    var closed = 0
    while index >= start {
      let mark = tokens[index].mark
      if mark == UInt8(ascii: ",") || mark == UInt8(ascii: "(") && closed == 0 {
        start = index + 1
        break
      }
      if mark == UInt8(ascii: ")") { closed += 1 } else if mark == UInt8(ascii: "(") { closed -= 1 }
      index -= 1
    }
    // "Elbow stiffness after a fracture two years ago": the fracture is past, the stiffness is not.
    if group.isDating,
      let cause = (start..<max(start, event.start)).last(where: { Self.causes.contains(tokens[$0].hash) })
    {
      start = cause + 1
    }
    let governed = min(start, event.start)..<event.start
    if group.isDating, governed.contains(where: { Self.beginnings.contains(tokens[$0].hash) }) { return }
    append(group.assertion, event, governed)
  }

  private mutating func append(_ assertion: Assertion, _ event: Event, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    scopes.append(AssertionScope(assertion: assertion, cue: event.start..<event.end, tokens: range))
  }

  // MARK: Check boxes

  /// An empty box makes what it stands for a form's text; a ticked "no" denies what stands before.
  private mutating func read(_ box: Checkbox, in range: Range<Int>) -> Int {
    var end = box.tokens.upperBound
    while end < range.upperBound, Checkbox(tokens, bytes, at: end, limit: range.upperBound) == nil,
      tokens[end].kind != .lineBreak
    {
      end += 1
    }
    let answer = box.tokens.upperBound < range.upperBound ? tokens[box.tokens.upperBound].hash : 0
    let before = range.lowerBound..<box.tokens.lowerBound
    if answer == Checkbox.no || answer == Checkbox.yes {
      if box.isTicked, answer == Checkbox.no, !before.isEmpty {
        scopes.append(
          AssertionScope(assertion: .negated, cue: box.tokens.lowerBound..<box.tokens.upperBound + 1, tokens: before))
      }
    } else if !box.isTicked, box.tokens.upperBound < end {
      scopes.append(AssertionScope(assertion: .template, cue: box.tokens, tokens: box.tokens.upperBound..<end))
    }
    return answer == Checkbox.no || answer == Checkbox.yes ? box.tokens.upperBound + 1 : box.tokens.upperBound
  }
}

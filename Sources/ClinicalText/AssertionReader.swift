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
  private let groups = AssertionCues.groups
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
      reader.read(sentence.tokens, &zone)
    }
    return reader.scopes
  }

  private init(tokens: [Token], bytes: [UInt8]) {
    self.tokens = tokens
    self.bytes = bytes
    scopes.reserveCapacity(tokens.count / 12 + 4)
  }

  private mutating func read(_ range: Range<Int>, _ zone: inout TemplateZone) {
    events.removeAll(keepingCapacity: true)
    var template = false
    var weak = false
    var namesPatient = false
    let firstScope = scopes.count
    var index = range.lowerBound
    while index < range.upperBound {
      if let match = trie.match(tokens.span, at: index, limit: range.upperBound) {
        var group = Int(match.value) - 1
        if groups[group].isFinal, !endsClause(match.end, range.upperBound) {
          guard tokens[index].kind == .word else {
            index += 1
            continue
          }
          group += 1  // the group after a final one of words says what they mean elsewhere
        }
        switch groups[group].role {
        case .pseudo: break
        case .template: template = true
        case .weakTemplate: weak = true
        case .patient: namesPatient = true
        case .forward, .backward, .both, .stop: events.append(Event(start: index, end: match.end, group: group))
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
    let isTemplate = zone.admits(range, tokens, cue: template, weakCue: weak, namesPatient: namesPatient)
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

  private static let clauseMarks = ByteSet(".,;)!*|")

  // MARK: Scopes

  private mutating func open(_ position: Int, in range: Range<Int>) {
    let event = events[position]
    let group = groups[event.group]
    switch group.role {
    case .forward: forward(position, group, range)
    case .backward: backward(position, group, range)
    case .both:
      forward(position, group, range)
      backward(position, group, range)
    case .pseudo, .stop, .template, .weakTemplate, .patient: break
    }
  }

  private mutating func forward(_ position: Int, _ group: AssertionCues.Group, _ range: Range<Int>) {
    let event = events[position]
    var end = range.upperBound
    for later in events[(position + 1)...] {
      let other = groups[later.group]
      if other.role == .stop, !other.assertion.isDisjoint(with: group.assertion) || other.assertion.rawValue == .max {
        end = later.start
        break
      }
      if closes(group.assertion, other, at: later.start) {
        end = later.start
        break
      }
    }
    if group.reach > 0 { end = min(end, event.end + group.reach) }
    append(group.assertion, event, event.end..<max(event.end, end))
  }

  /// A cue of another kind closes a negation, unless it is part of the negated list ("no fever or history of falls").
  private func closes(_ assertion: Assertion, _ other: AssertionCues.Group, at start: Int) -> Bool {
    guard other.role == .forward, assertion == .negated, other.assertion == .historical || other.assertion == .planned
    else { return false }
    guard start > 0 else { return false }
    return tokens[start - 1].mark == UInt8(ascii: ",") || tokens[start - 1].hash == Self.and
  }

  private static let and = WordHash.of("and")

  private mutating func backward(_ position: Int, _ group: AssertionCues.Group, _ range: Range<Int>) {
    let event = events[position]
    var start = range.lowerBound
    for earlier in events[..<position].reversed() {
      let other = groups[earlier.group]
      if other.role == .stop, !other.assertion.isDisjoint(with: group.assertion) || other.assertion.rawValue == .max {
        start = earlier.end
        break
      }
    }
    if group.reach > 0 { start = max(start, event.start - group.reach) }
    // A comma parts the statement from an earlier one; a comma right before the cue does not ("obstruction, resolved").
    var index = event.start - 2
    while index >= start {
      if tokens[index].mark == UInt8(ascii: ",") {
        start = index + 1
        break
      }
      index -= 1
    }
    append(group.assertion, event, min(start, event.start)..<event.start)
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
    return box.tokens.upperBound
  }
}

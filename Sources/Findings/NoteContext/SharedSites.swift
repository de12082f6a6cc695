import ClinicalText
import ICD10CM

/// Sites in a row that share one diagnosis: "the right hip and left knee", "distal radius and ulna", "2nd and 3rd
/// metatarsals".
///
/// Each is coded as if it stood alone; a side or part named once is said of all that follow, and a word that ends the row
/// of all before it.
package struct SharedSites: Sendable {
  /// One of the sites, with the tokens that are read for it.
  package struct Site: Sendable {
    /// Its own tokens, from its side to its last word.
    package var tokens: Range<Int>
    /// The words that name it.
    package var heads: [Int]
    /// What is read for it: its own tokens and those it shares with the others.
    var kept: Set<Int>
    /// Its side, stated with it or for all.
    var side: (side: Side, tokens: Range<Int>)?
    /// For a site between the ends of a range, the word that tells it from them ("third").
    var implied: String?
  }

  /// From the first word of the first site to the last of the last.
  package let tokens: Range<Int>
  package let sites: [Site]
  /// Whether it names but the ends of a range, between which it is not known what lies.
  let isRange: Bool

  /// The tokens that are passed over where one of the sites is read.
  package func hidden(for site: Site) -> Set<Int> { Set(tokens).subtracting(site.kept) }
}

/// Finds rows of sites in a sentence.
struct SharedSitesReader {
  /// For each token whether it names a part of the body.
  let isSite: [Bool]
  let findings: Findings

  private var document: Document { findings.document }

  /// A site as it is collected.
  private struct Unit {
    var tokens: Range<Int>
    var side: (side: Side, tokens: Range<Int>)?
    /// Words that say which part, or which of several: "distal", "second", "ring".
    var parts: [Int] = []
    /// Words that name the site.
    var heads: [Int] = []
    /// Whether only a comma parts it from the one before.
    var followsComma = false

    /// Every word of it but its side.
    var words: [Int] { (parts + heads).sorted() }

    mutating func add(_ index: Int, isHead: Bool) {
      if isHead { heads.append(index) } else { parts.append(index) }
      tokens = (tokens.isEmpty ? index : tokens.lowerBound)..<index + 1
    }

    func with(_ side: (side: Side, tokens: Range<Int>)) -> Unit {
      var copy = self
      copy.side = side
      copy.tokens = min(tokens.lowerBound, side.tokens.lowerBound)..<max(tokens.upperBound, side.tokens.upperBound)
      return copy
    }
  }

  /// The rows of a sentence that name two sites or more, in order.
  func rows(in sentence: Range<Int>) -> [SharedSites] {
    guard sentence.contains(where: { isJoint($0) || isRangeSign($0) }) else { return [] }
    var result: [SharedSites] = []
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      let (units, end, isRange) = units(from: index, in: sentence)
      if let row = row(of: units, isRange: isRange) { result.append(row) }
      index = max(end, index + 1)
    }
    return result
  }

  /// The sites that stand in a row from a token on, and the first token that belongs to none.
  private func units(from start: Int, in sentence: Range<Int>) -> (units: [Unit], end: Int, isRange: Bool) {
    var units: [Unit] = []
    var isRange = false
    var unit: Unit?
    var index = start
    while index < sentence.upperBound {
      let token = document.tokens[index]
      if let side = document.side(at: index) {
        // "… and knee, right"
        if unit?.side != nil { break }
        unit = (unit ?? Unit(tokens: side.tokens)).with(side)
        index = side.tokens.upperBound
      } else if !isJoint(index),
        isSite[index] || Self.parts.contains(token.hash)
          || (unit?.heads.isEmpty == false || !units.isEmpty) && isNumber(index)
      {
        unit = unit ?? Unit(tokens: index..<index)
        unit?.add(index, isHead: isSite[index] && !Self.parts.contains(token.hash))
        index += 1
      } else if isRangeSign(index), let whole = unit {
        units.append(whole)
        unit = nil
        isRange = true
        index += 1
      } else if isJoint(index), unit != nil || !units.isEmpty {
        if let unit { units.append(unit) }
        unit = nil
        index += 1
      } else if Self.fillers.contains(token.hash), unit != nil || !units.isEmpty {
        index += 1
      } else {
        break
      }
    }
    if let unit { units.append(unit) }
    for number in units.indices.dropFirst() {
      let between = units[number - 1].tokens.upperBound..<units[number].tokens.lowerBound
      units[number].followsComma = !between.contains { Self.joints.contains(document.tokens[$0].hash) }
    }
    return (units, index, isRange)
  }

  private func row(of found: [Unit], isRange: Bool) -> SharedSites? {
    var units = found
    let side = commonSide(&units)
    let (places, sideOfPlaces) = places(&units)
    let common = side ?? sideOfPlaces
    guard areSites(units, places: places), let first = units.first, let last = units.last else { return nil }
    let ending = last.parts.filter { part in last.heads.last.map { part > $0 } ?? false }
    let sites = units.indices.map { number in
      let unit = units[number]
      let side = unit.side ?? units[..<number].last { $0.side != nil }?.side ?? common
      var kept = Array(unit.tokens) + places.joined() + borrowed(number, of: units)
      if let side { kept += side.tokens }
      if unit.parts.isEmpty { kept += ending }
      return SharedSites.Site(tokens: unit.tokens, heads: unit.heads, kept: Set(kept), side: side)
    }
    let start = min(first.tokens.lowerBound, places.first?.lowerBound ?? first.tokens.lowerBound)
    let tokens = start..<last.tokens.upperBound
    guard isRange else { return SharedSites(tokens: tokens, sites: sites, isRange: false) }
    let filled = filled(units, sites)
    return SharedSites(tokens: tokens, sites: filled ?? sites, isRange: filled == nil)
  }

  /// The sites of a range with those between its ends ("second through fifth metatarsals"); `nil` where the ends are not
  /// two places in a count.
  private func filled(_ units: [Unit], _ sites: [SharedSites.Site]) -> [SharedSites.Site]? {
    guard sites.count == 2, let first = sites.first, let last = sites.last, let low = ordinal(in: units[0]),
      let high = ordinal(in: units[1]), low.number < high.number
    else { return nil }
    let named = last.heads.isEmpty ? first : last
    let between = (low.number + 1..<high.number).map { number in
      var site = named
      site.tokens = first.tokens.lowerBound..<last.tokens.upperBound
      site.kept.subtract([low.token, high.token])
      site.implied = Self.ordinalNames[number - 1]
      return site
    }
    return [first] + between + [last]
  }

  /// The place in a count that a site is named by ("second", "2nd", "2").
  private func ordinal(in unit: Unit) -> (number: Int, token: Int)? {
    for index in unit.words {
      let token = document.tokens[index]
      if let number = Self.ordinalNumbers[token.hash] { return (number, index) }
      if isNumber(index), let number = Int(document.text(token.span)), (1...Self.ordinalNames.count).contains(number) {
        return (number, index)
      }
    }
    return nil
  }

  /// Two different sites or more, none of which is a stated 7th character ("7thR" is no right side).
  private func areSites(_ units: [Unit], places: [Range<Int>]) -> Bool {
    // "ribs 4 and 7": the numbers are of what stands before them.
    let isCounted = places.joined().contains { Self.counted.contains(document.tokens[$0].hash) }
    guard (2...6).contains(units.count), isCounted || units.contains(where: { !$0.heads.isEmpty }),
      units.allSatisfy({ !$0.words.isEmpty }), !units.contains(where: isTissue)
    else { return false }
    let names = Set(units.map { unit in unit.words.map(name) })
    guard names.count == units.count || units.allSatisfy({ $0.side != nil }) else { return false }
    guard let stated = document.statedSeventhCharacter else { return true }
    return !units.contains { $0.tokens.overlaps(stated.tokens) }
  }

  /// What a word of a site is told apart by; numbers have no hash of their own.
  private func name(_ index: Int) -> UInt64 {
    let token = document.tokens[index]
    return token.kind == .number ? WordHash.of(document.text(token.span)) : token.hash
  }

  /// "Bone" or "joint" alone is found in every part of the body ("abdominal and bone pain").
  private func isTissue(_ unit: Unit) -> Bool {
    unit.parts.isEmpty && unit.side == nil
      && unit.heads.allSatisfy { Self.tissues.contains(document.tokens[$0].hash) }
  }

  /// The side behind the last site, which is said of all of them; by itself ("hip and knee, right") it is no site.
  private func commonSide(_ units: inout [Unit]) -> (side: Side, tokens: Range<Int>)? {
    guard let last = units.last, let side = last.side else { return nil }
    if last.words.isEmpty {
      units.removeLast()
      return side
    }
    let isBehind = (last.heads.first ?? last.parts.first).map { side.tokens.lowerBound > $0 } ?? false
    guard isBehind, units.dropLast().allSatisfy({ $0.side == nil }) else { return nil }
    if last.heads.isEmpty, let end = last.parts.last {
      // "ribs 4 through 7 on the left": the number is no site with a side of its own.
      units[units.count - 1].side = nil
      units[units.count - 1].tokens = last.tokens.lowerBound..<end + 1
    }
    return side
  }

  /// Takes out the larger parts of the body in which all of the sites lie, in front ("right knee medial and lateral
  /// meniscus") or behind ("2nd and 3rd metatarsals, right foot"), with the side stated for them.
  private func places(_ units: inout [Unit]) -> (tokens: [Range<Int>], side: (side: Side, tokens: Range<Int>)?) {
    var places: [Range<Int>] = []
    var side: (side: Side, tokens: Range<Int>)?
    if units.count > 1, let first = units.first, let head = first.heads.last, let part = first.parts.last, part > head,
      let next = units[1].parts.first, units[1].heads.allSatisfy({ $0 > next })
    {
      places.append(first.tokens.lowerBound..<part)
      side = first.side
      units[0] = Unit(tokens: part..<first.tokens.upperBound, parts: [part])
    }
    if units.count > 1, let last = units.last, last.followsComma, encloses(last, units[units.count - 2]) {
      places.append(last.tokens)
      side = side ?? last.side
      units.removeLast()
    }
    return (places, side)
  }

  /// Whether one site is a larger part of the body that holds another.
  private func encloses(_ outer: Unit, _ inner: Unit) -> Bool {
    var names: Set<WordID> = []
    findings.forEachSite(in: outer.tokens) { if $0.breadth == 0 { names.insert($0.word) } }
    var larger: Set<WordID> = []
    findings.forEachSite(in: inner.tokens) { if $0.breadth > 0 { larger.insert($0.word) } }
    return !names.isEmpty && names.isSubset(of: larger)
  }

  /// Words of its neighbours that a site is named with: "medial [meniscus]", "[distal] ulna", "[metacarpals] 5".
  private func borrowed(_ number: Int, of units: [Unit]) -> [Int] {
    let unit = units[number]
    let isAdjective = unit.heads.allSatisfy { Self.adjectives.contains(document.tokens[$0].hash) }
    if isAdjective {
      let following = units[(number + 1)...].first { unit in unit.heads.contains { !isModifier($0) } }
      if let following { return Array(following.words.drop(while: isModifier)) }
      guard unit.heads.isEmpty else { return [] }
      return units[..<number].last { !$0.heads.isEmpty }?.heads ?? []
    }
    // A site with a side of its own begins anew ("the left distal radius and right ankle").
    guard unit.parts.isEmpty, unit.side == nil, number > 0 else { return [] }
    return units[number - 1].parts.filter { Self.levels.contains(document.tokens[$0].hash) }
  }

  private func isModifier(_ index: Int) -> Bool {
    let hash = document.tokens[index].hash
    return Self.parts.contains(hash) || Self.adjectives.contains(hash)
  }

  private func isNumber(_ index: Int) -> Bool {
    document.tokens[index].kind == .number && document.tokens[index].length <= 2
  }

  /// "and", a comma, "&", "plus"; a slash or hyphen between two names of sites ("tibia/fibula", "tib-fib").
  private func isJoint(_ index: Int) -> Bool {
    let token = document.tokens[index]
    switch token.kind {
    case .word: return Self.joints.contains(token.hash)
    case .number, .lineBreak: return false
    case .punctuation:
      switch token.mark {
      case UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: "+"): return true
      case UInt8(ascii: "/"), UInt8(ascii: "-"):
        return index > 0 && index + 1 < document.tokens.count && isName(index - 1) && isName(index + 1)
      default: return false
      }
    }
  }

  /// Between two numbers or ordinals: "ribs 4 through 7", "4-7", "4th to 7th".
  private func isRangeSign(_ index: Int) -> Bool {
    let token = document.tokens[index]
    guard Self.rangeWords.contains(token.hash) || token.mark == UInt8(ascii: "-"), index > 0,
      index + 1 < document.tokens.count
    else { return false }
    return [index - 1, index + 1].allSatisfy { isNumber($0) || Self.ordinals.contains(document.tokens[$0].hash) }
  }

  /// A site in letters: not the level of a vertebra.
  private func isName(_ index: Int) -> Bool {
    let token = document.tokens[index]
    return isSite[index] && token.kind == .word
      && document.bytes[token.span.range].allSatisfy { $0 < 0x30 || $0 > 0x39 }
  }

  private static let joints: WordSet = "and plus"
  private static let rangeWords: WordSet = "through thru to"
  private static let ordinalNames = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
  ]
  private static let ordinalNumbers: [UInt64: Int] = {
    let short = ["1st", "2nd", "3rd"] + (4...ordinalNames.count).map { "\($0)th" }
    let pairs = [ordinalNames, short].flatMap { names in names.enumerated().map { (WordHash.of($1), $0 + 1) } }
    return Dictionary(pairs) { first, _ in first }
  }()
  private static let ordinals: WordSet =
    "first second third fourth fifth sixth seventh eighth ninth tenth 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th"
  private static let counted: WordSet =
    "rib ribs metatarsal metatarsals metacarpal metacarpals toe toes finger fingers digit digits"
  private static let tissues: WordSet = "bone bones joint joints muscle muscles muscular skin"
  private static let fillers: WordSet =
    "the his her their of in at on over to involving affecting joint joints bone bones"
  /// Levels of a bone: said once, they hold for the bones beside it as well.
  private static let levels: WordSet = "distal proximal upper lower mid midshaft middle"
  private static let parts = levels.union(ordinals).union(
    """
    shaft shafts diaphysis diaphyseal metaphysis medial lateral superior inferior anterior posterior inner outer low
    index long ring little small great
    """)
  private static let adjectives: WordSet =
    "cervical thoracic lumbar sacral lumbosacral medial lateral anterior posterior"
}

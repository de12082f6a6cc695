import ClinicalText
import Findings
import ICD10CM

/// The site of low bone mass (M85.8-): every part of the body that the statements of it name, and no other.
struct LowBoneMassCheck {
  /// A fifth character of M85.8- with the side of the place.
  private struct Place: Hashable {
    var region: UInt8
    var side: Side?
  }

  /// Words of sites by fifth character; the spine, pelvis, ribs and head are "other site".
  private static let regions: [UInt8: [String]] = [
    UInt8(ascii: "1"): ["shoulder", "clavicle", "scapula"], UInt8(ascii: "2"): ["humerus", "elbow"],
    UInt8(ascii: "3"): ["forearm", "radius", "ulna", "wrist"],
    UInt8(ascii: "4"): ["hand", "finger", "thumb", "metacarpal"], UInt8(ascii: "5"): ["thigh", "hip", "femur"],
    UInt8(ascii: "6"): ["tibia", "fibula", "knee", "patella"],
    UInt8(ascii: "7"): ["ankle", "foot", "toe", "heel", "calcaneus"],
    other: [
      "vertebra", "spine", "lumbar", "thoracic", "cervical", "lumbosacral", "sacrum", "sacral", "pelvis", "rib",
      "skull",
      "trunk", "back",
    ],
  ]
  private static let other = UInt8(ascii: "8")

  private let question: StepQuestion
  private let words: [WordID: UInt8]
  private var document: Document { question.document }

  private init(_ question: StepQuestion) {
    self.question = question
    var words: [WordID: UInt8] = [:]
    for (region, names) in Self.regions { for name in names { words[question.book.word(name)] = region } }
    words[.none] = nil
    self.words = words
  }

  static let multipleSites: RuleCheck.StepCheck = { question in
    guard isLowBoneMass(question), question.step.code == Code("M85.89") else { return "the code is not M85.89" }
    let check = LowBoneMassCheck(question)
    let places = check.places()
    if Set(places.map(\.place.region)).count > 1 || check.isStatedMultiple {
      return check.cites(places) ? nil : "the sites that the statements name stand elsewhere"
    }
    return places.isEmpty ? check.measured(atLeast: 2) : "the statements name no two sites"
  }

  static let statedSite: RuleCheck.StepCheck = { question in
    guard isLowBoneMass(question) else { return "the code is none of low bone mass" }
    let check = LowBoneMassCheck(question)
    let places = check.places()
    guard let region = places.first?.place.region, places.allSatisfy({ $0.place.region == region }) else {
      return "the statements do not name one site"
    }
    guard check.cites(places) else { return "the sites that the statements name stand elsewhere" }
    let wanted = Self.codes(region, Set(places.compactMap(\.place.side)))
    guard wanted.contains(question.step.code) else { return "the site and side named are \(wanted)" }
    let given = question.file.derived.filter { $0.span == question.reading.span(ofMention: question.mention) }
    return wanted.allSatisfy { code in given.contains { $0.steps.last?.code == code } }
      ? nil : "the other side has no code"
  }

  static let measuredSite: RuleCheck.StepCheck = { question in
    guard isLowBoneMass(question) else { return "the code is none of low bone mass" }
    let check = LowBoneMassCheck(question)
    return check.places().isEmpty ? check.measured(atLeast: 1) : "the statements name a site"
  }

  /// "Unspecified site" where neither the statements nor a measurement in range name one.
  static func isSiteless(_ question: StepQuestion) -> Bool { LowBoneMassCheck(question).places().isEmpty }

  /// Every reported code of low bone mass says how its site was decided.
  static func missingPlaces(_ file: CaseFile) -> [VerificationFailure] {
    let rules = placing.union(["unspecified", "problem-line"])
    return file.certificate.assignments.enumerated().compactMap { index, assigned in
      guard let code = assigned.code, code.isIn(["M85.8"]), let mention = file.reading.mention(at: assigned.span),
        !isSclerosis(mention, file), !assigned.steps.contains(where: { rules.contains($0.rule) })
      else { return nil }
      return VerificationFailure(.step, "nothing decides the site of low bone mass", at: "assignments[\(index)]")
    }
  }

  private static func isLowBoneMass(_ question: StepQuestion) -> Bool {
    question.index == 1 && question.step.code.isIn(["M85.8"])
      && question.previous.map { question.book.code(of: $0).isIn(["M85.8"]) } ?? false
  }

  private static func codes(_ region: UInt8, _ sides: Set<Side>) -> [Code] {
    if region == other { return [Code("M85.88")].compactMap(\.self) }
    var characters = ""
    if sides.contains(.right) || sides.contains(.bilateral) { characters += "1" }
    if sides.contains(.left) || sides.contains(.bilateral) { characters += "2" }
    if characters.isEmpty { characters = "9" }
    let stem = "M858" + String(decoding: [region], as: UTF8.self)
    return characters.compactMap { Code(stem + String($0)) }
  }

  // MARK: Statements

  /// The mentions whose codes were put together: those of the most binding part of the note.
  private var statements: [Int] {
    let mentions = question.file.derived.compactMap { derived -> Int? in
      guard let first = derived.steps.first, first.rule == "term", first.code.isIn(["M85.8"]),
        derived.steps.contains(where: { Self.placing.contains($0.rule) })
          || derived.steps.last?.code.isIn(["M85.8"]) == true
      else { return nil }
      return question.reading.mention(at: derived.span)
    }.filter { !Self.isSclerosis($0, question.file) }
    let tiers = mentions.map { question.reading.context.tier(of: question.file.findings.mentions[$0]) }
    guard let best = tiers.min() else { return [] }
    return Set(zip(mentions, tiers).filter { $0.1 == best }.map(\.0)).sorted()
  }

  private static let placing: Set<String> = ["multiple-sites", "stated-site", "measured-site"]

  private static func isSclerosis(_ mention: Int, _ file: CaseFile) -> Bool {
    file.findings.mentions[mention].tokens.contains { index in
      ["osteosclerosis", "sclerosis", "hyperostosis"].contains { WordHash.of($0) == file.document.tokens[index].hash }
    }
  }

  /// "Multiple" in the words of a statement, or right before "sites" in its part of the sentence.
  private var isStatedMultiple: Bool {
    let number = Set(["multiple", "several"].map { WordHash.of($0) })
    let places = Set(["sites", "areas", "locations", "regions"].map { WordHash.of($0) })
    return statements.contains { mention in
      let tokens = question.file.findings.mentions[mention].tokens
      if tokens.contains(where: { document.tokens[$0].hash == WordHash.of("multiple") }) { return true }
      let clause = question.reading.context.clauses[mention]
      return zip(clause, clause.dropFirst()).contains { number.contains(hash($0)) && places.contains(hash($1)) }
        || zip(clause, clause.dropFirst(2)).contains { number.contains(hash($0)) && places.contains(hash($1)) }
    }
  }

  private func hash(_ token: Int) -> UInt64 { document.tokens[token].hash }

  private func cites(_ places: [(place: Place, tokens: Range<Int>)]) -> Bool {
    question.step.spans == Set(places.map { document.span(of: $0.tokens) }).sorted()
  }

  // MARK: Sites

  /// Every site that a statement names in its part of the sentence.
  private func places() -> [(place: Place, tokens: Range<Int>)] {
    statements.flatMap { places(of: $0) }
  }

  private func places(of mention: Int) -> [(place: Place, tokens: Range<Int>)] {
    let clause = question.reading.context.clauses[mention]
    var found: [(place: Place, tokens: Range<Int>)] = []
    var last: Range<Int>?
    let setAside = SetAsideSites(question.file.findings)
    let diagnosis = question.file.findings.mentions[mention].tokens
    for tokens in siteRanges(in: clause) where !setAside.contains(tokens, of: diagnosis, in: clause) {
      // The longest name counts: "femoral neck", not "neck".
      if let last, last.overlaps(tokens) { continue }
      last = tokens
      guard let region = region(of: tokens) else { continue }
      found.append((Place(region: region, side: region == Self.other ? nil : side(of: tokens, in: clause)), tokens))
    }
    return found.filter { item in
      item.place.side != nil || item.place.region == Self.other
        || !found.contains { $0.place.region == item.place.region && $0.place.side != nil }
    }
  }

  private func siteRanges(in clause: Range<Int>) -> [Range<Int>] {
    var ranges: Set<Range<Int>> = []
    question.file.findings.forEachSite(in: clause) { ranges.insert($0.tokens) }
    return ranges.sorted { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }
  }

  private func region(of tokens: Range<Int>) -> UInt8? {
    var best: (region: UInt8, breadth: UInt8)?
    question.file.findings.forEachSite(in: tokens.lowerBound..<tokens.lowerBound + 1) { evidence in
      guard evidence.tokens == tokens, let region = words[evidence.word] else { return }
      if best.map({ evidence.breadth < $0.breadth }) ?? true { best = (region, evidence.breadth) }
    }
    return best?.region
  }

  private func side(of site: Range<Int>, in clause: Range<Int>) -> Side? {
    let sides = question.reading.context.sides
    let before = max(clause.lowerBound, site.lowerBound - 4)..<site.upperBound
    if let near = sides.side(of: site, clause: before, sentence: before), near.nearness != .document {
      return near.side
    }
    return sides.side(of: site, clause: clause, sentence: clause)?.side
  }

  // MARK: Measurements

  /// Measured sites are cited by their values: each span holds a T-score between −1.0 and −2.5 (WHO).
  private func measured(atLeast count: Int) -> String? {
    guard question.step.spans.count >= count else { return "too few measurements are cited" }
    for span in question.step.spans {
      guard let tokens = document.tokenRange(of: span), document.span(of: tokens) == span,
        tokens.contains(where: { isLowScore($0) })
      else { return "a measurement that is cited is no T-score in range" }
      if let message = contradiction(tokens) { return message }
    }
    return nil
  }

  /// What a measurement's own words say against the code: another region, another side, or a side that the code leaves
  /// out.
  private func contradiction(_ tokens: Range<Int>) -> String? {
    guard question.step.code.count == 6, question.step.code != Code("M85.89") else { return nil }
    var regions: Set<UInt8> = []
    question.file.findings.forEachSite(in: tokens) { evidence in
      if let region = words[evidence.word] { regions.insert(region) }
    }
    if !regions.isEmpty, !regions.contains(question.step.code[4]) { return "the measurement is of another region" }
    let sides = tokens.compactMap { document.side(at: $0)?.side }
    let named = question.step.code[5]
    let isContradicted =
      switch named {
      case UInt8(ascii: "1"): sides.contains(.left) && !sides.contains(.right)
      case UInt8(ascii: "2"): sides.contains(.right) && !sides.contains(.left)
      default: !sides.isEmpty
      }
    return isContradicted && question.step.code[4] != Self.other ? "the measurement is of another side" : nil
  }

  private func isLowScore(_ index: Int) -> Bool {
    guard document.tokens[index].kind == .number else { return false }
    var value = 0
    var scale = -1
    for byte in document.bytes[document.tokens[index].span.range] {
      if byte == UInt8(ascii: ".") {
        scale = 1000
      } else if scale != 0 {
        guard byte >= 0x30, byte <= 0x39, value < 100_000 else { return false }
        if scale < 0 {
          value = value * 10 + Int(byte - 0x30) * 1000
        } else {
          scale /= 10
          value += Int(byte - 0x30) * scale
        }
      }
    }
    return value > 1000 && value < 2500
  }
}

import BoneDensity
import ClinicalText
import Findings
import ICD10CM

/// Where low bone mass is, taken over all statements of a note.
extension BoneHealth {
  private struct Place: Hashable {
    var region: SkeletalRegion
    var side: Side?

    init(region: SkeletalRegion, side: Side?) {
      self.region = region
      self.side = side
    }

    init?(_ measurement: DensityMeasurement) {
      guard let region = SkeletalRegion(measurement.site) else { return nil }
      let side: Side? = measurement.side == .left ? .left : measurement.side == .right ? .right : nil
      self.init(region: region, side: region == .other ? nil : side)
    }
  }

  /// Puts all statements of low bone mass of a note into the codes of their sites together: one site with its side, both
  /// sides of one site, or multiple sites.
  func placeLowBoneMass(_ note: inout CodedNote) {
    let indices = note.assignments.indices.filter { isIn(note.assignments[$0], .lowBoneMass) }
    guard let first = indices.first, let header = Code("M85.8").flatMap(book.node) else { return }
    let best = indices.map { note.assignments[$0].rank }.min() ?? 0
    let statements = indices.map { note.assignments[$0] }.filter { $0.rank == best && !isAcquiredSclerosis($0) }
    guard !statements.isEmpty else { return }
    var places: [Place: [ByteSpan]] = [:]
    var isStatedMultiple = false
    for statement in statements {
      isStatedMultiple =
        isStatedMultiple
        || book.code(of: statement.steps.first?.node ?? header) == Code("M85.89") && namesMultipleSites(statement)
      for (place, tokens) in self.places(in: statement) { places[place, default: []].append(document.span(of: tokens)) }
    }
    var rule = CodingRule.statedSite
    if places.isEmpty, !isStatedMultiple {
      rule = .measuredSite
      for measurement in note.density.measurements where measurement.isLow {
        guard let place = Place(measurement) else { continue }
        places[place, default: []].append(ByteSpan(measurement.span.start, measurement.span.end))
      }
    }
    let nodes = codes(for: Array(places.keys), isStatedMultiple: isStatedMultiple)
    let spans = places.values.flatMap(\.self).sorted()
    let statement = statements[0]
    for index in indices.reversed() {
      let removed = note.assignments.remove(at: index)
      if removed.span != statement.span {
        note.rejections.append(Rejection(takingBack: removed, because: .alreadyAssigned, by: nodes.first))
      }
    }
    for (offset, node) in nodes.enumerated() {
      var assignment = statement
      let isMultiple = book.code(of: node) == Code("M85.89")
      assignment.node = node
      assignment.steps =
        [statement.steps[0]]
        + [
          DerivationStep(
            rule: isMultiple ? .multipleSites : places.isEmpty ? .unspecified : rule, node: node, spans: spans)
        ]
      assignment.isUnspecific = places.isEmpty && !isStatedMultiple
      note.assignments.insert(assignment, at: min(first + offset, note.assignments.count))
    }
  }

  private static let multiple = WordHash.of("multiple")
  private static let many: WordSet = "multiple several"
  private static let places: WordSet = "sites areas locations regions"

  /// "Multiple" in the words of the diagnosis, or "multiple sites" in its part of the sentence.
  private func namesMultipleSites(_ statement: Assignment) -> Bool {
    statement.mention.tokens.contains { document.tokens[$0].hash == Self.multiple }
      || statement.clause.contains { index in
        Self.many.contains(document.tokens[index].hash)
          && (index + 1..<min(index + 3, statement.clause.upperBound)).contains {
            Self.places.contains(document.tokens[$0].hash)
          }
      }
  }

  private static let sclerosis: WordSet = "osteosclerosis sclerosis hyperostosis"

  /// "Osteosclerosis, acquired" and hyperostosis share the subcategory and keep their own walk.
  private func isAcquiredSclerosis(_ assignment: Assignment) -> Bool {
    document.text(assignment.span).utf8.count > 0
      && assignment.mention.tokens.contains { Self.sclerosis.contains(document.tokens[$0].hash) }
  }

  // MARK: Sites of a statement

  /// Sites that the clause names, each once; parts of it that say "normal" or that something was left out do not count.
  private func places(in statement: Assignment) -> [(Place, Range<Int>)] {
    var result: [(Place, Range<Int>)] = []
    var last: Range<Int>?
    let setAside = SetAsideSites(findings)
    for tokens in siteRanges(in: statement.clause)
    where !setAside.contains(tokens, of: statement.mention.tokens, in: statement.clause) {
      // The longest name counts: "femoral neck", not "neck".
      if let last, last.overlaps(tokens) { continue }
      last = tokens
      guard let region = region(of: tokens) else { continue }
      let side = region == .other ? nil : side(of: tokens, in: statement.clause)
      result.append((Place(region: region, side: side), tokens))
    }
    return withoutVaguer(result)
  }

  /// Where the same region is named with and without a side, the named side stands.
  private func withoutVaguer(_ places: [(Place, Range<Int>)]) -> [(Place, Range<Int>)] {
    places.filter { place, _ in
      place.side != nil || place.region == .other
        || !places.contains { $0.0.region == place.region && $0.0.side != nil }
    }
  }

  private func siteRanges(in clause: Range<Int>) -> [Range<Int>] {
    var ranges: Set<Range<Int>> = []
    var index = findings.evidenceIndex(at: clause.lowerBound)
    while index < findings.evidence.count, findings.evidence[index].tokens.lowerBound < clause.upperBound {
      if findings.evidence[index].isSite { ranges.insert(findings.evidence[index].tokens) }
      index += 1
    }
    return ranges.sorted { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }
  }

  /// The region of M85.8- that a site lies in: the row whose words the site, or a site around it, names most closely.
  private func region(of tokens: Range<Int>) -> SkeletalRegion? {
    var best: (region: SkeletalRegion, breadth: UInt8)?
    var index = findings.evidenceIndex(at: tokens.lowerBound)
    while index < findings.evidence.count, findings.evidence[index].tokens.lowerBound == tokens.lowerBound {
      let evidence = findings.evidence[index]
      index += 1
      guard evidence.isSite, evidence.tokens == tokens, let region = coder.regions[evidence.word] else { continue }
      if best.map({ evidence.breadth < $0.breadth }) ?? true { best = (region, evidence.breadth) }
    }
    return best?.region
  }

  private func side(of site: Range<Int>, in clause: Range<Int>) -> Side? {
    let before = max(clause.lowerBound, site.lowerBound - 4)..<site.upperBound
    if let near = sides.side(of: site, clause: before, sentence: before), near.nearness != .document {
      return near.side
    }
    return sides.side(of: site, clause: clause, sentence: clause)?.side
  }

  // MARK: Codes of sites

  private func codes(for places: [Place], isStatedMultiple: Bool) -> [NodeID] {
    let regions = Set(places.map(\.region))
    if isStatedMultiple || regions.count > 1 { return [Code("M85.89")].compactMap { $0.flatMap(book.node) } }
    guard let region = regions.first else { return [Code("M85.80")].compactMap { $0.flatMap(book.node) } }
    let sides = Set(places.compactMap(\.side))
    guard region != .other else { return [Code("M85.88")].compactMap { $0.flatMap(book.node) } }
    var characters: [String] = []
    if sides.contains(.right) || sides.contains(.bilateral) { characters.append("1") }
    if sides.contains(.left) || sides.contains(.bilateral) { characters.append("2") }
    if characters.isEmpty { characters = ["9"] }
    return characters.compactMap { Code("M858" + String(region.rawValue) + $0).flatMap(book.node) }
  }
}

extension DensityMeasurement {
  /// A current measurement of a region that diagnoses are made at, in the range of low bone mass.
  fileprivate var isLow: Bool {
    guard !isPrior, isDiagnosticRegion, let score = tScore else { return false }
    return DensityCategory.ofT(thousandths: score.thousandths) == .lowBoneMass
  }
}

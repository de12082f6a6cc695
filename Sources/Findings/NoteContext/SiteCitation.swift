extension SharedSites.Site {
  /// The words that name the site, with those of its side where they stand apart from it.
  package var cited: [Range<Int>] { citation(tokens, side: side?.tokens) }
}

extension Conjunct {
  /// The words that name the site, with those of its side where they stand apart from it.
  package var cited: [Range<Int>] { citation(site, side: side?.tokens) }
}

private func citation(_ site: Range<Int>, side: Range<Int>?) -> [Range<Int>] {
  guard let side, !side.overlaps(site) else { return [site] }
  return [site, side].sorted { $0.lowerBound < $1.lowerBound }
}

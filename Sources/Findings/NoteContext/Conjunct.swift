import ClinicalText
package import ICD10CM

/// A diagnosis read for one of the sites that share it.
package struct Conjunct: Sendable {
  /// The diagnosis as the words without the other sites make it ("shoulder and elbow pain": "shoulder pain").
  package let mention: Mention
  /// What the sentence supports without the other sites.
  package let evidence: [Evidence]
  /// The site, its part and its side.
  package let site: Range<Int>
  package let side: SideEvidence?
  /// Whether a side was stated for any of the sites; then none is taken from elsewhere.
  package let isSided: Bool
}

/// The readings of a diagnosis that several sites share.
package struct Conjuncts: Sendable {
  /// One for each site; empty where the note names but the ends of a range.
  package var sites: [Conjunct] = []
  /// For a code of several sites together ("multiple ribs").
  package var together: Conjunct?

  /// All of them: a code's place among the readings is its site, and behind the sites all of them together.
  package var readings: [Conjunct] { sites + [together].compactMap(\.self) }
}

extension NoteContext {
  /// The readings of a mention for the sites that share it; none where it has one site or no site.
  ///
  /// Where no code is for several sites together, each is coded (Guidelines I.C.13.a: multiple codes for the sites
  /// involved).
  ///
  /// - Parameter rows: The rows of sites of its sentence, where they are known.
  package func conjuncts(ofMention index: Int, book: Book, rows: [SharedSites]? = nil) -> Conjuncts {
    let mention = findings.mentions[index]
    let known = rows ?? self.rows(inSentence: mention.sentence)
    guard let row = sharedSites(of: mention, among: known) else { return Conjuncts() }
    let sites = row.isRange ? [] : self.sites(of: mention, row, book: book)
    return Conjuncts(
      sites: sites.count == row.sites.count ? sites : [], together: together(mention, row, book: book))
  }

  /// The mention with "multiple sites" among the words around it, and with the side that all of the sites have.
  private func together(_ mention: Mention, _ row: SharedSites, book: Book) -> Conjunct {
    let stated = row.sites.map { $0.side?.side }
    let common = row.sites.first?.side.flatMap { side in stated.allSatisfy { $0 == side.side } ? side : nil }
    let several = ["multiple", "site"].map { book.word($0) }.filter { $0 != .none }.map {
      Evidence(word: $0, tokens: row.tokens, breadth: 0, isSite: true)
    }
    let sentence = findings.document.sentences[mention.sentence].tokens
    let known = findings.evidence[
      findings.evidenceIndex(at: sentence.lowerBound)..<findings.evidenceIndex(at: sentence.upperBound)]
    return Conjunct(
      mention: mention, evidence: known + several, site: row.tokens,
      side: common.map { SideEvidence(side: $0.side, tokens: $0.tokens, nearness: .clause) },
      isSided: stated.contains { $0 != nil })
  }

  private func sites(of mention: Mention, _ row: SharedSites, book: Book) -> [Conjunct] {
    row.sites.compactMap { site in
      let hidden = row.hidden(for: site)
      let sentence = findings.reread(sentence: mention.sentence, without: hidden, book: book)
      let heart = mention.tokens.filter { !row.tokens.contains($0) }
      guard
        let own = sentence.mentions.first(where: { found in
          heart.isEmpty ? found.tokens.overlaps(mention.tokens) : heart.contains { found.tokens.contains($0) }
        })
      else { return nil }
      let implied = site.implied.map(book.word).flatMap { word in
        word == .none ? nil : Evidence(word: word, tokens: site.tokens, breadth: 0, isSite: true)
      }
      return Conjunct(
        mention: own, evidence: sentence.evidence + [implied].compactMap(\.self), site: site.tokens,
        side: site.side.map { SideEvidence(side: $0.side, tokens: $0.tokens, nearness: .clause) },
        isSided: row.sites.contains { $0.side != nil })
    }
  }

  /// The rows of sites that a sentence names.
  package func rows(inSentence index: Int) -> [SharedSites] {
    SharedSitesReader(isSite: siteTokens, findings: findings).rows(in: findings.document.sentences[index].tokens)
  }

  /// The row of sites that belongs to a mention: it follows ("pain in the …") or goes before it ("… pain"), and no other
  /// diagnosis stands at its other end.
  private func sharedSites(of mention: Mention, among known: [SharedSites]) -> SharedSites? {
    guard !known.isEmpty else { return nil }
    let sentence = findings.document.sentences[mention.sentence].tokens
    // The last word of a diagnosis may be the name of a site ("trigger finger of the ring and little fingers").
    let isPartOfFirst = { (row: SharedSites) in
      row.sites.first.map {
        $0.tokens.contains(mention.tokens.upperBound - 1) && $0.tokens.upperBound > mention.tokens.upperBound
      }
        ?? false
    }
    var rows = known
    if rows.contains(where: isPartOfFirst) {
      rows += SharedSitesReader(isSite: siteTokens, findings: findings).rows(
        in: mention.tokens.upperBound..<max(sentence.upperBound, mention.tokens.upperBound))
    }
    return rows.first { row in
      guard let first = row.sites.first?.tokens, let last = row.sites.last?.tokens else { return false }
      let others = findings.mentions.filter { $0.sentence == mention.sentence && $0.tokens != mention.tokens }
      guard !others.contains(where: { $0.tokens.overlaps(row.tokens) }) else { return false }
      if mention.tokens.lowerBound < row.tokens.lowerBound {
        return mention.tokens.upperBound <= first.upperBound
          && !isPartOfFirst(row) && leads(end(of: mention, beside: others), to: row.tokens.lowerBound)
          && !others.contains { endsWith($0.tokens, row.tokens.upperBound) }
      }
      return mention.tokens.lowerBound >= last.lowerBound && endsWith(mention.tokens, row.tokens.upperBound)
        && !others.contains { other in
          other.tokens.upperBound < row.tokens.lowerBound
            && leads(other.tokens.upperBound, to: row.tokens.lowerBound)
        }
    }
  }

  /// The end of a diagnosis, or of the last of those that follow it in a row ("spondylolisthesis and severe stenosis at …"):
  /// what leads on from the last leads on from all.
  private func end(of mention: Mention, beside others: [Mention]) -> Int {
    var end = mention.tokens.upperBound
    for other in others where other.tokens.lowerBound > end && other.tokens.lowerBound - end <= 3 {
      let between = end..<other.tokens.lowerBound
      let first = findings.document.tokens[end]
      guard SiteWords.joints.contains(first.hash) || first.mark == UInt8(ascii: ","),
        !between.contains(where: { siteTokens[$0] || findings.document.tokens[$0].kind == .number }),
        !other.tokens.contains(where: { siteTokens[$0] })
      else { break }
      end = other.tokens.upperBound
    }
    return end
  }

  /// Whether only words that lead on to a site stand in between ("of the", "involving both").
  private func leads(_ end: Int, to start: Int) -> Bool {
    end >= start
      || start - end <= 5
        && (end..<start).allSatisfy { index in
          let token = findings.document.tokens[index]
          return SiteWords.leading.contains(token.hash) || token.mark == UInt8(ascii: ",")
            || token.mark == UInt8(ascii: ":") || siteTokens[index]
        }
  }

  /// Whether a diagnosis begins at the end of a row of sites, or a word or two behind it ("closed").
  private func endsWith(_ mention: Range<Int>, _ end: Int) -> Bool {
    if mention.lowerBound <= end { return mention.upperBound > end }
    return mention.lowerBound - end <= 3
      && (end..<mention.lowerBound).allSatisfy { SiteWords.between.contains(findings.document.tokens[$0].hash) }
  }
}

private enum SiteWords {
  static let joints: WordSet = "and with"
  static let leading: WordSet = "of the in at on over to about within involving affecting both his her their a around"
  static let between: WordSet =
    "open closed displaced nondisplaced undisplaced comminuted acute chronic mild moderate severe joint bone primary"
}

import ClinicalText
import Findings
import ICD10CM

extension CodingSession {
  /// Codes a problem line as a whole. What its code accounts for needs no code of its own; what else the line names
  /// follows.
  mutating func takeProblemLine() {
    // The postings are read for this alone; without them the terms of the line still stand.
    guard (try? book.touch(.search)) != nil else { return }
    let words = coder.lineWords
    let readings = reading.lineReadings
    let line = ProblemLine(document: document, book: book, words: words, reading: readings[0])
    var search = ProblemLineSearch(book: book, line: line, words: words)
    guard let found = search.run() else { return }
    let whole = FoundLine(line: line, search: search, found: found)
    if takeEach(found) { return }
    if let parts = siteBySite(whole: found, of: line, as: readings.dropFirst()) {
      take(parts)
      return
    }
    // A line that spells out its encounter is worded as the code set is.
    if !line.spellsOutEncounter, let place = walked(outdoing: whole) {
      note.assignments.insert(note.assignments.remove(at: place), at: 0)
      return
    }
    guard let coded = coded(whole), !isRejected(coded.mention, found.leaf) else { return }
    if found.fit.recall > 0.8 { takeBack { _ in true } } else { takeBackAssignments(coveredBy: whole.tokens) }
    note.assignments.insert(contentsOf: coded.assignments, at: 0)
  }

  /// Whether the text stands to a line so that it is not coded; then the reason is noted.
  private mutating func isRejected(_ mention: Mention, _ leaf: NodeID) -> Bool {
    guard let reason = eligibility.rejection(of: mention, at: reading.outline.places[mention.sentence]) else {
      return false
    }
    note.rejections.append(Rejection(span: document.span(of: mention.tokens), reason: reason, node: leaf))
    return true
  }

  /// Keeps the codes of a term that stands for several diagnoses, where what the words of the line lead to is one of
  /// them.
  private mutating func takeEach(_ found: ProblemLineSearch.Found) -> Bool {
    let each = note.assignments.filter(\.isOneOfEach)
    let category = book.code(of: found.leaf).category
    guard each.contains(where: { book.code(of: $0.node).category == category }) else { return false }
    takeBack { !$0.isOneOfEach }
    return true
  }

  /// The line read for each of the sites that share its diagnosis, where no code accounts for two of them and each
  /// reading is accounted for (Guidelines I.C.13.a).
  private func siteBySite(
    whole: ProblemLineSearch.Found, of line: ProblemLine, as readings: ArraySlice<LineReading>
  ) -> [FoundLine]? {
    guard let row = reading.lineSites else { return nil }
    let words = row.sites.map { site in
      Set(line.items.filter { item in site.heads.contains { item.tokens.contains($0) } }.map(\.word))
    }
    guard !names(words, node: whole.leaf), !names(words, node: whole.entry), !isForAllSites(whole.leaf) else {
      return nil
    }
    var nodes: Set<NodeID> = []
    var result: [FoundLine] = []
    for reading in readings {
      let line = ProblemLine(document: document, book: book, words: coder.lineWords, reading: reading)
      var search = ProblemLineSearch(book: book, line: line, words: coder.lineWords)
      guard let found = search.run(), found.fit.recall >= 0.7, nodes.insert(found.leaf).inserted else { return nil }
      result.append(FoundLine(line: line, search: search, found: found))
    }
    return result
  }

  /// Codes each site of a line: by the walk where that accounts for it better, else by the words of the line.
  private mutating func take(_ sites: [FoundLine]) {
    var result: [Assignment] = []
    var kept: Set<Int> = []
    for line in sites {
      if let walked = walked(outdoing: line) {
        result.append(note.assignments[walked])
        kept.insert(walked)
      } else if let coded = coded(line), !isRejected(coded.mention, line.found.leaf) {
        result += coded.assignments
      }
    }
    for (place, assignment) in note.assignments.enumerated() where !kept.contains(place) {
      note.rejections.append(Rejection(takingBack: assignment, because: .problemLine))
    }
    note.assignments = result
  }

  /// The place of the code that the terms of the line and the walk below them led to, where it accounts for the line
  /// better than what the search by words found: the walk knows levels, degrees and defaults that no title spells out.
  private func walked(outdoing whole: FoundLine) -> Int? {
    let line = whole.line
    var search = whole.search
    // Titles without an encounter seldom name a side, a clinician's line does; its words are the lexicon's.
    let bonus = line.side == nil ? 0 : 0.05
    var best: (place: Int, value: Double)?
    for (place, assignment) in note.assignments.enumerated()
    where !assignment.isCause && assignment.site == line.reading.site {
      let spans = assignment.steps.filter { $0.rule != .eachSite && $0.rule != .sitesTogether }.flatMap(\.spans)
      let items = line.items.indices.filter { index in
        let span = document.span(of: line.items[index].tokens)
        return spans.contains { $0.overlaps(span) }
      }
      let leaf = book.isSeventhCharacterCode(assignment.node) ? book.parent(of: assignment.node) : assignment.node
      // A 7th character that is no encounter ("with tophus") is chosen by the words of the line.
      let isOther =
        leaf != assignment.node
        && SeventhCharacterMeaning(book.seventhCharacterMeaning(assignment.node)).episode == nil
      guard let leaf, !isOther else { continue }
      let value = search.value(of: leaf, explaining: items) + bonus
      if value >= best?.value ?? whole.found.fit.value { best = (place, value) }
    }
    return best?.place
  }

  /// What a line leads to: the mention that its words make, and its codes; `nil` where none of its words is explained.
  func coded(_ line: FoundLine) -> (mention: Mention, assignments: [Assignment])? {
    guard let first = line.tokens.map(\.lowerBound).min(), let last = line.tokens.map(\.upperBound).max() else {
      return nil
    }
    let mention = mention(over: first..<last, heart: line.heart, of: line.found.leaf)
    return (mention, leaves(of: line).compactMap { assignment($0, line, mention: mention) })
  }

  private func mention(over tokens: Range<Int>, heart: Range<Int>, of leaf: NodeID) -> Mention {
    let isStatus = book.code(of: leaf)[0] == UInt8(ascii: "Z")
    return Mention(
      tokens: tokens, termList: 0, kinds: (isStatus ? TermKind.status : .title).bit,
      sentence: document.sentenceIndex(ofToken: tokens.lowerBound), assertion: document.assertion(of: heart))
  }

  private mutating func takeBack(where isPart: (Assignment) -> Bool) {
    for assignment in note.assignments where isPart(assignment) {
      note.rejections.append(Rejection(takingBack: assignment, because: .problemLine))
    }
    note.assignments.removeAll(where: isPart)
  }

  /// Takes back the codes of terms whose words these are; another line's code keeps the site that both name.
  mutating func takeBackAssignments(coveredBy tokens: [Range<Int>]) {
    let document = document
    takeBack { assignment in
      guard assignment.steps.first?.rule != .problemLine else { return false }
      let words = assignment.mention.tokens.filter { document.tokens[$0].kind == .word }
      let covered = words.count { word in tokens.contains { $0.contains(word) } }
      return 2 * covered >= words.count
    }
  }

  /// One code, or one for each side where both are affected and there is no bilateral code (Guidelines I.B.13).
  private func leaves(of line: FoundLine) -> [NodeID] {
    let (search, leaf) = (line.search, line.found.leaf)
    guard line.line.side == .bilateral, search.counterpart(of: leaf, side: .bilateral) == nil,
      let right = search.counterpart(of: leaf, side: .right), let left = search.counterpart(of: leaf, side: .left)
    else { return [leaf] }
    return [right, left]
  }

  private func assignment(_ leaf: NodeID, _ line: FoundLine, mention: Mention) -> Assignment? {
    let found = line.found
    var steps = [
      DerivationStep(rule: .problemLine, node: found.entry, spans: line.tokens.map { document.span(of: $0) })
    ]
    if let number = line.line.reading.site, let site = reading.lineSites?.sites[number] {
      let spans = site.cited.map { document.span(of: $0) }
      steps.append(DerivationStep(rule: .eachSite, node: found.entry, spans: spans))
    }
    if leaf != found.entry {
      steps.append(DerivationStep(rule: found.fit.isUnspecific ? .unspecified : .facet, node: leaf, spans: []))
    }
    var node = leaf
    if let seventh = seventhCharacter(below: leaf, line: line.line) {
      node = seventh
      steps.append(DerivationStep(rule: .seventhCharacter, node: seventh, spans: []))
    }
    guard book.isBillable(node) else { return nil }
    let letter = book.code(of: node)[0]
    return Assignment(
      node: node, span: document.span(of: mention.tokens), steps: steps, isStatus: letter == UInt8(ascii: "Z"),
      isCause: letter >= UInt8(ascii: "V") && letter <= UInt8(ascii: "Y"),
      isUnspecific: leaf == found.leaf && found.fit.isUnspecific,
      rank: -1, line: line.line.reading, mention: mention, clause: mention.tokens)
  }

  /// The 7th character whose meaning is nearest to what the line says (Guidelines I.C.19.a and I.C.19.c).
  private func seventhCharacter(below leaf: NodeID, line: ProblemLine) -> NodeID? {
    var said = line.seventh
    // "Delayed" is of healing only where the category tells kinds of healing apart.
    var tellsHealing = false
    book.forEachChild(of: leaf) { child in
      guard book.isSeventhCharacterCode(child) else { return }
      tellsHealing =
        tellsHealing || SeventhCharacterMeaning(book.seventhCharacterMeaning(child)).healing != nil
    }
    if !tellsHealing { said.healing = nil }
    let wanted = said.withDefaults
    var best: (node: NodeID, distance: Int)?
    book.forEachChild(of: leaf) { child in
      guard book.isSeventhCharacterCode(child) else { return }
      let text = book.seventhCharacterMeaning(child)
      let distance =
        wanted.distance(to: SeventhCharacterMeaning(text)) + disagreement(text, line)
        - (book.code(of: child)[6] == line.seventhLetter ? 100 : 0)
      if best.map({ distance < $0.distance }) ?? true { best = (child, distance) }
    }
    return best?.node
  }

  /// One where a meaning says "with" something that the line does not say, or "without" what it does say ("with
  /// tophus").
  private func disagreement(_ meaning: String, _ line: ProblemLine) -> Int {
    let words = meaning.split(separator: " ")
    guard words.count > 1, words[0] == "with" || words[0] == "without" else { return 0 }
    let isSaid = line.offers[book.word(words[1])] != nil
    return isSaid == (words[0] == "with") ? 0 : 1
  }
}

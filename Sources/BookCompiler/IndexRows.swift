import ICD10CM

/// Turns entries of the official indexes into term rows: the main term is the term, its subterms are the conditions.
///
/// "Fracture, pathological, due to, osteoporosis M80.8-" becomes the term "fracture" under the conditions
/// "pathological" and "osteoporosis". Nonessential modifiers are left out, for they never decide (Guidelines I.A.7).
/// A row of the lexicon that fits as well goes before one of the Index, which names every detail but no spelling.
struct IndexRows {
  private let index: Index
  private let mainTerms: [String: IndexTerm]
  private(set) var rows: [LexiconRow] = []

  /// Words of subterms that say how the Index is built, not what the patient has.
  private static let filler: Set<String> = [
    "nec", "nos", "specified", "type", "unspecified", "see", "also", "code", "classified", "elsewhere", "excerpt",
    "only", "with",
    "without", "in", "due", "of", "by", "to", "and", "or", "the", "site", "other", "following", "involving",
    "affecting",
  ]

  init(_ index: Index) {
    self.index = index
    mainTerms = Dictionary(index.terms.map { (Self.key($0.title), $0) }) { first, _ in first }
    switch index.kind {
    case .alphabetic: for term in index.terms { addMainTerm(term) }
    case .drug: for term in index.terms { addDrug(term) }
    // Places, activities and neoplasms are in the lexicon, in the words of clinicians.
    case .externalCause, .neoplasm: break
    }
  }

  private static func key(_ title: String) -> String {
    Words.split(Array(TitleWords.strippingBrackets(title).lowercased().utf8)).joined(separator: " ")
  }

  // MARK: Alphabetic Index

  private mutating func addMainTerm(_ main: IndexTerm) {
    let titles = Self.terms(main.title)
    guard !titles.isEmpty else { return }
    if let code = Self.code(main) { append(titles, code, conditions: []) }
    if main.code == nil, let see = main.see, let code = resolve(see) { append(titles, code, conditions: []) }
    for child in main.children { addSubterm(child, titles, path: [], depth: 0) }
  }

  private mutating func addSubterm(_ term: IndexTerm, _ titles: [String], path: [String], depth: Int) {
    let words = Words.split(Array(TitleWords.strippingBrackets(term.title).lowercased().utf8))
    // "without" subterms turn on what is absent; the walk decides those by the titles of the Tabular.
    guard depth < 12, !words.contains("without") else { return }
    let conditions = path + words.filter { !Self.filler.contains($0) && !path.contains($0) }
    if conditions.count > path.count || words.isEmpty == false && !conditions.isEmpty, conditions.count <= 12 {
      if let code = Self.code(term), conditions.count > path.count { append(titles, code, conditions: conditions) }
    }
    for child in term.children { addSubterm(child, titles, path: conditions, depth: depth + 1) }
  }

  /// "Demineralization, bone" is met as "bone demineralization" and as it stands.
  private static func terms(_ title: String) -> [String] {
    let segments = TitleWords.strippingBrackets(title).lowercased().split(separator: ",").map { String($0).trimmed }
      .filter { !$0.isEmpty }
    guard segments.count > 1 else { return segments }
    return [segments.joined(separator: " "), segments.reversed().joined(separator: " ")]
  }

  private static func code(_ term: IndexTerm) -> Code? {
    term.code.flatMap { Code($0.filter { $0 != "-" }) }
  }

  /// The code behind a "see" reference: main term, then subterms, each named in full.
  private func resolve(_ reference: String) -> Code? {
    let path = reference.split(separator: ",").map { Self.key(String($0)) }
    guard let first = path.first, var term = mainTerms[first] else { return nil }
    for title in path.dropFirst() {
      guard let child = term.children.first(where: { Self.key($0.title) == title }) else { return nil }
      term = child
    }
    return Self.code(term)
  }

  private mutating func append(_ terms: [String], _ code: Code, conditions: [String]) {
    rows.append(
      LexiconRow(
        terms: terms, kind: .index, targets: [code], words: "", broader: [],
        conditions: conditions.map { (false, [$0]) }, source: "index", place: ("Alphabetic Index " + index.version, 0)))
  }

  // MARK: Table of Drugs

  /// Column 6 is the adverse effect; "--" where the Table gives none.
  private mutating func addDrug(_ term: IndexTerm) {
    guard let cell = term.cells[6], let code = Code(cell.filter { $0 != "-" }), code.count == 6 else { return }
    rows.append(
      LexiconRow(
        terms: Self.terms(term.title).prefix(1).map { $0 }, kind: .adverseEffect, targets: [code], words: "",
        broader: [],
        conditions: [], source: "Table of Drugs", place: ("Table of Drugs " + index.version, 0)))
  }
}

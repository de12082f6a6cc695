import ICD10CM

/// Finds sentences that say of a page's code what only some of its codes are, or none: "at one site" on a header that
/// also holds the code for several sites, "of the right hip" on a family page that the left hip shows as well.
///
/// A sentence speaks of the page's code where it has `{code}` or `{title}` or says "this code". What parts the codes is
/// read from their titles; words behind "not" or "without" are turned round, and words that "or" joins are taken together.
struct AxisCheck {
  let file: EditorialFile
  let book: Book
  private let families: [Code: FamilyTitles]

  init(_ file: EditorialFile, in book: Book) {
    self.file = file
    self.book = book
    families = file.covers.reduce(into: [:]) { result, family in
      // A page of one code with the rows beside it: it must not speak of its sibling either.
      if let node = book.node(family) {
        let top = book.isBillable(node) ? book.parent(of: node) ?? node : node
        result[family] = FamilyTitles(family: top, in: book)
      }
    }
  }

  /// Words that a sentence uses for those of the titles, longest first.
  private static let sayings: [(words: [String], stands: String)] = [
    (["two", "or", "more", "sites"], FamilyTitles.severalSites),
    (["more", "than", "one", "site"], FamilyTitles.severalSites),
    (["several", "sites"], FamilyTitles.severalSites), (["multiple", "sites"], FamilyTitles.severalSites),
    (["at", "one", "site"], FamilyTitles.oneSite), (["of", "one", "site"], FamilyTitles.oneSite),
    (["single", "site"], FamilyTitles.oneSite), (["single", "region"], FamilyTitles.oneSite),
    (["no", "site"], FamilyTitles.noSite), (["both", "sides"], "bilateral"), (["both", "hips"], "bilateral"),
    (["both", "knees"], "bilateral"), (["one", "side"], "unilateral"),
  ]
  private static let negations: Set<String> = ["not", "no", "without", "never", "neither", "nor", "none", "nobody"]
  private static let joints: Set<String> = ["or", "and", "the", "a", "an", "of", "in", "at"]
  /// "At this region": true where the code has exactly one.
  private static let places: Set<String> = ["site", "region", "finger", "joint", "bone", "level", "place"]

  /// One thing that a sentence says: words of which a code must bear one, or must bear none.
  private struct Claim {
    var words: [String]
    var isNegative: Bool
    var line: Int
  }

  private enum Token {
    case word(String, line: Int)
    case comma
    case stop
    /// Another code: what stands behind it is said of that one.
    case other
  }

  func problems(in paragraph: EditorialFile.Paragraph) -> [EditorialProblem] {
    sentences(paragraph.pieces).compactMap { problem(in: $0, of: paragraph) }
      + (requests(of: paragraph).map { [$0] } ?? [])
  }

  /// The sentences that speak of the page's code.
  private func sentences(_ pieces: [EditorialFile.Piece]) -> [[EditorialFile.Piece]] {
    var result: [[EditorialFile.Piece]] = [[]]
    for piece in pieces {
      guard case .text(let text) = piece.content else {
        result[result.count - 1].append(piece)
        continue
      }
      for (part, ends) in Prose.parts(of: text) {
        result[result.count - 1].append(EditorialFile.Piece(content: .text(part), line: piece.line))
        if ends { result.append([]) }
      }
    }
    return result.filter { sentence in
      sentence.contains { piece in
        switch piece.content {
        case .placeholder(let placeholder, _): placeholder == .code || placeholder == .title
        case .text(let text): text.lowercased().contains("this code")
        default: false
        }
      }
    }
  }

  /// The words of a sentence as a row shows them; the values of the row itself are left out.
  private func tokens(_ sentence: [EditorialFile.Piece], for values: AxisValues) -> [Token] {
    var result: [Token] = []
    func add(_ text: String, line: Int) {
      var word = ""
      func end() {
        if !word.isEmpty { result.append(.word(word, line: line)) }
        word = ""
      }
      for character in text.lowercased() {
        if character.isLetter || character.isNumber || character == "-" {
          word.append(character)
        } else {
          end()
          if character == "," { result.append(.comma) }
          if ":;().".contains(character) { result.append(.stop) }
        }
      }
      end()
    }
    for piece in sentence {
      switch piece.content {
      case .text(let text): add(text, line: piece.line)
      case .placeholder(let placeholder, let fallback):
        if let fallback, values.value(of: placeholder) == nil { add(fallback, line: piece.line) }
      case .mention, .fact: result.append(.other)
      case .citation, .unverified: result.append(.stop)
      }
    }
    return result
  }

  private func claims(_ tokens: [Token], in titles: FamilyTitles) -> [Claim] {
    var result: [Claim] = []
    var isNegative = false
    var joins = false
    var isOfAnother = false
    var index = 0
    while index < tokens.count {
      defer { index += 1 }
      guard case .word(let word, let line) = tokens[index] else {
        switch tokens[index] {
        case .stop: (isNegative, joins, isOfAnother) = (false, false, false)
        case .other: (joins, isOfAnother) = (false, true)
        case .comma, .word: isOfAnother = false
        }
        continue
      }
      if isOfAnother {
        isOfAnother = word != "and"
        continue
      }
      if let saying = Self.sayings.first(where: { Self.starts($0.words, tokens, at: index) }) {
        index += saying.words.count - 1
        if titles.parts(saying.stands) {
          result.append(Claim(words: [saying.stands], isNegative: isNegative, line: line))
        }
        joins = false
      } else if Self.negations.contains(word) {
        (isNegative, joins) = (true, false)
      } else if case let word = FamilyTitles.singular(word), titles.bears(word) {
        if joins, let last = result.indices.last {
          result[last].words.append(word)
        } else {
          result.append(Claim(words: [word], isNegative: isNegative, line: line))
        }
        joins = true
      } else if !Self.joints.contains(word), !word.allSatisfy(\.isNumber) {
        joins = false
      }
    }
    // Words side by side say two things, words in a list one of several: a list has an "or" or a comma in it.
    return result.flatMap { claim in
      claim.words.count < 2 || Self.isList(claim.words, tokens)
        ? [claim] : claim.words.map { Claim(words: [$0], isNegative: claim.isNegative, line: claim.line) }
    }.filter { claim in
      // What all titles say parts nothing, and "not called traumatic" is what the title says itself.
      claim.isNegative ? claim.words.allSatisfy(titles.parts) : claim.words.contains(where: titles.parts)
    }
  }

  private static func starts(_ words: [String], _ tokens: [Token], at index: Int) -> Bool {
    guard index + words.count <= tokens.count else { return false }
    return zip(words, tokens[index...]).allSatisfy { word, token in
      if case .word(let other, _) = token { word == other } else { false }
    }
  }

  private static func says(_ token: Token, _ word: String) -> Bool {
    if case .word(let said, _) = token { FamilyTitles.singular(said) == word } else { false }
  }

  private static func isList(_ words: [String], _ tokens: [Token]) -> Bool {
    guard let first = words.first, let last = words.last,
      let start = tokens.firstIndex(where: { says($0, first) }), let end = tokens.lastIndex(where: { says($0, last) }),
      start < end
    else { return false }
    return tokens[start..<end].contains { token in
      switch token {
      case .word(let word, _): word == "or" || word == "and"
      case .comma: true
      case .stop, .other: false
      }
    }
  }

  private func problem(in sentence: [EditorialFile.Piece], of paragraph: EditorialFile.Paragraph) -> EditorialProblem? {
    for (row, family) in rows(of: paragraph) {
      guard let titles = families[family] else { continue }
      let code = book.code(of: row)
      let tokens = tokens(sentence, for: AxisValues(row, family: family, in: book))
      for claim in claims(tokens, in: titles) {
        let (bearing, all) = titles.count(of: claim.words, below: book.subtree(of: row))
        let wanted = claim.isNegative ? 0 : all
        guard bearing != wanted else { continue }
        let words = claim.words.map { $0.filter { $0 != "<" && $0 != ">" } }.joined(separator: "' or '")
        let holds = claim.isNegative ? all - bearing : bearing
        return EditorialProblem(
          .axis, file.name, line: claim.line,
          "the sentence says '\(claim.isNegative ? "not " : "")\(words)' of \(code), "
            + (all == 1 ? "and its title says otherwise" : "and that holds for \(holds) of its \(all) codes"),
          remedy: "show it only for codes of which it is true, with {for …} or {not-for …}, or use a placeholder")
      }
      if let (word, line) = place(tokens), !hasOnePlace(row, family: family) {
        return EditorialProblem(
          .axis, file.name, line: line, "the sentence says 'this \(word)', and \(code) stands for none, or for several",
          remedy: "show it only for codes with one, with {not-for …}, or name it with {site|…}")
      }
    }
    return nil
  }

  private func place(_ tokens: [Token]) -> (String, Int)? {
    for (first, second) in zip(tokens, tokens.dropFirst()) {
      if case .word("this", _) = first, case .word(let word, let line) = second, Self.places.contains(word) {
        return (word, line)
      }
    }
    return nil
  }

  private func hasOnePlace(_ row: NodeID, family: Code) -> Bool {
    var sites: Set<String> = []
    for index in book.subtree(of: row) where book.isBillable(NodeID(index)) {
      let words = book.title(of: NodeID(index)).lowercased()
      guard !words.contains("multiple sites"), !words.contains("site unspecified"),
        let site = AxisValues(NodeID(index), family: family, in: book).value(of: .site),
        !site.lowercased().contains("unspecified")
      else { return false }
      sites.insert(site)
    }
    return sites.count == 1
  }

  /// A tip that asks for what no code of the row depends on.
  private func requests(of paragraph: EditorialFile.Paragraph) -> EditorialProblem? {
    guard paragraph.part == .tips else { return nil }
    let text = paragraph.pieces.map { if case .text(let text) = $0.content { text.lowercased() } else { "" } }.joined()
    let asked: [(phrase: String, words: [String])] = [
      ("displaced or nondisplaced", ["displaced", "nondisplaced"]), ("open or closed", ["open"]), ("gustilo", ["open"]),
    ]
    for (phrase, words) in asked where text.contains(phrase) {
      for (row, family) in rows(of: paragraph) {
        guard let titles = families[family], words.contains(where: titles.parts) else { continue }
        if titles.count(of: words, below: axisRange(of: row)).bearing == 0 {
          return EditorialProblem(
            .axis, file.name, line: paragraph.line,
            "the tip asks for '\(phrase)', on which \(book.code(of: row)) does not depend",
            remedy: "show it only where it is asked, with {where displacement} or {where open}")
        }
      }
    }
    return nil
  }

  /// The rows among which a code is chosen last: for a code with a 7th character those of all such characters.
  private func axisRange(of row: NodeID) -> Range<Int> { book.subtree(of: book.stem(of: row)) }

  /// The rows that show a paragraph, each with the family that covers it.
  func rows(of paragraph: EditorialFile.Paragraph) -> [(NodeID, Code)] {
    file.covers.flatMap { family -> [(NodeID, Code)] in
      guard let top = book.node(family) else { return [] }
      return book.subtree(of: top).compactMap { index in
        let row = NodeID(index)
        return paragraph.applies(to: row, in: book) && file.coverage(of: book.code(of: row)) == family
          ? (row, family) : nil
      }
    }
  }
}

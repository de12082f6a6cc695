import ICD10CM
import JSON

/// A search index of static files: a script on the page fetches the few shards that a query needs.
///
/// | file | holds |
/// | --- | --- |
/// | `words.json` | every word with the number of texts that use it, other forms of words, words that are passed over |
/// | `texts.json` | for each text two characters: how much it says, of what kind of code it is and which side it names |
/// | `synonyms.json` | phrases of the lexicon that stand for words of the code set ("boxer's fracture") |
/// | `p/XX.json` | for words that start with `XX` the texts that use them, as differences of ascending numbers |
/// | `d/N.json` | codes and titles of the texts number 256 N and on |
/// | `c/M85.json` | the codes of a category with their 7th characters, for queries that are codes |
///
/// A text is one wording of one code: its title, an inclusion term, a term of the lexicon. Words are in their base form,
/// as the book has them.
struct SearchIndex {
  /// Texts in a shard of titles.
  static let shardSize = 256

  private struct Text {
    let node: NodeID
    /// The wording; `nil` for the title.
    let term: String?
    let words: [Int]
  }

  private let book: Book
  private var words: [String] = []
  private var numbers: [String: Int] = [:]
  private var forms: [String: String] = [:]
  private var texts: [Text] = []
  private var postings: [[Int]] = []
  private var categories: [(code: Code, nodes: [NodeID])] = []

  private static let passedOver = [
    "a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with",
  ]
  private static let skipped = Set(passedOver)

  /// Indexes the codes that `isIn` admits. The book's blocks for searching were touched before.
  init(_ book: Book, isIn: (Code) -> Bool) {
    self.book = book
    var terms: [Int: Set<String>] = [:]
    book.forEachTermRow { row in
      switch row.kind {
      case .diagnosis, .status, .cause, .inclusionTerm, .index:
        guard row.targetCount > 0 else { return }
        terms[row.target(0).index, default: []].insert(row.term)
      default: break
      }
    }
    for node in book.allNodes where !book.isSeventhCharacterCode(node) && isIn(book.code(of: node)) {
      let code = book.code(of: node)
      if categories.last?.code != code.category { categories.append((code.category, [])) }
      categories[categories.count - 1].nodes.append(node)
      let title = book.title(of: node)
      add(node, term: nil, wording: title)
      for term in (terms[node.index] ?? []).sorted() where term.lowercased() != title.lowercased() {
        add(node, term: term, wording: term)
      }
    }
    postings = [[Int]](repeating: [], count: words.count)
    for (number, text) in texts.enumerated() {
      for word in Set(text.words) { postings[word].append(number) }
    }
  }

  private mutating func add(_ node: NodeID, term: String?, wording: String) {
    var found: [Int] = []
    for word in Self.split(wording) where !Self.skipped.contains(word) {
      let base = self.base(word)
      if base != word { forms[word] = base }
      if let number = numbers[base] {
        found.append(number)
      } else {
        numbers[base] = words.count
        found.append(words.count)
        words.append(base)
      }
    }
    guard !found.isEmpty else { return }
    texts.append(Text(node: node, term: term, words: found))
  }

  private func base(_ word: String) -> String {
    let id = book.word(word)
    guard id != .none else { return word }
    let name = book.name(of: id)
    return name.isEmpty ? word : name
  }

  /// Words as the script splits them as well: letters and digits, in lower case, apostrophes left out.
  static func split(_ text: String) -> [String] {
    var words: [[UInt8]] = [[]]
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5A: words[words.count - 1].append(byte | 0x20)
      case 0x30...0x39, 0x61...0x7A, 0x80...: words[words.count - 1].append(byte)
      case 0x27: break
      default: if !(words.last?.isEmpty ?? true) { words.append([]) }
      }
    }
    return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: Files

  /// Every file, by its name below `search/`.
  func files() -> [(name: String, bytes: [UInt8])] {
    [("words.json", vocabulary()), ("texts.json", weights()), ("synonyms.json", synonyms())]
      + postingFiles() + titleFiles() + categoryFiles()
  }

  /// How much a word says: the fewer texts use it, the more. The same measure as in the script.
  private func rarity(_ count: Int) -> Double {
    var ratio = Double(texts.count + 1) / Double(count + 1)
    var bits = 0.0
    while ratio > 2 {
      ratio /= 2
      bits += 1
    }
    return 1 + bits + (ratio - 1)
  }

  private func vocabulary() -> [UInt8] {
    let order = words.indices.sorted { words[$0] < words[$1] }
    var output = JSONOutput(capacity: words.count * 16)
    output.object { output in
      output.name("counts")
      output.array(order) { $0.integer(postings[$1].count) }
      output.name("forms")
      output.array(forms.sorted { $0.key < $1.key }) { output, form in
        output.array([form.key, form.value]) { $0.string($1) }
      }
      output.name("skipped")
      output.array(Self.passedOver) { $0.string($1) }
      output.member("texts", texts.count)
      output.name("words")
      output.array(order) { $0.string(words[$1]) }
    }
    return output.line()
  }

  /// 0 for a header, 1 for a code valid for submission, 2 for a row that becomes one with a 7th character.
  private func standing(_ node: NodeID) -> Int {
    let row = CodeRow(node, in: book)
    return row.isBillable ? 1 : row.takesSeventhCharacter ? 2 : 0
  }

  /// Words of sides, in the order of their numbers in `texts.json`.
  private static let sides = ["right", "left", "bilateral", "unilateral"]

  private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)

  /// Two characters for each text: the sum of what its words say without the side, in steps of one and a half; and 0 for a
  /// header, 1 for a code valid for submission, 2 for a header that takes a 7th character, with 3 more for wordings other
  /// than titles, and 6 more for each step of the side (none, right, left, bilateral, unilateral). The side is apart since
  /// it counts only against a query that names one: both sides go before the code for an unspecified one.
  private func weights() -> [UInt8] {
    var characters: [UInt8] = []
    let sides = Self.sides.map { numbers[base($0)] }
    for text in texts {
      let sum = text.words.reduce(0.0) { sides.contains($1) ? $0 : $0 + rarity(postings[$1].count) }
      let side = sides.firstIndex { $0.map(text.words.contains) ?? false }.map { $0 + 1 } ?? 0
      characters.append(Self.digits[min(63, Int(sum / 1.5))])
      let kind = standing(text.node)
      characters.append(Self.digits[kind + (text.term == nil ? 0 : 3) + 6 * side])
    }
    var output = JSONOutput(capacity: characters.count + 16)
    output.array([characters]) { $0.string(utf8: $1[...]) }
    return output.line()
  }

  private func synonyms() -> [UInt8] {
    var found: [String: [String]] = [:]
    book.forEachTermRow { row in
      guard row.kind == .words, row.conditionCount == 0 else { return }
      let words = row.words.map(book.name(of:)).filter { !$0.isEmpty && !Self.skipped.contains($0) }
      let key = Self.split(row.term).filter { !Self.skipped.contains($0) }.map(base).joined(separator: " ")
      guard !words.isEmpty, !key.isEmpty, key != words.joined(separator: " ") else { return }
      found[key] = words
    }
    var output = JSONOutput(capacity: found.count * 48)
    output.array(found.sorted { $0.key < $1.key }) { output, entry in
      output.array([entry.key] + entry.value) { $0.string($1) }
    }
    return output.line()
  }

  /// The shard of a word: its first two bytes, those that are no letter or digit written as a dash.
  private static func shard(_ word: String) -> String {
    var name = ""
    for byte in word.utf8.prefix(2) {
      let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
      name += isPlain ? String(decoding: [byte], as: UTF8.self) : "-"
    }
    return name
  }

  private func postingFiles() -> [(String, [UInt8])] {
    let shards = Dictionary(grouping: words.indices) { Self.shard(words[$0]) }
    return shards.sorted { $0.key < $1.key }.map { name, numbers in
      var output = JSONOutput(capacity: 16_384)
      output.array(numbers.sorted { words[$0] < words[$1] }) { output, number in
        output.array([number]) { output, number in
          output.string(words[number])
          var last = 0
          for text in postings[number] {
            output.integer(text - last)
            last = text
          }
        }
      }
      return ("p/\(name).json", output.line())
    }
  }

  private func titleFiles() -> [(String, [UInt8])] {
    stride(from: 0, to: texts.count, by: Self.shardSize).map { start in
      var output = JSONOutput(capacity: 32_768)
      output.array(texts[start..<min(texts.count, start + Self.shardSize)]) { output, text in
        output.array([text]) { output, text in
          output.string(book.code(of: text.node).description)
          output.string(book.title(of: text.node))
          output.integer(standing(text.node))
          if let term = text.term { output.string(term) }
        }
      }
      return ("d/\(start / Self.shardSize).json", output.line())
    }
  }

  private func categoryFiles() -> [(String, [UInt8])] {
    categories.map { category in
      var output = JSONOutput(capacity: 8192)
      var meanings: [[UInt8]: [String]] = [:]
      output.object { output in
        output.name("rows")
        output.array(category.nodes) { output, node in
          output.array([node]) { output, node in
            output.string(book.code(of: node).description)
            output.string(book.title(of: node))
            output.integer(standing(node))
            let sevenths = book.children(of: node).filter(book.isSeventhCharacterCode)
            guard !sevenths.isEmpty else { return }
            let characters = sevenths.map { book.code(of: $0) }.map { $0[$0.count - 1] }
            output.string(utf8: characters[...])
            if meanings[characters] == nil { meanings[characters] = sevenths.map(book.seventhCharacterMeaning) }
          }
        }
        // What the 7th characters mean, for each set of them.
        output.name("sevenths")
        output.array(meanings.sorted { $0.key.lexicographicallyPrecedes($1.key) }) { output, entry in
          output.array([entry]) { output, entry in
            output.string(utf8: entry.key[...])
            for meaning in entry.value { output.string(meaning) }
          }
        }
      }
      return ("c/\(category.code).json", output.line())
    }
  }
}

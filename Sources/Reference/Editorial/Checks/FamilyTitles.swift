import ICD10CM

/// The words of the titles below a family, with the codes that bear them: what a sentence on a header may say of all its
/// members, and what parts them.
///
/// A code bears the words of its own title and of the titles above it, and how many sites it stands for. Words that every
/// code of the family bears part nothing.
struct FamilyTitles {
  /// How many sites a code stands for, where the family has codes for several sites or for none.
  static let oneSite = "<one site>"
  static let severalSites = "<several sites>"
  static let noSite = "<no site>"

  /// Places of the valid codes, in order.
  private let leaves: [Int]
  /// For each word the places of the codes that bear it.
  private let postings: [String: [Int]]

  /// Words by which nothing is said of a code.
  private static let empty: Set<String> = [
    "of", "the", "in", "at", "on", "a", "an", "to", "and", "or", "for", "with", "without", "not", "due", "by", "from",
    "other", "unspecified", "specified", "site", "sites", "part", "parts", "nos", "nec", "encounter", "code", "codes",
    "as", "is", "type", "types", "side",
  ]

  private static let emptyWords = Set(empty.map(singular))

  init(family: NodeID, in book: Book) {
    var leaves: [Int] = []
    var postings: [String: [Int]] = [:]
    let rows = book.subtree(of: family)
    let titles = rows.map { book.title(of: NodeID($0)).lowercased() }
    let countsSites = titles.contains { $0.contains("multiple sites") || Self.hasNoSite($0) }
    for index in rows where book.isBillable(NodeID(index)) {
      leaves.append(index)
      var words: Set<String> = []
      for level in book.ancestors(of: NodeID(index)) { words.formUnion(Self.words(book.title(of: level))) }
      if countsSites {
        let title = book.title(of: NodeID(index)).lowercased()
        words.insert(
          title.contains("multiple sites") ? Self.severalSites : Self.hasNoSite(title) ? Self.noSite : Self.oneSite)
      }
      for word in words.subtracting(Self.emptyWords) { postings[word, default: []].append(index) }
    }
    self.leaves = leaves
    self.postings = postings
  }

  private static func hasNoSite(_ title: String) -> Bool {
    title.contains("unspecified site") || title.contains("site unspecified")
  }

  /// Letters and digits in lower case, without the s of a plural; "post-traumatic" is one word.
  static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map { singular(String($0)) }
  }

  static func singular(_ word: String) -> String {
    word.count > 4 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
  }

  /// Whether a word is borne by some codes of the family and not by others.
  func parts(_ word: String) -> Bool { postings[word].map { $0.count < leaves.count } ?? false }

  /// Whether a title of the family has the word.
  func bears(_ word: String) -> Bool { postings[word] != nil }

  /// Of the valid codes below a row: how many there are, and how many bear at least one of the words.
  func count(of words: [String], below row: Range<Int>) -> (bearing: Int, all: Int) {
    let all = Self.within(leaves, row)
    guard words.count > 1 else {
      return (words.first.map { Self.within(postings[$0] ?? [], row).count } ?? 0, all.count)
    }
    var bearing: Set<Int> = []
    for word in words {
      let found = postings[word] ?? []
      bearing.formUnion(found[Self.within(found, row)])
    }
    return (bearing.count, all.count)
  }

  /// The stretch of sorted places that lie in a row's subtree.
  private static func within(_ places: [Int], _ row: Range<Int>) -> Range<Int> {
    func first(_ limit: Int) -> Int {
      var (low, high) = (0, places.count)
      while low < high {
        let middle = (low + high) / 2
        if places[middle] < limit { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(row.lowerBound)..<first(row.upperBound)
  }
}

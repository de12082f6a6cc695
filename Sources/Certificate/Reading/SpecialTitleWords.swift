import ICD10CM

/// Words of titles that say how a row stands to its siblings.
struct SpecialTitleWords {
  let unspecified, other, right, left, bilateral, unilateral, displaced: WordID
  /// Words that place a part within something, and name nothing by themselves.
  let positions: Set<WordID>
  private let fillers: Set<WordID>

  init(_ book: Book) {
    unspecified = book.word("unspecified")
    other = book.word("other")
    right = book.word("right")
    left = book.word("left")
    bilateral = book.word("bilateral")
    unilateral = book.word("unilateral")
    positions = Set(["upper", "lower", "middle", "end"].map { book.word($0) })
    displaced = book.word("displaced")
    fillers = Set(["specified", "elsewhere", "classified", "site", "part", "not"].map { book.word($0) })
  }

  func isFiller(_ word: WordID) -> Bool { fillers.contains(word) }
}

import ICD10CM

/// Words of the Tabular that say how a row stands to its siblings, rather than what it is.
struct SpecialWords {
  let unspecified, other, specified, elsewhere, classified: WordID
  let right, left, bilateral, unilateral: WordID
  let displaced, nondisplaced, site, part, only: WordID
  let not, multiple: WordID
  private let upper, lower, middle, end: WordID

  init(_ book: Book) {
    unspecified = book.word("unspecified")
    other = book.word("other")
    specified = book.word("specified")
    elsewhere = book.word("elsewhere")
    classified = book.word("classified")
    right = book.word("right")
    left = book.word("left")
    bilateral = book.word("bilateral")
    unilateral = book.word("unilateral")
    displaced = book.word("displaced")
    nondisplaced = book.word("nondisplaced")
    site = book.word("site")
    part = book.word("part")
    only = book.word("only")
    not = book.word("not")
    multiple = book.word("multiple")
    upper = book.word("upper")
    lower = book.word("lower")
    middle = book.word("middle")
    end = book.word("end")
  }

  /// Words that place a part within something, and name nothing by themselves.
  @inline(__always)
  func isPosition(_ word: WordID) -> Bool { word == upper || word == lower || word == middle || word == end }

  /// Words that carry no content of their own.
  @inline(__always)
  func isFiller(_ word: WordID) -> Bool {
    word == specified || word == elsewhere || word == classified || word == site || word == part || word == not
      || word == only
  }
}

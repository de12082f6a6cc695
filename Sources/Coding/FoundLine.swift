/// A line of diagnoses with the code that its words lead to: a problem line, what it says of one of several sites, or an
/// item of an injury list.
struct FoundLine {
  let line: ProblemLine
  let search: ProblemLineSearch
  let found: ProblemLineSearch.Found

  /// Tokens that the code accounts for.
  var tokens: [Range<Int>] { found.fit.explained.map { line.items[$0].tokens } }

  /// The first item of weight that the code accounts for: what is said of it is said of the diagnosis, while a denial
  /// further on ("without foreign body") is part of the code's own wording.
  var heart: Range<Int> {
    found.fit.explained.first { line.items[$0].weight > 0.3 }.map { line.items[$0].tokens } ?? 0..<1
  }
}

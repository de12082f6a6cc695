extension Book {
  /// Calls `body` with the wording of a row's title.
  @inlinable
  public func withTitleWording(of node: NodeID, _ body: (Wording) -> Void) {
    forEachWording(of: node) { if $0.isTitle { body($0) } }
  }

  /// The words of a row's title, without words that carry no meaning.
  public func titleWords(of node: NodeID) -> Set<WordID> {
    var words: Set<WordID> = []
    withTitleWording(of: node) { title in
      for index in 0..<title.count { words.insert(title[index].word) }
    }
    return words
  }

  /// Whether a row's title has a word.
  ///
  /// - Parameter isDistinguishing: Whether the word must part the row from its parent and its siblings.
  @inlinable
  public func title(of node: NodeID, has word: WordID, isDistinguishing: Bool = false) -> Bool {
    var isFound = false
    withTitleWording(of: node) { title in
      for index in 0..<title.count where title[index].word == word {
        isFound = isFound || !isDistinguishing || title[index].isDistinguishing
      }
    }
    return isFound
  }

  /// The words of the titles and inclusion terms of rows.
  public func wordingWords(of rows: some Sequence<NodeID>) -> Set<WordID> {
    var words: Set<WordID> = []
    for row in rows {
      forEachWording(of: row) { wording in
        for index in 0..<wording.count { words.insert(wording[index].word) }
      }
    }
    return words
  }
}

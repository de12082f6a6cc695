package import ClinicalText
package import ICD10CM

/// Whether one code says more about what another says vaguely (Guidelines I.B.2 and I.B.18).
package struct Specificity {
  let book: Book

  package init(_ book: Book) { self.book = book }

  /// Whether `node` says more of the same condition than `vague`, a code of which a character is undecided.
  ///
  /// - Parameters:
  ///   - decided: The last row on the way to `vague` that words of the note led to.
  ///   - words: The words of the text that led to `vague`, and those of them that name sites.
  package func saysMore(
    _ node: NodeID, than vague: NodeID, decided: NodeID, words: (all: Set<WordID>, sites: Set<WordID>)
  ) -> Bool {
    guard book.code(of: node).category == book.code(of: vague).category, !areOppositeSides(node, vague) else {
      return false
    }
    let family = book.ancestors(of: node)
    if family.contains(decided) || isUnspecifiedKind(vague) { return true }
    // What is said of the vague one, in the book's words: "FB" is no word of its rows, "foreign body" is.
    let said = words.all.intersection(book.wordingWords(of: book.ancestors(of: vague))).union(words.sites)
    return !said.isEmpty && said.isSubset(of: book.wordingWords(of: family))
  }

  /// Of a row that the words of a line are, what they decided: where it is worded "unspecified", the row above it.
  package func decided(ofLine node: NodeID) -> NodeID {
    guard book.title(of: node, has: book.word("unspecified"), isDistinguishing: true) else { return node }
    return book.parent(of: node) ?? node
  }

  /// Whether one code is of the right side and the other of the left.
  package func areOppositeSides(_ a: NodeID, _ b: NodeID) -> Bool {
    let (right, left) = (book.word("right"), book.word("left"))
    return isTitled(a, right) && isTitled(b, left) || isTitled(a, left) && isTitled(b, right)
  }

  private func isTitled(_ node: NodeID, _ word: WordID) -> Bool {
    book.title(of: book.stem(of: node), has: word)
  }

  /// Whether the first character behind the category already says "unspecified" (M51.9).
  private func isUnspecifiedKind(_ node: NodeID) -> Bool {
    let kind = book.ancestors(of: node).first { book.code(of: $0).count == 4 }
    return kind.map { book.title(of: $0, has: book.word("unspecified"), isDistinguishing: true) } ?? false
  }
}

extension Findings {
  /// The words that spans of the text say, synonyms in the book's words.
  package func words(of spans: [ByteSpan]) -> (all: Set<WordID>, sites: Set<WordID>) {
    var words: Set<WordID> = []
    var sites: Set<WordID> = []
    for tokens in spans.compactMap(document.tokenRange(of:)) {
      var index = evidenceIndex(at: tokens.lowerBound)
      while index < evidence.count, evidence[index].tokens.lowerBound < tokens.upperBound {
        if evidence[index].breadth == 0 {
          words.insert(evidence[index].word)
          if evidence[index].isSite { sites.insert(evidence[index].word) }
        }
        index += 1
      }
    }
    return (words, sites)
  }
}

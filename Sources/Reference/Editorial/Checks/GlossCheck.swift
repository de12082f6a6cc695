import ICD10CM

/// Compares a condition named beside a code with the wordings of the book.
///
/// "Hyperparathyroidism (E21.0)" is wrong because the Tabular gives these very words to another code. A condition that no
/// title and no inclusion term says in the same words is left alone.
struct GlossCheck: Sendable {
  private let codes: [String: [Code]]
  private static let longest = 7

  /// Reads the wordings of a book.
  init(_ book: Book) {
    var codes: [String: [Code]] = [:]
    for node in book.allNodes where !book.isSeventhCharacterCode(node) {
      let code = book.code(of: node)
      var wordings = [book.title(of: node)]
      wordings += book.ownNotes(of: node).filter { $0.kind == .inclusionTerm }.map(\.text)
      for wording in wordings {
        let key = Self.key(wording)
        guard !key.isEmpty, key.count(where: { $0 == " " }) < Self.longest else { continue }
        codes[key, default: []].append(code)
      }
    }
    self.codes = codes
  }

  /// Words that are compared: without case, brackets, "unspecified" and "NOS".
  private static func key(_ wording: String) -> String {
    wording.lowercased().replacing("'s ", with: " ").split { !$0.isLetter && !$0.isNumber }
      .filter { $0 != "unspecified" && $0 != "nos" && $0 != "site" }.joined(separator: " ")
  }

  /// The mentions of a sentence whose words belong to other codes, with those words and those codes.
  func problems(in sentence: Prose.Sentence) -> [(mention: CodeMention, line: Int, words: String, codes: [Code])] {
    var result: [(mention: CodeMention, line: Int, words: String, codes: [Code])] = []
    var before = ""
    for (index, (segment, line)) in sentence.segments.enumerated() {
      guard case .mention(let mention) = segment, mention.form == .code || mention.form == .family else {
        if case .text(let text) = segment { before += text } else { before = "" }
        continue
      }
      var wordings = [longestTerm(endingIn: before)]
      if index + 1 < sentence.segments.count, case .text(let after) = sentence.segments[index + 1].segment {
        wordings.append(parenthesis(opening: after))
      }
      for case let words? in wordings {
        guard let owners = codes[words] else { continue }
        if !owners.contains(where: { $0.hasPrefix(mention.code) || mention.code.hasPrefix($0) }) {
          result.append((mention, line, words, owners))
        }
      }
      before = ""
    }
    return result
  }

  /// The longest wording that ends just before a code: "… primary hyperparathyroidism (".
  private func longestTerm(endingIn text: String) -> String? {
    var text = Substring(text.lowercased().replacing("'s ", with: " "))
    while let last = text.last, last == " " || last == "(" { text.removeLast() }
    if let stop = text.lastIndex(where: { ",;:.()[]“”".contains($0) }) { text = text[text.index(after: stop)...] }
    let words = text.split { !$0.isLetter && !$0.isNumber }.filter { $0 != "unspecified" && $0 != "nos" }
    for count in stride(from: min(Self.longest, words.count), to: 0, by: -1) {
      let key = words.suffix(count).joined(separator: " ")
      if count == 1, key.count < 5 { return nil }
      if codes[key] != nil { return key }
    }
    return nil
  }

  /// The words of a parenthesis that opens just behind a code: "E21.0 (hyperparathyroidism)".
  private func parenthesis(opening text: String) -> String? {
    let text = text.drop { $0 == " " }
    guard text.first == "(", let end = text.firstIndex(where: { $0 == ")" || $0 == "," || $0 == ";" }) else {
      return nil
    }
    let key = Self.key(String(text[text.index(after: text.startIndex)..<end]))
    return codes[key] == nil ? nil : key
  }
}

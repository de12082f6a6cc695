import ClinicalText

extension Document {
  /// A 7th character given as such, as the official abbreviated titles do ("7thG"): the upper-case letter and its tokens,
  /// the number and, without a space, "th" with the letter.
  package var statedSeventhCharacter: (letter: UInt8, tokens: Range<Int>)? {
    for index in tokens.indices.dropFirst() {
      let token = tokens[index]
      let number = tokens[index - 1]
      guard token.length == 3, number.kind == .number, token.start == number.start + number.length else { continue }
      let written = bytes[token.span.range]
      guard bytes[number.span.range].elementsEqual("7".utf8), written.prefix(2).elementsEqual("th".utf8),
        let letter = written.last
      else { continue }
      return (letter >= 0x61 ? letter - 0x20 : letter, (index - 1)..<(index + 1))
    }
    return nil
  }
}

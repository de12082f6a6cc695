import ClinicalText
import Testing

@Suite struct TokenizerTests {
  private static let rows: [(String, [String])] = [
    ("L1-L4: -1.8", ["L1", "-", "L4", ":", "-", "1.8"]),
    ("T-score –1.8, 76yo", ["T", "-", "score", "–", "1.8", ",", "76", "yo"]),
    ("mother's hip, 5th toe", ["mother's", "hip", ",", "5th", "toe"]),
    ("1,200 mg 2.5nd", ["1,200", "mg", "2.5", "nd"]),
    ("a\r\nb", ["a", "\n", "b"]),
  ]

  @Test(arguments: rows)
  func `splits into words, numbers and marks`(text: String, expected: [String]) {
    let document = Document(text)
    #expect(document.tokens.map { document.text($0.span) } == expected)
  }

  @Test func `folds case, accents, possessives and combining accents into one hash`() {
    let hashes = Document("Pagets PAGET's paget’s páget pa\u{301}get").tokens.map(\.hash)
    #expect(Set(hashes.dropFirst()).count == 1)
    #expect(hashes[0] != hashes[1])
  }

  @Test func `reads every dash, quote and bullet as one mark`() {
    let marks = Document("- – — − • · “ ”").tokens.map(\.mark)
    #expect(marks == Array("----**\"\"".utf8))
  }

  @Test func `old Windows text keeps its dashes and line ends`() {
    let document = Document([0x54, 0x20, 0x96, 0x31, 0x2E, 0x38, 0x20, 0xE9, 0x0A, 0x62])  // T \x961.8 é\nb
    #expect(document.tokens.map(\.kind) == [.word, .punctuation, .number, .word, .lineBreak, .word])
    #expect(document.tokens[1].mark == UInt8(ascii: "-"))
  }
}

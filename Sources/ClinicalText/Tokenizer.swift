/// Splits UTF-8 bytes into tokens in one pass, without Foundation and without an allocation per token.
///
/// Bytes that are not valid UTF-8 are treated as letters of an unknown word; nothing is dropped and nothing traps.
package struct Tokenizer {
  private var position = 0
  private let limit: Int

  init(count: Int) { limit = min(count, Int(UInt32.max)) }

  /// All tokens of `bytes`, in order. Space between tokens is not kept.
  package static func tokens(of bytes: [UInt8]) -> [Token] {
    var result: [Token] = []
    result.reserveCapacity(bytes.count / 5 + 8)
    let span = bytes.span
    var tokenizer = Tokenizer(count: bytes.count)
    while let token = tokenizer.next(span) { result.append(token) }
    return result
  }

  private mutating func next(_ bytes: borrowing Span<UInt8>) -> Token? {
    while position < limit {
      let start = position
      let byte = bytes[start]
      switch byte {
      case 0x20, 0x09, 0x0B, 0x0C, 0x0D: position += 1
      case 0x0A:
        position += 1
        return mark(start, 0x0A, kind: .lineBreak)
      case 0x30...0x39: return number(bytes, start)
      case 0x41...0x5A, 0x61...0x7A: return word(bytes, start)
      case 0x00...0x7F:
        position += 1
        return mark(start, byte)
      default:
        switch NonASCII.read(bytes, at: start, limit: limit) {
        case .space(let width): position += width
        case .mark(let ascii, let width):
          position += width
          return mark(start, ascii)
        case .letter: return word(bytes, start)
        }
      }
    }
    return nil
  }

  private func mark(_ start: Int, _ ascii: UInt8, kind: Token.Kind = .punctuation) -> Token {
    Token(
      start: UInt32(start), length: UInt32(position - start), kind: kind, mark: ascii, isCapitalized: false,
      isAllCapitals: false, hash: 0)
  }

  private mutating func number(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Token {
    skipDigits(bytes)
    let digitsEnd = position
    if position + 1 < limit, bytes[position] == UInt8(ascii: "."), isDigit(bytes[position + 1]) {
      position += 1
      skipDigits(bytes)
    } else {
      while position + 3 < limit, bytes[position] == UInt8(ascii: ","), isDigit(bytes[position + 1]),
        isDigit(bytes[position + 2]), isDigit(bytes[position + 3]),
        position + 4 >= limit || !isDigit(bytes[position + 4])
      {
        position += 4
      }
    }
    if position == digitsEnd, position + 1 < limit, isOrdinalEnding(bytes[position], bytes[position + 1]),
      position + 2 >= limit || !isLetter(bytes[position + 2])
    {
      position = start
      return word(bytes, start)
    }
    return Token(
      start: UInt32(start), length: UInt32(position - start), kind: .number, mark: 0, isCapitalized: false,
      isAllCapitals: false, hash: 0)
  }

  private mutating func skipDigits(_ bytes: borrowing Span<UInt8>) {
    while position < limit, isDigit(bytes[position]) { position += 1 }
  }

  private mutating func word(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Token {
    var hash = WordHash.empty
    var capitals = 0
    var letters = 0
    let first = bytes[start]
    scan: while position < limit {
      let byte = bytes[position]
      switch byte {
      case 0x61...0x7A:
        hash = WordHash.combine(hash, byte)
        letters += 1
        position += 1
      case 0x41...0x5A:
        hash = WordHash.combine(hash, byte | 0x20)
        letters += 1
        capitals += 1
        position += 1
      case 0x30...0x39:
        // The number of the first item is often run into its heading ("DIAGNOSES1. …").
        if letters > 5, capitals == letters, isItemNumber(bytes) { break scan }
        hash = WordHash.combine(hash, byte)
        position += 1
      case 0x27:
        if !takeApostrophe(bytes, width: 1, &hash) { break scan }
      case 0x00...0x7F: break scan
      default:
        switch NonASCII.read(bytes, at: position, limit: limit) {
        case .letter(let folded, let second, let width):
          if folded != 0 { hash = WordHash.combine(hash, folded) }
          if second != 0 { hash = WordHash.combine(hash, second) }
          letters += 1
          position += width
        case .mark(0x27, let width):
          if !takeApostrophe(bytes, width: width, &hash) { break scan }
        case .mark, .space: break scan
        }
      }
    }
    return Token(
      start: UInt32(start), length: UInt32(position - start), kind: .word, mark: 0,
      isCapitalized: first >= 0x41 && first <= 0x5A, isAllCapitals: letters > 0 && capitals == letters, hash: hash)
  }

  /// Whether a lone digit with a point behind it, as before an item of a list, stands here.
  private func isItemNumber(_ bytes: borrowing Span<UInt8>) -> Bool {
    position + 1 < limit && bytes[position + 1] == UInt8(ascii: ".")
      && (position + 2 >= limit || !isDigit(bytes[position + 2]))
  }

  /// Reads an apostrophe inside a word. A possessive (`'s`, or a bare apostrophe at the end) is covered by the token
  /// but does not count in its hash; a contraction (`doesn't`) counts.
  private mutating func takeApostrophe(_ bytes: borrowing Span<UInt8>, width: Int, _ hash: inout UInt64) -> Bool {
    let after = position + width
    guard after < limit, isLetter(bytes[after]) else { return false }
    let isPossessive = bytes[after] | 0x20 == UInt8(ascii: "s") && (after + 1 >= limit || !isLetter(bytes[after + 1]))
    if isPossessive {
      position = after + 1
      return true
    }
    hash = WordHash.combine(hash, 0x27)
    position = after
    return true
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

private func isOrdinalEnding(_ a: UInt8, _ b: UInt8) -> Bool {
  switch (a | 0x20, b | 0x20) {
  case (0x73, 0x74), (0x6E, 0x64), (0x72, 0x64), (0x74, 0x68): true  // st nd rd th
  default: false
  }
}

/// What a sequence outside ASCII stands for.
private enum NonASCII {
  case space(Int)
  case mark(UInt8, Int)
  case letter(folded: UInt8, second: UInt8, width: Int)

  /// Latin-1 letters U+00C0–U+00FF folded to ASCII, in order; a space where the character is no letter.
  private static let latin: StaticString = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"

  static func read(_ bytes: borrowing Span<UInt8>, at position: Int, limit: Int) -> NonASCII {
    let first = bytes[position]
    let second: UInt8 = position + 1 < limit ? bytes[position + 1] : 0
    let third: UInt8 = position + 2 < limit ? bytes[position + 2] : 0
    switch (first, second) {
    case (0xC2, 0xA0): return .space(2)
    case (0xC2, 0x80...0xBF): return .mark(second == 0xB7 ? 0x2A : 0x7E, 2)  // middle dot is a bullet
    case (0xC3, 0x80...0xBF):
      let folded = unsafe latin.utf8Start[Int(second - 0x80)]
      return folded == 0x20 ? .mark(0x2A, 2) : .letter(folded: folded, second: 0, width: 2)
    case (0xE2, 0x80) where third >= 0x80: return .general(third)
    case (0xE2, 0x88) where third == 0x92: return .mark(0x2D, 3)  // minus sign
    case (0xE2, 0x89) where third == 0xA4: return .mark(0x3C, 3)
    case (0xE2, 0x89) where third == 0xA5: return .mark(0x3E, 3)
    case (0xE2, 0x80...0xBF) where third >= 0x80: return .mark(0x2A, 3)  // boxes, arrows, bullets
    case (0xEF, 0xBB) where third == 0xBF: return .space(3)  // byte order mark
    case (0xEF, 0x82) where third >= 0x80: return .mark(0x2A, 3)  // private-use bullets of word processors
    case (0xEF, 0xBC) where third == 0x8D: return .mark(0x2D, 3)  // full-width minus
    case (0xCC, 0x80...0xBF), (0xCD, 0x80...0xAF): return .letter(folded: 0, second: 0, width: 2)  // combining accents
    default: break
    }
    if first < 0xC0 { return singleByte(first) }
    // Only continuation bytes belong to the character: old Latin-1 text must not lose the letter or line end after it.
    let wanted = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var width = 1
    while width < wanted, position + width < limit, bytes[position + width] & 0xC0 == 0x80 { width += 1 }
    return .letter(folded: first, second: width > 1 ? second : 0, width: width)
  }

  /// A byte that valid UTF-8 never starts with: the punctuation of Windows code page 1252, where many exports still live.
  private static func singleByte(_ byte: UInt8) -> NonASCII {
    switch byte {
    case 0x91, 0x92: .mark(0x27, 1)
    case 0x93, 0x94: .mark(0x22, 1)
    case 0x85: .mark(0x2E, 1)
    case 0x95, 0xB7: .mark(0x2A, 1)
    case 0x96, 0x97: .mark(0x2D, 1)
    case 0xA0: .space(1)
    default: .letter(folded: byte, second: 0, width: 1)
    }
  }

  private static func general(_ third: UInt8) -> NonASCII {
    switch third {
    case 0x80...0x8F, 0xAA...0xAF: .space(3)
    case 0x90...0x95: .mark(0x2D, 3)
    case 0x98...0x9B, 0xB2: .mark(0x27, 3)
    case 0x9C...0x9F, 0xB3: .mark(0x22, 3)
    case 0xA6: .mark(0x2E, 3)  // ellipsis
    default: .mark(0x2A, 3)
    }
  }
}

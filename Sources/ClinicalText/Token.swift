/// One word, number, punctuation mark or line break of a document.
public struct Token: Sendable {
  /// What a token is made of.
  public enum Kind: UInt8, Sendable {
    /// Letters, or letters followed by digits (`L1`, `T12`), or an ordinal (`5th`).
    case word
    /// Digits with an optional decimal point (`1.8`, `76`). A sign is a token of its own.
    case number
    /// One punctuation mark; `mark` holds it in ASCII.
    case punctuation
    /// One line feed (a carriage return before it belongs to it).
    case lineBreak
  }

  /// Offset of the first byte.
  public let start: UInt32
  /// Number of bytes.
  public let length: UInt32
  /// What the token is made of.
  public let kind: Kind
  /// For punctuation the mark in ASCII: every dash and minus is `-`, every bullet `*`, curly quotes are straight,
  /// `≤` is `<` and `≥` is `>`. Zero for words and numbers, `\n` for a line break.
  public let mark: UInt8
  /// Whether the first letter is upper-case.
  public let isCapitalized: Bool
  /// Whether every letter is upper-case.
  public let isAllCapitals: Bool
  /// `WordHash` of the word in lower case, accents folded, without a possessive ending; zero for other kinds.
  public let hash: UInt64

  /// The bytes the token covers.
  public var span: ByteSpan { ByteSpan(Int(start), Int(start) + Int(length)) }
}

/// The hash by which words are compared: FNV-1a over lower-case bytes.
///
/// It only has to be fast, stable and free of accidental collisions among some hundred thousand words.
public enum WordHash {
  /// The hash of no bytes.
  public static let empty: UInt64 = 0xcbf2_9ce4_8422_2325

  /// `hash` with one more byte.
  @inlinable
  public static func combine(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// The hash of a word written in lower-case ASCII.
  public static func of(_ word: some StringProtocol) -> UInt64 {
    var hash = empty
    for byte in word.utf8 { hash = combine(hash, byte) }
    return hash
  }
}

/// A side as titles name it.
public enum TitleSide: Int, CaseIterable, Sendable, Comparable {
  /// The title names no side.
  case none
  case right, left, bilateral
  /// One side, not said which ("unilateral").
  case oneSide
  /// The title says that the side is not specified.
  case unspecified

  /// Orders as columns stand.
  public static func < (a: TitleSide, b: TitleSide) -> Bool { a.rawValue < b.rawValue }

  /// The heading of the column.
  public var heading: String {
    switch self {
    case .none: "No side"
    case .right: "Right"
    case .left: "Left"
    case .bilateral: "Bilateral"
    case .oneSide: "One side"
    case .unspecified: "Side not specified"
    }
  }
}

/// A title taken apart into its words, with the side parted from the rest.
struct TitleReading {
  /// A word with what stood before it.
  struct Word {
    /// As printed.
    var text: Substring
    /// In lower case.
    var key: String
    /// Whether a comma stood before it.
    var followsComma: Bool
  }

  let title: String
  private(set) var words: [Word] = []
  /// The side; "unspecified" is not decided here, since only the siblings tell what is unspecified.
  private(set) var side: TitleSide = .none

  init(_ title: String) {
    self.title = title
    var followsComma = false
    for piece in title.split(separator: " ") {
      var text = piece
      var endsWithComma = false
      while let last = text.utf8.last, last == UInt8(ascii: ",") || last == UInt8(ascii: ";") {
        text = text.dropLast()
        endsWithComma = true
      }
      if !text.isEmpty { words.append(Word(text: text, key: text.lowercased(), followsComma: followsComma)) }
      followsComma = endsWithComma || (text.isEmpty && followsComma)
    }
    for word in words where side == .none || side == .oneSide {
      switch word.key {
      case "right": side = .right
      case "left": side = .left
      case "bilateral": side = .bilateral
      case "unilateral": side = .oneSide
      default: break
      }
    }
  }

  /// Words that say nothing by themselves; two titles that differ in these alone say the same.
  static let connectives: Set<String> = ["of", "the", "in", "at", "on", "a", "an", "to", "and", "side", "or"]
  static let sides: Set<String> = ["right", "left", "bilateral", "unilateral"]

  /// How often each word stands in the title, without the one at `dropping`.
  func counts(dropping dropped: Int?) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (index, word) in words.enumerated() where index != dropped { counts[word.key, default: 0] += 1 }
    return counts
  }

  /// The words that count, without those of the side, and without the occurrence of "unspecified" at `dropping`.
  func key(dropping dropped: Int? = nil) -> String {
    var key = ""
    for (index, word) in words.enumerated() where index != dropped {
      guard !Self.sides.contains(word.key), !Self.connectives.contains(word.key) else { continue }
      key += word.key + " "
    }
    return key
  }

  /// The words that count, the side's included: what to compare by where the side is no axis.
  var fullKey: String { words.map { $0.key + " " }.joined() }

  /// Where "unspecified" stands.
  var unspecifiedPositions: [Int] { words.indices.filter { words[$0].key == "unspecified" } }

  /// What is left of the title without `removed` words (in lower case, with how often each goes) and, unless
  /// `keepsSide`, those of the side: connectives between what is left and what is gone go as well.
  func label(without removed: [String: Int], keepsSide: Bool, dropping dropped: Int?) -> String {
    var label = ""
    var gap = false
    var pending: [Substring] = []
    var left = removed
    for (index, word) in words.enumerated() {
      let isShared = index != dropped && left[word.key, default: 0] > 0
      if isShared { left[word.key, default: 0] -= 1 }
      let isGone = index == dropped || isShared || (!keepsSide && Self.sides.contains(word.key))
      if isGone {
        gap = true
        pending = []
        continue
      }
      if Self.connectives.contains(word.key) {
        pending.append(word.text)
        continue
      }
      if !label.isEmpty {
        if gap || word.followsComma {
          label += ", "
        } else {
          label += " "
        }
        if !gap { for connective in pending { label += connective + " " } }
      }
      label += word.text
      gap = false
      pending = []
    }
    return label
  }
}

extension String {
  /// With a capital at the front; nothing else changes.
  var capitalizedFirst: String {
    guard let first = utf8.first, first >= 0x61, first <= 0x7A else { return self }
    return prefix(1).uppercased() + dropFirst()
  }
  /// With a small letter at the front, unless the second is a capital as well (DISH) or the word is a single letter.
  var smallFirst: String {
    let bytes = Array(utf8.prefix(2))
    guard bytes.count == 2, bytes[0] >= 0x41, bytes[0] <= 0x5A, bytes[1] >= 0x61, bytes[1] <= 0x7A else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}

import ICD10CM

/// A code in running text, in the form in which it is written.
struct CodeMention: Sendable, Hashable {
  /// How it is written.
  enum Form: Sendable {
    /// `M85.89`
    case code
    /// `M85.8-`, `M80.-`, or an end of `M05-M14`
    case family
    /// `M85.8x1`
    case wildcard
    /// `M8589`: a code only if the book has it
    case undotted
  }

  var code: Code
  var shown: String
  var form: Form

  /// Takes a text apart into words and mentions, in order.
  static func split(_ text: String) -> [(text: String, mention: CodeMention?)] {
    let bytes = Array(text.utf8)
    var result: [(text: String, mention: CodeMention?)] = []
    var start = 0
    var position = 0
    while position < bytes.count {
      guard isBoundary(bytes, position), let (mention, end) = mention(in: bytes, at: position) else {
        position += 1
        continue
      }
      if start < position { result.append((String(decoding: bytes[start..<position], as: UTF8.self), nil)) }
      result.append((mention.shown, mention))
      (start, position) = (end, end)
    }
    if start < bytes.count { result.append((String(decoding: bytes[start...], as: UTF8.self), nil)) }
    return result
  }

  /// T10 to T12 are vertebrae; the code set has no such categories.
  private static let vertebrae = ["T10", "T11", "T12"]

  private static func mention(in bytes: [UInt8], at start: Int) -> (CodeMention, end: Int)? {
    guard start + 3 <= bytes.count, isUpper(bytes[start]), isDigit(bytes[start + 1]),
      isDigit(bytes[start + 2]) || bytes[start + 2] == UInt8(ascii: "A") || bytes[start + 2] == UInt8(ascii: "B")
    else { return nil }
    var end = start + 3
    var hasWildcard = false
    var isUndotted = false
    if end < bytes.count, isAlphanumeric(bytes[end]) {
      isUndotted = true
      while end < bytes.count, isAlphanumeric(bytes[end]) { end += 1 }
      guard end - start <= 7 else { return nil }
    } else if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), isAlphanumeric(bytes[end + 1]) {
      end += 1
      while end < bytes.count, isAlphanumeric(bytes[end]) {
        hasWildcard = hasWildcard || bytes[end] == UInt8(ascii: "x")
        end += 1
      }
    }
    guard let code = Code(bytes[start..<end]) else { return nil }
    let isDash = end < bytes.count && bytes[end] == UInt8(ascii: "-")
    let isDotDash =
      end + 1 < bytes.count && bytes[end] == UInt8(ascii: ".") && bytes[end + 1] == UInt8(ascii: "-")
    let isRangeEnd = start > 0 && bytes[start - 1] == UInt8(ascii: "-")
    var form: Form = hasWildcard ? .wildcard : isUndotted ? .undotted : .code
    var shownEnd = end
    if form == .code, isDotDash || (isDash && !(end + 1 < bytes.count && isAlphanumeric(bytes[end + 1]))) {
      (form, shownEnd) = (.family, end + (isDotDash ? 2 : 1))
    } else if form == .code, isDash || isRangeEnd {
      form = .family
    }
    let shown = String(decoding: bytes[start..<shownEnd], as: UTF8.self)
    if vertebrae.contains(shown) { return nil }
    return (CodeMention(code: code, shown: shown, form: form), shownEnd)
  }

  private static func isBoundary(_ bytes: [UInt8], _ position: Int) -> Bool {
    position == 0 || !(isAlphanumeric(bytes[position - 1]) || bytes[position - 1] == UInt8(ascii: "."))
  }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || isUpper(byte) || (byte >= 0x61 && byte <= 0x7A)
  }
}

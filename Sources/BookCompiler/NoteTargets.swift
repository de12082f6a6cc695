import ICD10CM

/// Finds the codes and ranges that a note names: "(M80.-)", "(S12.-, S22.-)", "(M05-M14)".
enum NoteTargets {
  static func ranges(in text: String) -> [CodeRange] {
    let bytes = Array(text.utf8)
    var result: [CodeRange] = []
    var position = 0
    while position < bytes.count {
      guard let (code, end) = code(bytes, at: position) else {
        position += 1
        continue
      }
      position = end
      if position < bytes.count, bytes[position] == UInt8(ascii: "-"),
        let (last, after) = Self.code(bytes, at: position + 1)
      {
        result.append(CodeRange(code, last))
        position = after
      } else {
        result.append(CodeRange(code, code))
      }
    }
    return result
  }

  /// A code that starts at a word's start: letter, digit, letter or digit, then an optional point and up to four more.
  private static func code(_ bytes: [UInt8], at start: Int) -> (Code, Int)? {
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
    }
    guard start + 3 <= bytes.count, (0x41...0x5A).contains(bytes[start]), start == 0 || !isWordByte(bytes[start - 1])
    else {
      return nil
    }
    var end = start
    while end < bytes.count, end - start < 3, isAlphanumeric(bytes[end]) { end += 1 }
    guard end - start == 3, bytes[(start + 1)..<end].contains(where: { $0 < 0x3A }) else { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      var after = end + 1
      while after < bytes.count, after - end <= 4, isAlphanumeric(bytes[after]) { after += 1 }
      if after > end + 1 { end = after } else { end += 1 }
    }
    let trimmed = bytes[start..<end].last == UInt8(ascii: ".") ? bytes[start..<(end - 1)] : bytes[start..<end]
    guard end >= bytes.count || !isWordByte(bytes[end]), let code = Code(trimmed) else { return nil }
    return (code, end)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

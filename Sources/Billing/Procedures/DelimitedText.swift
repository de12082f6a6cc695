/// Rows of a text with a separator; fields may be in double quotes, a quote in them is doubled (RFC 4180).
enum DelimitedText {
  /// The rows that are not empty, with their line numbers counted from 1.
  static func rows(_ bytes: [UInt8], separator: UInt8) -> [(number: Int, fields: [String])] {
    var rows: [(number: Int, fields: [String])] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var (line, start) = (1, 1)
    var (isQuoted, wasQuoted) = (false, false)
    func endField() {
      fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
      wasQuoted = false
    }
    func endRow() {
      if field.last == 0x0D { field.removeLast() }
      endField()
      if fields.contains(where: { !$0.isEmpty }) { rows.append((start, fields)) }
      fields = []
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    for (index, byte) in zip(text.indices, text) {
      if byte == 0x0A { line += 1 }
      if isQuoted {
        if byte != 0x22 {
          field.append(byte)
        } else if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
          field.append(0x22)
          isQuoted = false
          wasQuoted = true
        } else {
          isQuoted = false
          wasQuoted = true
        }
      } else if byte == 0x22, field.isEmpty || wasQuoted {
        // The second quote of a doubled one opens the field again without adding anything.
        isQuoted = true
      } else if byte == separator {
        endField()
      } else if byte == 0x0A {
        endRow()
        start = line
      } else {
        field.append(byte)
      }
    }
    endRow()
    return rows
  }
}

import ClinicalText
import Crypto
import ICD10CM

/// Writes JSON in the one form that certificates have: no white space, members in order of their names, only the
/// escapes that JSON demands, integers only.
struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  mutating func raw(_ text: StaticString) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  mutating func integer(_ value: Int) {
    guard value >= 0 else { return raw("0") }
    if value >= 10 { integer(value / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }

  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 { escape(byte) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0..<0x20:
      raw("\\u00")
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    default: bytes.append(byte)
    }
  }

  mutating func code(_ code: Code) {
    bytes.append(UInt8(ascii: "\""))
    for index in 0..<code.count {
      if index == 3 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(code[index])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func span(_ span: ByteSpan) {
    bytes.append(UInt8(ascii: "["))
    integer(span.start)
    bytes.append(UInt8(ascii: ","))
    integer(span.end)
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func list<Element>(_ elements: [Element], _ write: (inout CanonicalWriter, Element) -> Void) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Puts the sum of everything written into the last member of the outermost object.
  mutating func seal() {
    let sum = SHA256.hash(data: bytes).hexadecimal
    bytes.removeLast()
    raw(",\"sum\":")
    string(sum)
    raw("}")
  }
}

extension CodingCertificate {
  /// The canonical bytes, without a line feed. The last member, `sum`, is the SHA-256 of these bytes without it.
  public func canonicalBytes() -> [UInt8] {
    var writer = CanonicalWriter(capacity: 1024 + 400 * (assignments.count + rejections.count))
    writer.raw("{\"assignments\":")
    writer.list(assignments) { $0.assigned($1) }
    writer.raw(",\"book\":{\"edition\":")
    writer.string(book.edition)
    writer.raw(",\"from\":")
    writer.string(book.from.description)
    writer.raw(",\"hash\":")
    writer.string(book.hash)
    writer.raw(",\"to\":")
    writer.string(book.to.description)
    writer.raw("},\"engine\":")
    writer.string(engine)
    writer.raw(",\"form\":")
    writer.integer(Self.form)
    writer.raw(",\"input\":{\"bytes\":")
    writer.integer(input.bytes)
    writer.raw(",\"sha256\":")
    writer.string(input.sha256)
    writer.raw("},\"queries\":")
    writer.list(queries) { $0.query($1) }
    writer.raw(",\"rejections\":")
    writer.list(rejections) { $0.rejected($1) }
    writer.raw(",\"settings\":")
    writer.settings(settings)
    writer.raw("}")
    writer.seal()
    return writer.bytes
  }
}

extension CanonicalWriter {
  fileprivate mutating func step(_ step: CodingCertificate.Step) {
    raw("{\"code\":")
    code(step.code)
    raw(",\"row\":")
    integer(step.row)
    raw(",\"rule\":")
    string(step.rule)
    raw(",\"source\":")
    string(step.source)
    raw(",\"spans\":")
    list(step.spans) { $0.span($1) }
    raw("}")
  }

  fileprivate mutating func assigned(_ assigned: CodingCertificate.Assigned) {
    raw("{")
    if let code = assigned.code {
      raw("\"code\":")
      self.code(code)
      raw(",")
    }
    raw("\"span\":")
    span(assigned.span)
    raw(",\"steps\":")
    list(assigned.steps) { $0.step($1) }
    raw("}")
  }

  fileprivate mutating func rejected(_ rejected: CodingCertificate.Rejected) {
    raw("{")
    if let by = rejected.by {
      raw("\"by\":")
      code(by)
      raw(",")
    }
    if let code = rejected.code {
      raw("\"code\":")
      self.code(code)
      raw(",")
    }
    raw("\"rule\":")
    string(rejected.rule)
    raw(",\"source\":")
    string(rejected.source)
    raw(",\"span\":")
    span(rejected.span)
    raw(",\"steps\":")
    list(rejected.steps) { $0.step($1) }
    raw("}")
  }

  fileprivate mutating func query(_ query: CodingCertificate.Query) {
    raw("{\"answers\":")
    list(query.answers) { $0.code($1) }
    raw(",\"code\":")
    code(query.code)
    raw(",\"span\":")
    span(query.span)
    raw("}")
  }

  fileprivate mutating func settings(_ settings: CodingCertificate.Settings) {
    raw("{")
    if let age = settings.age {
      raw("\"age\":")
      integer(age)
      raw(",")
    }
    if let date = settings.date {
      raw("\"date\":")
      string(date.description)
      raw(",")
    }
    raw("\"forced\":")
    integer(settings.isEditionForced ? 1 : 0)
    if let kind = settings.kind {
      raw(",\"kind\":")
      string(kind)
    }
    if let menopause = settings.menopause {
      raw(",\"menopause\":")
      string(menopause)
    }
    raw(",\"setting\":")
    string(settings.setting)
    if let sex = settings.sex {
      raw(",\"sex\":")
      string(sex)
    }
    raw("}")
  }
}

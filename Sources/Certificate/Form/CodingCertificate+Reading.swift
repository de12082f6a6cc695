import ClinicalText
import ICD10CM

extension CodingCertificate {
  /// Reads canonical bytes; a line feed at the end is allowed.
  ///
  /// Throws `CertificateError` where the bytes are not the canonical form of a certificate, byte for byte, or their
  /// sum is wrong.
  public init(canonicalBytes bytes: [UInt8]) throws(CertificateError) {
    let content = bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes
    let value = try CanonicalReader.value(of: content)
    try self.init(MemberReader(value, "certificate"))
    // Whatever the reader above let pass: there is one form only, and this is it.
    let written = canonicalBytes()
    guard written == content else {
      let place = zip(written, content).enumerated().first { $1.0 != $1.1 }?.offset ?? min(written.count, content.count)
      throw CertificateError("not in canonical form, or the sum does not belong to the content", byte: place)
    }
  }

  private init(_ value: MemberReader) throws(CertificateError) {
    try value.expect([
      "assignments", "book", "engine", "form", "input", "queries", "rejections", "settings", "sum",
    ])
    guard try value.integer("form") == Self.form else { throw value.error("is of another form than \(Self.form)") }
    let input = try value.member("input")
    try input.expect(["bytes", "sha256"])
    let book = try value.member("book")
    try book.expect(["edition", "from", "hash", "to"])
    self.init(
      input: Input(bytes: try input.integer("bytes"), sha256: try input.string("sha256")),
      book: BookReference(
        edition: try book.string("edition"), from: try book.day("from"), hash: try book.string("hash"),
        to: try book.day("to")),
      engine: try value.string("engine"), settings: try Settings(try value.member("settings")),
      assignments: try value.list("assignments", Assigned.init),
      rejections: try value.list("rejections", Rejected.init),
      queries: try value.list("queries", Query.init))
  }
}

extension CodingCertificate.Settings {
  fileprivate init(_ value: MemberReader) throws(CertificateError) {
    try value.expect(["forced", "setting"], optional: ["age", "date", "kind", "menopause", "sex"])
    let forced = try value.integer("forced")
    guard forced < 2 else { throw value.error("has a 'forced' that is neither 0 nor 1") }
    self.init(
      setting: try value.string("setting"), kind: try value.optional("kind", value.string),
      date: try value.optional("date", value.day), isEditionForced: forced == 1,
      age: try value.optional("age", value.integer), sex: try value.optional("sex", value.string),
      menopause: try value.optional("menopause", value.string))
  }
}

extension CodingCertificate.Step {
  fileprivate init(_ value: MemberReader) throws(CertificateError) {
    try value.expect(["code", "row", "rule", "source", "spans"])
    self.init(
      code: try value.code("code"), row: try value.integer("row"), rule: try value.string("rule"),
      source: try value.string("source"), spans: try value.spans("spans"))
  }
}

extension CodingCertificate.Assigned {
  fileprivate init(_ value: MemberReader) throws(CertificateError) {
    try value.expect(["code", "span", "steps"])
    self.init(span: try value.span("span"), steps: try value.list("steps", CodingCertificate.Step.init))
    guard code == (try value.code("code")) else { throw value.error("has a code that its last step does not reach") }
  }
}

extension CodingCertificate.Rejected {
  fileprivate init(_ value: MemberReader) throws(CertificateError) {
    try value.expect(["rule", "source", "span", "steps"], optional: ["by", "code"])
    self.init(
      span: try value.span("span"), rule: try value.string("rule"), source: try value.string("source"),
      steps: try value.list("steps", CodingCertificate.Step.init), by: try value.optional("by", value.code))
    guard code == (try value.optional("code", value.code)) else {
      throw value.error("has a code that its last step does not reach")
    }
  }
}

extension CodingCertificate.Query {
  fileprivate init(_ value: MemberReader) throws(CertificateError) {
    try value.expect(["answers", "code", "span"])
    self.init(code: try value.code("code"), span: try value.span("span"), answers: try value.codes("answers"))
  }
}

/// An object of the certificate with its place, for messages.
private struct MemberReader {
  private let members: [(name: String, value: CanonicalValue)]
  private let place: String

  init(_ value: CanonicalValue, _ place: String) throws(CertificateError) {
    guard case .object(let members) = value else { throw CertificateError("\(place) is no object", byte: 0) }
    (self.members, self.place) = (members, place)
  }

  func error(_ message: String) -> CertificateError { CertificateError("\(place) \(message)", byte: 0) }

  func expect(_ names: Set<String>, optional: Set<String> = []) throws(CertificateError) {
    for member in members where !names.contains(member.name) && !optional.contains(member.name) {
      throw error("has an unknown member '\(member.name)'")
    }
    for name in names.sorted() where !members.contains(where: { $0.name == name }) {
      throw error("has no member '\(name)'")
    }
  }

  private func value(_ name: String) throws(CertificateError) -> CanonicalValue {
    guard let member = members.first(where: { $0.name == name }) else { throw error("has no member '\(name)'") }
    return member.value
  }

  func optional<T>(_ name: String, _ read: (String) throws(CertificateError) -> T) throws(CertificateError) -> T? {
    members.contains { $0.name == name } ? try read(name) : nil
  }

  func member(_ name: String) throws(CertificateError) -> MemberReader {
    try MemberReader(try value(name), "\(place).\(name)")
  }

  func string(_ name: String) throws(CertificateError) -> String {
    guard case .string(let text) = try value(name) else { throw error("has a '\(name)' that is no string") }
    return text
  }

  func integer(_ name: String) throws(CertificateError) -> Int {
    guard case .integer(let number) = try value(name) else { throw error("has a '\(name)' that is no whole number") }
    return number
  }

  func day(_ name: String) throws(CertificateError) -> Day {
    guard let day = Day(try string(name)) else { throw error("has a '\(name)' that is no day") }
    return day
  }

  func code(_ name: String) throws(CertificateError) -> Code {
    guard let code = Code(try string(name)) else { throw error("has a '\(name)' that is no code") }
    return code
  }

  private func elements(_ name: String) throws(CertificateError) -> [CanonicalValue] {
    guard case .list(let elements) = try value(name) else { throw error("has a '\(name)' that is no list") }
    return elements
  }

  func list<T>(
    _ name: String, _ read: (MemberReader) throws(CertificateError) -> T
  ) throws(CertificateError) -> [T] {
    var result: [T] = []
    for (index, element) in try elements(name).enumerated() {
      result.append(try read(try MemberReader(element, "\(place).\(name)[\(index)]")))
    }
    return result
  }

  func codes(_ name: String) throws(CertificateError) -> [Code] {
    var result: [Code] = []
    for element in try elements(name) {
      guard case .string(let text) = element, let code = Code(text) else { throw error("has no code in '\(name)'") }
      result.append(code)
    }
    return result
  }

  func span(_ name: String) throws(CertificateError) -> ByteSpan { try span(try value(name), name) }

  func spans(_ name: String) throws(CertificateError) -> [ByteSpan] {
    var result: [ByteSpan] = []
    for element in try elements(name) { result.append(try span(element, name)) }
    return result
  }

  private func span(_ value: CanonicalValue, _ name: String) throws(CertificateError) -> ByteSpan {
    guard case .list(let ends) = value, ends.count == 2, case .integer(let start) = ends[0],
      case .integer(let end) = ends[1], start < end
    else { throw error("has no span in '\(name)'") }
    return ByteSpan(start, end)
  }
}

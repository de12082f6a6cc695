import Certificate
import ClinicalText
import ICD10CM
import Testing

@Suite
struct FormTests {
  private func sample() throws -> CodingCertificate {
    let code = try #require(Code("M85.89"))
    let day = try #require(Day("2026-10-01"))
    let step = CodingCertificate.Step(
      code: code, row: 7, rule: "term", source: "own \"x\" \\ \u{1} é", spans: [ByteSpan(0, 4)])
    return CodingCertificate(
      input: CodingCertificate.Input(Array("note".utf8)),
      book: CodingCertificate.BookReference(edition: "2027", from: day, hash: "00", to: day),
      settings: CodingCertificate.Settings(setting: "outpatient", kind: "dxa", date: day, age: 64, sex: "female"),
      assignments: [CodingCertificate.Assigned(span: ByteSpan(0, 4), steps: [step])],
      rejections: [
        CodingCertificate.Rejected(span: ByteSpan(5, 6), rule: "excludes1", source: "x", steps: [step], by: code),
        CodingCertificate.Rejected(span: ByteSpan(7, 9), rule: "negated", source: "y", steps: [], by: nil),
      ], queries: [CodingCertificate.Query(code: code, span: ByteSpan(0, 4), answers: [code])])
  }

  @Test
  func `what is written is read back, byte for byte`() throws {
    let certificate = try sample()
    let bytes = certificate.canonicalBytes()
    let read = try CodingCertificate(canonicalBytes: bytes)
    #expect(read == certificate)
    #expect(read.canonicalBytes() == bytes)
    #expect(try CodingCertificate(canonicalBytes: bytes + [0x0A]) == certificate)
  }

  @Test(arguments: [
    ("{\"assignments\"", "{ \"assignments\""),  // white space
    ("\"age\":64", "\"age\":064"), ("\"age\":64", "\"age\":64.0"), ("\"age\":64", "\"age\":6.4e1"),
    ("\"age\":64,", ""),  // content without its sum
    ("\"forced\":0", "\"forced\":false"), ("\"form\":1", "\"form\":2"),
    ("\"rule\":\"term\"", "\"rule\":\"\\u0074erm\""),  // an escape that is not needed
    ("\"row\":7,\"rule\":\"term\"", "\"rule\":\"term\",\"row\":7"),  // members out of order
    ("\"row\":7", "\"row\":7,\"row\":7"), ("\"row\":7", "\"row\":7,\"rox\":7"),
    ("[0,4]", "[4,0]"), ("[0,4]", "[0,0]"), ("[0,4]", "[0,4,5]"), ("[0,4]", "[-1,4]"),
    ("\"M85.89\"", "\"m85.89\""), ("\"M85.89\"", "\"M8589\""), ("\"M85.89\"", "\"85\""),
    ("2026-10-01", "20261001"), ("2026-10-01", "2026-13-01"),
    ("}", "}}"), ("]", "],"), ("\"queries\":[", "\"queries\":[[[[[[[[[[[[[[[["),
  ])
  func `another form is refused`(_ old: String, _ new: String) throws {
    let text = String(decoding: try sample().canonicalBytes(), as: UTF8.self)
    let range = try #require(text.firstRange(of: old))
    let changed = text.replacingCharacters(in: range, with: new)
    #expect(throws: CertificateError.self) { try CodingCertificate(canonicalBytes: Array(changed.utf8)) }
  }

  @Test(arguments: ["", "{", "[]", "{}", "null", "\"", "{\"a\":1}", "\u{FEFF}{}"])
  func `what is no certificate is refused`(_ text: String) {
    #expect(throws: CertificateError.self) { try CodingCertificate(canonicalBytes: Array(text.utf8)) }
  }

  @Test
  func `bytes that are not UTF-8 are refused`() throws {
    var bytes = try sample().canonicalBytes()
    let place = try #require(bytes.firstRange(of: Array("term".utf8)))
    bytes[place.lowerBound] = 0xFF
    #expect(throws: CertificateError.self) { try CodingCertificate(canonicalBytes: bytes) }
  }

  @Test
  func `a cut certificate is refused at every length`() throws {
    let bytes = try sample().canonicalBytes()
    for length in 0..<bytes.count {
      #expect(throws: CertificateError.self) { try CodingCertificate(canonicalBytes: Array(bytes[..<length])) }
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}

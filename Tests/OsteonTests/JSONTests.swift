import JSON
import Testing

@testable import osteon

@Suite struct JSONTests {
  @Test(arguments: [
    ("{}", "{}"), (" [1, -2.5e3 ,true,null]\r\n", "[1,-2.5e3,true,null]"), (#""a\u00e9\n\"\/""#, #""aé\n\"/""#),
    (#""\ud83e\uddb4""#, "\"🦴\""), (#""\ud83e x""#, "\"\u{FFFD} x\""),
    (#"{"id":12345678901234567890}"#, #"{"id":12345678901234567890}"#),
    (#"{"b":1,"a":{"c":[]}}"#, #"{"b":1,"a":{"c":[]}}"#), ("\"tab\\u0009\"", "\"tab\\t\""),
  ])
  func `reads and writes values`(_ text: String, _ written: String) throws {
    var output = JSONOutput()
    output.value(try JSONReader.value(of: Array(text.utf8)))
    #expect(String(decoding: output.bytes, as: UTF8.self) == written)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "1.", "-", "1e", "tru", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"a\nb\"",
    "{} {}", "nan", "'a'", "[1 2]", "+1", String(repeating: "[", count: 70),
  ])
  func `refuses what is no JSON`(_ text: String) {
    #expect(throws: JSONError.self) { try JSONReader.value(of: Array(text.utf8)) }
  }

  @Test func `refuses bytes that are not UTF-8 and says where`() {
    #expect(throws: JSONError(message: "bytes that are not UTF-8", offset: 2)) {
      try JSONReader.value(of: [0x22, 0x61, 0xFF, 0x22])
    }
  }

  @Test func `the last of several members with a name counts`() throws {
    let value = try JSONReader.value(of: Array(#"{"a":1,"a":2}"#.utf8))
    #expect(value["a"]?.integer == 2)
    #expect(value["b"] == nil)
  }

  @Test func `writes numbers without a fraction of zero, and no number that JSON lacks`() {
    var output = JSONOutput()
    output.array([1.0, -2.5, .nan, 0.1]) { $0.number($1) }
    #expect(String(decoding: output.bytes, as: UTF8.self) == "[1,-2.5,null,0.1]")
  }

  @Test func `what is not UTF-8 in a note is written as a replacement character`() {
    var output = JSONOutput()
    output.string(utf8: [0x61, 0xE9, 0x62][...])
    #expect(String(decoding: output.bytes, as: UTF8.self) == "\"a\u{FFFD}b\"")
  }
}

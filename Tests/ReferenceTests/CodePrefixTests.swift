import ICD10CM
import Testing

@testable import Reference

@Suite struct CodePrefixTests {
  @Test(arguments: [
    ("M", "M85.89", true), ("m8", "M85.89", true), ("M85", "M85.89", true), ("M85.", "M85.89", true),
    ("M85.8-", "M85.89", true), ("M80.-", "M80.08XA", true), ("M8589", "M85.89", true), ("M85.89", "M85.89", true),
    ("M85.89", "M85.8", false), ("S", "M85.89", false), ("M8", "M17.11", false), ("S72.141A", "S72.141A", true),
  ])
  func `is the start of a code or is not`(text: String, code: String, isStart: Bool) throws {
    let (prefix, code) = (try #require(CodePrefix(text)), try #require(Code(code)))
    #expect(prefix.matches(code) == isStart)
  }

  @Test(arguments: ["", "-", ".", "8", "85", "M.8", "MMM", "M8X.12345", "ä", "M85.8 9"])
  func `no code starts so`(text: String) { #expect(CodePrefix(text) == nil) }
}

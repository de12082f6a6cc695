import Certificate
import Coding
import Testing

@Suite
struct RuleTableTests {
  @Test(arguments: CodingRule.all.map { ($0.id, $0.source) })
  func `the verifier knows every rule of the engine and its source`(_ id: String, _ source: String) {
    #expect(Verifier.rules.first { $0.id == id }?.source == source, "add or mend its entry in Certificate's RuleTable")
  }

  @Test
  func `the verifier knows no other rules, and none twice`() {
    #expect(Verifier.rules.map(\.id).sorted() == CodingRule.all.map(\.id).sorted())
  }
}

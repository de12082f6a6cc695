import ICD10CM
import Reference
import Testing

@Suite struct BillingFactsTests {
  @Test func nothingIsInstalledUntilGiven() throws {
    let facts = NoBillingFacts().facts(for: try #require(Code("M85.89")), edition: "2027")
    #expect(facts == CodeBilling())
    #expect(facts.drg == nil)
  }

  @Test func anEmptyTableIsNotAnAbsentOne() {
    #expect(CodeBilling(hcc: []) != CodeBilling())
  }
}

import Testing

@testable import osteon_fuzz

/// Changes good inputs at random and demands a value or an error that says enough: no trap, no hang.
///
/// Each reader runs for half a second here; `Scripts/fuzz.sh` runs them for minutes.
@Suite(.serialized) struct FuzzTests {
  static let parsers = Result { try OsteonFuzz.all() }
  static let names = [
    "tabular", "index", "order", "codes", "addenda", "book", "forged-book", "text", "density", "code", "row",
    "certificate", "encounter", "claim", "status",
  ]

  @Test func `every reader is listed`() throws { #expect(try Self.parsers.get().map(\.name) == Self.names) }

  @Test(arguments: names) func survives(_ name: String) throws {
    let parser = try #require(try Self.parsers.get().first { $0.name == name })
    let result = try FuzzRun(parser, seed: 20_261_123).run(for: .milliseconds(500))
    #expect(result.findings == [])
    #expect(result.slowest < .seconds(10))
    // A mutator that never or always breaks its input tests nothing; but any bytes with a word in them are a text.
    let isTested = result.accepted > 0 && (result.refused > 0 || name == "text")
    #expect(isTested, "\(result.accepted) accepted, \(result.refused) refused")
  }
}

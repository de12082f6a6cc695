import Billing
import ICD10CM
import Testing

@Suite struct ClaimPartsTests {
  // MARK: Money

  @Test(arguments: [
    ("0", 0), ("120", 12000), ("120.5", 12050), ("120.50", 12050), (".5", 50), ("0.05", 5), ("-3.25", -325),
    ("999999999.99", 99_999_999_999),
  ])
  func `an amount is read to the cent`(_ text: String, _ cents: Int) { #expect(Money(text)?.cents == cents) }

  @Test(arguments: ["", ".", "-", "1.234", "1,000", "1e3", "abc", "12.3.4", "99999999999", "１２", "+5", " 5"])
  func `what is no amount is refused`(_ text: String) { #expect(Money(text) == nil) }

  @Test(arguments: [(0, "0.00"), (5, "0.05"), (12050, "120.50"), (-325, "-3.25"), (-5, "-0.05")])
  func `an amount is written with two decimals`(_ cents: Int, _ text: String) {
    #expect(Money(cents: cents)?.description == text)
  }

  @Test func `sums are exact, and refuse to overflow`() throws {
    let tenCents = try #require(Money(cents: 10))
    #expect(Money.sum(Array(repeating: tenCents, count: 3))?.description == "0.30")
    let most = try #require(Money(cents: Money.maximumCents))
    #expect(Money.sum([most, tenCents]) == nil)
  }

  // MARK: Provider identifiers

  // The first is the example of CMS's own description of the check digit.
  @Test(arguments: ["1234567893", "1245319599", "1912301953", "2000000002"])
  func `an identifier with a right check digit is one`(_ text: String) {
    #expect(ProviderIdentifier(text)?.description == text)
  }

  @Test(arguments: [
    "1234567890", "1234567894", "123456789", "12345678933", "3234567893", "12345678a3", "", "１２３４５６７８９３",
  ])
  func `any other is none`(_ text: String) { #expect(ProviderIdentifier(text) == nil) }

  // MARK: Days

  @Test(arguments: [
    ("1959-04-17", "2026-04-16", 66), ("1959-04-17", "2026-04-17", 67), ("2024-02-29", "2025-02-28", 0),
    ("2024-02-29", "2025-03-01", 1),
  ])
  func `age is in completed years`(_ birth: String, _ day: String, _ age: Int) throws {
    #expect(try #require(Day(birth)).age(on: try #require(Day(day))) == age)
  }

  @Test(arguments: [
    ("2024-01-31", "2024-02-01", 0), ("2024-01-01", "2024-03-31", 1), ("2024-01-10", "2026-01-01", 23),
    ("2024-01-10", "2025-12-31", 22), ("2024-01-10", "2024-01-20", -1),
  ])
  func `months count from the month after`(_ first: String, _ second: String, _ months: Int) throws {
    #expect(try #require(Day(first)).fullMonths(to: try #require(Day(second))) == months)
  }

  @Test(arguments: [
    ("2026-02-28", "2026-03-01", 1), ("2024-02-28", "2024-03-01", 2), ("2025-12-31", "2026-01-01", 1),
    ("2026-01-01", "2026-12-31", 364), ("2026-03-01", "2026-02-28", -1),
  ])
  func `days between days`(_ first: String, _ second: String, _ days: Int) throws {
    #expect(try #require(Day(first)).days(to: try #require(Day(second))) == days)
  }
}

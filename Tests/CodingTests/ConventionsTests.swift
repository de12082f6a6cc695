import ClinicalText
import Coding
import ICD10CM
import Testing

/// The conventions that look at all codes of a note together.
@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct ConventionsTests {
  private func codes(_ text: String) throws -> [String] {
    let coder = try Coder(book: try #require(InstalledBook.newest))
    return coder.code(Document(text)).assignments.map { coder.book.code(of: $0.node).description }
  }

  @Test(arguments: [
    ("ASSESSMENT:\n1. Right carpal tunnel syndrome.\n2. Numbness of the right hand.", ["G56.01"]),
    ("ASSESSMENT:\n1. Osteoarthritis of the left knee.\n2. Left knee pain.", ["M17.12"]),
    // Pain of another joint is a problem of its own.
    ("ASSESSMENT:\n1. Osteoarthritis of the left knee.\n2. Right shoulder pain.", ["M17.12", "M25.511"]),
    // A symptom without a disease stands.
    ("ASSESSMENT:\n1. Left knee pain.\n2. Hypertension.", ["M25.562", "I10"]),
  ])
  func `symptoms of a coded disease are dropped`(_ text: String, _ expected: [String]) throws {
    #expect(try codes(text) == expected)
  }

  @Test(arguments: [
    ("ASSESSMENT:\n1. Hypertension.\n2. Congestive heart failure.", ["I11.0", "I50.9"]),
    ("ASSESSMENT:\n1. Type 2 diabetes.\n2. Hypertension.", ["E11.9", "I10"]),
  ])
  func `conditions that the classification links are combined`(_ text: String, _ expected: [String]) throws {
    #expect(try codes(text) == expected)
  }

  @Test func `chronic pain takes a second code`() throws {
    #expect(try codes("ASSESSMENT:\nChronic left knee pain.") == ["M25.562", "G89.29"])
    #expect(try codes("ASSESSMENT:\nLeft knee pain.") == ["M25.562"])
  }

  @Test(arguments: [
    ("HPI: She was playing volleyball yesterday and twisted her right ankle.\n\nASSESSMENT: Right ankle sprain.", true),
    ("HPI: He plays volleyball on weekends.\n\nASSESSMENT: Osteoarthritis of the left knee.", false),
  ])
  func `activities are reported beside an injury only`(_ text: String, _ isReported: Bool) throws {
    #expect(try codes(text).contains("Y93.68") == isReported)
  }

  @Test(arguments: [
    // Follow-up is of what is cured; an appointment is none.
    ("ASSESSMENT: Hypertension.\n\nINSTRUCTIONS: Follow up in 2 weeks.", ["I10"]),
    ("PAST SURGICAL HISTORY: Appendectomy.\n\nASSESSMENT: Left carpal tunnel syndrome.", ["G56.02"]),
    ("ASSESSMENT:\n1. Hypothyroidism.\n2. Status post kidney transplant.", ["E03.9", "Z94.0"]),
  ])
  func `a status is reported where the provider lists it`(_ text: String, _ expected: [String]) throws {
    #expect(try codes(text) == expected)
  }
}

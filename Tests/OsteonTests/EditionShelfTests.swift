import Coding
import Foundation
import ICD10CM
import Testing

@testable import osteon

@Suite struct EditionShelfTests {
  private static let autumn = Day(year: 2026, month: 11, day: 23)

  @Test(arguments: [
    ("2025-10-01", "2026"), ("2026-03-31", "2026"), ("2026-04-01", "2026-04"), ("2026-09-30", "2026-04"),
    ("2026-10-01", "2027"), ("2027-09-30", "2027"),
  ])
  func `the date of service picks the edition`(_ date: String, _ edition: String) throws {
    try withThreeEditions { shelf in
      let choice = try EditionShelf(shelf, today: Self.autumn).choose(date: date, edition: nil)
      #expect(choice.coder.book.edition.name == edition)
      #expect(choice.notices.isEmpty)
    }
  }

  @Test(arguments: [("2025-09-30", "fiscal year 2025"), ("2027-10-01", "fiscal year 2028")])
  func `a date outside every edition says what to install`(_ date: String, _ remedy: String) throws {
    try withThreeEditions { shelf in
      let failure = failure { try EditionShelf(shelf, today: Self.autumn).choose(date: date, edition: nil) }
      #expect(failure?.status == .unavailable)
      #expect(failure?.description.contains(remedy) == true)
    }
  }

  @Test func `without a date the newest edition is used, and its end is said`() throws {
    try withThreeEditions { shelf in
      let now = try EditionShelf(shelf, today: Self.autumn).choose(date: nil, edition: nil)
      #expect(now.coder.book.edition.name == "2027")
      #expect(now.notices.isEmpty)
      let later = try EditionShelf(shelf, today: Day("2027-10-02")).choose(date: nil, edition: nil)
      #expect(later.notices.joined().contains("a newer one is in force"))
      let early = try EditionShelf(shelf, today: Day("2026-09-01")).choose(date: nil, edition: nil)
      #expect(early.notices.joined().contains("not in force before 2026-10-01"))
    }
  }

  @Test func `a forced edition is said loudly, also where the right one is absent`() throws {
    try withThreeEditions { shelf in
      let editions = try EditionShelf(shelf, today: Self.autumn)
      let forced = try editions.choose(date: "2026-11-01", edition: "2026")
      #expect(forced.coder.book.edition.name == "2026")
      #expect(forced.notices.joined().contains("NOT IN FORCE on 2026-11-01: edition 2027 is"))
      let absent = try editions.choose(date: "2029-01-05", edition: "2027")
      #expect(absent.notices.joined().contains("fiscal year 2029 is, and is not installed"))
      let right = try editions.choose(date: "2026-11-01", edition: "2027")
      #expect(right.notices.joined().contains("WAS FORCED"))
    }
  }

  @Test func `an edition that is not installed, a date that is none, and an empty shelf are errors`() throws {
    try withThreeEditions { shelf in
      let editions = try EditionShelf(shelf, today: Self.autumn)
      #expect(failure { try editions.choose(date: nil, edition: "2031") }?.status == .unavailable)
      #expect(failure { try editions.choose(date: "1 May", edition: nil) }?.status == .usage)
    }
    let empty = Shelf(folder: FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString))
    #expect(failure { try EditionShelf(empty) }?.status == .unavailable)
  }
}

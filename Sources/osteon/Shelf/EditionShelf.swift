import Coding
import Foundation
import ICD10CM
import Synchronization

/// The installed editions, and the choice among them by date of service. An edition is opened for coding when it is
/// first chosen.
final class EditionShelf: Sendable {
  /// A choice with what the reader of the result must be told.
  struct Choice: Sendable {
    let coder: Coder
    /// What every output must say of the edition; empty where nothing needs to be said.
    let notices: [String]
  }

  private let books: [Book]
  private let today: Day?
  private let coders = Mutex<[String: Coder]>([:])

  init(_ shelf: Shelf, today: Day? = EditionShelf.today) throws {
    books = try shelf.books()
    self.today = today
    guard !books.isEmpty else { throw shelf.emptiness }
  }

  private var installed: String { books.map(\.edition.name).joined(separator: ", ") }

  /// The edition for a date of service; without a date the newest one. A forced edition is said loudly.
  func choose(date: String?, edition: String?) throws -> Choice {
    let day = try date.map { text in
      guard let day = Day(text) else { throw CommandFailure(.usage, "'\(text)' is no date; write YYYY-MM-DD") }
      return day
    }
    if let edition { return try forced(edition, on: day) }
    if let day {
      guard let book = inForce(on: day) else { throw none(on: day) }
      return Choice(coder: try coder(book), notices: [])
    }
    guard let newest = books.last else { throw CommandFailure(.unavailable, "no code book is installed") }
    return Choice(coder: try coder(newest), notices: notices(newest.edition))
  }

  private func inForce(on day: Day) -> Book? { books.last { $0.edition.isInForce(on: day) } }

  private func none(on day: Day) -> CommandFailure {
    CommandFailure(
      .unavailable,
      "no installed edition is in force on \(day) (installed: \(installed)); install \(Self.editionInForce(on: day))")
  }

  private func forced(_ name: String, on day: Day?) throws -> Choice {
    guard let book = books.last(where: { $0.edition.name == name }) else {
      throw CommandFailure(.unavailable, "edition \(name) is not installed (installed: \(installed))")
    }
    var notice = "EDITION \(name) WAS FORCED by --edition"
    guard let when = day ?? today else { return Choice(coder: try coder(book), notices: [notice]) }
    if book.edition.isInForce(on: when) {
      notice += "; it is in force on \(when)"
    } else if let right = inForce(on: when) {
      notice += " AND IS NOT IN FORCE on \(when): edition \(right.edition.name) is"
    } else {
      notice += " AND IS NOT IN FORCE on \(when): \(Self.editionInForce(on: when)) is, and is not installed"
    }
    return Choice(coder: try coder(book), notices: [notice])
  }

  /// Without a date of service the newest edition is used, whatever the calendar says of it.
  private func notices(_ edition: Edition) -> [String] {
    guard let today else { return [] }
    if edition.effectiveTo < today {
      return [
        "edition \(edition.name) ended on \(edition.effectiveTo): a newer one is in force; give --date for the date of "
          + "service, or install \(Self.editionInForce(on: today))"
      ]
    }
    if today < edition.effectiveFrom {
      return [
        "edition \(edition.name) is not in force before \(edition.effectiveFrom); give --date for the date of service"
      ]
    }
    return []
  }

  /// What the edition in force on a day is called: fiscal years start on 1 October, the update is of 1 April.
  static func editionInForce(on day: Day) -> String {
    if day.month >= 10 { return "the edition of fiscal year \(day.year + 1)" }
    if day.month < 4 { return "the edition of fiscal year \(day.year)" }
    return "the edition of fiscal year \(day.year) with the April update"
  }

  private func coder(_ book: Book) throws -> Coder {
    try coders.withLock { coders in
      if let coder = coders[book.edition.name] { return coder }
      let coder = try Coder(book: book)
      coders[book.edition.name] = coder
      return coder
    }
  }

  /// The day here, by the system's own clock and time zone (a `Calendar` costs five milliseconds at the start).
  static var today: Day? {
    var now = time(nil)
    var parts = unsafe tm()
    guard unsafe localtime_r(&now, &parts) != nil else { return nil }
    return unsafe Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }
}

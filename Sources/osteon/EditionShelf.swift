import ArgumentParser
import Coding
import Foundation
import ICD10CM

/// The installed editions, opened for coding, and the choice among them by date of service.
struct EditionShelf: Sendable {
  /// A choice with what the reader of the result must be told.
  struct Choice {
    let coder: Coder
    let warning: String?
  }

  private let coders: [Coder]

  init(_ shelf: Shelf) throws {
    var coders: [Coder] = []
    for book in try shelf.books() { coders.append(try Coder(book: book)) }
    guard !coders.isEmpty else {
      throw ValidationError("no code book is installed in \(shelf.folder.path); run 'osteon book build' or 'make book'")
    }
    self.coders = coders
  }

  /// The edition for a date of service; without a date the newest, with a warning if today is past its end.
  func choose(date: String?, edition: String?) throws -> Choice {
    let installed = coders.map(\.book.edition.name).joined(separator: ", ")
    let day = try date.map { text in
      guard let day = Day(text) else { throw ValidationError("'\(text)' is no date; write YYYY-MM-DD") }
      return day
    }
    if let edition {
      guard let coder = coders.last(where: { $0.book.edition.name == edition }) else {
        throw ValidationError("edition \(edition) is not installed (installed: \(installed))")
      }
      guard let day, !coder.book.edition.isInForce(on: day) else { return Choice(coder: coder, warning: nil) }
      return Choice(
        coder: coder, warning: "EDITION \(edition) WAS FORCED: it is not in force on \(day)")
    }
    guard let day else {
      guard let newest = coders.last else { throw ValidationError("no code book is installed") }
      let isOver = Self.today.map { newest.book.edition.effectiveTo < $0 } ?? false
      return Choice(
        coder: newest,
        warning: isOver
          ? "edition \(newest.book.edition.name) ended on \(newest.book.edition.effectiveTo): a newer one is in force"
          : nil)
    }
    guard let coder = coders.last(where: { $0.book.edition.isInForce(on: day) }) else {
      throw ValidationError(
        "no installed edition is in force on \(day) (installed: \(installed)); install the edition of fiscal year \(day.month >= 10 ? day.year + 1 : day.year)"
      )
    }
    return Choice(coder: coder, warning: nil)
  }

  private static var today: Day? {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    return Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
  }
}

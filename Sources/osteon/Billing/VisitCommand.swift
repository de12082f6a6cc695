import ArgumentParser
import Billing
import ClinicalText
import Coding
import Foundation
import Interchange

/// `osteon visit`: what a note supports for an office visit.
struct VisitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "visit", abstract: "Shows which medical decision making a visit note supports, with its words.",
    discussion: """
      Problems, data and risk after the rules for office visits since 2021; two of three decide. Thresholds are
      unverified: the table is the AMA's. The helper states what the note shows; it sets no quota, and proposes nothing
      to add. Where the X-ray is billed by the same practice, its review does not count as data.
      """)
  @Argument(help: "Note; '-' is standard input.") var file: String
  @Flag(help: "The patient is new to the practice.") var new = false
  @OptionGroup var encounter: EncounterOptions

  func run() throws {
    let document = Document(try CodeCommand.read(file))
    let defaults = try encounter.defaults()
    let choice = try EditionShelf(Shelf()).choose(date: defaults.date, edition: defaults.edition)
    let note = choice.coder.code(document, in: defaults.context)
    let visit = try Self.reader().read(document, note, book: choice.coder.book)
    print(Self.page(visit, isNew: new, document: document))
  }

  /// The reader with the phrases of Knowledge/visits.
  static func reader() throws -> VisitReader {
    guard let folder = KnowledgeFolder.find("visits") else {
      throw CommandFailure(.noInput, "no folder Knowledge/visits here or above the program")
    }
    let file = folder.appendingPathComponent("signs.tsv").path
    do { return VisitReader(try DecisionSigns(try CodeCommand.read(file), file: file)) } catch let error as TableError {
      throw CommandFailure(.badInput, error.description)
    }
  }

  static func page(_ visit: DecisionMaking, isNew: Bool, document: Document) -> String {
    var lines = ["supports \(visit.level.visit(isNew: isNew))  \(visit.level.name) decision making"]
    for element in DecisionElement.allCases {
      lines.append("\(element.rawValue): \(visit.level(of: element).name)")
      for item in visit.evidence where item.sign.element == element {
        let words = document.text(ByteSpan(item.start, item.end))
        lines.append("  \(item.sign.rawValue)  \(item.subject)  \"\(words)\" \(item.start)–\(item.end)")
      }
    }
    for element in visit.absent { lines.append("nothing found for \(element.rawValue)") }
    lines.append("thresholds after public summaries of the AMA's table: unverified")
    return lines.joined(separator: "\n")
  }
}

import ArgumentParser
import Billing
import Foundation

/// `osteon check`: coverage, edits and what else a biller must see of an encounter.
struct CheckCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks an encounter or an 837P claim: coverage, edits, what is missing.",
    discussion: """
      FILE is an encounter as JSON (Documentation/billing.md) or an 837P; '-' is standard input. Ends with status 1 where
      an edit fails or a service is not covered. Nothing is changed; diagnoses are the coder's.
      """)
  @Argument(help: "Encounter (JSON) or 837P.") var file: String
  @Option(help: "text or json.") var format: Format = .text

  func run() throws {
    var isClean = true
    let books = try Shelf().books()
    for encounter in try EncounterFile(file).encounters {
      let tables = try BillingTables(books: books, procedures: Set(encounter.claim.lines.map(\.procedure)))
      let review = EncounterReview(encounter, tables: tables.review)
      isClean = isClean && review.isClean
      switch format {
      case .text: print(review.text())
      case .json: try Console.write(review.json())
      }
    }
    if !isClean { throw ExitCode(ExitStatus.found.rawValue) }
  }
}

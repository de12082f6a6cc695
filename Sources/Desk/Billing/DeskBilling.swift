public import Billing
import Coding
import Foundation
import ICD10CM
import Practice

/// How the desk gets at the tables of billing.
public struct DeskBilling: Sendable {
  /// The tables for some procedures: of large imported tables only what these need.
  public let tables: @Sendable (_ procedures: Set<String>) throws -> ReviewTables

  /// Creates it from a function.
  public init(tables: @escaping @Sendable (_ procedures: Set<String>) throws -> ReviewTables) { self.tables = tables }

  /// Procedures to choose from, by number. A licensed list has thousands, those of the project are a few dozen: what is
  /// beyond 400 is typed.
  func glosses() throws -> [(number: String, gloss: String)] {
    try tables([]).edits.procedures.rows.values.sorted { $0.number < $1.number }.prefix(400).map {
      ($0.number, $0.gloss)
    }
  }
}

/// The billing of an encounter: after the codes, and apart from them. It is given codes that were decided on; nothing of
/// it goes back to what codes the note.
struct BillingDesk: Sendable {
  let configuration: DeskConfiguration
  let lists: UserLists
  let notes: LiveNotes

  /// A claim with its review.
  struct Sheet {
    var draft: ClaimDraft
    var diagnoses: [DecidedDiagnosis]
    var entry: BillingEntry
    var version: Int
    /// `nil` without a date of service, a service, or the tables.
    var review: EncounterReview?
  }

  func sheet(of id: String) throws -> Sheet {
    let encounter: Practice.Encounter
    let entry: BillingEntry
    let version: Int
    do throws(PracticeError) {
      encounter = try configuration.store.encounter(id)
      (entry, version) = try configuration.store.billing(of: id)
    } catch { throw DeskError(error) }
    let diagnoses = try diagnoses(of: encounter)
    let draft = ClaimDraft(
      entry, id: id, content: encounter.content, diagnoses: diagnoses, practice: lists.practiceDetails,
      written: Day(Date().formatted(.iso8601.year().month().day())))
    var sheet = Sheet(draft: draft, diagnoses: diagnoses, entry: entry, version: version)
    if let billing = configuration.billing, let encounter = draft.encounter, !encounter.claim.lines.isEmpty {
      let tables = try billing.tables(Set(encounter.claim.lines.map(\.procedure)))
      sheet.review = EncounterReview(encounter, tables: tables)
    }
    return sheet
  }

  /// The codes of the signed package; before the signature what was decided, and what was proposed and waits.
  private func diagnoses(of encounter: Practice.Encounter) throws -> [DecidedDiagnosis] {
    if encounter.signed != nil {
      let signed: SignedPackage
      do throws(PracticeError) { signed = try configuration.store.package(of: encounter.id) } catch {
        throw DeskError(error)
      }
      let package = try DeskJSON.decode(DocumentationPackage.self, from: Array(signed.json))
      return package.diagnoses.map { DecidedDiagnosis(code: $0.code, title: $0.title, isDecided: true) }
    }
    let request = AnalysisRequest(encounter.content)
    let book = try configuration.coding.choose(request.date).coder.book
    let decisions = Dictionary(encounter.content.decisions.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    return try notes.analysis(of: request, encounter: encounter.id).codes.compactMap { row in
      guard let decision = decisions[row.code] else {
        return DecidedDiagnosis(code: row.code, title: row.title, isDecided: false)
      }
      switch decision.action {
      case .rejected: return nil
      case .accepted, .queried: return DecidedDiagnosis(code: row.code, title: row.title, isDecided: true)
      case .changed:
        let title = Code(decision.replacement).flatMap { book.node($0) }.map { book.title(of: $0) }
        return DecidedDiagnosis(code: decision.replacement, title: title ?? "", isDecided: true)
      }
    }
  }
}

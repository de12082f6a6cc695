import Billing
import ClinicalText
import Coding
import ICD10CM
import Interchange

/// Encounters out of a file: JSON, or an 837P.
struct EncounterFile {
  /// The encounters, one of a JSON file, or all claims of an 837P.
  let encounters: [Encounter]
  /// Who sends claims, where the file says so.
  let submitter: EncounterDocument.Submitter?
  /// The envelope of an 837P.
  let envelope: ClaimTransmission.Envelope?

  /// Reads a file. Where a JSON encounter holds a note and no diagnoses, the note is coded in the edition of its day.
  init(_ name: String, shelf: Shelf = Shelf()) throws {
    let bytes = try CodeCommand.read(name)
    do {
      if bytes.starts(with: Array("ISA".utf8)) {
        let transmission = try ClaimReader.read(bytes)
        for remark in transmission.remarks { Console.warn("\(Self.shown(name)): \(remark)") }
        encounters = transmission.claims.map { Encounter($0) }
        (submitter, envelope) = (nil, transmission.envelope)
      } else {
        var document = try EncounterReader.read(bytes)
        if let note = document.note, document.encounter.claim.diagnoses.isEmpty {
          try Self.code(note, into: &document.encounter.claim, shelf: shelf)
        }
        encounters = [document.encounter]
        (submitter, envelope) = (document.submitter, nil)
      }
    } catch let error as EncounterError {
      throw CommandFailure(.badInput, "\(Self.shown(name)): \(error.description)")
    } catch let error as X12Error {
      throw CommandFailure(.badInput, "\(Self.shown(name)): \(error.description)")
    }
  }

  /// What a file is called in a message.
  static func shown(_ name: String) -> String { name == "-" ? "standard input" : name }

  private static func code(_ note: String, into claim: inout Claim, shelf: Shelf) throws {
    let choice = try EditionShelf(shelf).choose(date: claim.firstDay.map { "\($0)" }, edition: nil)
    let coded = choice.coder.code(Document(Array(note.utf8)))
    claim.diagnoses = coded.assignments.map { choice.coder.book.code(of: $0.node) }
    let pointers = Array(1...max(1, min(4, claim.diagnoses.count)))
    for index in claim.lines.indices { claim.lines[index].pointers = pointers }
  }
}

import ClinicalText
import Findings
import ICD10CM

/// A visit in the weeks after a joint replacement is its aftercare; the Tabular has the joint's code added to it ("use
/// additional code" at Z47.1; Guidelines I.C.21.c.7).
struct AftercareOfJoint {
  private static let joints: CodeFamily = "Z96.6"
  /// Other aftercare and complications; a fracture that heals takes its 7th character instead (Excludes1 at Z47).
  private static let other: CodeFamily = "Z47 T84 M97 T81 S00-S99 M80 M84"

  let book: Book
  let document: Document
  let outline: NoteOutline

  /// Adds Z47.1 before the replaced joint that the conclusion lists with the weeks since the operation, where no other
  /// aftercare and no complication is coded.
  func add(to note: inout CodedNote) {
    guard !outline.isOperative, !note.assignments.contains(where: { Self.other.contains(book.code(of: $0.node)) }),
      let aftercare = Code("Z47.1").flatMap(book.node)
    else { return }
    for index in note.assignments.indices {
      let joint = note.assignments[index]
      guard Self.joints.contains(book.code(of: joint.node)), joint.rank == Tier.head.rawValue,
        let period = JointAftercare.period(in: document.sentences[joint.mention.sentence].tokens, of: document)
      else { continue }
      var visit = joint
      visit.node = aftercare
      visit.steps = [
        DerivationStep(
          rule: .aftercareOfJoint, node: aftercare, spans: [joint.span, document.span(of: period)].sorted())
      ]
      visit.isUnspecific = false
      // It is the reason for the encounter, and is sequenced as a diagnosis.
      visit.isStatus = false
      note.assignments.insert(visit, at: index)
      return
    }
  }
}

import BoneDensity
import ClinicalText
import Findings
import ICD10CM

/// Which status, history, follow-up and aftercare codes a note reports (Guidelines I.C.21.c).
///
/// A code of what was once or is all along adds to an encounter only where the provider lists it, or where it bears on
/// what is coded. Follow-up (Z09) is of what has been treated to its end (I.C.21.c.8), never beside a current disease.
struct Statuses {
  private static let bone: CodeFamily = "M80 M81 M83 M84 M85 M88 Z13.82"
  private static let onBone: CodeFamily = "Z09 Z13.82 Z78.0 Z79 Z82.62 Z87.31 Z87.81 Z90.72 Z98"
  private static let followUp: CodeFamily = "Z09 Z08"
  private static let aftercare: CodeFamily = "Z47 Z48 Z51"
  private static let general: CodeFamily = "Z71 Z00"
  private static let woundCare: CodeFamily = "Z48"
  private static let removal: CodeFamily = "Z47.2"
  private static let joints: CodeFamily = "Z96.6"
  private static let jointComplications: CodeFamily = "T84.0 T84.5 M97"
  private static let implants: CodeFamily = "Z96.7 Z96.8 Z96.9"

  let book: Book
  let outline: NoteOutline

  func superfluous(in note: CodedNote) -> [Int] {
    let list = note.assignments
    let diseases = list.filter { !$0.isStatus && !$0.isCause }
    let isBoneNote = !note.density.measurements.isEmpty || list.contains { Self.bone.contains(book.code(of: $0.node)) }
    let hasReasonForBoneDrug = list.contains { CodeFamily.reasonForBoneDrug.contains(book.code(of: $0.node)) }
    let isRemoval = list.contains { Self.removal.contains(book.code(of: $0.node)) }
    return list.indices.filter { index in
      guard list[index].isStatus else { return false }
      let code = book.code(of: list[index].node)
      // What is taken out is no longer present; a dressing after the operation is part of it.
      if isRemoval, Self.implants.contains(code) { return true }
      if outline.isOperative, Self.woundCare.contains(code) { return true }
      if Self.joints.contains(code), diseases.contains(where: { isComplication($0.node, ofJoint: list[index].node) }) {
        return true
      }
      let isListed = list[index].rank == Tier.head.rawValue || list[index].rank == Tier.preoperative.rawValue
      if isBoneNote, Self.onBone.contains(code) { return false }
      // A drug that bears on a diagnosis of bone stands beside it.
      if hasReasonForBoneDrug, CodeFamily.drugThatBearsOnBone.contains(code) { return false }
      if Self.followUp.contains(code) || Self.general.contains(code) { return !diseases.isEmpty }
      if isListed { return false }
      if Self.aftercare.contains(code) { return !diseases.isEmpty || list[index].rank > Tier.narrative.rawValue }
      return outline.hasConclusion && list.count > 1
    }
  }

  /// Whether a code names a complication of the very joint whose presence another states: it says all that the status
  /// does (Guidelines I.C.21.c.3).
  private func isComplication(_ disease: NodeID, ofJoint status: NodeID) -> Bool {
    guard Self.jointComplications.contains(book.code(of: disease)) else { return false }
    let (complication, presence) = (book.title(of: disease), book.title(of: status))
    let isSameSide = ["right", "left"].allSatisfy { complication.contains($0) == presence.contains($0) }
    return isSameSide && !BodyRegion(title: complication).isDisjoint(with: BodyRegion(title: presence))
  }
}

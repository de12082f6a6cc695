import BoneDensity
public import ClinicalText
import Findings
public import ICD10CM

/// Codes documents after one book.
///
/// ```swift
/// let coder = try Coder(book: Book(path: "2027.book"))
/// let note = coder.code(Document("Osteopenia of the lumbar spine and left femoral neck."))
/// print(note.assignments.map { coder.book.code(of: $0.node) })  // [M85.89]
/// ```
public struct Coder: Sendable {
  /// The edition in use.
  public let book: Book
  let special: SpecialWords
  let lineWords: ProblemLineWords
  /// The region of M85.8- that a site word of the Tabular belongs to.
  let regions: [WordID: SkeletalRegion]

  /// Throws `BookError` where a block that coding needs is altered or absent.
  public init(book: Book) throws(BookError) {
    try book.touch(.coding)
    self.book = book
    special = SpecialWords(book)
    lineWords = ProblemLineWords(book, special: special)
    regions = SkeletalRegion.words(in: book)
  }

  /// Codes one document.
  public func code(_ document: Document, in context: EncounterContext = EncounterContext()) -> CodedNote {
    let findings = Findings(document, book: book, isProblemLine: context.kind == .problem)
    var session = CodingSession(coder: self, findings: findings, context: context)
    return session.run()
  }
}

extension SkeletalRegion {
  /// Site words by region, nearest the Tabular's titles of M85.8-: shoulder, upper arm, forearm, hand, thigh, lower leg,
  /// ankle and foot; the spine, pelvis, ribs and head have no character of their own and are "other site".
  fileprivate static func words(in book: Book) -> [WordID: SkeletalRegion] {
    let table: [(SkeletalRegion, [String])] = [
      (.shoulder, ["shoulder", "clavicle", "scapula"]), (.upperArm, ["humerus", "elbow"]),
      (.forearm, ["forearm", "radius", "ulna", "wrist"]), (.hand, ["hand", "finger", "thumb", "metacarpal"]),
      (.thigh, ["thigh", "hip", "femur"]), (.lowerLeg, ["tibia", "fibula", "knee", "patella"]),
      (.ankleAndFoot, ["ankle", "foot", "toe", "heel", "calcaneus"]),
      (
        .other,
        [
          "vertebra", "spine", "lumbar", "thoracic", "cervical", "lumbosacral", "sacrum", "sacral", "pelvis", "rib",
          "skull", "trunk", "back",
        ]
      ),
    ]
    var result: [WordID: SkeletalRegion] = [:]
    for (region, words) in table {
      for word in words where book.word(word) != .none { result[book.word(word)] = region }
    }
    return result
  }
}

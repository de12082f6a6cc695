import ClinicalText
import ICD10CM

/// Words that a problem line is read with, as numbers of one book.
struct ProblemLineWords: Sendable {
  let special: SpecialWords
  let nos: WordID
  let negating, endsNegation, bilateral: Set<WordID>
  /// Words that a 7th character accounts for.
  let episode, wound, healing: Set<WordID>
  let conjunctions: Set<WordID>
  /// Kinds of injury, of which one is never another.
  let lesions: [WordID]
  /// Regions of the musculoskeletal chapter with the joint that each holds.
  let jointOfRegion: [(region: [WordID], joint: WordID)]
  let of = WordHash.of("of")
  private let stops: Set<WordID>
  private let light: Set<WordID>
  private let rowCount: Double

  init(_ book: Book, special: SpecialWords) {
    self.special = special
    nos = book.word("nos")
    func numbers(_ list: String) -> Set<WordID> {
      Set(list.split(separator: " ").map { book.word($0) }).subtracting([.none])
    }
    negating = numbers("without no except excluding w/o")
    endsNegation = numbers(
      "with due to of in at by for involving and other unspecified init initial subsequent sequela"
    )
    .subtracting(numbers("of and"))
    bilateral = numbers("bilateral both bilaterally")
    episode = numbers("initial encounter subsequent sequela late effect")
    wound = numbers("open closed type i ii iii iiia iiib iiic 1 2 3 3a 3b 3c compound")
    healing = numbers("routine delayed healing nonunion malunion fracture")
    conjunctions = numbers("and or")
    lesions = ["fracture", "dislocation", "amputation", "laceration", "contusion", "burn", "crushing"].map {
      book.word($0)
    }.filter { $0 != .none }
    jointOfRegion = [
      ("upper arm", "elbow"), ("forearm", "wrist"), ("pelvic region", "hip"), ("lower leg", "knee"),
    ].map { region, joint in (region.split(separator: " ").map { book.word($0) }, book.word(joint)) }
    stops = numbers(
      """
      of the a an in at to by for on is as from with and or due nos s e g mention specified classified elsewhere site part parts not any
      other unspecified without no except excluding stated designated
      """.replacing("\n", with: " "))
    light = numbers(
      "disease disorder syndrome condition closed encounter initial type region area level acquired healing")
    rowCount = Double(max(2, book.rowCount / 2))
  }

  func isStop(_ word: WordID) -> Bool { stops.contains(word) }

  /// What a word counts: more the fewer rows use it; nothing for words without content. Needs the block
  /// `postingStarts`.
  func weight(_ word: WordID, in book: Book) -> Double {
    if word == .none { return 0.6 }
    if stops.contains(word) { return 0 }
    if word == special.right || word == special.left || bilateral.contains(word) { return 0.18 }
    let used = Double(book.rows(using: word).count)
    let rarity = max(0, 1 - logarithm(used + 1) / logarithm(rowCount))
    return (0.35 + 0.65 * rarity) * (light.contains(word) ? 0.45 : 1)
  }

  /// Binary logarithm from the exponent and a quadratic of the significand, which is exact enough for a weight.
  private func logarithm(_ value: Double) -> Double {
    let fraction = value.significand - 1
    return Double(value.exponent) + fraction * (1.35 - 0.35 * fraction)
  }
}

import ClinicalText
import ICD10CM

/// The 7th character agrees with the words it is read from (Guidelines I.C.19.a and I.C.19.c).
struct SeventhCharacterCheck {
  private static let cues: [(letters: String, words: Set<UInt64>)] = [
    ("S", hashes(["sequela", "sequelae"])),
    ("KMN", hashes(["nonunion"])),
    ("PQR", hashes(["malunion"])),
    ("GHJ", hashes(["delayed"])),
    (
      "DEFGHJKMNPQR",
      hashes(["subsequent", "followup", "postop", "postoperative", "healing", "healed", "rehabilitation"])
    ),
    ("BC", hashes(["open", "compound", "gunshot", "gustilo"])),
  ]

  private static func hashes(_ words: [String]) -> Set<UInt64> { Set(words.map { WordHash.of($0) }) }

  static let step: RuleCheck.StepCheck = { question in
    guard question.isChild, question.book.isSeventhCharacterCode(question.node), question.step.code.count == 7 else {
      return "\(question.step.code) has no 7th character that the category defines"
    }
    let letter = String(decoding: [question.step.code[6]], as: UTF8.self)
    if question.step.spans.isEmpty {
      let isFirst = question.previous.flatMap { question.book.children(of: $0).first } == question.node
      return ["A", "0"].contains(letter) || isFirst ? nil : "nothing in the note says '\(letter)'"
    }
    for span in question.step.spans {
      guard let tokens = question.document.tokenRange(of: span), tokens.count == 1,
        question.reading.nearestOccurrence(of: span, toMention: question.mention) == span
      else { return "the word for the 7th character stands elsewhere" }
      let hash = question.document.tokens[tokens.lowerBound].hash
      guard let cue = cues.first(where: { $0.words.contains(hash) }) else {
        return "the word says nothing of the encounter"
      }
      let children = question.siblings.map { question.book.code(of: $0)[6] }
      let isOffered = cue.letters.utf8.contains { children.contains($0) }
      if !cue.letters.contains(letter), isOffered || !["A", "D", "0"].contains(letter) {
        return "the word does not stand for '\(letter)'"
      }
    }
    return nil
  }
}

import ICD10CM

/// Checks of running text: what must be written as a checked fact, and what must not be written.
enum ProseRules {
  private static let pairPhrases = [
    "reported together", "assigned together", "coded together", "billed together", "used together", "same claim",
    "dual-cod", "dual cod", "in combination with", "alongside", "side by side",
  ]
  private static let pairFacts: Set<String> = ["together", "never-together", "excludes1", "not-excludes1", "coded"]

  private static let coveragePhrases = [
    "covered", "coverage", "medical necessity", "medically necessary", "non-covered", "noncovered",
  ]
  private static let coverageFacts: Set<String> = ["covered", "not-covered"]

  /// Phrases that choose a code by what it pays. Source: AHIMA/ACDIS, Guidelines for Achieving a Compliant Query Practice
  /// (2022 update): impact on reimbursement is no reason for a code. Standing: unverified (the brief was not read here).
  private static let steeringPhrases = [
    "lock in", "locks in", "downcod", "upcod", "maximize", "maximise", "to satisfy", "strengthen the claim",
    "higher reimbursement", "reimbursement tier", "prevent a denial", "avoid a denial", "pays more", "pays better",
    "audit defense", "audit-proof",
  ]

  /// What is wrong with a paragraph under a heading.
  static func problems(in prose: Prose, heading: String?, file: String, book: Book) -> [EditorialProblem] {
    var result: [EditorialProblem] = []
    let isHeadingOnPairs = heading.map { text in pairPhrases.contains { text.lowercased().contains($0) } } ?? false
    let hasPairFact = prose.facts.contains { pairFacts.contains($0.name) }
    for sentence in prose.sentences {
      if sentence.says(steeringPhrases) {
        result.append(
          EditorialProblem(
            .steering, file, line: sentence.line, "the sentence chooses a code by its payment",
            remedy: "say what the chart must show; payment is no reason for a code"))
      }
      let hasCode = !sentence.mentions.isEmpty || sentence.facts.contains { !$0.everyCode.isEmpty }
      if sentence.says(pairPhrases) && hasCode && !hasPairFact {
        result.append(
          unchecked(
            .uncheckedPair, file, sentence.line, "codes are put together", "{together A B} or {never-together A B}"))
      }
      let hasCoverageFact = sentence.facts.contains { coverageFacts.contains($0.name) }
      if sentence.says(coveragePhrases), !sentence.mentions.isEmpty, !hasCoverageFact {
        result.append(
          unchecked(
            .uncheckedBilling, file, sentence.line, "coverage of a code is stated",
            "{covered CODE \"policy\"} or {not-covered …}"))
      }
      for (segment, line) in sentence.segments {
        guard case .text(let text) = segment else { continue }
        result += numbers(in: text, file: file, line: line, book: book)
      }
    }
    if isHeadingOnPairs, !hasPairFact {
      result.append(
        unchecked(
          .uncheckedPair, file, prose.sentences.first?.line ?? 0, "the question puts codes together",
          "{together A B} or {never-together A B}"))
    }
    return result
  }

  private static func unchecked(
    _ kind: EditorialProblem.Kind, _ file: String, _ line: Int, _ what: String, _ fact: String
  ) -> EditorialProblem {
    EditorialProblem(kind, file, line: line, what + " outside a checked fact", remedy: "write \(fact)")
  }

  /// Scores, groups and procedure numbers in free text.
  private static func numbers(in text: String, file: String, line: Int, book: Book) -> [EditorialProblem] {
    var result: [EditorialProblem] = []
    let words = text.replacing("–", with: " ").split { " ,;:()[]“”\"".contains($0) }.map { word in
      String(word.last == "." ? word.dropLast() : word[...])
    }
    for (index, word) in words.enumerated() {
      let previous = index > 0 ? words[index - 1].lowercased() : ""
      if let first = word.first, first == "−" || first == "-", ScoreLimit.thousandths(word) != nil, word.contains(".") {
        result.append(
          unchecked(
            .uncheckedThreshold, file, line, "the score \(word) stands",
            "{threshold CATEGORY \"at or below …\"} or {score …}"))
      } else if word.allSatisfy(\.isNumber), word.count == 3, previous.hasSuffix("drg") || previous.hasSuffix("drgs") {
        result.append(unchecked(.uncheckedBilling, file, line, "MS-DRG \(word) stands", "{drg CODE \(word)}"))
      } else if word.allSatisfy(\.isNumber), !word.isEmpty, previous == "hcc" {
        result.append(unchecked(.uncheckedBilling, file, line, "HCC \(word) stands", "{hcc CODE \(word)}"))
      } else if isProcedure(word), Code(word).flatMap(book.node) == nil {
        result.append(
          unchecked(.uncheckedBilling, file, line, "the procedure \(word) stands", "{procedure \(word) CODE}"))
      }
    }
    return result
  }

  /// Five digits, or one of the letters of HCPCS Level II with four.
  private static func isProcedure(_ word: String) -> Bool {
    guard word.count == 5, word.dropFirst().allSatisfy(\.isNumber), let first = word.first else { return false }
    return first.isNumber || "ABCEGHJKLMPQRSTV".contains(first)
  }
}

import ClinicalText
import Findings
import ICD10CM

/// Fractures in osteoporosis (Guidelines I.C.13.d).
enum FractureChecks {
  /// A fracture in known osteoporosis: the M80 row of the fracture's region, side and 7th character.
  static let fragility: RuleCheck.StepCheck = { question in
    guard let previous = question.previous else { return "there is no fracture that the rule starts from" }
    guard question.step.spans == question.reading.diseaseCitation(mention: question.mention) else {
      return "the words for the fracture and for the nearest osteoporosis stand elsewhere"
    }
    let fracture = question.book.code(of: previous)
    if fracture.isIn(["M80.0"]), question.step.code.isIn(["M80.8"]) {
      return fracture.undotted.dropFirst(4) == question.step.code.undotted.dropFirst(4) && question.isOtherKind
        ? nil : "\(question.step.code) is not \(fracture) of the other kinds of osteoporosis"
    }
    let wanted = FractureTable.osteoporotic(
      fracture, title: question.book.title(of: previous), isOther: question.step.code.isIn(["M80.8"]))
    guard wanted == question.step.code else { return "\(fracture) is not \(question.step.code) in osteoporosis" }
    return question.step.code.isIn(["M80.8"]) == question.isOtherKind ? nil : "the kind of osteoporosis is another"
  }

  private static let force = Set(
    [
      "mvc", "mva", "motorcycle", "collision", "vehicle", "ladder", "roof", "gunshot", "crush", "bicycle", "ejected",
      "rollover", "pedestrian", "scooter", "ski", "skiing", "horse",
    ].map { WordHash.of($0) })

  static let highEnergy: RuleCheck.StepCheck = { question in
    guard question.node == question.previous,
      FractureTable.isTraumatic(question.step.code, title: question.book.title(of: question.node))
    else { return "the rule keeps the code of a traumatic fracture" }
    guard question.step.spans.count == 1, let span = question.step.spans.first,
      question.reading.nearestOccurrence(of: span, toMention: question.mention) == span,
      let token = question.document.tokenRange(of: span), token.count == 1,
      force.contains(question.document.tokens[token.lowerBound].hash)
    else { return "no word of force that breaks normal bone is cited" }
    return nil
  }

  /// The word for the disease stands for the disease, the fracture is coded where it is named.
  static let diseaseOnly: RuleCheck.StepCheck = { question in
    guard let previous = question.previous, question.citesMention else {
      return "the words are not those of the mention"
    }
    let before = question.book.code(of: previous)
    let isOther = before.isIn(["M80.8"]) || isSecondary(question)
    guard before.isIn(["M80"]), question.step.code == Code(isOther ? "M81.8" : "M81.0") else {
      return "\(question.step.code) is not the disease behind \(before)"
    }
    guard !question.reading.namesFracture(question.mention) else { return "the mention itself names a fracture" }
    let sentence = question.file.findings.mentions[question.mention].sentence
    let isNamed = question.file.derived.contains { derived in
      guard let other = question.reading.mention(at: derived.span), other != question.mention else { return false }
      return question.file.findings.mentions[other].sentence == sentence && question.reading.namesFracture(other)
    }
    return isNamed ? nil : "no other mention of the sentence names the fracture"
  }

  private static let secondary = Set(["secondary", "induced", "idiopathic", "disuse"].map { WordHash.of($0) })

  /// Whether the words of the disease call it secondary, induced, idiopathic or of disuse.
  private static func isSecondary(_ question: StepQuestion) -> Bool {
    let own = question.file.findings.mentions[question.mention].tokens
    let after = own.upperBound..<min(own.upperBound + 2, question.document.tokens.count)
    return [question.reading.context.clauses[question.mention], after].contains { range in
      range.contains { secondary.contains(question.document.tokens[$0].hash) }
    }
  }

  /// A compression fracture without injury: the vertebra of its region.
  static let collapsed: RuleCheck.StepCheck = { question in
    guard let previous = question.previous, question.citesMention else {
      return "the words are not those of the mention"
    }
    let fracture = question.book.code(of: previous)
    guard fracture.count == 7, fracture.isIn(["S22.0", "S32.0"]) else {
      return "\(fracture) is no fracture of a vertebra"
    }
    let region = fracture.isIn(["S22.08"]) ? "5" : fracture.isIn(["S22.0"]) ? "4" : "6"
    let letter = String(decoding: [fracture[6]], as: UTF8.self)
    guard question.step.code == Code("M485" + region + "X" + ("ADGS".contains(letter) ? letter : "A")) else {
      return "\(question.step.code) is not the collapsed vertebra of \(fracture)"
    }
    let isCompression = question.file.findings.mentions[question.mention].tokens.contains {
      question.document.tokens[$0].hash == WordHash.of("compression")
    }
    return isCompression ? nil : "the mention is no compression fracture"
  }
}

extension FractureChecks {
  private static let injury: WordSet =
    """
    traumatic trauma accident mvc mva fall fell falling injury collision crash ladder skiing assault struck
    """

  /// Without osteoporosis and without an injury a compression fracture of a vertebra is no injury.
  static func uncollapsed(_ file: CaseFile) -> [VerificationFailure] {
    let document = file.document
    let isExplained =
      file.derived.contains { $0.steps.contains { $0.code.isIn(["M80", "M81"]) } }
      || document.tokens.indices.contains { index in
        injury.contains(document.tokens[index].hash) && !document.assertion(of: index..<index + 1).contains(.negated)
      }
    guard !isExplained else { return [] }
    return file.certificate.assignments.enumerated().compactMap { index, assigned in
      guard let code = assigned.code, code.isIn(["S22.0", "S32.0"]), assigned.steps.first?.rule == "term",
        let mention = file.mention(at: assigned.span, assigned.steps),
        file.findings.mentions[mention].tokens.contains(where: {
          document.tokens[$0].hash == WordHash.of("compression")
        })
      else { return nil }
      return VerificationFailure(
        .exclusion, "without an injury the compression fracture is a collapsed vertebra, not \(code)",
        at: "assignments[\(index)]")
    }
  }
}

extension StepQuestion {
  /// Whether the step cites the words of the mention and nothing else.
  var citesMention: Bool { step.spans == [reading.span(ofMention: mention)] }

  /// Whether the note's osteoporosis is drug-induced, idiopathic or of another stated kind.
  var isOtherKind: Bool {
    file.derived.contains { derived in
      derived.steps.contains { $0.code.isIn(["M81.8", "M80.8"]) && $0.rule != "fragility-fracture" }
    }
  }
}

extension NoteReading {
  private static let fractures: WordSet = "fracture fractures fx fractured"
  private static let osteoporosis: CodeFamily = "M80 M81.0 M81.8"
  private static let notPresent: Assertion = [
    .negated, .uncertain, .hypothetical, .planned, .otherExperiencer, .template, .screening,
  ]

  func namesFracture(_ mention: Int) -> Bool {
    findings.mentions[mention].tokens.contains { Self.fractures.contains(document.tokens[$0].hash) }
  }

  /// The words that relate a fracture to osteoporosis: its own, and the nearest mention of osteoporosis as present.
  func diseaseCitation(mention index: Int) -> [ByteSpan] {
    let own = span(ofMention: index)
    let mention = findings.mentions[index]
    let nearest = findings.mentions.indices.filter { isOsteoporosis(findings.mentions[$0]) }.min { a, b in
      func key(_ other: Int) -> (Int, Int, Int) {
        let candidate = findings.mentions[other]
        return (
          candidate.sentence == mention.sentence ? 0 : 1, Self.gap(candidate.tokens, mention.tokens),
          candidate.tokens.lowerBound
        )
      }
      return key(a) < key(b)
    }
    return Set([own] + (nearest.map { [span(ofMention: $0)] } ?? [])).sorted()
  }

  private func isOsteoporosis(_ mention: Mention) -> Bool {
    guard mention.assertion.isDisjoint(with: Self.notPresent) else { return false }
    let osteoporosis = Self.osteoporosis
    return (0..<book.rowCount(ofTermList: mention.termList)).contains { number in
      let row = book.rowView(number, ofTermList: mention.termList)
      return (0..<row.targetCount).contains { osteoporosis.contains(book.code(of: row.target($0))) }
    }
  }
}

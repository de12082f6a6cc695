import ClinicalText
import Findings
import ICD10CM

/// A certificate beside the note and the book that it speaks of, with what several checks ask for.
struct CaseFile {
  let certificate: CodingCertificate
  let reading: NoteReading
  let eligibility: MentionRules
  /// Every way to read the note's lines of diagnoses; empty where the certificate codes none as a whole.
  let lines: [LineWords]

  var book: Book { reading.book }
  var document: Document { reading.document }
  var findings: Findings { reading.findings }

  init(certificate: CodingCertificate, reading: NoteReading) {
    self.certificate = certificate
    self.reading = reading
    eligibility = MentionRules(reading: reading, settings: certificate.settings)
    let codesLines =
      certificate.assignments.contains { $0.steps.areOfLine }
      || certificate.rejections.contains { $0.steps.areOfLine }
    let readings = codesLines ? reading.lineReadings(isProblem: certificate.settings.kind == "problem") : []
    lines = readings.map { LineWords($0, in: reading) }
  }

  /// The mention that an entry is about: of several of the same words the first from which its steps follow.
  func mention(at span: ByteSpan, _ steps: [CodingCertificate.Step]) -> Int? {
    let mentions = reading.mentions(at: span)
    guard mentions.count > 1 else { return mentions.first }
    return mentions.first { DerivationCheck(file: self).follow(steps, from: $0) } ?? mentions.first
  }

  /// Every code that was found for a mention, reported or taken back, with its steps.
  var derived: [(span: ByteSpan, steps: [CodingCertificate.Step])] {
    certificate.assignments.map { ($0.span, $0.steps) }
      + certificate.rejections.filter { !$0.steps.isEmpty }.map { ($0.span, $0.steps) }
  }

  /// The row that a code has in the book.
  func node(_ step: CodingCertificate.Step) -> NodeID? {
    guard let node = book.node(step.code), node.index == step.row else { return nil }
    return node
  }

  /// Whether a code says more of the condition that another, of which a character is undecided, says vaguely.
  func saysMore(_ exact: CodingCertificate.Assigned, than vague: CodingCertificate.Assigned) -> Bool {
    guard let node = exact.code.flatMap(book.node) else { return false }
    return saysMore(node, than: vague.steps)
  }

  func saysMore(_ node: NodeID, than vague: [CodingCertificate.Step]) -> Bool {
    guard let code = vague.last?.code, let row = book.node(code) else { return false }
    let decided =
      vague.areOfLine
      ? Specificity(book).decided(ofLine: book.stem(of: row))
      : vague.prefix { !$0.isDefault }.last.flatMap { book.node($0.code) } ?? row
    return Specificity(book).saysMore(
      node, than: row, decided: decided,
      words: findings.words(of: vague.first?.spans ?? []))
  }

  /// Whether a code that starts with one of the prefixes is reported.
  func reports(_ prefixes: [String]) -> Bool {
    certificate.assignments.contains { $0.code?.isIn(prefixes) ?? false }
  }
}

extension Code {
  /// Whether the code starts with one of the prefixes, written with their point.
  func isIn(_ prefixes: [String]) -> Bool {
    prefixes.contains { prefix in
      var place = 0
      for character in prefix.utf8 where character != UInt8(ascii: ".") {
        guard place < count, self[place] == character else { return false }
        place += 1
      }
      return true
    }
  }
}

import BoneDensity
public import Certificate
public import ClinicalText
import Findings
public import ICD10CM

/// The certificate of a coded note.
extension Coder {
  /// Codes a document and proves it.
  ///
  /// - Parameters:
  ///   - document: The note.
  ///   - context: What its text does not say.
  ///   - date: The date of service.
  public func codeWithCertificate(
    _ document: Document, in context: EncounterContext = EncounterContext(), date: Day? = nil
  ) -> (note: CodedNote, certificate: CodingCertificate) {
    let findings = Findings(document, book: book, crossesCommas: context.kind == .problem)
    var session = CodingSession(coder: self, findings: findings, context: context)
    let note = session.run()
    let writer = CertificateWriter(book: book, context: session.reading)
    return (note, writer.certificate(of: note, in: context, date: date))
  }
}

/// Turns a coded note into its certificate: the engine's steps, with the words nearest to each mention as their proof.
struct CertificateWriter {
  private let book: Book
  private let reading: NoteReading
  private let isProblem: Bool
  private let mentionsByStart: [Int: Int]

  init(book: Book, context: NoteContext) {
    self.book = book
    isProblem = context.isProblem
    reading = NoteReading(context, book: book)
    let findings = context.findings
    var mentionsByStart: [Int: Int] = [:]
    for (index, mention) in findings.mentions.enumerated() {
      mentionsByStart[findings.document.span(of: mention.tokens).start] = index
    }
    self.mentionsByStart = mentionsByStart
  }

  func certificate(of note: CodedNote, in context: EncounterContext, date: Day?) -> CodingCertificate {
    CodingCertificate(
      input: CodingCertificate.Input(reading.findings.document.bytes),
      book: CodingCertificate.BookReference(book),
      settings: CodingCertificate.Settings(
        setting: context.setting.rawValue, kind: context.kind?.rawValue, date: date,
        isEditionForced: date.map { !book.edition.isInForce(on: $0) } ?? false, age: context.subject.age,
        sex: context.subject.sex?.rawValue, menopause: context.subject.menopause?.rawValue),
      assignments: note.assignments.map(assigned),
      rejections: rejections(of: note), queries: [])
  }

  /// Every mention and code once: where two rules took the same code back, the first in order stands.
  private func rejections(of note: CodedNote) -> [CodingCertificate.Rejected] {
    struct Key: Hashable {
      let span: ByteSpan
      let path: [Code]
    }
    var seen: Set<Key> = []
    return note.rejections.filter(isMention).map(rejected).sorted().filter {
      seen.insert(Key(span: $0.span, path: $0.steps.map(\.code))).inserted
    }
  }

  /// What was found out about a line as a whole and not taken is no part of the proof.
  private func isMention(_ rejection: Rejection) -> Bool {
    if rejection.steps.first?.rule == .problemLine { return true }
    guard let mention = mentionsByStart[rejection.span.start] else { return false }
    return reading.findings.document.span(of: reading.findings.mentions[mention].tokens) == rejection.span
  }

  private func assigned(_ assignment: Assignment) -> CodingCertificate.Assigned {
    guard assignment.steps.first?.rule == .problemLine else {
      return CodingCertificate.Assigned(
        span: assignment.span, steps: steps(assignment.steps, assignment.span, site: assignment.site))
    }
    let proof = lineProof(assignment.steps, assignment.span, site: assignment.site)
    return CodingCertificate.Assigned(span: proof.span, steps: proof.steps)
  }

  /// The walk inside the line is the engine's; the proof is that the words of the line are those of the row.
  private func lineProof(
    _ steps: [DerivationStep], _ span: ByteSpan, site: Int?
  ) -> (span: ByteSpan, steps: [CodingCertificate.Step]) {
    var span = span
    let last = steps.last { $0.rule != .seventhCharacter }
    var proof: [CodingCertificate.Step] = []
    if let last {
      let cited = reading.lineProof(of: last.node, in: span, isProblem: isProblem, site: site)
      span = cited.span
      proof.append(step(last, as: .problemLine, spans: cited.words))
    }
    if let seventh = steps.last, seventh.rule == .seventhCharacter {
      proof.append(step(seventh, as: .seventhCharacter, spans: []))
    }
    return (span, proof)
  }

  private func step(_ step: DerivationStep, as rule: CodingRule, spans: [ByteSpan]) -> CodingCertificate.Step {
    CodingCertificate.Step(
      code: book.code(of: step.node), row: step.node.index, rule: rule.id, source: rule.source, spans: spans)
  }

  private func rejected(_ rejection: Rejection) -> CodingCertificate.Rejected {
    let isLine = rejection.steps.first?.rule == .problemLine
    let proof =
      isLine
      ? lineProof(rejection.steps, rejection.span, site: rejection.site)
      : (rejection.span, steps(rejection.steps, rejection.span, site: rejection.site))
    return CodingCertificate.Rejected(
      span: proof.0, rule: rejection.reason.id, source: rejection.reason.source, steps: proof.1,
      by: rejection.by.map { book.code(of: $0) })
  }

  private func steps(_ steps: [DerivationStep], _ span: ByteSpan, site: Int?) -> [CodingCertificate.Step] {
    guard !steps.isEmpty, let mention = mentionsByStart[span.start] else { return [] }
    let support = MentionSupport(ofMention: mention, site: site, in: reading)
    return steps.map { step in
      CodingCertificate.Step(
        code: book.code(of: step.node), row: step.node.index, rule: step.rule.id,
        source: step.termSource ?? termSource(of: step, mention: mention) ?? step.rule.source,
        spans: reading.citation(
          rule: step.rule.id, node: step.node, found: step.spans, mention: mention, support: support))
    }
  }

  /// For a term that was looked up outside the walk: where the first row that leads there comes from.
  private func termSource(of step: DerivationStep, mention: Int) -> String? {
    guard step.rule == .term else { return nil }
    let list = reading.findings.mentions[mention].termList
    for number in 0..<book.rowCount(ofTermList: list) {
      let row = book.row(number, ofTermList: list)
      if row.targets.contains(step.node) { return row.source }
    }
    return nil
  }
}

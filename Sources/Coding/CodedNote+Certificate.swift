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
    let findings = Findings(document, book: book, isProblemLine: context.kind == .problem)
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

  init(book: Book, context: NoteContext) {
    self.book = book
    isProblem = context.isProblem
    reading = NoteReading(context, book: book)
  }

  func certificate(of note: CodedNote, in context: EncounterContext, date: Day?) -> CodingCertificate {
    let assignments = note.assignments.map(assigned)
    return CodingCertificate(
      input: CodingCertificate.Input(reading.findings.document.bytes),
      book: CodingCertificate.BookReference(book),
      settings: CodingCertificate.Settings(
        setting: context.setting.rawValue, kind: context.kind?.rawValue, date: date,
        isEditionForced: date.map { !book.edition.isInForce(on: $0) } ?? false, age: context.subject.age,
        sex: context.subject.sex?.rawValue, menopause: context.subject.menopause?.rawValue),
      assignments: assignments, rejections: rejections(of: note, beside: assignments), queries: [])
  }

  /// Every mention and code once: where two rules took the same code back, the first in order stands.
  private func rejections(
    of note: CodedNote, beside assignments: [CodingCertificate.Assigned]
  ) -> [CodingCertificate.Rejected] {
    struct Key: Hashable {
      let span: ByteSpan
      let steps: [CodingCertificate.Step]
    }
    // Both sides of a line may lead to the same history.
    var seen = Set(
      assignments.filter { $0.steps.first?.rule == CodingRule.problemLine.id }.map {
        Key(span: $0.span, steps: $0.steps)
      })
    // What was found out about a line as a whole and not taken is no part of the proof.
    return note.rejections.filter { $0.mention != nil || $0.line != nil }.map(rejected).sorted().filter {
      seen.insert(Key(span: $0.span, steps: $0.steps)).inserted
    }
  }

  private func assigned(_ assignment: Assignment) -> CodingCertificate.Assigned {
    let proof = proof(
      assignment.steps, assignment.span, line: assignment.line, mention: assignment.mention.place, site: assignment.site
    )
    return CodingCertificate.Assigned(span: proof.span, steps: proof.steps)
  }

  private func proof(
    _ steps: [DerivationStep], _ span: ByteSpan, line: LineReading?, mention: Int?, site: Int?
  ) -> (span: ByteSpan, steps: [CodingCertificate.Step]) {
    if let line, steps.first?.rule == .problemLine { return lineProof(steps, span, line) }
    // What another rule adds to a line stands at the mention that the words of the line are.
    let mention = mention ?? reading.mention(at: span)
    return (span, mention.map { self.steps(steps, mention: $0, site: site) } ?? [])
  }

  /// The walk inside the line is the engine's; the proof is that the words of the line are those of the row.
  private func lineProof(
    _ steps: [DerivationStep], _ span: ByteSpan, _ line: LineReading
  ) -> (span: ByteSpan, steps: [CodingCertificate.Step]) {
    var span = span
    var proof: [CodingCertificate.Step] = []
    if let last = steps.last(where: { $0.rule != .seventhCharacter }) {
      let cited = reading.lineProof(of: last.node, in: line, isProblem: isProblem)
      span = cited.span ?? span
      proof.append(step(last, as: .problemLine, spans: cited.words))
      if let site = steps.first(where: { $0.rule == .eachSite }) {
        proof.append(step(last, as: .eachSite, spans: site.spans))
      }
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
    let proof = proof(
      rejection.steps, rejection.span, line: rejection.line, mention: rejection.mention, site: rejection.site)
    return CodingCertificate.Rejected(
      span: proof.span, rule: rejection.reason.id, source: rejection.reason.source, steps: proof.steps,
      by: rejection.by.map { book.code(of: $0) })
  }

  private func steps(_ steps: [DerivationStep], mention: Int, site: Int?) -> [CodingCertificate.Step] {
    guard !steps.isEmpty else { return [] }
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

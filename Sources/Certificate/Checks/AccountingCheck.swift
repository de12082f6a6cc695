import ClinicalText
import Findings
import ICD10CM

/// Every mention of the note has its code or its reason, and nothing else has one.
struct AccountingCheck {
  let file: CaseFile

  /// An assignment or rejection.
  private enum Entry {
    case assigned(CodingCertificate.Assigned)
    case rejected(CodingCertificate.Rejected)

    var steps: [CodingCertificate.Step] {
      switch self {
      case .assigned(let entry): entry.steps
      case .rejected(let entry): entry.steps
      }
    }
  }

  func failures() -> [VerificationFailure] {
    var failures: [VerificationFailure] = []
    var entries: [ByteSpan: [Entry]] = [:]
    var lines: Set<CodingCertificate.Assigned> = []
    func account(_ span: ByteSpan, _ entry: Entry, _ place: String) {
      if entry.steps.areOfLine {
        if !lines.insert(CodingCertificate.Assigned(span: span, steps: entry.steps)).inserted {
          failures.append(VerificationFailure(.accounting, "codes the line again", at: place))
        }
        return
      }
      let mentions = file.reading.mentions(at: span)
      if mentions.isEmpty {
        failures.append(
          VerificationFailure(.accounting, "bytes \(span.start)-\(span.end) are no mention of the note", at: place))
        return
      }
      let same = entries[span, default: []].count { isSame($0.steps, entry.steps) }
      if same >= mentions.count {
        failures.append(VerificationFailure(.accounting, "accounts for the same mention again", at: place))
      }
      entries[span, default: []].append(entry)
    }
    for (index, assigned) in file.certificate.assignments.enumerated() {
      account(assigned.span, .assigned(assigned), "assignments[\(index)]")
    }
    for (index, rejected) in file.certificate.rejections.enumerated() {
      account(rejected.span, .rejected(rejected), "rejections[\(index)]")
    }
    for index in file.findings.mentions.indices {
      let span = file.reading.span(ofMention: index)
      let found = own(entries[span] ?? [], mention: index, of: span)
      func fail(_ message: String) {
        failures.append(
          VerificationFailure(
            .accounting, "the mention at bytes \(span.start)-\(span.end) is \(message)", at: "certificate"))
      }
      if found.isEmpty {
        fail("neither assigned nor rejected")
      } else if found.count > 1, found.contains(where: \.steps.isEmpty) {
        fail("both coded and called no diagnosis")
      }
    }
    return failures
  }

  /// Whether two derivations lead the same way, for the same of several sites.
  private func isSame(_ a: [CodingCertificate.Step], _ b: [CodingCertificate.Step]) -> Bool {
    func site(_ steps: [CodingCertificate.Step]) -> [ByteSpan]? { steps.first { $0.rule == "each-site" }?.spans }
    return a.map(\.code) == b.map(\.code) && site(a) == site(b)
  }

  /// The entries of a mention: those of its words; where the same words are several mentions, those that are proven from
  /// this one.
  private func own(_ entries: [Entry], mention: Int, of span: ByteSpan) -> [Entry] {
    guard file.reading.mentions(at: span).count > 1 else { return entries }
    let derivations = DerivationCheck(file: file)
    return entries.filter { entry in
      switch entry {
      case .assigned(let assigned): derivations.isProven(assigned, from: mention)
      case .rejected(let rejected):
        (rejected.steps.isEmpty || derivations.follow(rejected.steps, from: mention))
          && RejectionCheck(file: file).message(rejected, mention: mention) == nil
      }
    }
  }
}

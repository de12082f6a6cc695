import ClinicalText
import Findings
import ICD10CM

/// Every mention of the note has its code or its reason, and nothing else has one.
struct AccountingCheck {
  let file: CaseFile

  func failures() -> [VerificationFailure] {
    var failures: [VerificationFailure] = []
    var codes: [Int: [[Code]]] = [:]
    var lines: Set<CodingCertificate.Assigned> = []
    func account(_ span: ByteSpan, _ steps: [CodingCertificate.Step], _ place: String) {
      if steps.first?.rule == "problem-line" {
        if !lines.insert(CodingCertificate.Assigned(span: span, steps: steps)).inserted {
          failures.append(VerificationFailure(.accounting, "codes the line again", at: place))
        }
        return
      }
      let code = steps.map(\.code)
      guard let mention = file.reading.mention(at: span) else {
        failures.append(
          VerificationFailure(.accounting, "bytes \(span.start)-\(span.end) are no mention of the note", at: place))
        return
      }
      if codes[mention, default: []].contains(code) {
        failures.append(VerificationFailure(.accounting, "accounts for the same mention again", at: place))
      }
      codes[mention, default: []].append(code)
    }
    for (index, assigned) in file.certificate.assignments.enumerated() {
      account(assigned.span, assigned.steps, "assignments[\(index)]")
    }
    for (index, rejected) in file.certificate.rejections.enumerated() {
      account(rejected.span, rejected.steps, "rejections[\(index)]")
    }
    for index in file.findings.mentions.indices {
      let span = file.reading.span(ofMention: index)
      // Two terms of the same words are one mention.
      guard let found = codes[file.reading.mention(at: span) ?? index] else {
        failures.append(
          VerificationFailure(
            .accounting, "the mention at bytes \(span.start)-\(span.end) is neither assigned nor rejected",
            at: "certificate"))
        continue
      }
      if found.count > 1, found.contains([]) {
        failures.append(
          VerificationFailure(
            .accounting, "the mention at bytes \(span.start)-\(span.end) is both coded and called no diagnosis",
            at: "certificate"))
      }
    }
    return failures
  }
}

import Billing
import ICD10CM
import JSON

/// What a biller sees of an encounter in one glance, as text and as JSON.
extension EncounterReview {
  // MARK: Text

  /// The review for a person to read.
  func text() -> String {
    let claim = encounter.claim
    var lines = ["claim \(claim.id.isEmpty ? "(no number)" : claim.id)  \(claim.firstDay.map { "\($0)" } ?? "no date")"]
    let book = claim.firstDay.flatMap { day in tables.edits.books.last { $0.edition.isInForce(on: day) } }
    for (index, code) in claim.diagnoses.enumerated() {
      let title = book.flatMap { book in book.node(code).map { book.title(of: $0) } } ?? ""
      lines.append("  \(index + 1)  \(code)  \(title)")
    }
    for (index, line) in claim.lines.enumerated() {
      let modifiers = line.modifiers.map { "-" + $0 }.joined()
      let gloss = tables.edits.procedures[line.procedure]?.gloss ?? ""
      let pointers = line.pointers.map(String.init).joined(separator: ",")
      lines.append(
        "  line \(index + 1)  \(line.procedure)\(modifiers) x\(line.units)  [\(pointers)]  \(line.charge)  \(gloss)")
      if let procedure = tables.edits.procedures[line.procedure], !procedure.diagnoses.isEmpty {
        let supporting = claim.diagnoses(of: line).filter { procedure.isSupported(by: $0) }
        let names = supporting.isEmpty ? "none of its diagnoses" : supporting.map(\.description).joined(separator: ", ")
        lines.append(
          "    linked with \(names) (\(procedure.isVerified ? "verified" : "unverified"): \(procedure.source))")
      }
    }
    for verdict in verdicts { lines += text(of: verdict) }
    if findings.isEmpty { lines.append("edits: nothing found") }
    for finding in findings {
      lines.append("\(finding.weight.rawValue)  \(finding.rule.id)  \(finding.place.description): \(finding.what)")
      lines.append("    why: \(finding.rule.why)")
      lines.append("    source: \(finding.rule.source)\(finding.rule.isVerified ? "" : " (unverified)")")
      lines.append("    remedy: \(finding.remedy)")
      if !finding.rule.denials.isEmpty, finding.weight != .notChecked {
        let numbers = finding.rule.denials.map(String.init).joined(separator: ", ")
        lines.append("    likely denial reason number: \(numbers) (experience, unverified)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private func text(of verdict: CoverageVerdict) -> [String] {
    let pack = verdict.pack.isEmpty ? "no pack" : verdict.pack
    let answer = verdict.answer.rawValue + (verdict.isConditional ? ", if the record shows what is open" : "")
    var lines = ["coverage  line \(verdict.line)  \(verdict.procedure)  \(pack): \(answer)"]
    for condition in verdict.conditions {
      lines.append("    \(condition.state.rawValue): \(condition.text)")
      lines.append("      \(condition.source)\(condition.isVerified ? "" : " (unverified)")")
      if !condition.settledBy.isEmpty { lines.append("      settled by: \(condition.settledBy)") }
    }
    lines += verdict.advice.map { "    advice: \($0)" }
    lines += verdict.gaps.map { "    not known: \($0)" }
    return lines
  }

  // MARK: JSON

  /// The review as one line of JSON, members in order of their names.
  func json() -> [UInt8] {
    var output = JSONOutput(capacity: 4096)
    output.object { output in
      output.member("clean", isClean)
      output.name("coverage")
      output.array(verdicts) { write($1, to: &$0) }
      output.name("findings")
      output.array(findings) { write($1, to: &$0) }
      output.member("id", encounter.claim.id)
    }
    return output.line()
  }

  private func write(_ verdict: CoverageVerdict, to output: inout JSONOutput) {
    output.object { output in
      output.name("advice")
      output.array(verdict.advice) { $0.string($1) }
      output.member("answer", verdict.answer.rawValue)
      output.name("conditions")
      output.array(verdict.conditions) { output, condition in
        output.object { output in
          output.member("settledBy", condition.settledBy)
          output.member("source", condition.source)
          output.member("state", condition.state.rawValue)
          output.member("text", condition.text)
          output.member("verified", condition.isVerified)
        }
      }
      output.name("gaps")
      output.array(verdict.gaps) { $0.string($1) }
      output.member("line", verdict.line)
      output.member("pack", verdict.pack)
      output.member("procedure", verdict.procedure)
    }
  }

  private func write(_ finding: EditFinding, to output: inout JSONOutput) {
    output.object { output in
      output.name("denials")
      output.array(finding.rule.denials) { $0.integer($1) }
      output.member("place", finding.place.description)
      output.member("remedy", finding.remedy)
      output.member("rule", finding.rule.id)
      output.member("source", finding.rule.source)
      output.member("verified", finding.rule.isVerified)
      output.member("weight", finding.weight.rawValue)
      output.member("what", finding.what)
      output.member("why", finding.rule.why)
    }
  }
}

import ICD10CM

/// Edits that look at the services.
struct LineEdits {
  private let claim: Claim
  private let tables: EditTables

  init(_ encounter: Encounter, _ tables: EditTables) {
    claim = encounter.claim
    self.tables = tables
  }

  func findings() -> [EditFinding] {
    var findings: [EditFinding] = []
    for (index, line) in claim.lines.enumerated() {
      form(line, index + 1, into: &findings)
      let earlier = claim.lines[..<index]
      if earlier.contains(where: { isRepeat(line, of: $0) }) {
        findings.append(
          EditFinding(
            .duplicateLine, .error, .line(index + 1), "\(line.procedure) on \(line.from) is listed twice",
            remedy: "Add up the units, or say with a modifier (76, 77, 91, RT, LT) why it was done again."))
      }
      for other in earlier where other.from == line.from { pair(other, line, index + 1, into: &findings) }
    }
    units(into: &findings)
    return findings
  }

  private func isRepeat(_ line: ServiceLine, of other: ServiceLine) -> Bool {
    line.procedure == other.procedure && line.from == other.from && Set(line.modifiers) == Set(other.modifiers)
  }

  // MARK: Form

  private func form(_ line: ServiceLine, _ number: Int, into findings: inout [EditFinding]) {
    func error(_ rule: EditRule, _ what: String, _ remedy: String) {
      findings.append(EditFinding(rule, .error, .line(number), what, remedy: remedy))
    }
    if !ProcedureTable.isNumber(line.procedure) {
      error(.procedure, "'\(line.procedure)' is not written like a procedure's number", "Correct the number.")
    }
    let good = (1...4).contains(line.pointers.count) && Set(line.pointers).count == line.pointers.count
    if !good {
      error(.pointers, "\(line.pointers.count) diagnosis pointers", "Point to one to four diagnoses, each once.")
    }
    for pointer in line.pointers where !claim.diagnoses.indices.contains(pointer - 1) {
      error(
        .pointers, "pointer \(pointer) where the claim has \(claim.diagnoses.count) diagnoses",
        "Point to a diagnosis of the claim.")
    }
    let isWellFormed = line.modifiers.allSatisfy { modifier in
      modifier.utf8.count == 2
        && modifier.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    }
    if !isWellFormed || line.modifiers.count > 4 || Set(line.modifiers).count != line.modifiers.count {
      error(.modifier, "modifiers \(line.modifiers.joined(separator: " "))", "Give up to four, of two characters each.")
    }
    if line.to < line.from { error(.dates, "ends on \(line.to), before it began", "Correct the dates.") }
    if line.units < 1 { error(.units, "\(line.units) units", "Give one unit or more.") }
  }

  // MARK: Correct coding

  private func pair(_ other: ServiceLine, _ line: ServiceLine, _ number: Int, into findings: inout [EditFinding]) {
    guard other.procedure != line.procedure,
      let pair = tables.correctCoding.pair(other.procedure, line.procedure, on: line.from)
    else { return }
    let names = "\(pair.paid) and \(pair.unpaid)"
    if pair.indicator == 0 {
      findings.append(
        EditFinding(
          .pairs, .error, .line(number), "\(names) are never paid together (indicator 0; \(pair.source))",
          remedy: "Report \(pair.paid) alone, if it is what was done."))
      return
    }
    let hasReason = (other.modifiers + line.modifiers).contains { CorrectCoding.modifiers.contains($0) }
    if !hasReason {
      findings.append(
        EditFinding(
          .pairs, .error, .line(number), "\(names) need a modifier to be paid together (indicator 1; \(pair.source))",
          remedy: "Add one only where the record shows a separate service; report \(pair.paid) alone otherwise."))
    }
  }

  private func units(into findings: inout [EditFinding]) {
    var reported: Set<String> = []
    for (index, line) in claim.lines.enumerated() {
      guard let limit = tables.correctCoding.units(of: line.procedure) else { continue }
      // Indicator 1 counts each line by itself, 2 and 3 the whole day.
      let isByDay = limit.indicator != 1
      let same = claim.lines.filter { $0.procedure == line.procedure && $0.from == line.from }
      let units = isByDay ? same.reduce(0) { $0 + max(0, min($1.units, 1_000_000)) } : line.units
      guard units > limit.most, !isByDay || reported.insert("\(line.procedure) \(line.from)").inserted else { continue }
      findings.append(
        EditFinding(
          .units, limit.indicator == 3 ? .warning : .error, .line(index + 1),
          "\(units) units of \(line.procedure) on \(line.from), at most \(limit.most) (indicator \(limit.indicator); "
            + "\(limit.source))",
          remedy: "Report the units that the record shows."))
    }
  }
}

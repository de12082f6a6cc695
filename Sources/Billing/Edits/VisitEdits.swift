import ICD10CM

/// Edits on visits, and on screening.
struct VisitEdits {
  private let claim: Claim
  private let facts: ChartFacts
  private let tables: EditTables

  init(_ encounter: Encounter, _ tables: EditTables) {
    claim = encounter.claim
    facts = encounter.facts
    self.tables = tables
  }

  func findings() -> [EditFinding] {
    var findings: [EditFinding] = []
    for (index, line) in claim.lines.enumerated() {
      if ProcedureTable.isOfficeVisit(line.procedure) {
        sameDay(line, index + 1, into: &findings)
        globalPeriod(line, index + 1, into: &findings)
      } else {
        screening(line, index + 1, into: &findings)
      }
    }
    return findings
  }

  private func sameDay(_ visit: ServiceLine, _ number: Int, into findings: inout [EditFinding]) {
    for line in claim.lines where line.from == visit.from && !ProcedureTable.isOfficeVisit(line.procedure) {
      guard let days = tables.procedures[line.procedure]?.globalDays else { continue }
      let modifier = days >= 90 ? "57" : "25"
      guard !visit.modifiers.contains(modifier) else { continue }
      findings.append(
        EditFinding(
          .modifier25, .error, .line(number),
          "\(visit.procedure) on the day of \(line.procedure) (\(days) global days) without modifier \(modifier)",
          remedy: days >= 90
            ? "Add 57 if the decision to operate was made at this visit; leave the visit out otherwise."
            : "Add 25 if the record shows a significant, separate visit; leave the visit out otherwise."))
    }
  }

  /// A visit after an operation of the same practice: 24 says that it is unrelated.
  private func globalPeriod(_ visit: ServiceLine, _ number: Int, into findings: inout [EditFinding]) {
    for past in facts.pastProcedures {
      guard let days = tables.procedures[past.procedure]?.globalDays, days > 0, past.day < visit.from,
        past.day.days(to: visit.from) <= days, !visit.modifiers.contains("24")
      else { continue }
      findings.append(
        EditFinding(
          .globalPeriod, .error, .line(number),
          "\(visit.procedure) lies \(past.day.days(to: visit.from)) days after \(past.procedure) of \(past.day), within "
            + "its \(days) global days",
          remedy: "Do not bill a visit that belongs to the operation; add 24 if it was for something else."))
    }
  }

  private static let screeningCodes = ["Z12", "Z13", "Z11"]

  /// A screening code first, where the same line also points to a disease or symptom.
  private func screening(_ line: ServiceLine, _ number: Int, into findings: inout [EditFinding]) {
    let codes = claim.diagnoses(of: line)
    guard let first = codes.first, Self.screeningCodes.contains(first.category.undotted) else { return }
    guard let known = codes.dropFirst().first(where: { $0[0] != UInt8(ascii: "Z") }) else { return }
    findings.append(
      EditFinding(
        .screening, .warning, .line(number), "\(line.procedure) points to the screening code \(first) and to \(known)",
        remedy: "If \(known) was known before the test, list it alone; if the test found it, the order is right."))
  }
}

import ICD10CM

/// Edits that look at the diagnoses alone.
struct DiagnosisEdits {
  private let claim: Claim
  private let age: Int?
  private let day: Day?
  private let book: Book?
  private let tables: EditTables

  init(_ encounter: Encounter, _ tables: EditTables) {
    claim = encounter.claim
    age = encounter.age
    day = claim.firstDay
    book = day.flatMap { tables.book(on: $0) }
    self.tables = tables
  }

  func findings() -> [EditFinding] {
    var findings: [EditFinding] = []
    if let book {
      for (index, code) in claim.diagnoses.enumerated() { validity(code, index + 1, book, into: &findings) }
      pairs(book, into: &findings)
    } else {
      let when = day.map { "\($0)" } ?? "an unknown day"
      findings.append(
        EditFinding(
          .noEdition, .notChecked, .claim, "no installed edition is in force on \(when)",
          remedy: "Install it with 'osteon book install' or 'osteon book fetch'."))
    }
    duplicates(into: &findings)
    codeEditor(into: &findings)
    return findings
  }

  // MARK: By the book

  private func validity(_ code: Code, _ number: Int, _ book: Book, into findings: inout [EditFinding]) {
    let edition = book.edition.name
    guard let node = book.node(code) else {
      findings.append(
        EditFinding(
          .invalid, .error, .diagnosis(number),
          "\(code) is not in edition \(edition), which the day of service asks for",
          remedy: elsewhere(code) ?? "Code the condition again in edition \(edition)."))
      return
    }
    guard !book.isBillable(node) else { return }
    let examples = book.nodes(withPrefix: code).filter { book.isBillable($0) }.prefix(3).map {
      book.code(of: $0).description
    }
    findings.append(
      EditFinding(
        .header, .error, .diagnosis(number), "\(code) is a header in edition \(edition)",
        remedy: "Report the code below it that the documentation supports (\(examples.joined(separator: ", ")), …)."))
  }

  private func elsewhere(_ code: Code) -> String? {
    let editions = tables.books.filter { book in
      (try? book.touch(.lookup)) != nil && book.node(code).map { book.isBillable($0) } == true
    }
    guard let newest = editions.last else { return nil }
    return "It is valid in edition \(newest.edition.name) (\(newest.edition.effectiveFrom) to "
      + "\(newest.edition.effectiveTo)): check the day of service, or code the condition again."
  }

  private func pairs(_ book: Book, into findings: inout [EditFinding]) {
    for (first, code) in claim.diagnoses.enumerated() {
      guard let node = book.node(code) else { continue }
      for (second, other) in claim.diagnoses.enumerated() where second != first && other != code {
        guard let note = book.note(.excludes1, at: node, naming: other) else { continue }
        let isMutual = book.node(other).flatMap { book.note(.excludes1, at: $0, naming: code) } != nil
        if isMutual && second < first { continue }
        findings.append(
          EditFinding(
            .excludes1, .error, .diagnosis(max(first, second) + 1),
            "\(code) and \(other): the Excludes1 note at \(note.level) names the other",
            remedy: "Keep the one that the documentation supports, or show that the conditions are unrelated."))
      }
    }
  }

  private func duplicates(into findings: inout [EditFinding]) {
    var seen: Set<Code> = []
    for (index, code) in claim.diagnoses.enumerated() where !seen.insert(code).inserted {
      findings.append(
        EditFinding(
          .duplicateDiagnosis, .error, .diagnosis(index + 1), "\(code) is listed twice", remedy: "List it once."))
    }
  }

  // MARK: By the code editor

  private func codeEditor(into findings: inout [EditFinding]) {
    guard let day else { return }
    guard let table = tables.codeEditor else {
      findings.append(
        EditFinding(
          .age, .notChecked, .claim, "age, sex and first-listed edits need the Medicare Code Editor's table",
          remedy: "Run 'osteon setup' once."))
      byTitle(into: &findings)
      return
    }
    for (index, code) in claim.diagnoses.enumerated() {
      guard let attributes = table.attributes(of: code, on: day) else { continue }
      ages(code, index + 1, attributes, table, day, into: &findings)
      sexes(code, index + 1, attributes, into: &findings)
      if index == 0 { first(code, attributes, into: &findings) }
      if attributes.contains(.unspecified) { findings.append(Self.unspecified(code, index + 1)) }
    }
  }

  static func unspecified(_ code: Code, _ number: Int) -> EditFinding {
    EditFinding(
      .unspecifiedSide, .warning, .diagnosis(number), "\(code) leaves open what codes for right and left decide",
      remedy: "Code the side if the record states it; ask the provider if it does not.")
  }

  private func ages(
    _ code: Code, _ number: Int, _ attributes: Set<CodeEditorAttribute>, _ table: CodeEditorTable, _ day: Day,
    into findings: inout [EditFinding]
  ) {
    for attribute in [CodeEditorAttribute.adult, .maternity, .newborn, .pediatric] where attributes.contains(attribute)
    {
      guard let years = table.ages(attribute, on: day) else { continue }
      guard let age else {
        findings.append(
          EditFinding(
            .age, .notChecked, .diagnosis(number), "\(code) is for ages \(years.lowerBound) to \(years.upperBound)",
            remedy: "Give the patient's date of birth."))
        continue
      }
      guard !years.contains(age) else { continue }
      findings.append(
        EditFinding(
          .age, .error, .diagnosis(number),
          "\(code) is for ages \(years.lowerBound) to \(years.upperBound); the patient is \(age)",
          remedy: "Check the date of birth and the diagnosis."))
    }
  }

  private func sexes(
    _ code: Code, _ number: Int, _ attributes: Set<CodeEditorAttribute>, into findings: inout [EditFinding]
  ) {
    let sex = claim.served.sex
    let conflicts = (attributes.contains(.female) && sex == .male) || (attributes.contains(.male) && sex == .female)
    guard conflicts else { return }
    findings.append(
      EditFinding(
        .sex, .error, .diagnosis(number), "\(code) is not made in a \(sex.rawValue) patient",
        remedy: "Check the registered sex and the diagnosis."))
  }

  private func first(_ code: Code, _ attributes: Set<CodeEditorAttribute>, into findings: inout [EditFinding]) {
    if attributes.contains(.externalCause) { findings.append(Self.cause(code)) }
    if attributes.contains(.manifestation) { findings.append(Self.manifestation(code)) }
    let needsMore = attributes.contains(.requiresSecondary) && claim.diagnoses.count == 1
    if attributes.contains(.unacceptable) || needsMore {
      findings.append(
        EditFinding(
          .unacceptableFirst, .warning, .diagnosis(1),
          "\(code) is not accepted as a principal diagnosis" + (needsMore ? " alone" : ""),
          remedy: "List the condition that was treated first, if one was; for a screening visit the order is right."))
    }
  }

  private static func cause(_ code: Code) -> EditFinding {
    EditFinding(
      .causeFirst, .error, .diagnosis(1), "\(code) is an external cause", remedy: "List the injury or disease first.")
  }

  private static func manifestation(_ code: Code) -> EditFinding {
    EditFinding(
      .manifestationFirst, .error, .diagnosis(1), "\(code) is a manifestation",
      remedy: "List the underlying disease first.")
  }

  /// What the book alone can tell of the first-listed code: chapter 20, and "in diseases classified elsewhere"
  /// (Guidelines I.A.13).
  private func byTitle(into findings: inout [EditFinding]) {
    guard let book, let code = claim.diagnoses.first, let node = book.node(code) else { return }
    if (UInt8(ascii: "V")...UInt8(ascii: "Y")).contains(code[0]) { findings.append(Self.cause(code)) }
    if book.title(of: node).lowercased().contains("classified elsewhere") {
      findings.append(Self.manifestation(code))
    }
  }
}

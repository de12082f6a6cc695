import ICD10CM

/// The side that a diagnosis names.
enum DiagnosisSide: Hashable {
  case right, left, both
  /// A side belongs there and is left open.
  case open
}

/// Reads sides off the titles of a book.
struct SideReader {
  let book: Book

  /// The words of a code's title that have nothing to do with a side, and the side. A 7th character is left away.
  func reading(of code: Code) -> (condition: Set<String>, side: DiagnosisSide?)? {
    guard var node = book.node(code) else { return nil }
    if book.isSeventhCharacterCode(node), let parent = book.parent(of: node) { node = parent }
    let words = Self.words(book.title(of: node))
    let condition = words.subtracting(Self.sideWords)
    if words.contains("bilateral") { return (condition, .both) }
    if words.contains("right") { return (condition, .right) }
    if words.contains("left") { return (condition, .left) }
    return (condition, leavesOpen(node, condition, words) ? .open : nil)
  }

  private static let sideWords: Set<String> = ["right", "left", "bilateral", "unilateral", "unspecified", "of", "the"]

  private static func words(_ title: String) -> Set<String> {
    Set(title.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }

  /// "Unspecified", where a row beside it says the same of the right side.
  private func leavesOpen(_ node: NodeID, _ condition: Set<String>, _ words: Set<String>) -> Bool {
    guard words.contains("unspecified"), let parent = book.parent(of: node) else { return false }
    return book.children(of: parent).contains { sibling in
      let other = Self.words(book.title(of: sibling))
      return other.contains("right") && other.subtracting(Self.sideWords) == condition
    }
  }
}

/// Edits on sides: of diagnoses among each other, and of services against their diagnoses.
struct SideEdits {
  private let claim: Claim
  private let reader: SideReader?
  private let tables: EditTables

  init(_ encounter: Encounter, _ tables: EditTables) {
    claim = encounter.claim
    reader = claim.firstDay.flatMap { tables.book(on: $0) }.map { SideReader(book: $0) }
    self.tables = tables
  }

  func findings() -> [EditFinding] {
    guard let reader else { return [] }
    var findings: [EditFinding] = []
    diagnoses(reader, into: &findings)
    for (index, line) in claim.lines.enumerated() { service(line, index + 1, reader, into: &findings) }
    return findings
  }

  private func diagnoses(_ reader: SideReader, into findings: inout [EditFinding]) {
    for (index, code) in claim.diagnoses.enumerated() {
      guard let reading = reader.reading(of: code), let side = reading.side else { continue }
      if side == .open, !isFlagged(code) { findings.append(DiagnosisEdits.unspecified(code, index + 1)) }
      for other in claim.diagnoses[..<index] where other.category == code.category && other != code {
        guard let earlier = reader.reading(of: other), let otherSide = earlier.side, otherSide != side,
          earlier.condition == reading.condition, [side, otherSide].contains(where: { $0 == .both || $0 == .open })
        else { continue }
        findings.append(
          EditFinding(
            .sidesDisagree, .warning, .diagnosis(index + 1),
            "\(other) and \(code) name one condition with different sides",
            remedy: "Keep the code that says what the record states of the side."))
      }
    }
  }

  /// Whether the code editor's own edit names the code already.
  private func isFlagged(_ code: Code) -> Bool {
    guard let day = claim.firstDay else { return false }
    return tables.codeEditor?.attributes(of: code, on: day)?.contains(.unspecified) == true
  }

  private func service(_ line: ServiceLine, _ number: Int, _ reader: SideReader, into findings: inout [EditFinding]) {
    let sides = claim.diagnoses(of: line).compactMap { reader.reading(of: $0)?.side }.filter { $0 != .open }
    let (right, left) = (line.modifiers.contains("RT"), line.modifiers.contains("LT"))
    let both = line.modifiers.contains("50") || (right && left)
    func finding(_ rule: EditRule, _ weight: EditFinding.Weight, _ what: String, _ remedy: String) {
      findings.append(EditFinding(rule, weight, .line(number), what, remedy: remedy))
    }
    guard right || left || both else {
      if tables.procedures[line.procedure]?.isSided == true {
        finding(
          .sideMissing, .warning, "\(line.procedure) has no RT, LT or 50",
          "Add the side that the record states.")
      }
      return
    }
    guard let first = sides.first else { return }
    if both {
      let covered = Set(sides.flatMap { $0 == .both ? [DiagnosisSide.right, .left] : [$0] })
      if covered.count < 2 {
        finding(
          .sideModifier, .error, "\(line.procedure) is reported on both sides, its diagnoses on one",
          "Add the diagnosis of the other side, or report one side.")
      }
    } else {
      let side: DiagnosisSide = right ? .right : .left
      if !sides.contains(side) && !sides.contains(.both) {
        finding(
          .sideModifier, .error,
          "\(line.procedure)-\(right ? "RT" : "LT") points to diagnoses of the \(first == .right ? "right" : "left") side",
          "Correct the modifier or the diagnosis after the record.")
      }
    }
  }
}

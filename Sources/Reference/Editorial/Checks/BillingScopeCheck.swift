import ICD10CM

/// Finds paragraphs that show a procedure or a payment category on pages of codes that it is not true of: the operation
/// for the ankle on the page of the patella, the category of a fresh fracture on that of a healing one.
///
/// What no installed table knows is not judged here; `CheckedFact` reports it as not checked.
struct BillingScopeCheck {
  private let axes: AxisCheck
  private let context: FactContext
  private var billing: any BillingFacts { context.billing }

  init(_ axes: AxisCheck, _ context: FactContext) {
    (self.axes, self.context) = (axes, context)
  }

  func problems(in paragraph: EditorialFile.Paragraph) -> [EditorialProblem] {
    guard paragraph.part != .questions else { return [] }
    return paragraph.pieces.compactMap { piece in
      guard case .fact(let call) = piece.content, let value = call.plain.first,
        // What is wrong in itself is told as that.
        let fact = CheckedFact.named(call.name), fact.check(call, context) == .holds
      else { return nil }
      switch call.name {
      case "procedure" where paragraph.part == .procedures:
        if let catalogue = billing as? any ProcedureCatalogue, !catalogue.knows(procedure: value) { return nil }
        return problem(piece.line, paragraph, "procedure \(value)", isPhase: false) { facts in
          facts.procedures.map { $0.contains { $0.number == value } }
        }
      case "hcc":
        let numbers = call.plain.dropFirst().flatMap { CheckedFact.numbers(in: $0) }
        guard !numbers.isEmpty else { return nil }
        return problem(piece.line, paragraph, "HCC \(numbers[0])", isPhase: true) { facts in
          facts.hcc.map { found in
            let real = found.flatMap { CheckedFact.numbers(in: $0.text) }
            return numbers.allSatisfy(real.contains)
          }
        }
      default: return nil
      }
    }
  }

  /// The first row that shows the paragraph, and of whose codes the fact holds for none. With `isPhase` each 7th character
  /// counts for itself.
  private func problem(
    _ line: Int, _ paragraph: EditorialFile.Paragraph, _ what: String, isPhase: Bool,
    _ holds: (CodeBilling) -> Bool?
  ) -> EditorialProblem? {
    let book = axes.book
    var known: [NodeID: Bool] = [:]
    func isTrue(of leaf: NodeID) -> Bool {
      if let answer = known[leaf] { return answer }
      let answer = holds(billing.facts(for: book.code(of: leaf), edition: book.edition.name)) ?? true
      known[leaf] = answer
      return answer
    }
    for (row, _) in axes.rows(of: paragraph) where isPhase || !book.isSeventhCharacterCode(row) {
      let leaves = book.subtree(of: row).lazy.map { NodeID($0) }.filter { leaf in
        guard book.isBillable(leaf) else { return false }
        // One 7th character stands for all where the phase of care makes no difference.
        return isPhase || !book.isSeventhCharacterCode(leaf) || book.firstChild(of: book.stem(of: leaf)) == leaf
      }
      guard !leaves.contains(where: isTrue) else { continue }
      return EditorialProblem(
        .axis, axes.file.name, line: line,
        "\(what) stands on the page of \(book.code(of: row)), and its table does not link the two",
        remedy: "show it only for the codes it is linked with, with {for …}, {not-for …} or {where …}")
    }
    return nil
  }
}

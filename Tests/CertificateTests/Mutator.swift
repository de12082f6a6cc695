import Certificate
import ClinicalText
import ICD10CM

/// A seeded generator (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

/// Changes what a certificate says. The result is written again with its sum, so that only its meaning can give it away.
struct Mutator {
  enum Kind: CaseIterable {
    case spanMoved, anchorMoved, codeSwapped, laterCodesSwapped, ruleSwapped, reasonSwapped, stepDropped
    case assignmentDropped, rejectionDropped, rejectionCoded, editionSwapped, queryDropped
  }

  let certificate: CodingCertificate
  let document: Document
  let book: Book
  let others: [Book]

  /// A changed certificate; `nil` where this kind of change finds nothing to change, or would change nothing.
  func mutant(_ kind: Kind, using generator: inout SeededGenerator) -> CodingCertificate? {
    var copy = certificate
    switch kind {
    case .spanMoved: moveSpan(&copy, &generator)
    case .anchorMoved: moveAnchor(&copy, &generator)
    case .codeSwapped: swapCode(&copy, &generator, isConsistent: false)
    case .laterCodesSwapped: swapCode(&copy, &generator, isConsistent: true)
    case .ruleSwapped: swapRule(&copy, &generator)
    case .reasonSwapped: swapReason(&copy, &generator)
    case .stepDropped: dropStep(&copy, &generator)
    case .assignmentDropped: drop(&copy.assignments, &generator)
    case .rejectionDropped: drop(&copy.rejections, &generator)
    case .rejectionCoded: codeRejection(&copy, &generator)
    case .editionSwapped: swapEdition(&copy, &generator)
    case .queryDropped: drop(&copy.queries, &generator)
    }
    copy.rejections.sort()
    return copy == certificate ? nil : copy
  }

  private func drop<T>(_ list: inout [T], _ generator: inout SeededGenerator) {
    guard let index = list.indices.randomElement(using: &generator) else { return }
    list.remove(at: index)
  }

  // MARK: Steps

  /// Applies a change to one derivation, reported or taken back.
  private func change(
    _ copy: inout CodingCertificate, _ generator: inout SeededGenerator,
    _ body: (inout [CodingCertificate.Step], inout SeededGenerator) -> Void
  ) {
    let withdrawn = copy.rejections.indices.filter { !copy.rejections[$0].steps.isEmpty }
    let total = copy.assignments.count + withdrawn.count
    guard total > 0 else { return }
    let choice = Int.random(in: 0..<total, using: &generator)
    if choice < copy.assignments.count {
      body(&copy.assignments[choice].steps, &generator)
    } else {
      body(&copy.rejections[withdrawn[choice - copy.assignments.count]].steps, &generator)
    }
  }

  private func moveSpan(_ copy: inout CodingCertificate, _ generator: inout SeededGenerator) {
    change(&copy, &generator) { steps, generator in
      let places = steps.indices.flatMap { step in steps[step].spans.indices.map { (step, $0) } }
      guard let (step, span) = places.randomElement(using: &generator) else { return }
      steps[step].spans[span] = moved(steps[step].spans[span], &generator)
      steps[step].spans.sort()
    }
  }

  private func moveAnchor(_ copy: inout CodingCertificate, _ generator: inout SeededGenerator) {
    if Bool.random(using: &generator), let index = copy.rejections.indices.randomElement(using: &generator) {
      copy.rejections[index].span = moved(copy.rejections[index].span, &generator)
    } else if let index = copy.assignments.indices.randomElement(using: &generator) {
      copy.assignments[index].span = moved(copy.assignments[index].span, &generator)
    }
  }

  /// To the next token, one token longer or shorter, by a byte, to any other place, or to the same words elsewhere.
  private func moved(_ span: ByteSpan, _ generator: inout SeededGenerator) -> ByteSpan {
    guard let tokens = document.tokenRange(of: span) else { return span }
    let all = document.tokens.indices
    func cut(_ range: Range<Int>) -> ByteSpan {
      let clamped = range.clamped(to: all)
      return clamped.isEmpty ? span : document.span(of: clamped)
    }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return cut(tokens.lowerBound + 1..<tokens.upperBound + 1)
    case 1: return cut(tokens.lowerBound..<tokens.upperBound + 1)
    case 2: return cut(tokens.lowerBound - 1..<tokens.upperBound)
    case 3: return ByteSpan(span.start, min(document.bytes.count, span.end + 1))
    case 4:
      let start = Int.random(in: all, using: &generator)
      return cut(start..<start + tokens.count)
    default:
      let same = all.filter { start in
        start != tokens.lowerBound && start + tokens.count <= all.upperBound
          && (0..<tokens.count).allSatisfy {
            document.tokens[start + $0].hash == document.tokens[tokens.lowerBound + $0].hash
          }
      }
      return same.randomElement(using: &generator).map { cut($0..<$0 + tokens.count) } ?? span
    }
  }

  /// A sibling in place of a row; consistently, the rest of the walk is led on below the sibling by the same rules.
  private func swapCode(
    _ copy: inout CodingCertificate, _ generator: inout SeededGenerator, isConsistent: Bool
  ) {
    change(&copy, &generator) { steps, generator in
      guard let last = steps.indices.last else { return }
      let index = isConsistent ? Int.random(in: 0...last, using: &generator) : last
      let node = NodeID(steps[index].row)
      guard let parent = book.parent(of: node),
        var sibling = book.children(of: parent).filter({ $0 != node }).randomElement(using: &generator)
      else { return }
      set(&steps[index], sibling)
      guard isConsistent else { return }
      for next in steps.indices.dropFirst(index + 1) {
        let suffix = steps[next].code.undotted.dropFirst(steps[next - 1 == index ? index : next - 1].code.count)
        guard
          let child = Code(book.code(of: sibling).undotted + suffix).flatMap(book.node)
            ?? book.children(of: sibling).first
        else { return }
        sibling = child
        set(&steps[next], child)
      }
    }
  }

  private func set(_ step: inout CodingCertificate.Step, _ node: NodeID) {
    step.code = book.code(of: node)
    step.row = node.index
  }

  private func swapRule(_ copy: inout CodingCertificate, _ generator: inout SeededGenerator) {
    change(&copy, &generator) { steps, generator in
      guard let index = steps.indices.randomElement(using: &generator),
        let rule = Verifier.stepRules.filter({ $0.id != steps[index].rule }).randomElement(using: &generator)
      else { return }
      steps[index].rule = rule.id
      steps[index].source = rule.id == "term" ? "own" : rule.source
    }
  }

  private func swapReason(_ copy: inout CodingCertificate, _ generator: inout SeededGenerator) {
    guard let index = copy.rejections.indices.randomElement(using: &generator),
      let rule = Verifier.reasons.filter({ $0.id != copy.rejections[index].rule }).randomElement(using: &generator)
    else { return }
    copy.rejections[index].rule = rule.id
    copy.rejections[index].source = rule.source
  }

  private func dropStep(_ copy: inout CodingCertificate, _ generator: inout SeededGenerator) {
    change(&copy, &generator) { steps, generator in drop(&steps, &generator) }
  }

  // MARK: Whole entries

  /// A mention that was turned down is given the code of its own term.
  private func codeRejection(_ copy: inout CodingCertificate, _ generator: inout SeededGenerator) {
    // Whether a drug is still taken and which statuses bear on bone, the engine reads from more words than the
    // verifier weighs (Documentation/certificate.md, "What is not proved"): such a mutant is a valid certificate.
    let unproved = ["drug-not-current", "drug-not-reported", "status-not-reported", "cause-not-reported"]
    let candidates = copy.rejections.indices.filter { !unproved.contains(copy.rejections[$0].rule) }
    guard let index = candidates.randomElement(using: &generator) else { return }
    let rejected = copy.rejections[index]
    let steps =
      rejected.steps.isEmpty ? certificate.assignments.randomElement(using: &generator)?.steps : rejected.steps
    guard let steps else { return }
    copy.rejections.remove(at: index)
    copy.assignments.append(CodingCertificate.Assigned(span: rejected.span, steps: steps))
  }

  /// The whole reference to another edition, with the rows that its book has for the codes.
  private func swapEdition(_ copy: inout CodingCertificate, _ generator: inout SeededGenerator) {
    guard let other = others.randomElement(using: &generator) else { return }
    let reference = CodingCertificate.BookReference(other)
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: copy.book.hash = reference.hash
    case 1: (copy.book.edition, copy.book.from, copy.book.to) = (reference.edition, reference.from, reference.to)
    default: copy.book = reference
    }
  }
}

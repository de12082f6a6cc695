import ClinicalText
import Foundation
import Testing

@Suite struct DocumentInvarianceTests {
  static let notes = [
    "CHIEF COMPLAINT\n\nKnee pain.\n\nASSESSMENT:\n1. Osteopenia of the hip, T-score -1.8\n2. No fracture\n",
    "FINDINGS: L1-L4 0.896 g/cm2.\nNo fracture, but\nosteopenia is seen.\nIMPRESSION: Osteopenia.\n",
    "Mother had osteoporosis.\nHistory of hip fracture 3 years ago.\n[ ] osteoporosis [x] osteopenia",
  ]

  /// What a reading says, without offsets.
  private func reading(_ document: Document) -> [String] {
    document.headings + document.sentenceTexts
      + document.tokens.indices.filter { document.tokens[$0].kind == .word }.map {
        "\(document.text(document.tokens[$0].span)) \(document.assertion(of: $0..<$0 + 1).rawValue)"
      }
  }

  @Test(arguments: notes)
  func `line ends and trailing spaces do not change the reading`(note: String) {
    let plain = reading(Document(note))
    #expect(reading(Document(note.replacingOccurrences(of: "\n", with: "\r\n"))) == plain)
    #expect(reading(Document(note.replacingOccurrences(of: "\n", with: "  \n"))) == plain)
    #expect(reading(Document(note + "\n \n")) == plain)
  }

  @Test func `empty text has one section and nothing else`() {
    let document = Document("")
    #expect(document.sections.count == 1)
    #expect(document.tokens.isEmpty && document.sentences.isEmpty && document.scopes.isEmpty)
    #expect(document.section(ofToken: 0).kind == .none)
    #expect(document.tokenRange(of: ByteSpan(0, 1)) == nil)
  }

  @Test func `no bytes trap, and every span stays inside`() {
    let seconds = ProcessInfo.processInfo.environment["OSTEON_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
    let end = Date().addingTimeInterval(seconds)
    var random = SplitMix(state: 20_270)
    let fragments =
      Self.notes.map { Array($0.utf8) }
      + ["L1-", "T12 to ", " minus point ", "[x] no", "?", "•", "\u{2610} ", "S:", "(R)", "is not "].map {
        Array($0.utf8)
      }
    var rounds = 0
    while Date() < end {
      rounds += 1
      var bytes: [UInt8] = []
      for _ in 0..<Int(random.next() % 12) {
        if random.next() % 2 == 0 {
          bytes += fragments[Int(random.next() % UInt64(fragments.count))]
        } else {
          for _ in 0..<random.next() % 9 { bytes.append(UInt8(truncatingIfNeeded: random.next())) }
        }
      }
      if !bytes.isEmpty {
        for _ in 0..<random.next() % 6 {
          bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        }
      }
      guard check(Document(bytes)) else {
        Issue.record("spans out of bounds in round \(rounds): \(bytes)")
        return
      }
    }
    #expect(rounds > 0)
  }

  private func check(_ document: Document) -> Bool {
    let length = document.bytes.count
    let count = document.tokens.count
    var last = 0
    for token in document.tokens {
      guard Int(token.start) >= last, token.length > 0, token.span.end <= length else { return false }
      last = token.span.end
    }
    last = 0
    for section in document.sections {
      guard section.heading.isEmpty || section.heading.start >= last, section.body.start >= section.heading.end else {
        return false
      }
      last = section.body.end
    }
    guard last == length else { return false }
    var next = 0
    for sentence in document.sentences {
      guard sentence.tokens.lowerBound == next, document.sections.indices.contains(sentence.section) else {
        return false
      }
      next = sentence.tokens.upperBound
    }
    guard next == count else { return false }
    for scope in document.scopes {
      guard scope.cue.upperBound <= count, scope.tokens.upperBound <= count, !scope.tokens.isEmpty else { return false }
    }
    guard zip(document.scopes, document.scopes.dropFirst()).allSatisfy({ $0.cue.lowerBound <= $1.cue.lowerBound })
    else { return false }
    for index in -1...count {
      if let number = document.number(at: index), number.span.end > length { return false }
      if let side = document.side(at: index), side.tokens.upperBound > count { return false }
      if let levels = document.levels(at: index), levels.vertebrae.isEmpty || levels.span.end > length { return false }
      if let ordinal = document.ordinal(at: index), ordinal.tokens.upperBound > count { return false }
      if index >= 0, index < count { _ = document.assertion(of: index..<index + 1) }
    }
    return true
  }
}

private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

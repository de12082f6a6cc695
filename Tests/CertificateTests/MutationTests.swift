import Certificate
import ClinicalText
import Coding
import Foundation
import ICD10CM
import Testing

/// Certificates that were tampered with.
@Suite(.enabled(if: InstalledBooks.main != nil, "no code book is installed"))
struct MutationTests {
  private struct Sample {
    let note: DevelopmentNotes.Note
    let document: Document
    let certificate: CodingCertificate
  }

  private func samples(_ coder: Coder) -> [Sample] {
    let long = DevelopmentNotes.labelled.enumerated().filter { $0.offset % 20 == 0 }.map(\.element)
    return (DevelopmentNotes.own + long).map { note in
      let document = Document(note.text)
      let context = EncounterContext(setting: note.isInpatient ? .inpatient : .outpatient)
      return Sample(
        note: note, document: document,
        certificate: coder.codeWithCertificate(
          document, in: context, date: coder.book.edition.effectiveFrom
        ).certificate)
    }.filter { $0.certificate.assignments.count + $0.certificate.rejections.count > 0 }
  }

  @Test
  func `a thousand changed bytes are all noticed`() throws {
    let book = try #require(InstalledBooks.main)
    let coder = try Coder(book: book)
    let verifier = try Verifier(book: book)
    var generator = SeededGenerator(1)
    let samples = samples(coder)
    for _ in 0..<1_000 {
      let sample = try #require(samples.randomElement(using: &generator))
      var bytes = sample.certificate.canonicalBytes()
      let index = Int.random(in: bytes.indices, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes.remove(at: index)
      default: bytes.insert(bytes[index] ^ UInt8.random(in: 1...255, using: &generator), at: index)
      }
      #expect(
        !verifier.failures(of: bytes, note: sample.document.bytes).isEmpty, "\(sample.note.id), byte \(index)")
    }
  }

  /// Every kind of change in turn; the sum is always that of the changed content. The certificates have a date of
  /// service: without one, a certificate that holds in another edition as well is as valid there.
  @Test
  func `a thousand changed meanings are all noticed`() throws {
    let book = try #require(InstalledBooks.main)
    let coder = try Coder(book: book)
    let verifiers = try InstalledBooks.all.map { try Verifier(book: $0) }
    let samples = samples(coder)
    var generator = SeededGenerator(ProcessInfo.processInfo.environment["OSTEON_SEED"].flatMap(UInt64.init) ?? 2)
    var survivors: [String] = []
    var counts: [Mutator.Kind: Int] = [:]
    var tries = 0
    while counts.values.reduce(0, +) < 1_000, tries < 20_000 {
      let kind = Mutator.Kind.allCases[tries % Mutator.Kind.allCases.count]
      tries += 1
      let sample = try #require(samples.randomElement(using: &generator))
      let mutator = Mutator(
        certificate: sample.certificate, document: sample.document, book: book,
        others: InstalledBooks.all.filter { $0.hash != book.hash })
      guard let mutant = mutator.mutant(kind, using: &generator) else { continue }
      counts[kind, default: 0] += 1
      // `osteon verify` takes the book that the certificate names; where none has the hash it refuses.
      guard let verifier = verifiers.first(where: { $0.book.hash == mutant.book.hash }) else { continue }
      if verifier.failures(of: mutant.canonicalBytes(), note: sample.document.bytes).isEmpty {
        survivors.append("\(kind) of \(sample.note.id): \(Self.difference(sample.certificate, mutant))")
      }
    }
    #expect(counts.values.reduce(0, +) == 1_000)
    #expect(survivors == [])
  }

  /// Inpatient and outpatient differ where the engine's answer differs (Guidelines II.H and IV.H). The kind says how the
  /// text was read; where a certificate holds under another kind too, it is as valid, so kinds are not changed here.
  @Test
  func `a changed setting is noticed wherever it matters`() throws {
    let book = try #require(InstalledBooks.main)
    let coder = try Coder(book: book)
    let verifier = try Verifier(book: book)
    var matters = 0
    for sample in samples(coder) {
      for setting in EncounterContext.Setting.allCases {
        let other = coder.codeWithCertificate(
          sample.document, in: EncounterContext(setting: setting), date: coder.book.edition.effectiveFrom
        ).certificate
        guard other.assignments != sample.certificate.assignments || other.rejections != sample.certificate.rejections
        else { continue }
        matters += 1
        var mutant = sample.certificate
        mutant.settings = other.settings
        #expect(
          !verifier.failures(of: mutant, note: sample.document.bytes).isEmpty,
          "\(sample.note.id) as \(setting)")
      }
    }
    #expect(matters > 5)
  }

  /// What a mutant changed, for the message.
  private static func difference(_ a: CodingCertificate, _ b: CodingCertificate) -> String {
    func lines(_ certificate: CodingCertificate) -> [String] {
      certificate.assignments.map { "+ \($0.span) " + steps($0.steps) }
        + certificate.rejections.map { "- \($0.span) \($0.rule) " + steps($0.steps) }
    }
    func steps(_ steps: [CodingCertificate.Step]) -> String {
      steps.map { "\($0.rule)>\($0.code)\($0.spans.map { "[\($0.start),\($0.end)]" }.joined())" }.joined(separator: " ")
    }
    let (before, after) = (lines(a), lines(b))
    return "\(before.filter { !after.contains($0) }) became \(after.filter { !before.contains($0) })"
  }
}

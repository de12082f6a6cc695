import BoneDensity
import ClinicalText
import Coding
import Findings
import ICD10CM
import JSON

/// What the engine reads in a text before any code is looked for, as one line of JSON.
struct NoteReading {
  let document: Document
  let density: BoneDensityReport
  let findings: Findings?

  /// Reads a text; without a book the terms of the lexicon are not known, and only phrases are found.
  init(_ text: [UInt8], book: Book?) {
    let document = Document(text)
    self.document = document
    density = BoneDensityReport(document)
    findings = book.map { Findings(document, book: $0) }
  }

  /// How a statement stands to the patient. What is listed as history of the past, of surgery, of habits or allergies is
  /// called historical: a reader who asks about one statement does not see its section.
  func assertion(of tokens: Range<Int>) -> Assertion {
    var assertion = document.assertion(of: tokens)
    switch document.section(ofToken: tokens.lowerBound).kind {
    case .pastHistory, .surgicalHistory, .socialHistory, .allergies: assertion.insert(.historical)
    default: break
    }
    return assertion
  }

  /// The tokens that a span of characters (Unicode scalars, the last one included) touches.
  func tokens(firstCharacter: Int, lastCharacter: Int) -> Range<Int>? {
    let start = byteOffset(ofCharacter: firstCharacter)
    let end = byteOffset(ofCharacter: lastCharacter + 1)
    return start < end ? document.tokenRange(of: ByteSpan(start, end)) : nil
  }

  private func byteOffset(ofCharacter wanted: Int) -> Int {
    var characters = 0
    for (offset, byte) in document.bytes.enumerated() where byte & 0xC0 != 0x80 {
      if characters == wanted { return offset }
      characters += 1
    }
    return document.bytes.count
  }

  // MARK: JSON

  /// The reading; `asked` is a span of characters whose assertion is wanted besides.
  func json(id: JSONValue, asked: (start: Int, end: Int)?) -> [UInt8] {
    var output = JSONOutput(capacity: 4096 + document.bytes.count * 4)
    output.object { output in
      if let asked {
        output.name("assertion")
        if let tokens = tokens(firstCharacter: asked.start, lastCharacter: asked.end) {
          write(assertion(of: tokens), to: &output)
        } else {
          output.null()
        }
      }
      output.name("id")
      output.value(id)
      output.name("measurements")
      output.array(density.measurements) { $0.measurement($1) }
      output.name("mentions")
      output.array(mentions()) { output, mention in
        output.object { output in
          output.name("assertion")
          write(assertion(of: mention.tokens), to: &output)
          let span = document.span(of: mention.tokens)
          output.member("end", span.end)
          output.member("kind", mention.kind)
          output.member("start", span.start)
          output.name("text")
          output.string(utf8: document.bytes[span.range])
        }
      }
      output.name("sections")
      output.array(document.sections) { output, section in
        output.object { output in
          output.member("bodyEnd", section.body.end)
          output.member("bodyStart", section.body.start)
          output.member("end", section.heading.end)
          output.name("heading")
          output.string(utf8: document.bytes[section.heading.range])
          output.member("kind", "\(section.kind)")
          output.member("start", section.heading.start)
        }
      }
    }
    return output.line()
  }

  private func write(_ assertion: Assertion, to output: inout JSONOutput) {
    output.object { output in
      output.member("historical", assertion.contains(.historical))
      output.member("hypothetical", assertion.contains(.hypothetical))
      output.member("negated", assertion.contains(.negated))
      output.member("otherExperiencer", assertion.contains(.otherExperiencer))
      output.member("planned", assertion.contains(.planned))
      output.member("screening", assertion.contains(.screening))
      output.member("template", assertion.contains(.template))
      output.member("uncertain", assertion.contains(.uncertain))
    }
  }

  /// Terms of the book, and every phrase that is not exactly one of them.
  private func mentions() -> [(tokens: Range<Int>, kind: String)] {
    var result: [(tokens: Range<Int>, kind: String)] = []
    var known: Set<Range<Int>> = []
    for mention in findings?.mentions ?? [] where known.insert(mention.tokens).inserted {
      result.append((mention.tokens, kind(of: mention)))
    }
    for phrase in PhraseFinder(document: document).phrases() where !known.contains(phrase) {
      result.append((phrase, "phrase"))
    }
    return result.sorted { ($0.tokens.lowerBound, $1.tokens.upperBound) < ($1.tokens.lowerBound, $0.tokens.upperBound) }
  }

  private func kind(of mention: Mention) -> String {
    let order: [TermKind] = [
      .diagnosis, .status, .drug, .adverseEffect, .cause, .title, .inclusionTerm, .index, .reject,
    ]
    return order.first { mention.has($0) }.map { "\($0)" } ?? "term"
  }
}

extension JSONOutput {
  /// A measurement of bone density.
  mutating func measurement(_ measurement: DensityMeasurement) {
    object { output in
      output.member("bmd", optional: measurement.bmd?.value)
      output.member("date", optional: measurement.date?.written)
      output.member("diagnosticRegion", measurement.isDiagnosticRegion)
      output.member("end", measurement.span.end)
      output.member("layout", measurement.layout.rawValue)
      output.member("prior", measurement.isPrior)
      output.member("side", optional: measurement.side?.rawValue)
      output.member("site", measurement.siteName)
      output.member("start", measurement.span.start)
      output.member("t", optional: measurement.tScore?.value)
      output.member("z", optional: measurement.zScore?.value)
    }
  }
}

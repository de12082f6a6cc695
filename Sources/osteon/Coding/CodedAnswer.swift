import BoneDensity
import Certificate
import ClinicalText
import Coding
import ICD10CM
import JSON

/// A request with what came of it: what every form of output is written from.
struct CodedAnswer {
  let request: NoteRequest
  let document: Document
  let note: CodedNote
  let book: Book
  /// What must be said of the edition.
  let notices: [String]

  /// The canonical bytes of the certificate, where one was asked for.
  let certificate: [UInt8]?

  /// Codes a request after the edition of its date; with `isCertified` the answer is proved as well.
  init(_ request: NoteRequest, shelf: EditionShelf, edition: String?, isCertified: Bool = false) throws {
    let choice = try shelf.choose(date: request.date, edition: edition)
    self.request = request
    document = Document(request.text)
    if isCertified {
      let proved = choice.coder.codeWithCertificate(
        document, in: request.context, date: request.date.flatMap { Day($0) })
      note = proved.note
      certificate = proved.certificate.canonicalBytes()
    } else {
      note = choice.coder.code(document, in: request.context)
      certificate = nil
    }
    book = choice.coder.book
    notices = choice.notices
  }

  /// "2027, patched, notes as of April 2026": how far the book is official is shown wherever a code is.
  static func standing(of edition: Edition) -> String {
    var text = edition.standing.rawValue
    if !edition.notesAsOf.isEmpty { text += ", notes as of \(edition.notesAsOf)" }
    return text
  }
}

// MARK: JSON

extension CodedAnswer {
  /// The answer as one line of JSON, members in order of their names.
  func json(withCertificate: Bool = true) -> [UInt8] {
    var output = JSONOutput(capacity: 1024 + note.assignments.count * 512 + note.rejections.count * 96)
    output.object { output in
      output.name("assignments")
      output.array(note.assignments) { write($1, to: &$0) }
      output.name("book")
      output.object { output in
        output.member("hash", book.hash)
        if !book.edition.notesAsOf.isEmpty { output.member("notesAsOf", book.edition.notesAsOf) }
        output.member("standing", book.edition.standing.rawValue)
      }
      if withCertificate, let certificate {
        output.name("certificate")
        output.json(certificate)
      }
      output.name("codes")
      output.array(note.assignments) { $0.string(book.code(of: $1.node).description) }
      output.member("edition", book.edition.name)
      output.name("id")
      output.value(request.id)
      output.name("measurements")
      output.array(note.density.measurements) { $0.measurement($1) }
      output.name("queries")
      output.array(note.queries) { write($1, to: &$0) }
      output.name("rejected")
      output.array(note.rejections) { output, rejection in
        output.object { output in
          output.member("code", optional: rejection.node.map { book.code(of: $0).description })
          output.member("end", rejection.span.end)
          output.member("reason", rejection.reason.id)
          output.member("start", rejection.span.start)
          output.name("text")
          output.string(utf8: bytes(rejection.span))
        }
      }
      if !notices.isEmpty { output.member("warning", notices.joined(separator: "; ")) }
    }
    return output.line()
  }

  private func write(_ query: Query, to output: inout JSONOutput) {
    output.object { output in
      output.name("answers")
      output.array(query.answers) { output, answer in
        output.object { output in
          output.member("code", optional: answer.node.map { book.code(of: $0).description })
          output.member("text", answer.text)
        }
      }
      output.name("evidence")
      output.array(query.spans) { write($1, to: &$0) }
      output.member("searched", query.searched)
      output.member("text", query.text)
      output.member("topic", query.topic.rawValue)
    }
  }

  private func bytes(_ span: ByteSpan) -> ArraySlice<UInt8> {
    span.end <= document.bytes.count ? document.bytes[span.range] : []
  }

  private func write(_ span: ByteSpan, to output: inout JSONOutput) {
    output.object { output in
      output.member("end", span.end)
      output.member("start", span.start)
      output.name("text")
      output.string(utf8: bytes(span))
    }
  }

  private func write(_ assignment: Assignment, to output: inout JSONOutput) {
    output.object { output in
      output.member("code", book.code(of: assignment.node).description)
      output.name("evidence")
      write(assignment.span, to: &output)
      output.name("path")
      output.array(book.ancestors(of: assignment.node).reversed()) { $0.string(book.code(of: $1).description) }
      output.name("steps")
      output.array(assignment.steps) { output, step in
        output.object { output in
          output.member("code", book.code(of: step.node).description)
          output.name("evidence")
          output.array(step.spans) { write($1, to: &$0) }
          output.member("rule", step.rule.id)
        }
      }
      output.member("title", book.title(of: assignment.node))
      output.member("unspecific", assignment.isUnspecific)
    }
  }
}

extension ScanDate {
  /// `2026-06-08`; `2026-06` or `2026` where no more is known.
  var written: String {
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    guard month > 0 else { return "\(year)" }
    return day > 0 ? "\(year)-\(padded(month))-\(padded(day))" : "\(year)-\(padded(month))"
  }
}

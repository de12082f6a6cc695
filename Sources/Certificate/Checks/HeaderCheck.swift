import ClinicalText
import Crypto
import ICD10CM

/// The note, the book, the engine and the settings that a certificate names.
struct HeaderCheck {
  let certificate: CodingCertificate
  let note: [UInt8]
  let book: Book

  func failures() -> [VerificationFailure] {
    var failures: [VerificationFailure] = []
    func fail(_ code: VerificationFailure.Code, _ place: String, _ message: String) {
      failures.append(VerificationFailure(code, message, at: place))
    }
    if certificate.input.bytes != note.count {
      fail(.input, "input", "the note has \(note.count) bytes, the certificate speaks of \(certificate.input.bytes)")
    } else if certificate.input.sha256 != SHA256.hash(data: note).hexadecimal {
      fail(.input, "input", "the note's SHA-256 is another one")
    }
    if certificate.book != CodingCertificate.BookReference(book) {
      fail(
        .book, "book",
        "the certificate was made with edition \(certificate.book.edition), book \(certificate.book.hash); "
          + "this is edition \(book.edition.name), book \(book.hash)")
    }
    if certificate.engine != CodingCertificate.engine {
      fail(
        .form, "engine", "made by \(certificate.engine); this verifier knows the rules of \(CodingCertificate.engine)")
    }
    for message in settingFailures() { fail(.settings, "settings", message) }
    return failures
  }

  private func settingFailures() -> [String] {
    let settings = certificate.settings
    var messages: [String] = []
    if !["outpatient", "inpatient"].contains(settings.setting) { messages.append("the setting is no setting") }
    if let kind = settings.kind, !["note", "dxa", "problem"].contains(kind) { messages.append("the kind is no kind") }
    if let sex = settings.sex, !["female", "male"].contains(sex) {
      messages.append("the sex is neither female nor male")
    }
    if let age = settings.age, age > 150 { messages.append("the age is above 150 years") }
    if let date = settings.date {
      if book.edition.isInForce(on: date) == settings.isEditionForced {
        messages.append(
          settings.isEditionForced
            ? "the edition is called forced and is in force on \(date)" : "the edition is not in force on \(date)")
      }
    } else if settings.isEditionForced {
      messages.append("the edition is called forced, and there is no date that it was chosen against")
    }
    return messages
  }
}

import ArgumentParser
import Certificate
import Foundation
import ICD10CM

/// `osteon verify CERT --note FILE`: checks a certificate against the note and the book, without the engine.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks a certificate against its note and the code book.",
    discussion: """
      The book whose hash the certificate names must be installed. Exit code 0: everything holds; 1: something does
      not, every failure is listed; 64: the command line; 66: a file cannot be read.
      """)
  @Argument(help: "The certificate, canonical JSON.") var certificate: String
  @Option(help: "The note that was coded, byte for byte.") var note: String
  @Option(help: "Check against this edition instead of the one whose hash is named.") var edition: String?
  @Option(help: "text or json.") var format: String = "text"

  private struct Answer: Encodable {
    struct Failure: Encodable { let code, message, place: String }
    let certificate: String
    let failures: [Failure]
    let holds: Bool
  }

  func run() throws {
    guard ["text", "json"].contains(format) else { throw ValidationError("--format is text or json") }
    let bytes = try Self.contents(of: certificate)
    let note = try Self.contents(of: note)
    try report(failures(of: bytes, note: note))
  }

  private func failures(of bytes: [UInt8], note: [UInt8]) throws -> [String: [VerificationFailure]] {
    let parsed: CodingCertificate
    do {
      parsed = try CodingCertificate(canonicalBytes: bytes)
    } catch {
      // Any book will do to say what is wrong with the form.
      let verifier = try Verifier(book: try Shelf().book(edition: edition))
      return [certificate: verifier.failures(of: bytes, note: note)]
    }
    return [certificate: try Verifier(book: try book(for: parsed)).failures(of: bytes, note: note)]
  }

  private func book(for parsed: CodingCertificate) throws -> Book {
    if let edition { return try Shelf().book(edition: edition) }
    let books = try Shelf().books()
    guard let book = books.first(where: { $0.hash == parsed.book.hash }) else {
      let installed = books.map { "\($0.edition.name) \($0.hash.prefix(12))" }.joined(separator: ", ")
      throw ValidationError(
        "the certificate wants edition \(parsed.book.edition) with book hash \(parsed.book.hash); "
          + "installed: \(installed.isEmpty ? "none" : installed)")
    }
    return book
  }

  private func report(_ result: [String: [VerificationFailure]]) throws {
    for (name, failures) in result.sorted(by: { $0.key < $1.key }) {
      if format == "json" {
        let answer = Answer(
          certificate: name,
          failures: failures.map {
            Answer.Failure(code: $0.code.description, message: $0.message, place: $0.place)
          }, holds: failures.isEmpty)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(answer), as: UTF8.self))
      } else if failures.isEmpty {
        print("\(name): every step holds")
      } else {
        for failure in failures { print("\(name): \(failure)") }
      }
    }
    if result.values.contains(where: { !$0.isEmpty }) { throw ExitCode.failure }
  }

  private static func contents(of path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      FileHandle.standardError.write(Data("osteon: \(path) cannot be read\n".utf8))
      throw ExitCode(66)
    }
    return Array(data)
  }
}
